import type { z } from 'zod';
import { type Language, texts } from '#contract/i18n/index';
import type { VoucherSource } from '#contract/orders/codes';
import type { voucherListQuery } from '#contract/orders/http';
import type { Voucher } from '#contract/orders/schemas';
import { AppError } from '#contract/shared/errors';
import { kuitansiPrefix } from '#contract/shared/identifiers';
import { dayKey, formatDateTime } from '#platform/clock';
import type { DatabaseReader, Prisma } from '#prisma/client';
import { writeAudit } from '#records/audit';
import { listCsv } from '../shared/list-csv.ts';
import { type ListSource, listResult, mapPage, readPage, whereIds } from '../shared/lists.ts';
import { implement, type SignedInContext } from '../shared/route.ts';
import { actingPerson, scopeOf } from '../shared/scope.ts';

/** Vouchers: which order and NTPN each came from. */
export const voucherHandlers = [
  implement('vouchers.list', async (context) => {
    const { deps, query } = context;
    const page = await readPage(listSource(deps.db), whereOf(context), query);
    const debited = await debitedOf(deps.db, page.rows);
    return listResult(
      context,
      mapPage(page, (row) => voucherView(row, debited(row))),
    );
  }),
  implement('vouchers.export', async (context) => {
    const { deps, actor, query, language } = context;
    await writeAudit(deps.db, {
      event: 'VOUCHERS_EXPORTED',
      actor: actingPerson(context),
      subjectType: 'VOUCHER_LIST',
      subjectId: 'csv',
      institutionId: actor.institutionId,
      details: { filter: JSON.stringify(query.filter) },
    });
    const content = listCsv({
      source: listSource(deps.db),
      where: whereOf(context),
      sort: query.sort,
      header: texts(language).orders.voucherCsv,
      cells: async (rows) => {
        const debited = await debitedOf(deps.db, rows);
        return rows.map((row) => cellsOf(voucherView(row, debited(row)), language));
      },
    });
    return { content, fileName: `voucher-${dayKey(deps.now())}.csv` };
  }),
  implement('vouchers.read', async ({ deps, actor, params }) => {
    const row = await deps.db.voucher.findFirst({
      where: { AND: [{ id: params.id }, scopeOf(actor)] },
      include,
    });
    if (!row) throw new AppError('NOT_FOUND', { message: 'no such voucher in this scope' });
    const debited = await debitedOf(deps.db, [row]);
    return voucherView(row, debited(row));
  }),
];

type Filter = z.output<typeof voucherListQuery>['filter'];

/** The vouchers that the person may see, of a filter. */
const whereOf = ({
  actor,
  deps,
  query: { filter },
}: Pick<SignedInContext, 'actor' | 'deps'> & { query: { filter: Filter } }): Prisma.VoucherWhereInput => ({
  AND: [
    scopeOf(actor),
    whereIds(filter.id),
    filter.productId ? { productId: filter.productId } : {},
    filter.institutionId ? { institutionId: filter.institutionId } : {},
    filter.q ? searchWhere(filter.q, deps.config.orders.kuitansiSeries) : {},
  ],
});

/** The cells of a line of the file, in the order of its headings. */
const cellsOf = (voucher: Voucher, language: Language): (string | number | null)[] => [
  voucher.number,
  voucher.institutionName,
  voucher.serviceName,
  voucher.productName,
  voucher.units,
  voucher.used,
  voucher.lapsed,
  voucher.returned,
  voucher.left,
  texts(language).orders.voucherSource[voucher.source],
  voucher.kuitansi,
  voucher.ntpn,
  formatDateTime(new Date(voucher.issuedAt), 'WIB', language),
  voucher.validUntil,
];

const include = {
  institution: { select: { name: true } },
  product: { include: { service: true } },
  order: { select: { kuitansi: true } },
  origin: { select: { id: true, number: true, issuedAt: true } },
  movements: { where: { kind: 'LAPSE' }, select: { firstUnit: true, lastUnit: true } },
  handovers: { where: { reversal: { isNot: null } }, select: { units: true } },
} as const satisfies Prisma.VoucherInclude;

type Row = Prisma.VoucherGetPayload<{ include: typeof include }>;

/** A voucher carries its order's number under another prefix, so the beginning of either finds it; an NTPN whole. */
function searchWhere(q: string, series: string): Prisma.VoucherWhereInput {
  const text = q.toUpperCase();
  if (!/^[A-Z0-9-]+$/.test(text)) return { id: { in: [] } };
  const prefix = kuitansiPrefix(text.replace(/^VC(-|$)/, 'KW$1'), series);
  const number = prefix?.replace(/^KW/, 'VC').replace(/^K$/, 'V');
  return { OR: [...(number ? [{ number: { startsWith: number } }] : []), { ntpn: text }] };
}

const listSource = (db: DatabaseReader): ListSource<Row> => ({
  fields: {
    issuedAt: { path: ['issuedAt'], tie: 'opposite', type: 'time', value: (row) => row.issuedAt },
    units: { path: ['units'], tie: 'same', type: 'int', value: (row) => row.units },
    number: { path: ['number'], tie: 'same', type: 'text', value: (row) => row.number },
  },
  idOf: ({ id }) => id,
  countAlong: 'issuedAt',
  findMany: (args) => db.voucher.findMany({ ...args, include }),
  count: (args) => db.voucher.count(args),
});

type OfAccount = Pick<Row, 'institutionId' | 'productId'>;

/** How many units each account has used, by number: units up to there are gone. */
async function debitedOf(
  db: DatabaseReader,
  rows: readonly OfAccount[],
): Promise<(account: OfAccount) => bigint> {
  const accounts = await db.quotaAccount.findMany({
    where: { OR: rows.map(({ institutionId, productId }) => ({ institutionId, productId })) },
  });
  return ({ institutionId, productId }) =>
    accounts.find((one) => one.institutionId === institutionId && one.productId === productId)?.debited ?? 0n;
}

/**
 * Units 1 to `debited` of the account are gone: of this voucher's range those that lie in it, used, lapsed, or handed over
 * by mistake and given back under other numbers.
 */
function unitsOf({ firstUnit, units, movements, handovers }: Row, debited: bigint) {
  const gone = Math.min(Math.max(Number(debited - firstUnit) + 1, 0), units);
  const lapsed = movements.reduce((sum, lapse) => sum + Number(lapse.lastUnit - lapse.firstUnit) + 1, 0);
  const returned = handovers.reduce((sum, handover) => sum + handover.units, 0);
  return { used: gone - lapsed - returned, lapsed, returned, left: units - gone };
}

const voucherView = (row: Row, debited: bigint): Voucher => ({
  id: row.id,
  number: row.number,
  institutionId: row.institutionId,
  institutionName: row.institution.name,
  serviceName: row.product.service.name,
  productName: row.product.name,
  units: row.units,
  firstUnit: Number(row.firstUnit),
  lastUnit: Number(row.lastUnit),
  ...unitsOf(row, debited),
  source: row.source as VoucherSource,
  origin: row.origin && { id: row.origin.id, number: row.origin.number },
  orderId: row.orderId,
  kuitansi: row.order?.kuitansi ?? null,
  ntpn: row.ntpn,
  issuedAt: row.issuedAt.toISOString(),
  issuedOn: dayKey((row.origin ?? row).issuedAt),
  validUntil: row.validUntil?.toISOString().slice(0, 10) ?? null,
});
