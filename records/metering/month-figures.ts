import type {
  AccessMethod,
  AccessOutcome,
  AccessRefusalReason,
  AccessResult,
} from '#contract/metering/codes';
import { firstDayOf, type Month, monthAfter } from '#contract/metering/months';
import type { VoucherSource } from '#contract/orders/codes';
import { startOfDay } from '#platform/clock';
import type { DatabaseReader } from '#prisma/client';

/** Units by something: a branch, a method, a day. */
export interface Share<T> {
  readonly of: T;
  readonly units: number;
}

export interface ReceivedVoucher {
  readonly id: string;
  readonly number: string;
  readonly source: VoucherSource;
  readonly kuitansi: string | null;
  readonly ntpn: string | null;
  readonly units: number;
  readonly grantedAt: Date;
}

/** Which credential, or which person at the portal, used units. */
export interface Subject {
  readonly credentialId: string | null;
  readonly personId: string | null;
}

/**
 * One product of an institution in a month. Opening and closing are read off the numbers of the units at both ends,
 * what lies between is summed from the ledger's movements, and who used them is counted in the log: three ways that
 * must agree. `gap` and `logGap` say by how many units they do not, 0 in every healthy database.
 */
export interface ProductMonth {
  readonly productId: string;
  readonly opening: number;
  readonly received: number;
  readonly used: number;
  readonly handedOver: number;
  readonly lapsed: number;
  readonly closing: number;
  /** opening + received - used - handedOver - lapsed - closing. */
  readonly gap: number;
  /** Units that the ledger debited for lookups, less the lookups that the log holds for them. */
  readonly logGap: number;
  readonly vouchers: readonly ReceivedVoucher[];
  readonly byBranch: readonly Share<string | null>[];
  readonly bySubject: readonly Share<Subject>[];
  readonly byMethod: readonly Share<AccessMethod>[];
  readonly byResult: readonly Share<AccessResult>[];
  /** Days in WIB. */
  readonly byDay: readonly Share<string>[];
  /** Accesses that used no unit, by what became of them. */
  readonly unpaid: readonly Share<AccessOutcome>[];
}

export interface MonthFigures {
  readonly products: readonly ProductMonth[];
  /** Calls that were turned away before anything was read; they belong to no product. What `unpaid` tells is not among them. */
  readonly refusals: readonly Share<AccessRefusalReason>[];
}

interface Span {
  readonly institutionId: string;
  readonly from: Date;
  readonly to: Date;
}

/** Where a month in WIB begins and where the next one does. */
export const monthSpan = (month: Month): { from: Date; to: Date } => ({
  from: startOfDay(firstDayOf(month)),
  to: startOfDay(firstDayOf(monthAfter(month))),
});

/**
 * The month of an institution in figures: a product stands in it when the institution ever had units of it, or asked in
 * vain in that month. Balances cost one entry into an index each; the rest reads that month's own rows and no other's.
 */
export async function monthFigures(
  db: DatabaseReader,
  institutionId: string,
  month: Month,
): Promise<MonthFigures> {
  const span = { institutionId, ...monthSpan(month) };
  const [accounts, unpaid, refusals] = await Promise.all([
    db.quotaAccount.findMany({ where: { institutionId }, select: { productId: true } }),
    readUnpaid(db, span),
    readRefusals(db, span, month),
  ]);
  const productIds = [...new Set([...accounts, ...unpaid].map(({ productId }) => productId))];
  const products: ProductMonth[] = [];
  for (const productId of productIds) {
    const own = unpaid.filter((row) => row.productId === productId);
    products.push(await readProduct(db, span, productId, own));
  }
  return { products, refusals: lessTold(refusals, unpaid) };
}

/**
 * Without the calls whose quota was used up when their answer was there already: the log holds each of them, and the
 * counter counted it as well. Files for matching are not counted there. What a killed process had counted is lost, so
 * there may be fewer of them than the log holds.
 */
function lessTold(
  refusals: readonly Share<AccessRefusalReason>[],
  unpaid: readonly UnpaidRow[],
): Share<AccessRefusalReason>[] {
  const told = unpaid.reduce((calls, { exhaustedCalls }) => calls + exhaustedCalls, 0);
  return refusals
    .map(({ of, units }) => ({ of, units: of === 'QUOTA_EXHAUSTED' ? units - told : units }))
    .filter(({ units }) => units > 0);
}

async function readProduct(
  db: DatabaseReader,
  span: Span,
  productId: string,
  unpaid: readonly UnpaidRow[],
): Promise<ProductMonth> {
  const [before, after, moved, grants] = await Promise.all([
    debitedBefore(db, span.institutionId, productId, span.from),
    debitedBefore(db, span.institutionId, productId, span.to),
    readMovements(db, span, productId),
    readGrants(db, span.institutionId, productId, span.to),
  ]);
  const shares = await readShares(db, span, productId, before, after);
  const earlier = grants.filter(({ grantedAt }) => grantedAt < span.from);
  const vouchers = grants.filter(({ grantedAt }) => grantedAt >= span.from);
  const received = total(vouchers);
  const opening = total(earlier) - before;
  const closing = total(grants) - after;
  const { DEBIT: used = 0, HANDOVER: handedOver = 0, LAPSE: lapsed = 0 } = moved;
  return {
    productId,
    ...{ opening, received, used, handedOver, lapsed, closing },
    gap: opening + received - used - handedOver - lapsed - closing,
    logGap: used - total(shares.byMethod),
    vouchers,
    ...shares,
    unpaid: unpaid.map(({ outcome, units }) => ({ of: outcome, units })),
  };
}

const total = (rows: readonly { readonly units: number }[]): number =>
  rows.reduce((units, row) => units + row.units, 0);

/**
 * How many units had been used, handed over or lapsed before a moment. Units are taken in the order of their numbers,
 * so the first movement from then on tells it; without one it is all that the account has taken.
 */
async function debitedBefore(
  db: DatabaseReader,
  institutionId: string,
  productId: string,
  moment: Date,
): Promise<number> {
  const [row] = await db.$queryRaw<{ debited: bigint }[]>`
    select coalesce(
      (select t.first_unit - 1 from ledger_transaction t
       where t.institution_id = ${institutionId}::uuid and t.product_id = ${productId}::uuid
         and t.at >= ${moment} and t.kind not in ('GRANT', 'RETURN')
       order by t.at, t.first_unit limit 1),
      (select a.debited from quota_account a
       where a.institution_id = ${institutionId}::uuid and a.product_id = ${productId}::uuid),
      0) as debited`;
  return Number(row?.debited ?? 0);
}

/** Units that left in the span, by the kind of movement. */
async function readMovements(
  db: DatabaseReader,
  { institutionId, from, to }: Span,
  productId: string,
): Promise<Partial<Record<string, number>>> {
  const rows = await db.$queryRaw<{ kind: string; units: bigint }[]>`
    select t.kind, sum(t.last_unit - t.first_unit + 1)::bigint as units from ledger_transaction t
    where t.institution_id = ${institutionId}::uuid and t.product_id = ${productId}::uuid
      and t.at >= ${from} and t.at < ${to} and t.kind not in ('GRANT', 'RETURN')
    group by t.kind`;
  return Object.fromEntries(rows.map(({ kind, units }) => [kind, Number(units)]));
}

/** Every grant and return before a moment, oldest first: an institution has few of a product. */
async function readGrants(
  db: DatabaseReader,
  institutionId: string,
  productId: string,
  to: Date,
): Promise<ReceivedVoucher[]> {
  const given = { kind: { in: ['GRANT', 'RETURN'] } };
  const rows = await db.voucher.findMany({
    where: { institutionId, productId, movements: { some: { ...given, at: { lt: to } } } },
    orderBy: { firstUnit: 'asc' },
    include: {
      order: { select: { kuitansi: true } },
      movements: { where: given, select: { at: true } },
    },
  });
  return rows.map(({ id, number, source, order, ntpn, units, movements, issuedAt }) => ({
    id,
    number,
    source: source as VoucherSource,
    kuitansi: order?.kuitansi ?? null,
    ntpn,
    units,
    grantedAt: movements[0]?.at ?? issuedAt,
  }));
}

interface ShareRow {
  readonly branch: string | null;
  readonly credential_id: string | null;
  readonly person_id: string | null;
  readonly method: AccessMethod | null;
  readonly result: AccessResult | null;
  readonly day: string | null;
  readonly kept: number;
  readonly units: bigint;
}

/** Bits of `grouping(…)`: 0 stands for a column that the row is grouped by. */
const grouped = {
  byBranch: 0b01111,
  bySubject: 0b10111,
  byMethod: 0b11011,
  byResult: 0b11101,
  byDay: 0b11110,
};

const oneDay = 86_400_000;

/**
 * Who used the units `before + 1` to `after`, counted in one reading of the log. The log's time is the caller's and the
 * ledger's the database's, so a lookup at midnight may lie in either month by its time; by its unit it lies in one.
 */
async function readShares(
  db: DatabaseReader,
  { institutionId, from, to }: Span,
  productId: string,
  before: number,
  after: number,
) {
  const [earliest, latest] = [new Date(from.getTime() - oneDay), new Date(to.getTime() + oneDay)];
  const rows =
    after <= before
      ? []
      : await db.$queryRaw<ShareRow[]>`
    select branch, credential_id, person_id, method, result, day,
      grouping(branch, credential_id, method, result, day)::int as kept, count(*) as units
    from (select l.branch, l.credential_id, l.person_id, l.method, l.result,
                 to_char(l.at at time zone 'Asia/Jakarta', 'YYYY-MM-DD') as day
          from access_log l
          where l.institution_id = ${institutionId}::uuid and l.product_id = ${productId}::uuid
            and l.unit > ${before} and l.unit <= ${after} and l.at >= ${earliest} and l.at < ${latest}) used
    group by grouping sets ((branch), (credential_id, person_id), (method), (result), (day))
    order by units desc, branch, credential_id, person_id, day, method, result`;
  const sharesOf = <T>(by: keyof typeof grouped, of: (row: ShareRow) => T): Share<T>[] =>
    rows.filter(({ kept }) => kept === grouped[by]).map((row) => ({ of: of(row), units: Number(row.units) }));
  return {
    byBranch: sharesOf('byBranch', ({ branch }) => branch),
    bySubject: sharesOf('bySubject', (row) => ({
      credentialId: row.credential_id,
      personId: row.person_id,
    })),
    byMethod: sharesOf('byMethod', ({ method }) => method as AccessMethod),
    byResult: sharesOf('byResult', ({ result }) => result as AccessResult),
    byDay: sharesOf('byDay', ({ day }) => day ?? '').sort((a, b) => a.of.localeCompare(b.of)),
  };
}

interface UnpaidRow {
  readonly productId: string;
  readonly outcome: AccessOutcome;
  readonly units: number;
  /** Those of them that found the quota used up, without files for matching. */
  readonly exhaustedCalls: number;
}

/** Accesses of the span that used no unit: free by rule, repeated, or refused by the meter. */
async function readUnpaid(db: DatabaseReader, { institutionId, from, to }: Span): Promise<UnpaidRow[]> {
  const rows = await db.$queryRaw<
    { product_id: string; outcome: AccessOutcome; units: bigint; exhausted: bigint }[]
  >`
    select l.product_id, l.outcome, count(*) as units,
      count(*) filter (where l.outcome = 'EXHAUSTED' and l.channel <> 'PEMADANAN') as exhausted
    from access_log l
    where l.institution_id = ${institutionId}::uuid and l.outcome <> 'DEBITED'
      and l.at >= ${from} and l.at < ${to}
    group by l.product_id, l.outcome order by units desc, l.outcome`;
  return rows.map(({ product_id, outcome, units, exhausted }) => ({
    productId: product_id,
    outcome,
    units: Number(units),
    exhaustedCalls: Number(exhausted),
  }));
}

/** With those of which only the sum is left: an old month reads as it always did. */
async function readRefusals(
  db: DatabaseReader,
  { institutionId, from, to }: Span,
  month: Month,
): Promise<Share<AccessRefusalReason>[]> {
  const rows = await db.$queryRaw<{ reason: AccessRefusalReason; units: bigint }[]>`
    select reason, sum(count)::bigint as units from (
      select reason, count from access_refusal
      where institution_id = ${institutionId}::uuid and hour >= ${from} and hour < ${to}
      union all
      select reason, count from refusal_month
      where institution_id = ${institutionId}::uuid and month = ${firstDayOf(month)}::date) r
    group by reason order by reason`;
  return rows.map(({ reason, units }) => ({ of: reason, units: Number(units) }));
}
