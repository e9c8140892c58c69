import { AppError } from '#contract/shared/errors';
import type { Database, Transaction } from '#prisma/client';

/**
 * Files that are put into the storage before the transaction that names them. Their keys are written down first: a
 * crash between file and row leaves a key behind, and the sweep destroys the file by it. (The storage has no listing,
 * and listing a bucket of millions to find three would be no answer.)
 */
export async function notePendingFiles(
  db: Database,
  storageKeys: readonly string[],
  now: Date,
): Promise<void> {
  if (storageKeys.length === 0) return;
  await db.pendingFile.createMany({
    data: storageKeys.map((storageKey) => ({ storageKey, createdAt: now })),
  });
}

/**
 * The caller's transaction names these files now: they are pending no more when it commits. Throws
 * `STORAGE_UNAVAILABLE` when the sweep was there first, which a sender can only meet after an hour.
 */
export async function takePendingFiles(tx: Transaction, storageKeys: readonly string[]): Promise<void> {
  if (storageKeys.length === 0) return;
  const { count } = await tx.pendingFile.deleteMany({ where: { storageKey: { in: [...storageKeys] } } });
  if (count === storageKeys.length) return;
  throw new AppError('STORAGE_UNAVAILABLE', { message: 'a file was swept away before it was taken' });
}

/** Old enough that no sender can still be at work on it. */
const abandonedAfterMs = 3_600_000;
const batch = 100;

type Which = { readonly storageKeys: readonly string[] } | { readonly before: Date };

/**
 * Destroys pending files: those named, or abandoned ones. A file goes before its row, so that a crash leaves something
 * to find; a row that a transaction is just taking is locked and left alone, whatever became of the caller's own view
 * of that transaction. Gives how many were destroyed.
 */
export async function destroyPendingFiles(
  db: Database,
  which: Which,
  destroy: (storageKey: string) => Promise<void>,
): Promise<number> {
  return db.$transaction(async (tx) => {
    const rows =
      'before' in which
        ? await tx.$queryRaw<{ key: string }[]>`
            SELECT storage_key AS key FROM pending_file WHERE created_at < ${which.before}
            ORDER BY created_at LIMIT ${batch} FOR UPDATE SKIP LOCKED`
        : await tx.$queryRaw<{ key: string }[]>`
            SELECT storage_key AS key FROM pending_file WHERE storage_key = ANY(${[...which.storageKeys]})
            FOR UPDATE SKIP LOCKED`;
    for (const { key } of rows) await destroy(key);
    await tx.pendingFile.deleteMany({ where: { storageKey: { in: rows.map(({ key }) => key) } } });
    return rows.length;
  });
}

/** The sweep of housekeeping. */
export const sweepPendingFiles = (
  db: Database,
  now: Date,
  destroy: (storageKey: string) => Promise<void>,
): Promise<number> =>
  destroyPendingFiles(db, { before: new Date(now.getTime() - abandonedAfterMs) }, destroy);
