import { readRequestCode } from '#contract/requests/identity';
import { pagePaths } from '#contract/shared/pages';
import { type KeyRing, randomToken, safeEqual, sha256 } from '#platform/crypto';
import type { Vault } from '#platform/vault';
import type { Database, DatabaseReader, Transaction } from '#prisma/client';
import { type ActingPerson, writeAudit } from '../audit.ts';
import { queueWhatsapp } from '../notices.ts';
import { addRenewedLink, findRenewedLink, renewedLinkArrived } from './renewed-links.ts';
import { nikIndex, openPhone } from './sealed.ts';

/** In the place of what is not there, so that the same is done for it. */
const nobody = { code: 'SD-00000-00001', secretHash: sha256('nobody') };

/**
 * Id of the request with this code and secret; a link sent by "Lupa kode" that is opened takes over. Null for an unknown
 * code, a wrong secret and what is no code at all, after the same work: nothing tells which it was.
 */
export async function findTracked(db: Database, code: string, secret: string | null): Promise<string | null> {
  const asked = readRequestCode(code) ?? nobody.code;
  const secretHash = sha256(secret ?? '');
  const [row, renewed] = await Promise.all([
    db.syncRequest.findUnique({ where: { code: asked }, select: { id: true, secretHash: true } }),
    findRenewedLink(db, asked, secretHash),
  ]);
  const fits = safeEqual(secretHash, row?.secretHash ?? nobody.secretHash);
  if (renewed) await renewedLinkArrived(db, renewed);
  return row && (fits || renewed) ? row.id : null;
}

/**
 * "Lupa kode" is written down for every NIK alike, whether it has a request or not; `sendRecoveredLinks` does the rest
 * after the answer.
 */
export async function noteRecovery(
  db: DatabaseReader,
  vault: Vault,
  { nik, address, now }: { nik: string; address: string | null; now: Date },
): Promise<void> {
  await db.linkRecovery.create({ data: { nikIndex: nikIndex(vault, nik), address, createdAt: now } });
}

export interface RecoverySettings {
  readonly vault: Vault;
  readonly dataKeys: KeyRing;
  readonly publicUrl: string;
  /** Whoever asks, as the trail names him. */
  readonly actor: ActingPerson;
  readonly now: Date;
}

/** Requests that ended longer ago are past; nobody needs their page any more. */
const reachDays = 180;
const mostRequests = 5;

/**
 * Makes a new secret for each request of the asked NIKs and sends its link to the request's own number, never to another
 * one with the same NIK. The link before stays good until the new one has arrived. One recovery a transaction; several processes may do it. Gives how many recoveries were done.
 */
export async function sendRecoveredLinks(db: Database, settings: RecoverySettings): Promise<number> {
  let done = 0;
  while (await db.$transaction((tx) => sendOne(tx, settings))) done += 1;
  return done;
}

async function sendOne(tx: Transaction, settings: RecoverySettings): Promise<boolean> {
  const [recovery] = await tx.$queryRaw<{ id: string; nikIndex: string; address: string | null }[]>`
    SELECT id::text, nik_index AS "nikIndex", address FROM link_recovery
    ORDER BY created_at LIMIT 1 FOR UPDATE SKIP LOCKED`;
  if (!recovery) return false;
  const since = new Date(settings.now.getTime() - reachDays * 86_400_000);
  const requests = await tx.syncRequest.findMany({
    where: {
      nikIndex: recovery.nikIndex,
      phoneSealed: { not: null },
      OR: [{ endedAt: null }, { endedAt: { gte: since } }],
    },
    orderBy: { submittedAt: 'desc' },
    take: mostRequests,
    select: { id: true, code: true, phoneSealed: true },
  });
  for (const request of requests) await renewLink(tx, request, recovery, settings);
  await tx.linkRecovery.deleteMany({ where: { id: recovery.id } });
  return true;
}

async function renewLink(
  tx: Transaction,
  request: { readonly id: string; readonly code: string; readonly phoneSealed: string | null },
  recovery: { readonly id: string; readonly address: string | null },
  { vault, dataKeys, publicUrl, actor }: RecoverySettings,
): Promise<void> {
  const { id, code } = request;
  const phone = openPhone(vault, request);
  if (phone === null) return;
  const secret = randomToken();
  const dedupeKey = `request:${id}:recovery:${recovery.id}`;
  await addRenewedLink(tx, { requestId: id, secret, noticeKey: dedupeKey });
  const notice = {
    template: 'pengajuan_tautan_baru',
    requestId: id,
    dedupeKey,
    phone,
    parameters: [code, publicUrl + pagePaths.tracking(code, secret)],
    secretParameters: [1],
  } as const;
  await queueWhatsapp(tx, notice, dataKeys);
  await writeAudit(tx, {
    event: 'REQUEST_LINK_RENEWED',
    actor: { ...actor, address: recovery.address },
    subjectType: 'REQUEST',
    subjectId: id,
  });
}
