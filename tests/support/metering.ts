import { randomUUID } from 'node:crypto';
import type { CredentialEnvironment } from '#contract/metering/codes';
import { randomToken, sha256 } from '#platform/crypto';
import type { Database } from '#prisma/client';
import { type ProductCode, productId } from '#prisma/seed';
import { issueUnits } from '#records/ledger';

/** What the tests of metered access are arranged with. */

export interface TestCredential {
  readonly id: string;
  readonly userId: string;
  readonly secret: string;
}

/** A credential; one of PRODUKSI opens production to its institution. */
export async function giveCredential(
  db: Database,
  institutionId: string,
  options: {
    environment?: CredentialEnvironment;
    product?: 'WEBSERVICE-NIK' | 'WEBSERVICE-FACE';
    dailyLimit?: number;
    branch?: string;
  } = {},
): Promise<TestCredential> {
  if (options.environment !== 'UJI') {
    await db.institution.updateMany({
      where: { id: institutionId, productionOpenedOn: null },
      data: { productionOpenedOn: new Date('2026-01-05') },
    });
  }
  const userId = `uji-${randomUUID()}`;
  const secret = randomToken();
  const { id } = await db.apiCredential.create({
    data: {
      institutionId,
      productId: productId(options.product ?? 'WEBSERVICE-NIK'),
      environment: options.environment ?? 'PRODUKSI',
      userId,
      label: 'Uji',
      secretHash: sha256(secret),
      dailyLimit: options.dailyLimit ?? null,
      branch: options.branch ?? null,
      createdBy: 'test',
    },
  });
  return { id, userId, secret };
}

/** An approved network; the loopback addresses unless told. */
export async function allowNetwork(
  db: Database,
  institutionId: string,
  cidrs: readonly string[] = ['127.0.0.1', '::1'],
): Promise<void> {
  await db.allowedNetwork.createMany({
    data: cidrs.map((cidr) => ({
      institutionId,
      cidr,
      label: 'Uji',
      status: 'DISETUJUI',
      requestedBy: 'test',
    })),
    skipDuplicates: true,
  });
}

/** A voucher of an opening balance. */
export const giveUnits = (
  db: Database,
  institutionId: string,
  units: number,
  product: ProductCode = 'WEBSERVICE-NIK',
): Promise<{ id: string }> =>
  db.$transaction((tx) =>
    issueUnits(tx, {
      number: `VC-UJI-${randomUUID()}`,
      institutionId,
      productId: productId(product),
      orderId: null,
      ntpn: null,
      units,
      source: 'SALDO_AWAL',
    }),
  );
