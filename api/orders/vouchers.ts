import type { VoucherSource } from '#contract/orders/codes';
import type { Voucher } from '#contract/orders/schemas';
import { AppError } from '#contract/shared/errors';
import { kuitansiPrefix } from '#contract/shared/identifiers';
import type { DatabaseReader, Prisma } from '#prisma/client';
import { type ListSource, listResult, mapPage, readPage, whereIds } from '../shared/lists.ts';
import { implement } from '../shared/route.ts';
import { scopeOf } from '../shared/scope.ts';

/** Vouchers: which order and NTPN each came from. */
export const voucherHandlers = [
  implement('vouchers.list', async (context) => {
    const { deps, actor, query } = context;
    const { id, q, productId, institutionId } = query.filter;
    const where: Prisma.VoucherWhereInput = {
      AND: [
        scopeOf(actor),
        whereIds(id),
        productId ? { productId } : {},
        institutionId ? { institutionId } : {},
        q ? searchWhere(q, deps.config.orders.kuitansiSeries) : {},
      ],
    };
    const page = await readPage(listSource(deps.db), where, query);
    return listResult(context, mapPage(page, voucherView));
  }),
  implement('vouchers.read', async ({ deps, actor, params }) => {
    const row = await deps.db.voucher.findFirst({
      where: { AND: [{ id: params.id }, scopeOf(actor)] },
      include,
    });
    if (!row) throw new AppError('NOT_FOUND', { message: 'no such voucher in this scope' });
    return voucherView(row);
  }),
];

const include = {
  institution: { select: { name: true } },
  product: { include: { service: true } },
  order: { select: { kuitansi: true } },
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

const voucherView = (row: Row): Voucher => ({
  id: row.id,
  number: row.number,
  institutionId: row.institutionId,
  institutionName: row.institution.name,
  serviceName: row.product.service.name,
  productName: row.product.name,
  units: row.units,
  source: row.source as VoucherSource,
  orderId: row.orderId,
  kuitansi: row.order?.kuitansi ?? null,
  ntpn: row.ntpn,
  issuedAt: row.issuedAt.toISOString(),
});
