import type { LookupKind } from '#contract/requests/codes';
import { randomToken, sha256 } from '#platform/crypto';
import type { Vault } from '#platform/vault';
import type { Database, Transaction } from '#prisma/client';
import { type ActingPerson, writeAudit } from '../audit.ts';
import { kkIndex, nikIndex } from './sealed.ts';

/** Long enough to page through what was found. */
const lifetimeMs = 10 * 60_000;

export interface LookupRequest {
  readonly kind: LookupKind;
  /** 16 digits. */
  readonly number: string;
  readonly actor: ActingPerson;
  readonly now: Date;
}

/**
 * Keeps a search by a full NIK or KK number as its blind index, for the person who asked, and gives the token by which
 * his lists are filtered. The trail has who searched and the index; the number itself is kept nowhere.
 */
export async function createLookup(
  tx: Transaction,
  vault: Vault,
  { kind, number, actor, now }: LookupRequest,
): Promise<{ token: string; expiresAt: Date }> {
  const token = randomToken();
  const tokenHash = sha256(token);
  const index = kind === 'NIK' ? nikIndex(vault, number) : kkIndex(vault, number);
  const expiresAt = new Date(now.getTime() + lifetimeMs);
  await tx.lookup.create({ data: { tokenHash, userId: actor.id, kind, index, expiresAt } });
  await writeAudit(tx, {
    event: 'LOOKUP_MADE',
    actor,
    subjectType: 'LOOKUP',
    subjectId: tokenHash.slice(0, 32),
    details: { kind, index },
  });
  return { token, expiresAt };
}

/** Drops searches that are over. Gives how many. */
export const forgetOldLookups = async (db: Database, now: Date): Promise<number> =>
  (await db.lookup.deleteMany({ where: { expiresAt: { lt: now } } })).count;
