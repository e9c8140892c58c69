import type { Month } from '#contract/metering/months';
import type { Statement, StatementLine } from '#contract/metering/report-schemas';
import type { VoucherSource } from '#contract/orders/codes';
import { type OrderStatus, orderStatuses } from '#contract/orders/lifecycle';
import { renderStatement } from '#documents/metering/statement';
import type { DatabaseReader, Prisma } from '#prisma/client';
import { writeAudit } from '#records/audit';
import { monthSpan } from '#records/metering/month-figures';
import type { SignedIn } from '../../shared/deps.ts';
import { drawing } from '../../shared/drawing.ts';
import { implement, type SignedInContext } from '../../shared/route.ts';
import { actingPerson } from '../../shared/scope.ts';
import { askedInstitution } from './institution.ts';

interface Asked {
  readonly params: { readonly month: Month };
  readonly query: { readonly institutionId?: string | undefined };
}

/** "Rekapitulasi Tagihan": a month of an institution's bills. */
export const statementHandlers = [
  implement('statements.read', (context) => readStatement(context, context)),
  implement('statements.paper', async (context) => {
    const { deps, language } = context;
    const statement = await readStatement(context, context);
    const content = await drawing(() => renderStatement(statement, { at: deps.now(), language }));
    await deps.db.$transaction((tx) =>
      writeAudit(tx, {
        event: 'STATEMENT_DOWNLOADED',
        actor: actingPerson(context),
        subjectType: 'RECONCILIATION',
        subjectId: statement.month,
        institutionId: statement.institutionId,
      }),
    );
    const fileName = `rekapitulasi-tagihan-${statement.month}.pdf`;
    return { content, fileName, disposition: 'inline' as const };
  }),
];

/** How an order stands towards the books. */
type Standing = 'open' | 'paid' | 'over';

const standingOf = {
  DIPROSES: 'open',
  MENUNGGU_PERSETUJUAN: 'open',
  DISETUJUI: 'open',
  PENERBITAN_TAGIHAN: 'open',
  TAGIHAN_BERMASALAH: 'open',
  MENUNGGU_PEMBAYARAN: 'open',
  DITOLAK: 'over',
  KEDALUWARSA: 'over',
  DIBATALKAN: 'over',
  DIBAYAR: 'paid',
  PEMBAYARAN_BERMASALAH: 'paid',
  MENUNGGU_KEPUTUSAN: 'paid',
  PENGEMBALIAN: 'paid',
  DIKEMBALIKAN: 'paid',
  SELESAI: 'paid',
} as const satisfies Record<OrderStatus, Standing>;

const openStatuses = orderStatuses.filter((status) => standingOf[status] === 'open');

const include = {
  history: { select: { to: true, at: true }, orderBy: { version: 'asc' } },
} as const satisfies Prisma.OrderInclude;
type Row = Prisma.OrderGetPayload<{ include: typeof include }>;

async function readStatement(
  { deps, actor }: Pick<SignedInContext, 'deps'> & { readonly actor: SignedIn },
  { params: { month }, query }: Asked,
): Promise<Statement> {
  const { db, now } = deps;
  const institution = await askedInstitution(db, actor, query.institutionId);
  const { from, to } = monthSpan(month);
  // What neither began, stood open nor changed from the month on cannot be in it.
  const rows = await db.order.findMany({
    where: {
      institutionId: institution.id,
      createdAt: { lt: to },
      OR: [
        { createdAt: { gte: from } },
        { status: { in: [...openStatuses] } },
        { statusSince: { gte: from } },
      ],
    },
    include,
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  const books = keepBooks(rows, from, to);
  const { opening, ordered, paid, ended, closing } = books;
  return {
    month,
    institutionId: institution.id,
    institutionName: institution.name,
    running: to > now(),
    ...books,
    gap: opening.total + ordered.total - paid.total - ended.total - closing.total,
    vouchers: await readVouchers(db, institution.id, from, to),
  };
}

type Part = 'opening' | 'ordered' | 'paid' | 'paidLate' | 'ended' | 'closing';

/** Each order in the parts of the month in which it stands; its history tells when it moved. */
function keepBooks(rows: readonly Row[], from: Date, to: Date): Pick<Statement, Part> {
  const parts: Record<Part, StatementLine[]> = {
    opening: [],
    ordered: [],
    paid: [],
    paidLate: [],
    ended: [],
    closing: [],
  };
  for (const row of rows) {
    const put = (part: Part, at: Date): void => void parts[part].push(lineOf(row, at));
    if (row.createdAt < from) {
      if (standingAt(row, from) === 'open') put('opening', row.createdAt);
    } else put('ordered', row.createdAt);
    if (standingAt(row, to) === 'open') put('closing', row.createdAt);
    for (const { before, after, at } of turnsOf(row)) {
      if (at < from || at >= to) continue;
      if (before === 'open') put(after === 'paid' ? 'paid' : 'ended', at);
      else put('paidLate', at);
    }
  }
  const withTotal = (lines: StatementLine[]) => ({
    total: lines.reduce((sum, { total }) => sum + total, 0),
    rows: lines,
  });
  return {
    opening: withTotal(parts.opening),
    ordered: withTotal(parts.ordered),
    paid: withTotal(parts.paid),
    paidLate: withTotal(parts.paidLate),
    ended: withTotal(parts.ended),
    closing: withTotal(parts.closing),
  };
}

/** How an order stood right before a moment; an order without history stands as it was made. */
function standingAt(row: Row, moment: Date): Standing {
  const last = row.history.filter(({ at }) => at < moment).at(-1);
  return standingOf[(last?.to ?? 'DIPROSES') as OrderStatus];
}

/** When an order was paid or over; an order that is over may be paid yet. */
function turnsOf(row: Row): { before: Standing; after: Standing; at: Date }[] {
  let before: Standing = 'open';
  return row.history.flatMap(({ to, at }) => {
    const after = standingOf[to as OrderStatus];
    if (after === before || (before === 'paid' && after === 'over')) return [];
    const turn = { before, after, at };
    before = after;
    return [turn];
  });
}

const lineOf = (row: Row, at: Date): StatementLine => ({
  orderId: row.id,
  kuitansi: row.kuitansi,
  kodeBilling: row.kodeBilling,
  ntpn: row.ntpn,
  productName: row.productName,
  quantity: row.quantity,
  total: Number(row.total),
  at: at.toISOString(),
});

async function readVouchers(
  db: DatabaseReader,
  institutionId: string,
  from: Date,
  to: Date,
): Promise<Statement['vouchers']> {
  const rows = await db.voucher.findMany({
    // Units that came back were paid for before.
    where: { institutionId, issuedAt: { gte: from, lt: to }, originId: null },
    include: { product: true, order: { select: { kuitansi: true } } },
    orderBy: [{ issuedAt: 'asc' }, { id: 'asc' }],
  });
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    source: row.source as VoucherSource,
    kuitansi: row.order?.kuitansi ?? null,
    ntpn: row.ntpn,
    units: row.units,
    grantedAt: row.issuedAt.toISOString(),
    productName: row.product.name,
    unit: row.product.unit,
  }));
}
