import { Context } from '@temporalio/activity';
import type { Logger } from '#platform/logger';
import type { Vault } from '#platform/vault';
import { deletePieces } from '#ports/storage/pieces';
import type { StoragePort } from '#ports/storage/storage-port';
import type { Database } from '#prisma/client';
import { remindOfComplaints } from '#records/complaints/deadline';
import { noteReturnDataFileDestroyed, returnDataFilesToDestroy } from '#records/metering/return-data';
import { openOwedReports, type RoundPage, remindOfReports } from '#records/metering/semester-rounds';
import { guarded } from '../shared/failures.ts';
import { checkReturnData } from './check-return-data.ts';

export interface DutyDeps {
  readonly db: Database;
  readonly storage: StoragePort;
  readonly vault: Vault;
  readonly now: () => Date;
  readonly log: Logger;
  /** How long an uploaded file is kept after its check. */
  readonly returnDataFileDays: number;
}

/** Acts around what institutions owe for their access, by their names in Temporal. */
export function createDutyActivities(deps: DutyDeps) {
  const { db, now, storage } = deps;
  return guarded(deps, {
    checkReturnDataFile: ({ returnDataId }: { returnDataId: string }): Promise<void> => {
      const context = Context.current();
      return checkReturnData(deps, returnDataId, () => {
        context.cancellationSignal.throwIfAborted();
        context.heartbeat();
      });
    },
    /** One page of institutions: drafts of the last half-year that are not there yet. */
    openSemesterReports: ({ after }: { after: string | null }): Promise<RoundPage> =>
      openOwedReports(db, { now: now(), after }),
    /** One page of reports that are owed. */
    remindOfSemesterReports: ({ after }: { after: string | null }): Promise<RoundPage> =>
      remindOfReports(db, { now: now(), after }),
    /** One page of complaints whose citizen waits for longer than was promised. */
    remindOfComplaints: ({ after }: { after: string | null }): Promise<RoundPage> =>
      remindOfComplaints(db, { now: now(), after }),
    /** One batch of files past their retention; gives how many. */
    destroyReturnDataFiles: async (): Promise<number> => {
      const before = new Date(now().getTime() - deps.returnDataFileDays * 86_400_000);
      const files = await returnDataFilesToDestroy(db, before);
      for (const { id, storageKeys } of files) {
        await deletePieces(storage, storageKeys);
        await noteReturnDataFileDestroyed(db, id, now());
      }
      return files.length;
    },
  });
}

export type DutyActivities = ReturnType<typeof createDutyActivities>;
