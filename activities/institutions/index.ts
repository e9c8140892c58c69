import type { Logger } from '#platform/logger';
import type { Database } from '#prisma/client';
import { type RemindersPage, remindOfEndingAgreements } from '#records/institutions/agreement-reminders';
import { guarded } from '../shared/failures.ts';

export interface InstitutionActivityDeps {
  readonly db: Database;
  readonly now: () => Date;
  readonly log: Logger;
}

/** Acts about institutions, by their names in Temporal. */
export function createInstitutionActivities(deps: InstitutionActivityDeps) {
  return guarded(deps, {
    /** One page of the PKS that end soon, in the order of their ids. */
    remindOfAgreements: ({ after }: { after: string | null }): Promise<RemindersPage> =>
      remindOfEndingAgreements(deps.db, { now: deps.now(), after }),
  });
}

export type InstitutionActivities = ReturnType<typeof createInstitutionActivities>;
