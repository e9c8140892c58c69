import type { Logger } from '#platform/logger';
import type { Database } from '#prisma/client';
import { type AccountPlace, type AlertsPage, alertOfLowQuota } from '#records/metering/quota-alerts';
import { forgetOldUse, makeAccessLogMonths } from '#records/metering/upkeep';
import { lapseVouchers, remindOfEndingVouchers } from '#records/metering/voucher-rounds';
import { guarded } from '../shared/failures.ts';

export interface MeteringRoundDeps {
  readonly db: Database;
  readonly now: () => Date;
  readonly log: Logger;
  readonly keyDays: number;
  readonly refusalDays: number;
}

/** A round looks so far back for accounts that were used: rounds that did not run meanwhile are made up for. */
const lookBackDays = 7;

/** Acts of the rounds around metered access, by their names in Temporal. */
export function createMeteringRounds(deps: MeteringRoundDeps) {
  const { db, now, keyDays, refusalDays } = deps;
  return guarded(deps, {
    /** One page of the quotas that were used lately, in the order of institution and product. */
    alertOfQuotas: ({ after }: { after: AccountPlace | null }): Promise<AlertsPage> =>
      alertOfLowQuota(db, {
        changedSince: new Date(now().getTime() - lookBackDays * 86_400_000),
        after,
      }),
    makeAccessLogMonths: (): Promise<string[]> => makeAccessLogMonths(db),
    /** One batch of keys, counts and refusals that are needed no more. */
    forgetOldUse: () => forgetOldUse(db, { now: now(), keyDays, refusalDays }),
    /** One page of the quotas of which a voucher has ended. */
    lapseVouchers: ({ after }: { after: AccountPlace | null }) => lapseVouchers(db, { now: now(), after }),
    /** One page of the vouchers that end soon. */
    remindOfEndingVouchers: ({ after }: { after: string | null }) =>
      remindOfEndingVouchers(db, { now: now(), after }),
  });
}

export type MeteringRounds = ReturnType<typeof createMeteringRounds>;
