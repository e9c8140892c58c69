import { randomInt } from 'node:crypto';
import type { AuditEvent } from '#contract/audit/events';
import type { CredentialInput, CredentialUpdate } from '#contract/metering/manage-schemas';
import { mayCreateProduction } from '#contract/metering/production';
import { isAgreementActive } from '#contract/orders/eligibility';
import { AppError } from '#contract/shared/errors';
import { dayKey } from '#platform/clock';
import { randomToken, sha256 } from '#platform/crypto';
import type { Transaction } from '#prisma/client';
import { type ActingPerson, writeAudit } from '../audit.ts';
import { isProductionOpen } from './production.ts';

/** A credential of the person's own institution that is to be changed. */
export interface CredentialChange {
  readonly id: string;
  readonly institutionId: string;
  readonly actor: ActingPerson;
  /** The one that was seen; a change in between is refused. */
  readonly version: number;
}

/** The secret leaves once, with the answer to whoever made it; only its hash is kept. */
export interface FreshSecret {
  readonly id: string;
  readonly secret: string;
}

/** Makes a credential. Throws `PRODUCTION_NOT_OPEN`, whose field errors name every obstacle. */
export async function createCredential(
  tx: Transaction,
  institutionId: string,
  { product, environment, ...input }: CredentialInput,
  actor: ActingPerson,
  now: Date,
): Promise<FreshSecret> {
  const institution = await tx.institution.findUniqueOrThrow({
    where: { id: institutionId },
    include: { agreements: true },
  });
  if (environment === 'PRODUKSI') refuseEarlyProduction(institution, now);
  const { id: productId } = await tx.product.findUniqueOrThrow({ where: { code: product } });
  const secret = randomToken();
  const { id, userId } = await tx.apiCredential.create({
    data: {
      ...input,
      institutionId,
      productId,
      environment,
      userId: newUserId(institution.code),
      secretHash: sha256(secret),
      createdBy: actor.id,
      createdAt: now,
    },
  });
  await audit(tx, 'CREDENTIAL_CREATED', { id, institutionId, actor }, { userId, product, environment });
  return { id, secret };
}

interface InstitutionOfCredential {
  readonly suspendedAt: Date | null;
  readonly juknisDoneOn: Date | null;
  readonly productionOpenedOn: Date | null;
  readonly productionClosedAt: Date | null;
  readonly agreements: readonly { readonly startsOn: Date; readonly endsOn: Date }[];
}

/** Days of the calendar stand in the database as midnight UTC. */
const dayOf = (date: Date): string => date.toISOString().slice(0, 10);

function refuseEarlyProduction(institution: InstitutionOfCredential, now: Date): void {
  const today = dayKey(now);
  const agreements = institution.agreements.map(({ startsOn, endsOn }) => ({
    startsOn: dayOf(startsOn),
    endsOn: dayOf(endsOn),
  }));
  const { may, obstacles } = mayCreateProduction({
    today,
    suspended: institution.suspendedAt !== null,
    agreement: agreements.find((each) => isAgreementActive(each, today)) ?? null,
    technicalGuideDone: institution.juknisDoneOn !== null && dayOf(institution.juknisDoneOn) <= today,
    productionOpen: isProductionOpen(institution),
  });
  if (may) return;
  throw new AppError('PRODUCTION_NOT_OPEN', {
    errors: obstacles.map((code) => ({ path: 'environment', code })),
  });
}

/** Without letters and digits that are taken for one another when read aloud. */
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';

/** `bank-contoh-k7q2m9xa`: says whose it is; it is no secret. */
const newUserId = (institutionCode: string): string => {
  const rest = Array.from({ length: 8 }, () => alphabet[randomInt(alphabet.length)]);
  return `${institutionCode.toLowerCase()}-${rest.join('')}`;
};

/** Changes label, branch and daily limit. Throws `NOT_FOUND`, `VERSION_CONFLICT`, `CREDENTIAL_REVOKED`. */
export async function updateCredential(
  tx: Transaction,
  change: CredentialChange,
  { version: _, ...input }: CredentialUpdate,
): Promise<void> {
  const before = await lockUsable(tx, change);
  const fields = ['label', 'branch', 'dailyLimit'] as const;
  const changed = fields.filter((field) => before[field] !== input[field]);
  if (changed.length === 0) return;
  await tx.apiCredential.update({
    where: { id: change.id },
    data: { ...input, version: { increment: 1 } },
  });
  const pairs = changed.map((field) => [field, [before[field], input[field]]]);
  await audit(tx, 'CREDENTIAL_CHANGED', change, { changed: Object.fromEntries(pairs) });
}

/**
 * A new secret. The one before it opens for `overlapHours` more, 0 = no longer; an older one, that was still open from
 * an earlier rotation, closes now. Throws as `updateCredential`.
 */
export async function rotateCredential(
  tx: Transaction,
  change: CredentialChange,
  overlapHours: number,
  now: Date,
): Promise<FreshSecret> {
  const before = await lockUsable(tx, change);
  const secret = randomToken();
  const overlaps = overlapHours > 0;
  await tx.apiCredential.update({
    where: { id: change.id },
    data: {
      secretHash: sha256(secret),
      previousSecretHash: overlaps ? before.secretHash : null,
      previousUntil: overlaps ? new Date(now.getTime() + overlapHours * 3_600_000) : null,
      rotatedAt: now,
      version: { increment: 1 },
    },
  });
  await audit(tx, 'CREDENTIAL_ROTATED', change, { overlapHours });
  return { id: change.id, secret };
}

/** Closes a credential for ever. Throws as `updateCredential`. */
export async function revokeCredential(
  tx: Transaction,
  change: CredentialChange,
  note: string,
  now: Date,
): Promise<void> {
  await lockUsable(tx, change);
  await tx.apiCredential.update({
    where: { id: change.id },
    data: {
      revokedAt: now,
      revokedBy: change.actor.id,
      revokedNote: note,
      previousSecretHash: null,
      previousUntil: null,
      version: { increment: 1 },
    },
  });
  await audit(tx, 'CREDENTIAL_REVOKED', change, { note });
}

/** Changes of one credential take turns. */
async function lockUsable(tx: Transaction, { id, institutionId, version }: CredentialChange) {
  await tx.$queryRaw`SELECT 1 AS one FROM api_credential WHERE id = ${id}::uuid FOR NO KEY UPDATE`;
  const row = await tx.apiCredential.findFirst({ where: { id, institutionId } });
  if (!row) throw new AppError('NOT_FOUND', { message: 'no such credential of this institution' });
  if (row.revokedAt) throw new AppError('CREDENTIAL_REVOKED');
  if (row.version !== version) throw new AppError('VERSION_CONFLICT');
  return row;
}

const audit = (
  tx: Transaction,
  event: AuditEvent,
  { id, institutionId, actor }: Omit<CredentialChange, 'version'>,
  details: Readonly<Record<string, unknown>>,
): Promise<void> =>
  writeAudit(tx, { event, actor, subjectType: 'CREDENTIAL', subjectId: id, institutionId, details });
