import type { Database, DatabaseReader, Transaction } from '#prisma/client';
import { systemPerson, writeAudit } from '../audit.ts';
import { announceRequest } from './transition.ts';

/** Requests that ended before a moment, still have their photos and are not held; in the order of their ids. */
export async function overduePhotos(
  db: DatabaseReader,
  { before, after, take }: { before: Date; after: string | null; take: number },
): Promise<string[]> {
  const rows = await db.syncRequest.findMany({
    where: {
      endedAt: { lt: before },
      photosDestroyedAt: null,
      heldAt: null,
      ...(after ? { id: { gt: after } } : {}),
    },
    select: { id: true },
    orderBy: { id: 'asc' },
    take,
  });
  return rows.map(({ id }) => id);
}

/** Storage may be slow; the request's row stays locked for so long. */
const timeoutMs = 60_000;

/**
 * Destroys the photos of a request and writes it down: on each photo's row, on the request, and in the trail. `destroy`
 * takes a picture out of the storage and comes first; whoever dies after it finds it gone the next time. Its row is
 * locked meanwhile: a hold that comes at the same moment comes before or after all of it. A picture that another request
 * shows as well (it was filed again with the same photos) stays until that one's turn. False: held, done before, or
 * without photos, which is only marked as looked at.
 */
export function destroyPhotosOf(
  db: Database,
  { requestId, at, destroy }: { requestId: string; at: Date; destroy: (key: string) => Promise<void> },
): Promise<boolean> {
  return db.$transaction(
    async (tx) => {
      await tx.$queryRaw`SELECT 1 AS one FROM sync_request WHERE id = ${requestId}::uuid FOR UPDATE`;
      const row = await tx.syncRequest.findFirst({
        where: { id: requestId, photosDestroyedAt: null, heldAt: null },
        select: { officeId: true, status: true },
      });
      if (!row) return false;
      for (const key of await ownPictures(tx, requestId)) await destroy(key);
      const gone = { where: { requestId, destroyedAt: null }, data: { destroyedAt: at } };
      const { count } = await tx.requestPhoto.updateMany(gone);
      await tx.syncRequest.update({ where: { id: requestId }, data: { photosDestroyedAt: at } });
      // Filed by telephone: there was nothing to destroy, and nothing is said of it.
      if (count === 0) return false;
      await writeAudit(tx, {
        event: 'REQUEST_PHOTOS_DESTROYED',
        actor: systemPerson('timer'),
        subjectType: 'REQUEST',
        subjectId: requestId,
        details: { count },
      });
      await announceRequest(tx, { requestId, ...row });
      return true;
    },
    { timeout: timeoutMs, maxWait: 10_000 },
  );
}

/** The rows of a picture are locked together: of two requests whose turn it is at once, the later one sees the other's end. */
async function ownPictures(tx: Transaction, requestId: string): Promise<string[]> {
  await tx.$queryRaw`
    SELECT 1 AS one FROM request_photo
    WHERE storage_key IN (SELECT storage_key FROM request_photo WHERE request_id = ${requestId}::uuid)
    ORDER BY id FOR UPDATE`;
  const photos = await tx.requestPhoto.findMany({
    where: { requestId, destroyedAt: null },
    select: { storageKey: true },
  });
  const keys = photos.map(({ storageKey }) => storageKey);
  const shown = await tx.requestPhoto.findMany({
    where: { storageKey: { in: keys }, destroyedAt: null, requestId: { not: requestId } },
    select: { storageKey: true },
  });
  const kept = new Set(shown.map(({ storageKey }) => storageKey));
  return keys.filter((key) => !kept.has(key));
}
