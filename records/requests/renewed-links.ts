import { safeEqual, sha256 } from '#platform/crypto';
import type { Database, DatabaseReader, Transaction } from '#prisma/client';

/**
 * Links that were sent by "Lupa kode". A message may fail, today or after days of trying: so the new secret stands
 * BESIDE the one before until its link is seen to have arrived, which is when WhatsApp reports the message as delivered
 * or read, or when the link is opened, whichever is first. Then it takes the place of the old one, and of whatever was
 * sent before it. A link that never arrives ends nothing; several under way do not end each other.
 */

/** Adds the secret whose link goes out with the message of this key. */
export async function addRenewedLink(
  tx: Transaction,
  link: { readonly requestId: string; readonly secret: string; readonly noticeKey: string },
): Promise<void> {
  const { requestId, secret, noticeKey } = link;
  await tx.renewedSecret.create({ data: { requestId, noticeKey, secretHash: sha256(secret) } });
}

/** The link under way that this secret opens, of the request with this code. */
export async function findRenewedLink(
  db: DatabaseReader,
  code: string,
  secretHash: string,
): Promise<{ readonly requestId: string; readonly secretHash: string } | null> {
  const rows = await db.renewedSecret.findMany({
    where: { request: { code } },
    select: { requestId: true, secretHash: true },
  });
  return rows.find((row) => safeEqual(row.secretHash, secretHash)) ?? null;
}

/** Whether the link of a message that was not sent yet would still open its page: a later one may have arrived. */
export async function isLinkAlive(db: DatabaseReader, noticeKey: string): Promise<boolean> {
  return (await db.renewedSecret.count({ where: { noticeKey } })) > 0;
}

/** A link has arrived: it takes over. Nothing when it has done so before, or when a later one has. */
export function renewedLinkArrived(
  db: Database,
  which: { readonly secretHash: string } | { readonly noticeKey: string },
): Promise<void> {
  return db.$transaction(async (tx) => {
    const seen = await tx.renewedSecret.findUnique({ where: which });
    if (!seen) return;
    const { requestId } = seen;
    await tx.$queryRaw`SELECT 1 AS one FROM sync_request WHERE id = ${requestId}::uuid FOR UPDATE`;
    const link = await tx.renewedSecret.findUnique({ where: which });
    if (!link) return;
    await tx.syncRequest.update({ where: { id: requestId }, data: { secretHash: link.secretHash } });
    await tx.renewedSecret.deleteMany({ where: { requestId, createdAt: { lte: link.createdAt } } });
  });
}
