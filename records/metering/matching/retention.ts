import type { Database } from '#prisma/client';
import { systemPerson, writeAudit } from '../../audit.ts';

/**
 * Destroys the files of jobs whose time is over, some jobs at a time; the files go before the row says so, so that a
 * crash leaves something to find. Gives how many jobs it was; fewer than `take`: that was all.
 */
export async function destroyExpiredMatching(
  db: Database,
  input: {
    readonly now: Date;
    readonly take: number;
    readonly destroy: (storageKey: string) => Promise<void>;
    readonly alive: () => void;
  },
): Promise<number> {
  const { now, take, destroy, alive } = input;
  const jobs = await db.matchingJob.findMany({
    where: { expiresAt: { lte: now }, destroyedAt: null },
    include: { chunks: { select: { inputKey: true, resultKey: true } } },
    orderBy: { expiresAt: 'asc' },
    take,
  });
  for (const { id, institutionId, chunks } of jobs) {
    for (const { inputKey, resultKey } of chunks) {
      await destroy(inputKey);
      if (resultKey) await destroy(resultKey);
      alive();
    }
    await db.$transaction(async (tx) => {
      const { count } = await tx.matchingJob.updateMany({
        where: { id, destroyedAt: null },
        data: { destroyedAt: now },
      });
      if (count === 0) return;
      await writeAudit(tx, {
        ...{ event: 'MATCHING_FILES_DESTROYED', actor: systemPerson('system'), institutionId },
        ...{ subjectType: 'MATCHING', subjectId: id, details: { chunks: chunks.length } },
      });
    });
  }
  return jobs.length;
}
