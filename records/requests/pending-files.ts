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

/** After so many failures in a row the storage is taken for away; the sweep comes again. */
const patience = 3;

type Which = { readonly storageKeys: readonly string[] } | { readonly before: Date };

/**
 * Destroys pending files: those named, or abandoned ones. A file goes before its row, so that a crash leaves something
 * to find; a row that a transaction is just taking is locked and left alone, whatever became of the caller's own view
 * of that transaction. Each by itself: a slow storage undoes nothing of what is done, and files that cannot be destroyed
 * keep no others: they wait behind those that were not tried. Gives how many were destroyed; throws the first failure
 * once all others were tried.
 */
export async function destroyPendingFiles(
  db: Database,
  which: Which,
  destroy: (storageKey: string) => Promise<void>,
): Promise<number> {
  const failures: unknown[] = [];
  let [done, inARow] = [0, 0];
  for (const key of await keysOf(db, which)) {
    try {
      if (await destroyOne(db, key, destroy)) done += 1;
      inARow = 0;
    } catch (error) {
      failures.push(error);
      inARow += 1;
      await db.pendingFile.updateMany({ where: { storageKey: key }, data: { triedAt: new Date() } });
      if (inARow >= patience) break;
    }
  }
  if (failures.length > 0) throw failures[0];
  return done;
}

async function keysOf(db: Database, which: Which): Promise<readonly string[]> {
  if ('storageKeys' in which) return which.storageKeys;
  const rows = await db.pendingFile.findMany({
    where: { createdAt: { lt: which.before } },
    orderBy: [{ triedAt: { sort: 'asc', nulls: 'first' } }, { createdAt: 'asc' }],
    take: batch,
    select: { storageKey: true },
  });
  return rows.map(({ storageKey }) => storageKey);
}

/** False: it is pending no more, or just being taken. */
const destroyOne = (
  db: Database,
  storageKey: string,
  destroy: (storageKey: string) => Promise<void>,
): Promise<boolean> =>
  db.$transaction(async (tx) => {
    const found = await tx.$queryRaw<unknown[]>`
      SELECT 1 FROM pending_file WHERE storage_key = ${storageKey} FOR UPDATE SKIP LOCKED`;
    if (found.length === 0) return false;
    await destroy(storageKey);
    await tx.pendingFile.delete({ where: { storageKey } });
    return true;
  });

/** The sweep of housekeeping. */
export const sweepPendingFiles = (
  db: Database,
  now: Date,
  destroy: (storageKey: string) => Promise<void>,
): Promise<number> =>
  destroyPendingFiles(db, { before: new Date(now.getTime() - abandonedAfterMs) }, destroy);
