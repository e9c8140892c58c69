import { odditiesOf } from '#contract/orders/facts';
import type { BillingTrouble, OrderStatus, Proposal } from '#contract/orders/lifecycle';
import type { OrderSummary } from '#contract/orders/schemas';
import { kuitansiPrefix } from '#contract/shared/identifiers';
import { startOfDay } from '#platform/clock';
import type { DatabaseReader, Prisma } from '#prisma/client';
import type { SignedIn } from '../shared/deps.ts';
import { type ListSource, type SortKey, whereIds } from '../shared/lists.ts';
import { scopeOf } from '../shared/scope.ts';

/** The filter of "Daftar Pesanan", parsed (`orderListQuery`). */
export interface OrderFilter {
  readonly id?: readonly string[] | undefined;
  readonly status?: OrderStatus | readonly OrderStatus[] | undefined;
  readonly q?: string | undefined;
  readonly institutionId?: string | undefined;
  readonly productId?: string | undefined;
  readonly createdFrom?: string | undefined;
  readonly createdTo?: string | undefined;
}

const include = { institution: { select: { name: true } } } as const satisfies Prisma.OrderInclude;

export type OrderRow = Prisma.OrderGetPayload<{ include: typeof include }>;

const oneDay = 86_400_000;

/**
 * The orders that this person may see and asked for; `series` is the one of new kode kuitansi. Days of the filter are days in WIB. The scope stands beside the
 * filter, not under it: asking for another institution finds nothing.
 */
export function orderWhere(actor: SignedIn, filter: OrderFilter, series: string): Prisma.OrderWhereInput {
  const { id, status, q, institutionId, productId, createdFrom, createdTo } = filter;
  const created = {
    ...(createdFrom ? { gte: startOfDay(createdFrom) } : {}),
    ...(createdTo ? { lt: new Date(startOfDay(createdTo).getTime() + oneDay) } : {}),
  };
  return {
    AND: [
      scopeOf(actor),
      whereIds(id),
      status === undefined ? {} : typeof status === 'string' ? { status } : { status: { in: [...status] } },
      institutionId ? { institutionId } : {},
      productId ? { productId } : {},
      createdFrom || createdTo ? { createdAt: created } : {},
      q ? searchWhere(q, series) : {},
    ],
  };
}

/**
 * The beginning of a kode kuitansi, or a whole kode billing or NTPN: each one entry into an index, however many orders
 * there are. A part from the middle is not searched for (docs/adr/0008).
 */
function searchWhere(q: string, series: string): Prisma.OrderWhereInput {
  const text = q.toUpperCase();
  // `%` and `_` would be wildcards; no code has them.
  if (!/^[A-Z0-9-]+$/.test(text)) return { id: { in: [] } };
  const prefix = kuitansiPrefix(text, series);
  return {
    OR: [...(prefix ? [{ kuitansi: { startsWith: prefix } }] : []), { kodeBilling: text }, { ntpn: text }],
  };
}

const createdAt = {
  path: ['createdAt'],
  type: 'time',
  value: (row: OrderRow) => row.createdAt,
} as const satisfies SortKey<OrderRow>;

/** How the list is sorted and counted, by the indexes that stand in the schema. */
export const orderListSource = (
  db: DatabaseReader,
  filter: Pick<OrderFilter, 'status'> = {},
): ListSource<OrderRow> => ({
  fields: {
    createdAt: { ...createdAt, tie: 'opposite' },
    total: { path: ['total'], tie: 'same', type: 'bigint', value: (row) => row.total },
    status: { path: ['status'], tie: 'same', type: 'text', value: (row) => row.status, next: createdAt },
  },
  idOf: ({ id }) => id,
  countAlong: filter.status === undefined ? 'createdAt' : 'status',
  findMany: (args) => db.order.findMany({ ...args, include }),
  findIds: (args) => db.order.findMany({ ...args, select: { id: true } }),
  scattered: true,
  count: (args) => db.order.count(args),
});

/** A row of the list. */
export const orderSummary = (row: OrderRow): OrderSummary => ({
  id: row.id,
  kuitansi: row.kuitansi,
  institutionId: row.institutionId,
  institutionName: row.institution.name,
  serviceName: row.serviceName,
  productName: row.productName,
  quantity: row.quantity,
  total: Number(row.total),
  createdAt: row.createdAt.toISOString(),
  status: row.status as OrderStatus,
  statusSince: row.statusSince.toISOString(),
  kodeBilling: row.kodeBilling,
  expiresAt: row.expiresAt?.toISOString() ?? null,
  billingWaitingSince: row.billingWaitingSince?.toISOString() ?? null,
  billingTrouble: row.billingTrouble as BillingTrouble | null,
  billingTroubleWords: row.billingTroubleWords,
  paymentOddity: paymentOddityOf(row),
  proposed: row.proposal as Proposal | null,
});

/** As it was judged when it was heard; an amount also by what SIMPONI's report has said since. */
function paymentOddityOf(row: Omit<OrderRow, 'institution'>): OrderSummary['paymentOddity'] {
  const { paidAt, reportedAmount } = row;
  if (!paidAt) return null;
  const kinds = odditiesOf(
    {
      expiresAt: row.expiresAt?.toISOString() ?? null,
      cancelledAt: row.cancelledAt?.toISOString() ?? null,
      amountDiffers: reportedAmount !== null && reportedAmount !== row.total,
    },
    paidAt.toISOString(),
  );
  if (kinds.length === 0) return null;
  return {
    kinds,
    paidAt: paidAt.toISOString(),
    cancelledAt: row.cancelledAt?.toISOString() ?? null,
    reportedAmount: reportedAmount === null ? null : Number(reportedAmount),
  };
}
