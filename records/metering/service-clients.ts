import type { CredentialEnvironment } from '#contract/metering/codes';
import type { PersonElement } from '#contract/metering/person';
import { type AddressList, remembering } from '#platform/network';
import type { Database } from '#prisma/client';
import { addressRuleOf, ruledColumns } from './networks.ts';
import { isProductionOpen } from './production.ts';

/** What a program of an institution is let in by: its credential, and its institution as it stands. */
export interface ServiceClient {
  readonly credentialId: string;
  readonly productId: string;
  readonly productCode: string;
  readonly environment: CredentialEnvironment;
  readonly secretHash: string;
  readonly previousSecretHash: string | null;
  readonly previousUntil: Date | null;
  readonly revoked: boolean;
  readonly dailyLimit: number | null;
  readonly branch: string | null;
  readonly institution: {
    readonly id: string;
    readonly code: string;
    readonly suspended: boolean;
    readonly agreements: readonly { readonly startsOn: string; readonly endsOn: string }[];
    readonly technicalGuideDoneOn: string | null;
    /** Whether the centre has opened true data to it, after Mode Uji. */
    readonly productionOpen: boolean;
    readonly elements: readonly PersonElement[];
    readonly networks: AddressList;
  };
}

const dayOf = (date: Date): string => date.toISOString().slice(0, 10);

/** Everything that a call under this `user_id` is judged by; null when there is no such credential. */
export async function readServiceClient(db: Database, userId: string): Promise<ServiceClient | null> {
  const row = await db.apiCredential.findUnique({
    where: { userId },
    include: {
      product: { select: { code: true } },
      institution: {
        include: {
          agreements: { select: { startsOn: true, endsOn: true } },
          allowedNetworks: { select: ruledColumns },
        },
      },
    },
  });
  if (!row) return null;
  const { institution } = row;
  return {
    credentialId: row.id,
    productId: row.productId,
    productCode: row.product.code,
    environment: row.environment as CredentialEnvironment,
    secretHash: row.secretHash,
    previousSecretHash: row.previousSecretHash,
    previousUntil: row.previousUntil,
    revoked: row.revokedAt !== null,
    dailyLimit: row.dailyLimit,
    branch: row.branch,
    institution: {
      id: institution.id,
      code: institution.code,
      suspended: institution.suspendedAt !== null,
      agreements: institution.agreements.map(({ startsOn, endsOn }) => ({
        startsOn: dayOf(startsOn),
        endsOn: dayOf(endsOn),
      })),
      technicalGuideDoneOn: institution.juknisDoneOn && dayOf(institution.juknisDoneOn),
      productionOpen: isProductionOpen(institution),
      elements: institution.juknisElements as PersonElement[],
      networks: remembering(addressRuleOf(institution.allowedNetworks)),
    },
  };
}

/** Notes that credentials were used, some time in the last minute. */
export const noteCredentialsUsed = (db: Database, ids: readonly string[], at: Date): Promise<unknown> =>
  db.apiCredential.updateMany({ where: { id: { in: [...ids] } }, data: { lastUsedAt: at } });
