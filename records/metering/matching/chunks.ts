import type { AccessResult } from '#contract/metering/codes';
import { isMatchingEnded, type MatchingStatus } from '#contract/metering/matching/lifecycle';
import type { Vault } from '#platform/vault';
import type { Database } from '#prisma/client';
import { takeUnits } from '../../ledger.ts';
import { takePendingFiles } from '../../requests/pending-files.ts';
import { sealAccess } from '../sealed.ts';

/** One row that the registry was asked about. */
export interface MatchedAccess {
  readonly nik: string;
  readonly result: AccessResult;
  readonly durationMs: number;
}

/** RECORDED: now. KNOWN: it was before, and nothing happened again. STOPPED: the job has ended meanwhile. */
export type ChunkOutcome = 'RECORDED' | 'KNOWN' | 'STOPPED';

/**
 * Keeps the result of a chunk, logs its accesses and counts its rows, in one transaction; the first one also takes the
 * unit of the package that pays for the whole job. However often it is called, that happens once.
 * @throws AppError QUOTA_EXHAUSTED when no package is left; nothing was kept
 */
export async function recordChunk(
  db: Database,
  vault: Vault,
  input: {
    readonly jobId: string;
    readonly chunk: number;
    /** A pending file, which this takes over. */
    readonly resultKey: string;
    readonly accesses: readonly MatchedAccess[];
    readonly at: Date;
  },
): Promise<ChunkOutcome> {
  const { jobId, chunk, resultKey, accesses, at } = input;
  const rows = JSON.stringify(
    accesses.map(({ nik, result, durationMs }) => {
      const { nikIndex, nikSealed } = sealAccess(vault, jobId, { nik, caseNumber: null });
      return { result, nikIndex, nikSealed, durationMs };
    }),
  );
  return db.$transaction(
    async (tx) => {
      // The job's row first: a cancelling waits here, or is seen.
      await tx.$queryRaw`select 1 from matching_job where id = ${jobId}::uuid for update`;
      const job = await tx.matchingJob.findUniqueOrThrow({ where: { id: jobId } });
      if (isMatchingEnded(job.status as MatchingStatus)) return 'STOPPED';
      const [taken] = await tx.matchingChunk.updateManyAndReturn({
        where: { jobId, chunk, doneAt: null },
        data: { resultKey, doneAt: at },
      });
      if (!taken) return 'KNOWN';
      const { institutionId, productId, createdBy } = job;
      await takeUnits(tx, {
        ...{ institutionId, productId, units: 1 },
        cause: `MATCHING:${jobId}`,
      });
      await takePendingFiles(tx, [resultKey]);
      await tx.$executeRaw`
        select log_matching(${jobId}::uuid, ${institutionId}::uuid, ${productId}::uuid, ${createdBy}, ${at}, ${rows}::jsonb)`;
      await tx.matchingJob.update({ where: { id: jobId }, data: { doneRows: { increment: taken.rows } } });
      return 'RECORDED';
    },
    { timeout: 30_000 },
  );
}

/** Numbers of the chunks that are still to be worked through, the first ones; none while the job is paused or has ended. */
export async function openChunks(db: Database, jobId: string, take: number): Promise<number[]> {
  const rows = await db.matchingChunk.findMany({
    where: { jobId, doneAt: null, job: { status: 'DIPROSES' } },
    select: { chunk: true },
    orderBy: { chunk: 'asc' },
    take,
  });
  return rows.map(({ chunk }) => chunk);
}
