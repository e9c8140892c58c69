import { randomInt } from 'node:crypto';
import { codeAlphabet } from '#contract/requests/identity';
import { maxProofTries, type ProofWay, proofLifetimeMs, provenPhoneDays } from '#contract/trail/codes';
import { hmac, type KeyRing, safeEqual } from '#platform/crypto';
import type { Vault } from '#platform/vault';
import type { Database, DatabaseReader, Transaction } from '#prisma/client';
import { type ActingPerson, writeAudit } from '../audit.ts';
import { queueWhatsapp } from '../notices.ts';
import { nikIndex, openPhone } from '../requests/sealed.ts';

/**
 * Codes by which somebody shows that a NIK is his. A code to a phone goes only to a number that an operator marked as
 * proven for that NIK: a request filed with another's NIK, or a number that somebody wrote into one, opens nothing.
 */

/** Keyed, since six digits are guessed in no time; bound to what the code belongs to. */
const hashOf = (key: Buffer, place: string, code: string): string => hmac(key, `proof\0${place}\0${code}`);

/** Ten of 31 signs, about 50 bits: nobody guesses it, so it needs no count of tries. */
const counterSigns = 10;

const digitsOf = (): string => String(randomInt(1_000_000)).padStart(6, '0');

export interface AskedProof {
  readonly nik: string;
  readonly address: string | null;
  readonly now: Date;
}

/** Writes down that a code was asked for, whoever has the NIK; `sendPhoneCodes` does the rest after the answer. */
export async function askPhoneCode(
  db: DatabaseReader,
  vault: Vault,
  { nik, address, now }: AskedProof,
): Promise<{ id: string; expiresAt: Date }> {
  const expiresAt = new Date(now.getTime() + proofLifetimeMs.TELEPON);
  return db.nikProof.create({
    data: { way: 'TELEPON', nikIndex: nikIndex(vault, nik), address, expiresAt, createdAt: now },
    select: { id: true, expiresAt: true },
  });
}

export interface SendingSettings {
  readonly vault: Vault;
  readonly dataKeys: KeyRing;
  readonly codeKey: Buffer;
  /** Whoever asks, as the trail names him. */
  readonly actor: ActingPerson;
  readonly now: Date;
}

/** Sends the codes that were asked for, one a transaction; several processes may do it. Gives how many were seen to. */
export async function sendPhoneCodes(db: Database, settings: SendingSettings): Promise<number> {
  let done = 0;
  while (await db.$transaction((tx) => sendOne(tx, settings))) done += 1;
  return done;
}

async function sendOne(tx: Transaction, settings: SendingSettings): Promise<boolean> {
  const { vault, dataKeys, codeKey, actor, now } = settings;
  const [proof] = await tx.$queryRaw<
    { id: string; nikIndex: string; address: string | null; expiresAt: Date }[]
  >`
    SELECT id::text, nik_index AS "nikIndex", address, expires_at AS "expiresAt" FROM nik_proof
    WHERE carried_at IS NULL ORDER BY created_at LIMIT 1 FOR UPDATE SKIP LOCKED`;
  if (!proof) return false;
  const phone = proof.expiresAt > now ? await provenPhone(tx, vault, proof.nikIndex, now) : null;
  const code = digitsOf();
  await tx.nikProof.update({
    where: { id: proof.id },
    data: { carriedAt: now, codeHash: phone === null ? null : hashOf(codeKey, proof.id, code) },
  });
  if (phone === null) return true;
  const notice = {
    template: 'kode_catatan_akses',
    dedupeKey: `nik_proof:${proof.id}`,
    phone,
    parameters: [code],
    secretParameters: [0],
    validUntil: proof.expiresAt,
  } as const;
  await queueWhatsapp(tx, notice, dataKeys);
  await writeAudit(tx, {
    event: 'NIK_PROOF_SENT',
    actor: { ...actor, address: proof.address },
    subjectType: 'NIK_PROOF',
    subjectId: proof.id,
    details: { way: 'TELEPON' satisfies ProofWay },
  });
  return true;
}

/** The number that was proven last for this NIK; null when none is, or too long ago. */
export async function provenPhone(
  tx: Transaction,
  vault: Vault,
  index: string,
  now: Date,
): Promise<string | null> {
  const since = new Date(now.getTime() - provenPhoneDays * 86_400_000);
  const row = await tx.syncRequest.findFirst({
    where: { nikIndex: index, phoneProvenAt: { gte: since }, phoneSealed: { not: null } },
    orderBy: { phoneProvenAt: 'desc' },
    select: { id: true, phoneSealed: true },
  });
  return row && openPhone(vault, row);
}

/** What a code that fits opens. */
export interface ProvenNik {
  readonly nikIndex: string;
  readonly way: ProofWay;
}

const fitsNothing = 'no code was sent';

/**
 * Tries a code that came to a phone. Null for a wrong, spent, old or never sent one, after the same work; each try
 * counts, whatever the code.
 */
export async function tryPhoneCode(
  db: DatabaseReader,
  codeKey: Buffer,
  { proofId, code, now }: { proofId: string; code: string; now: Date },
): Promise<ProvenNik | null> {
  const [row] = await db.$queryRaw<{ nikIndex: string; codeHash: string | null }[]>`
    UPDATE nik_proof SET tries = tries + 1
    WHERE id = ${proofId}::uuid AND way = 'TELEPON' AND used_at IS NULL AND expires_at > ${now}
      AND tries < ${maxProofTries}
    RETURNING nik_index AS "nikIndex", code_hash AS "codeHash"`;
  const fits = safeEqual(hashOf(codeKey, proofId, code), row?.codeHash ?? fitsNothing);
  if (!row || !fits) return null;
  const { count } = await db.nikProof.updateMany({
    where: { id: proofId, usedAt: null },
    data: { usedAt: now },
  });
  return count === 1 ? { nikIndex: row.nikIndex, way: 'TELEPON' } : null;
}

/** Makes a code for somebody whose KTP-el was compared at the counter. It is told this once and kept as its hash. */
export async function issueCounterCode(
  tx: Transaction,
  vault: Vault,
  codeKey: Buffer,
  { nik, actor, now }: { nik: string; actor: ActingPerson; now: Date },
): Promise<{ code: string; expiresAt: Date }> {
  const index = nikIndex(vault, nik);
  const signs = Array.from(
    { length: counterSigns },
    () => codeAlphabet[randomInt(codeAlphabet.length)] ?? '',
  ).join('');
  const expiresAt = new Date(now.getTime() + proofLifetimeMs.LOKET);
  const { id } = await tx.nikProof.create({
    data: {
      way: 'LOKET',
      nikIndex: index,
      codeHash: hashOf(codeKey, index, signs),
      issuedBy: actor.id,
      address: actor.address ?? null,
      carriedAt: now,
      expiresAt,
      createdAt: now,
    },
    select: { id: true },
  });
  await writeAudit(tx, {
    event: 'NIK_PROOF_ISSUED',
    actor,
    subjectType: 'NIK_PROOF',
    subjectId: id,
    // By it an auditor sees that codes for one person were given again and again, and not for whom.
    details: { way: 'LOKET' satisfies ProofWay, person: index.slice(0, 16) },
  });
  return { code: `${signs.slice(0, 5)}-${signs.slice(5)}`, expiresAt };
}

/** Takes a code from the counter, once. Null for any other, and for one of another NIK. */
export async function tryCounterCode(
  db: DatabaseReader,
  vault: Vault,
  codeKey: Buffer,
  { nik, code, now }: { nik: string; code: string; now: Date },
): Promise<ProvenNik | null> {
  const index = nikIndex(vault, nik);
  const { count } = await db.nikProof.updateMany({
    where: {
      codeHash: hashOf(codeKey, index, code.replaceAll('O', '0')),
      way: 'LOKET',
      nikIndex: index,
      usedAt: null,
      expiresAt: { gt: now },
    },
    data: { usedAt: now },
  });
  return count === 1 ? { nikIndex: index, way: 'LOKET' } : null;
}

/** How long a code that is over is kept, for whoever asks what happened. */
const keptMs = 24 * 3_600_000;

/** Drops codes and opened trails that are long over. Gives how many. */
export async function forgetOldProofs(db: Database, now: Date): Promise<number> {
  const over = { expiresAt: { lt: new Date(now.getTime() - keptMs) } };
  const [proofs, sessions] = [
    await db.nikProof.deleteMany({ where: over }),
    await db.trailSession.deleteMany({ where: over }),
  ];
  return proofs.count + sessions.count;
}
