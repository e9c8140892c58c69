import type { Client } from '@temporalio/client';
import type { SimponiPort } from '#ports/simponi/simponi-port';
import type { Database } from '#prisma/client';
import { findBrokenInvariants } from '#records/ledger';
import { compareWithSimponi } from './simponi.ts';
import { compareWithTemporal } from './temporal.ts';

export const differenceKinds = [
  'NO_WORKFLOW',
  'ENDED_WORKFLOW',
  'OTHER_VERSION',
  'NO_ROW',
  'NO_WORKER',
  'PAID_AT_SIMPONI',
  'SIMPONI_SILENT',
  'BROKEN_INVARIANT',
] as const;
export type DifferenceKind = (typeof differenceKinds)[number];

/** Something on which the database and somebody else do not agree. */
export interface Difference {
  readonly kind: DifferenceKind;
  /** Id of what it is about. */
  readonly subject: string;
  /** What is so, in words; no personal data. */
  readonly words: string;
  /** What puts it right. */
  readonly remedy: string;
  /** Does that, where it is safe: only what the worker would do by itself, or would have done. Null: a person must look. */
  readonly mend: (() => Promise<void>) | null;
}

export interface ReconcileDeps {
  readonly db: Database;
  readonly temporal: Client;
  readonly simponi: SimponiPort;
  readonly now: () => Date;
  readonly say: (line: string) => void;
}

/**
 * Compares the database with Temporal and with SIMPONI, after a restore above all, and checks its own invariants. Changes
 * nothing, at SIMPONI neither: codes are asked about, as the sweep does. Work may be under way meanwhile: what was seen
 * differing is looked at twice.
 */
export async function findDifferences(deps: ReconcileDeps): Promise<Difference[]> {
  const found = [...(await compareWithTemporal(deps)), ...(await compareWithSimponi(deps))];
  deps.say('asking the ledger, the vouchers and the orders whether they agree');
  const broken = await findBrokenInvariants(deps.db);
  return [
    ...found,
    ...broken.map(
      ({ rule, id }): Difference => ({
        ...{ kind: 'BROKEN_INVARIANT', subject: id, mend: null },
        words: `the database contradicts itself: "${rule}" does not hold for ${id}`,
        remedy:
          'this is no matter of the restore: keep the backup, change nothing by hand, and call the makers',
      }),
    ),
  ];
}
