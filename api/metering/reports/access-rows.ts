import { can } from '#contract/access/permissions';
import {
  type AccessChannel,
  type AccessMethod,
  type AccessOutcome,
  type AccessPurpose,
  type AccessResult,
  accessOutcomes,
  canResultIn,
} from '#contract/metering/codes';
import type { AccessRow } from '#contract/metering/report-schemas';
import { maskNumber } from '#contract/requests/identity';
import { AppError } from '#contract/shared/errors';
import { pastCountCap } from '#contract/shared/paging';
import { dayKey, startOfDay } from '#platform/clock';
import type { Vault } from '#platform/vault';
import type { DatabaseReader, Prisma } from '#prisma/client';
import { openAccessNik } from '#records/metering/sealed';
import type { SignedIn } from '../../shared/deps.ts';
import type { ListSource } from '../../shared/lists.ts';
import { scopeOf, seesAllInstitutions } from '../../shared/scope.ts';
import { subjectNames } from './subject-names.ts';

/** A filter of "Catatan Akses", parsed (`accessListQuery`). */
export interface AccessFilter {
  readonly id?: readonly string[] | undefined;
  readonly institutionId?: string | undefined;
  readonly voucherId?: string | undefined;
  readonly productId?: string | undefined;
  readonly method?: AccessMethod | undefined;
  readonly result?: AccessResult | undefined;
  readonly outcome?: AccessOutcome | undefined;
  readonly credentialId?: string | undefined;
  readonly personId?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

export type AccessLogRow = NonNullable<Awaited<ReturnType<DatabaseReader['accessLog']['findFirst']>>>;

/** The most that one question reads of the log. */
const longestDays = 31;
const oneDay = 86_400_000;

/**
 * Whose accesses a person sees: the centre all, an institution's manager those of his institution, an operator those
 * that he made himself.
 */
export function accessScope(actor: SignedIn): Prisma.AccessLogWhereInput {
  const scope = scopeOf(actor);
  const seesOthers = seesAllInstitutions(actor) || actor.roles.includes('lembaga-admin');
  return seesOthers ? scope : { ...scope, personId: actor.id };
}

/** Those of the filter. Days and moments bound the part of the log that is read; a voucher is bounded by its units. */
export async function accessWhere(
  db: DatabaseReader,
  actor: SignedIn,
  filter: AccessFilter,
  now: Date,
): Promise<Prisma.AccessLogWhereInput> {
  const { id, voucherId, from, to, ...equal } = filter;
  const given = Object.fromEntries(Object.entries(equal).filter(([, value]) => value !== undefined));
  return { AND: [accessScope(actor), given, await boundsOf(db, actor, filter, now)] };
}

async function boundsOf(
  db: DatabaseReader,
  actor: SignedIn,
  filter: AccessFilter,
  now: Date,
): Promise<Prisma.AccessLogWhereInput> {
  const { id, voucherId } = filter;
  if (neverMeets(filter)) return nothing;
  if (voucherId) return unitsOf(db, actor, voucherId);
  if (id) return { id: { in: id.filter((one) => /^\d{1,18}$/.test(one)).map(BigInt) } };
  const span = spanOf(actor, filter, now);
  if (await isCredentialOfAnother(db, actor, filter)) return nothing;
  return { at: { gte: span.from, lt: span.to }, ...(await withoutUnits(db, actor, filter, span)) };
}

const nothing: Prisma.AccessLogWhereInput = { id: { in: [] } };

/** Two filters that are both common and never true of one access: no index could tell. */
const neverMeets = ({ method, result }: AccessFilter): boolean =>
  method !== undefined && result !== undefined && !canResultIn(method, result);

/** A credential is one institution's: no access of another was made with it. */
async function isCredentialOfAnother(
  db: DatabaseReader,
  actor: SignedIn,
  { credentialId, institutionId = actor.institutionId ?? undefined }: AccessFilter,
): Promise<boolean> {
  if (credentialId === undefined || institutionId === undefined) return false;
  const found = await db.apiCredential.findUnique({
    where: { id: credentialId },
    select: { institutionId: true },
  });
  return found !== null && found.institutionId !== institutionId;
}

interface Span {
  readonly from: Date;
  readonly to: Date;
}

/** @throws AppError INVALID_INPUT for somebody of the centre who names no institution, and for too long a span */
function spanOf(actor: SignedIn, filter: AccessFilter, now: Date): Span {
  if (seesAllInstitutions(actor) && filter.institutionId === undefined) {
    throw new AppError('INVALID_INPUT', {
      errors: [{ path: 'filter.institutionId', code: 'INSTITUTION_MISSING' }],
    });
  }
  const span = daysOf(filter, now);
  if (span.to.getTime() - span.from.getTime() > longestDays * oneDay) {
    throw new AppError('INVALID_INPUT', {
      errors: [{ path: 'filter.from', code: 'SPAN_TOO_LONG', params: { max: longestDays } }],
    });
  }
  return span;
}

/** Where the filter begins and ends; what it leaves open is as long as may be asked for, and ends today. */
function daysOf(filter: AccessFilter, now: Date): Span {
  const after = (day: string): Date => new Date(startOfDay(day).getTime() + oneDay);
  const shifted = (moment: Date, days: number): Date => new Date(moment.getTime() + days * oneDay);
  if (filter.from === undefined) {
    const to = after(filter.to ?? dayKey(now));
    return { from: shifted(to, -longestDays), to };
  }
  const from = startOfDay(filter.from);
  return { from, to: filter.to === undefined ? shifted(from, longestDays) : after(filter.to) };
}

/** An access is dated a little before its units are. */
const slackMs = 3_600_000;

/**
 * Of a product that used no unit in the span only accesses without a unit can be found, and those have an index of their
 * own: the ledger tells that without reading the log of the institution's other products.
 */
async function withoutUnits(
  db: DatabaseReader,
  actor: SignedIn,
  { productId, institutionId = actor.institutionId ?? undefined }: AccessFilter,
  { from, to }: Span,
): Promise<Prisma.AccessLogWhereInput> {
  if (productId === undefined || institutionId === undefined) return {};
  const at = { gte: from, lt: new Date(to.getTime() + slackMs) };
  const used = await db.ledgerTransaction.findFirst({
    where: { institutionId, productId, at, kind: 'DEBIT' },
    select: { id: true },
  });
  return used ? {} : { outcome: { in: accessOutcomes.filter((outcome) => outcome !== 'DEBITED') } };
}

/** The units that a voucher pays for; of one that the person may not see, none. */
async function unitsOf(
  db: DatabaseReader,
  actor: SignedIn,
  voucherId: string,
): Promise<Prisma.AccessLogWhereInput> {
  const voucher = await db.voucher.findFirst({ where: { AND: [{ id: voucherId }, scopeOf(actor)] } });
  if (!voucher) return nothing;
  const { institutionId, productId, firstUnit, lastUnit } = voucher;
  return { institutionId, productId, unit: { gte: firstUnit, lte: lastUnit } };
}

/** How the log is read: along an institution's time, or along the units of a voucher, which were used in time's order. */
export const accessListSource = (
  db: DatabaseReader,
  filter: Pick<AccessFilter, 'voucherId'>,
): ListSource<AccessLogRow> => ({
  fields: {
    at: filter.voucherId
      ? { path: ['unit'], tie: 'same', type: 'bigint', value: ({ unit }) => unit ?? 0n }
      : { path: ['at'], tie: 'same', type: 'time', value: ({ at }) => at },
  },
  idOf: ({ id }) => String(id),
  numberIds: true,
  countUpTo: pastCountCap,
  findMany: (args) => db.accessLog.findMany(args),
  count: (args) => db.accessLog.count(args),
});

/** Rows as people read them, with the names of all that they name. */
export async function accessViews(
  db: DatabaseReader,
  vault: Vault,
  rows: readonly AccessLogRow[],
): Promise<AccessRow[]> {
  const ids = <K extends 'institutionId' | 'productId'>(key: K) => [...new Set(rows.map((row) => row[key]))];
  const [institutions, products, nameOf] = await Promise.all([
    db.institution.findMany({
      where: { id: { in: ids('institutionId') } },
      select: { id: true, name: true },
    }),
    db.product.findMany({ where: { id: { in: ids('productId') } }, select: { id: true, name: true } }),
    subjectNames(db, rows),
  ]);
  const named = (all: readonly { id: string; name: string }[], id: string): string =>
    all.find((one) => one.id === id)?.name ?? id;
  return rows.map((row) => ({
    id: String(row.id),
    at: row.at.toISOString(),
    institutionId: row.institutionId,
    institutionName: named(institutions, row.institutionId),
    productId: row.productId,
    productName: named(products, row.productId),
    channel: row.channel as AccessChannel,
    method: row.method as AccessMethod,
    result: row.result as AccessResult,
    outcome: row.outcome as AccessOutcome,
    unit: row.unit === null ? null : Number(row.unit),
    nikMasked: maskNumber(openAccessNik(vault, row)),
    subject: nameOf(row),
    branch: row.branch,
    address: row.address,
    purpose: row.purpose as AccessPurpose | null,
    durationMs: row.durationMs,
    requestId: row.requestId,
  }));
}

export const mayUnmaskAccess = (actor: SignedIn): boolean => can(actor.roles, 'access-nik.read');
