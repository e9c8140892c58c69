import { randomUUID } from 'node:crypto';
import { randomToken, sha256 } from '#platform/crypto';
import type { Vault } from '#platform/vault';
import type { Database } from '#prisma/client';
import { productId } from '#prisma/seed';
import { sealComplaint } from '#records/complaints/sealed';
import { nikIndex } from '#records/requests/sealed';

/** What the tests of "Siapa mengecek NIK saya?" are arranged with. */

export interface TestAccess {
  readonly nik: string;
  readonly institutionId: string;
  readonly at?: Date;
  readonly method?: string;
  readonly result?: string;
  readonly outcome?: string;
  readonly purpose?: string | null;
}

/** A row of the access log as a lookup without a charge leaves it. */
export async function addAccess(
  db: Database,
  vault: Vault,
  { nik, institutionId, at = new Date(), ...more }: TestAccess,
): Promise<{ at: Date; requestId: string }> {
  const requestId = randomUUID();
  await db.accessLog.createMany({
    data: {
      at,
      institutionId,
      productId: productId('WEBSERVICE-NIK'),
      channel: 'WEB_SERVICE',
      method: 'CALL_NIK',
      result: 'DATA',
      outcome: 'FREE',
      requestId,
      nikIndex: nikIndex(vault, nik),
      nikSealed: vault.seal(nik, `access_log:${requestId}:nik`),
      durationMs: 5,
      ...more,
    },
  });
  return { at, requestId };
}

/** An opened trail of this NIK; its token. */
export async function addTrail(
  db: Database,
  vault: Vault,
  nik: string,
  expiresAt = new Date(Date.now() + 900_000),
): Promise<string> {
  const token = randomToken();
  await db.trailSession.create({
    data: { tokenHash: sha256(token), way: 'LOKET', nikIndex: nikIndex(vault, nik), expiresAt },
  });
  return token;
}

/** Whose complaint `addComplaint` makes. */
export const complainantNik = '3374014101900001';

/** A complaint that stands with the institution. */
export async function addComplaint(
  db: Database,
  vault: Vault,
  institutionId: string,
): Promise<{ id: string; number: string; secret: string }> {
  const id = randomUUID();
  const secret = randomToken(12);
  const number = `PGD-202611-${String(Math.floor(Math.random() * 1_000_000)).padStart(6, '0')}`;
  await db.accessComplaint.create({
    data: {
      id,
      number,
      secretHash: sha256(secret),
      nikIndex: nikIndex(vault, complainantNik),
      accessAt: new Date(),
      accessRequestId: randomUUID(),
      institutionId,
      channel: 'WEB_SERVICE',
      method: 'CALL_NIK',
      accessResult: 'DATA',
      textSealed: sealComplaint(vault, id, 'Saya bukan nasabah.'),
      status: 'MENUNGGU_LEMBAGA',
      forwardedAt: new Date(),
    },
  });
  return { id, number, secret };
}
