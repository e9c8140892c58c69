import type { CaseStatus, ReportDifferenceKind, UnmatchedReason } from '#contract/orders/codes';
import type { ReportDifference, UnmatchedPayment } from '#contract/orders/schemas';
import { AppError } from '#contract/shared/errors';
import type { DatabaseReader } from '#prisma/client';
import { closeDifference, closeUnmatchedPayment } from '#records/revenue/cases';
import { type ListSource, listResult, readPage } from '../shared/lists.ts';
import { implement } from '../shared/route.ts';
import { actingPerson } from '../shared/scope.ts';
import { kuitansiOf, namesOf, uuidsOf } from './names.ts';

type DifferenceRow = NonNullable<Awaited<ReturnType<DatabaseReader['reportDifference']['findUnique']>>>;
type UnmatchedRow = NonNullable<Awaited<ReturnType<DatabaseReader['unmatchedPayment']['findUnique']>>>;

interface CaseRow {
  readonly orderId: string | null;
  readonly status: string;
  readonly note: string | null;
  readonly closedBy: string | null;
  readonly closedAt: Date | null;
  readonly createdAt: Date;
}

const amount = (value: bigint | null): number | null => (value === null ? null : Number(value));

/** What every case shows, with names and kuitansi read once for all rows. */
async function casesOf(db: DatabaseReader, rows: readonly CaseRow[]) {
  const orderIds = rows.map(({ orderId }) => orderId);
  const [nameOf, kuitansi] = [
    await namesOf(
      db,
      rows.map(({ closedBy }) => closedBy),
    ),
    await kuitansiOf(db, orderIds),
  ];
  return (row: CaseRow) => ({
    orderId: row.orderId,
    kuitansi: kuitansi(row.orderId),
    status: row.status as CaseStatus,
    note: row.note,
    closedByName: row.closedBy && nameOf(row.closedBy),
    closedAt: row.closedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  });
}

async function toDifferences(
  db: DatabaseReader,
  rows: readonly DifferenceRow[],
): Promise<ReportDifference[]> {
  const shown = await casesOf(db, rows);
  return rows.map((row) => ({
    id: row.id,
    importId: row.importId,
    kind: row.kind as ReportDifferenceKind,
    kodeBilling: row.kodeBilling,
    ntpn: row.ntpn,
    expectedAmount: amount(row.expectedAmount),
    reportedAmount: amount(row.reportedAmount),
    ...shown(row),
  }));
}

async function toUnmatched(db: DatabaseReader, rows: readonly UnmatchedRow[]): Promise<UnmatchedPayment[]> {
  const shown = await casesOf(db, rows);
  return rows.map((row) => ({
    id: row.id,
    kodeBilling: row.kodeBilling,
    ntpn: row.ntpn,
    amount: amount(row.amount),
    paidAt: row.paidAt?.toISOString() ?? null,
    reason: row.reason as UnmatchedReason,
    confirmed: row.confirmed,
    ...shown(row),
  }));
}

/** By a whole code or NTPN. */
const search = (q: string | undefined) => (q ? { OR: [{ kodeBilling: q }, { ntpn: q.toUpperCase() }] } : {});

const listDifferences = implement('reportDifferences.list', async (context) => {
  const { db } = context.deps;
  const { status, kind, importId, q, id } = context.query.filter;
  const where = {
    ...(status ? { status } : {}),
    ...(kind ? { kind } : {}),
    ...(importId ? { importId } : {}),
    ...search(q),
    ...uuidsOf(id),
  };
  const source: ListSource<DifferenceRow> = {
    fields: {
      createdAt: { path: ['createdAt'], tie: 'opposite', value: (row) => row.createdAt, type: 'time' },
    },
    idOf: (row) => row.id,
    findMany: (args) => db.reportDifference.findMany(args),
    count: (args) => db.reportDifference.count(args),
  };
  const page = await readPage(source, where, context.query);
  return listResult(context, { ...page, rows: await toDifferences(db, page.rows) });
});

async function readDifference(db: DatabaseReader, id: string): Promise<ReportDifference> {
  const row = await db.reportDifference.findUnique({ where: { id } });
  const [found] = row ? await toDifferences(db, [row]) : [];
  if (!found) throw new AppError('NOT_FOUND', { message: 'no such difference' });
  return found;
}

const oneDifference = implement('reportDifferences.read', ({ deps, params }) =>
  readDifference(deps.db, params.id),
);

const endDifference = implement('reportDifferences.close', (context) =>
  context.deps.db.$transaction(async (tx) => {
    const { id } = context.params;
    const { note } = context.body;
    await closeDifference(tx, { id, note, actor: actingPerson(context), now: context.deps.now() });
    return readDifference(tx, id);
  }),
);

const listUnmatched = implement('unmatchedPayments.list', async (context) => {
  const { db } = context.deps;
  const { status, q, id } = context.query.filter;
  const where = { ...(status ? { status } : {}), ...search(q), ...uuidsOf(id) };
  const source: ListSource<UnmatchedRow> = {
    fields: {
      createdAt: { path: ['createdAt'], tie: 'opposite', value: (row) => row.createdAt, type: 'time' },
    },
    idOf: (row) => row.id,
    findMany: (args) => db.unmatchedPayment.findMany(args),
    count: (args) => db.unmatchedPayment.count(args),
  };
  const page = await readPage(source, where, context.query);
  return listResult(context, { ...page, rows: await toUnmatched(db, page.rows) });
});

async function readUnmatched(db: DatabaseReader, id: string): Promise<UnmatchedPayment> {
  const row = await db.unmatchedPayment.findUnique({ where: { id } });
  const [found] = row ? await toUnmatched(db, [row]) : [];
  if (!found) throw new AppError('NOT_FOUND', { message: 'no such payment' });
  return found;
}

const oneUnmatched = implement('unmatchedPayments.read', ({ deps, params }) =>
  readUnmatched(deps.db, params.id),
);

const endUnmatched = implement('unmatchedPayments.close', (context) =>
  context.deps.db.$transaction(async (tx) => {
    const { id } = context.params;
    const { note } = context.body;
    await closeUnmatchedPayment(tx, { id, note, actor: actingPerson(context), now: context.deps.now() });
    return readUnmatched(tx, id);
  }),
);

export const caseHandlers = [
  listDifferences,
  oneDifference,
  endDifference,
  listUnmatched,
  oneUnmatched,
  endUnmatched,
];
