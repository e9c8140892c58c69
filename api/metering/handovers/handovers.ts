import type { AwaitingHandover } from '#contract/metering/handover-http';
import type { Database, DatabaseReader, Prisma } from '#prisma/client';
import { recordHandover, reverseHandover } from '#records/metering/handovers';
import { type ListSource, listResult, mapPage, readPage, whereIds } from '../../shared/lists.ts';
import { implement } from '../../shared/route.ts';
import { actingPerson, scopeOf } from '../../shared/scope.ts';
import {
  handoverExport,
  handoverSource,
  handoverView,
  handoverWhere,
  readHandover,
} from './handover-view.ts';
import { letterHandlers } from './letters.ts';

const names = {
  institution: { select: { name: true } },
  product: { select: { name: true, unit: true, termMonths: true } },
} as const;
type VoucherRow = Prisma.VoucherGetPayload<{ include: typeof names }>;

const voucherSource = (db: DatabaseReader): ListSource<VoucherRow> => ({
  fields: { issuedAt: { path: ['issuedAt'], tie: 'opposite', type: 'time', value: (row) => row.issuedAt } },
  idOf: ({ id }) => id,
  findMany: (args) => db.voucher.findMany({ ...args, include: names }),
  count: (args) => db.voucher.count(args),
});

interface OpenAccount {
  readonly institutionId: string;
  readonly productId: string;
  readonly debited: bigint;
}

/** Most accounts that are looked at; whoever has more filters by institution or product. */
const mostAccounts = 1_000;

/** Accounts of products that an officer delivers, with units left. */
const openAccounts = (
  db: Database,
  filter: { institutionId?: string | undefined; productId?: string | undefined },
): Promise<OpenAccount[]> =>
  db.quotaAccount.findMany({
    where: {
      granted: { gt: db.quotaAccount.fields.debited },
      product: { delivery: 'HANDOVER' },
      ...(filter.institutionId ? { institutionId: filter.institutionId } : {}),
      ...(filter.productId ? { productId: filter.productId } : {}),
    },
    select: { institutionId: true, productId: true, debited: true },
    orderBy: { changedAt: 'asc' },
    take: mostAccounts,
  });

/** Their vouchers that have units left. An empty OR would find everything. */
const ofAccounts = (accounts: readonly OpenAccount[]): Prisma.VoucherWhereInput =>
  accounts.length === 0
    ? { id: { in: [] } }
    : {
        OR: accounts.map(({ institutionId, productId, debited }) => ({
          institutionId,
          productId,
          lastUnit: { gt: debited },
        })),
      };

function awaitingView(row: VoucherRow, accounts: readonly OpenAccount[]): AwaitingHandover {
  const account = accounts.find(
    (each) => each.institutionId === row.institutionId && each.productId === row.productId,
  );
  const debited = account?.debited ?? 0n;
  const isNext = row.firstUnit <= debited + 1n;
  return {
    id: row.id,
    number: row.number,
    institutionId: row.institutionId,
    institutionName: row.institution.name,
    productId: row.productId,
    productName: row.product.name,
    unit: row.product.unit,
    termMonths: row.product.termMonths,
    units: row.units,
    unitsLeft: isNext ? Number(row.lastUnit - debited) : row.units,
    isNext,
    issuedAt: row.issuedAt.toISOString(),
  };
}

/** Products that an officer delivers: what waits, what was delivered, and the acts themselves. */
export const handoverHandlers = [
  implement('handovers.list', async (context) => {
    const { deps, actor, query } = context;
    const page = await readPage(handoverSource(deps.db), handoverWhere(actor, query.filter), query);
    return listResult(
      context,
      mapPage(page, (row) => handoverView(row, actor)),
    );
  }),
  handoverExport,
  implement('handovers.awaiting', async (context) => {
    const { deps, actor, query } = context;
    const accounts = await openAccounts(deps.db, query.filter);
    const where: Prisma.VoucherWhereInput = {
      AND: [scopeOf(actor), whereIds(query.filter.id), ofAccounts(accounts)],
    };
    const page = await readPage(voucherSource(deps.db), where, query);
    return listResult(
      context,
      mapPage(page, (row) => awaitingView(row, accounts)),
    );
  }),
  implement('handovers.create', async (context) => {
    const { tx, actor, body, deps } = context;
    const id = await recordHandover(tx, body, actingPerson(context), deps.now());
    return readHandover(tx, actor, id);
  }),
  implement('handovers.reverse', async (context) => {
    const { tx, actor, params, body, deps } = context;
    const reversal = { handoverId: params.id, reason: body.reason };
    await reverseHandover(tx, reversal, actingPerson(context), deps.now());
    return readHandover(tx, actor, params.id);
  }),
  ...letterHandlers,
];
