import { can } from '#contract/access/permissions';
import type { CheckoutStatus } from '#contract/orders/codes';
import type { Checkout } from '#contract/orders/schemas';
import { AppError } from '#contract/shared/errors';
import type { DatabaseReader, Prisma } from '#prisma/client';
import { decideCheckout, withdrawCheckout } from '#records/checkout';
import type { SignedIn } from '../shared/deps.ts';
import { type ListSource, listResult, readPage, whereIds } from '../shared/lists.ts';
import { implement } from '../shared/route.ts';
import { actingPerson, ownInstitution, scopeOf } from '../shared/scope.ts';

/** Checkouts of an institution: what was ordered together, and the checker's release above the limit. */
export const checkoutHandlers = [
  implement('checkouts.list', async (context) => {
    const { deps, actor, query } = context;
    const { id, ...filter } = query.filter;
    const where = { ...scopeOf(actor), ...filter, ...whereIds(id) };
    const page = await readPage(listSource(deps.db), where, query);
    const rows = await checkoutViews(deps.db, actor, page.rows);
    return listResult(context, { ...page, rows });
  }),
  implement('checkouts.read', ({ deps, actor, params }) => readCheckout(deps.db, actor, params.id)),
  implement('checkouts.decide', async (context) => {
    const { deps, actor, tx, params, body } = context;
    await decideCheckout(tx, {
      checkoutId: params.id,
      institutionId: ownInstitution(actor),
      decision: body.decision,
      note: body.note || null,
      actor: actingPerson(context),
      series: deps.config.orders.kuitansiSeries,
      now: deps.now(),
    });
    return readCheckout(tx, actor, params.id);
  }),
  implement('checkouts.withdraw', async (context) => {
    const { deps, actor, tx, params } = context;
    await withdrawCheckout(tx, {
      checkoutId: params.id,
      institutionId: ownInstitution(actor),
      actor: actingPerson(context),
      now: deps.now(),
    });
    return readCheckout(tx, actor, params.id);
  }),
];

const include = {
  institution: { select: { name: true } },
  lines: { include: { product: { include: { service: true } } }, orderBy: { id: 'asc' } },
  orders: { select: { id: true, kuitansi: true }, orderBy: { kuitansi: 'asc' } },
} as const satisfies Prisma.CheckoutInclude;

type Row = Prisma.CheckoutGetPayload<{ include: typeof include }>;

const listSource = (db: DatabaseReader): ListSource<Row> => ({
  fields: {
    submittedAt: { path: ['submittedAt'], tie: 'same', type: 'time', value: (row) => row.submittedAt },
    total: { path: ['total'], tie: 'same', type: 'bigint', value: (row) => row.total },
  },
  idOf: ({ id }) => id,
  findMany: (args) => db.checkout.findMany({ ...args, include }),
  count: (args) => db.checkout.count(args),
});

/** One checkout as this person sees it. Throws `NOT_FOUND` outside his institution. */
export async function readCheckout(db: DatabaseReader, actor: SignedIn, id: string): Promise<Checkout> {
  const row = await db.checkout.findFirst({ where: { id, ...scopeOf(actor) }, include });
  if (!row) throw new AppError('NOT_FOUND', { message: 'no such checkout' });
  const [view] = await checkoutViews(db, actor, [row]);
  return view as Checkout;
}

async function checkoutViews(db: DatabaseReader, actor: SignedIn, rows: readonly Row[]): Promise<Checkout[]> {
  const userIds = rows.flatMap(({ submittedBy, decidedBy }) => [
    submittedBy,
    ...(decidedBy ? [decidedBy] : []),
  ]);
  const users = await db.user.findMany({ where: { id: { in: userIds } }, select: { id: true, name: true } });
  const nameOf = (id: string): string => users.find((user) => user.id === id)?.name ?? '–';
  return rows.map((row) => ({
    id: row.id,
    status: row.status as CheckoutStatus,
    institutionName: row.institution.name,
    total: Number(row.total),
    submittedByName: nameOf(row.submittedBy),
    submittedAt: row.submittedAt.toISOString(),
    decidedByName: row.decidedBy && nameOf(row.decidedBy),
    decidedAt: row.decidedAt?.toISOString() ?? null,
    note: row.note,
    lines: row.lines.map(({ product, quantity, unitPrice }) => ({
      productName: product.name,
      serviceName: product.service.name,
      quantity,
      unitPrice: Number(unitPrice),
      total: Number(unitPrice) * quantity,
    })),
    orders: row.orders,
    mayDecide:
      row.status === 'MENUNGGU_PENYETUJU' &&
      row.institutionId === actor.institutionId &&
      row.submittedBy !== actor.id &&
      can(actor.roles, 'checkouts.decide'),
    mayWithdraw:
      row.status === 'MENUNGGU_PENYETUJU' && row.submittedBy === actor.id && can(actor.roles, 'cart.use'),
  }));
}
