import type { z } from 'zod';
import { type Language, texts } from '#contract/i18n/index';
import type { CredentialEnvironment, CredentialProduct } from '#contract/metering/codes';
import type { credentialListQuery } from '#contract/metering/manage-http';
import type { Credential } from '#contract/metering/manage-schemas';
import { AppError } from '#contract/shared/errors';
import { formatDateTime } from '#platform/clock';
import type { DatabaseReader, Prisma } from '#prisma/client';
import { usedToday } from '#records/metering/daily-use';
import { namesOf } from '../../revenue/names.ts';
import type { SignedIn } from '../../shared/deps.ts';
import { type ListSource, whereIds } from '../../shared/lists.ts';
import { scopeOf } from '../../shared/scope.ts';

const include = {
  institution: { select: { name: true } },
  product: { select: { code: true, name: true } },
} as const satisfies Prisma.ApiCredentialInclude;

export type CredentialRow = Prisma.ApiCredentialGetPayload<{ include: typeof include }>;

type Filter = z.output<typeof credentialListQuery>['filter'];

/** The credentials that the person may see, of a filter. */
export function credentialWhere(actor: SignedIn, filter: Filter): Prisma.ApiCredentialWhereInput {
  const { id, q, institutionId, product, environment, status } = filter;
  const text = q && { contains: q, mode: 'insensitive' as const };
  return {
    AND: [
      scopeOf(actor),
      whereIds(id),
      institutionId ? { institutionId } : {},
      product ? { product: { code: product } } : {},
      environment ? { environment } : {},
      status ? { revokedAt: status === 'AKTIF' ? null : { not: null } } : {},
      text ? { OR: [{ label: text }, { userId: text }, { branch: text }] } : {},
    ],
  };
}

export const credentialSource = (db: DatabaseReader): ListSource<CredentialRow> => ({
  fields: {
    createdAt: { path: ['createdAt'], tie: 'same', value: (row) => row.createdAt, type: 'time' },
    label: { path: ['label'], tie: 'same', value: (row) => row.label, type: 'text' },
    userId: { path: ['userId'], tie: 'same', value: (row) => row.userId, type: 'text' },
    lastUsedAt: {
      ...{ path: ['lastUsedAt'], tie: 'opposite', nullable: true },
      ...{ value: (row) => row.lastUsedAt, type: 'time' },
    },
  },
  idOf: (row) => row.id,
  findMany: (args) => db.apiCredential.findMany({ ...args, include }),
  count: (args) => db.apiCredential.count(args),
});

/** Rows as people see them: names for ids, and nothing of a secret. */
export async function credentialViews(
  db: DatabaseReader,
  rows: readonly CredentialRow[],
  now: Date,
): Promise<Credential[]> {
  const nameOf = await namesOf(
    db,
    rows.flatMap((row) => [row.createdBy, row.revokedBy]),
  );
  const limited = rows.filter(({ dailyLimit }) => dailyLimit !== null).map(({ id }) => id);
  const used = await usedToday(db, limited, now);
  return rows.map((row) => ({
    id: row.id,
    institutionId: row.institutionId,
    institutionName: row.institution.name,
    product: row.product.code as CredentialProduct,
    productName: row.product.name,
    environment: row.environment as CredentialEnvironment,
    userId: row.userId,
    label: row.label,
    branch: row.branch,
    dailyLimit: row.dailyLimit,
    usedToday: row.dailyLimit === null ? null : used(row.id),
    status: row.revokedAt ? 'DICABUT' : 'AKTIF',
    createdByName: nameOf(row.createdBy),
    createdAt: row.createdAt.toISOString(),
    rotatedAt: row.rotatedAt?.toISOString() ?? null,
    previousUntil: row.previousUntil && row.previousUntil > now ? row.previousUntil.toISOString() : null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
    revokedByName: row.revokedBy && nameOf(row.revokedBy),
    revokedNote: row.revokedNote,
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    version: row.version,
  }));
}

/** One credential that the person may see. Throws `NOT_FOUND`. */
export async function readCredential(
  db: DatabaseReader,
  actor: SignedIn,
  id: string,
  now: Date,
): Promise<Credential> {
  const row = await db.apiCredential.findFirst({ where: { ...scopeOf(actor), id }, include });
  const [view] = row ? await credentialViews(db, [row], now) : [];
  if (!view) throw new AppError('NOT_FOUND', { message: 'no such credential' });
  return view;
}

/** The lines of the file, in the order of its headings. */
export function credentialCells(credential: Credential, language: Language): (string | number | null)[] {
  const { environment, credentialStatus } = texts(language).terminals;
  const at = (instant: string | null) => instant && formatDateTime(new Date(instant), 'WIB', language);
  return [
    credential.institutionName,
    credential.userId,
    credential.label,
    credential.productName,
    environment[credential.environment],
    credential.branch,
    credential.dailyLimit,
    credentialStatus[credential.status],
    credential.createdByName,
    at(credential.createdAt),
    at(credential.rotatedAt),
    at(credential.previousUntil),
    at(credential.lastUsedAt),
    at(credential.revokedAt),
    credential.revokedByName,
    credential.revokedNote,
  ];
}
