import type { z } from 'zod';
import type { AuditEntry, auditListQuery } from '#contract/audit/http';
import { type Language, texts } from '#contract/i18n/index';
import { AppError } from '#contract/shared/errors';
import { countCap, type Page } from '#contract/shared/paging';
import { dayKey, startOfDay } from '#platform/clock';
import type { DatabaseReader, Prisma } from '#prisma/client';
import { writeAudit } from '#records/audit';
import { csvStream } from '../shared/csv.ts';
import { listResult } from '../shared/lists.ts';
import { implement } from '../shared/route.ts';
import { actingPerson } from '../shared/scope.ts';

type Query = z.output<typeof auditListQuery>;
type Row = NonNullable<Awaited<ReturnType<DatabaseReader['auditEntry']['findUnique']>>>;

const toEntry = (row: Row): AuditEntry => ({
  id: String(row.id),
  at: row.at.toISOString(),
  event: row.event,
  actorId: row.actorId,
  actorName: row.actorName,
  actorUnit: row.actorUnit,
  actorRoles: row.actorRoles,
  address: row.address,
  requestId: row.requestId,
  subjectType: row.subjectType,
  subjectId: row.subjectId,
  institutionId: row.institutionId,
  outcome: row.outcome,
  details: row.details as Record<string, unknown> | null,
});

const isNumber = (text: string): boolean => /^\d{1,18}$/.test(text);

/** The rows of a filter. Days are of Jakarta, both inclusive. */
function whereOf(filter: Query['filter']): Prisma.AuditEntryWhereInput {
  const { from, to, id, ...equal } = filter;
  const given = Object.fromEntries(Object.entries(equal).filter(([, value]) => value !== undefined));
  return {
    AND: [
      given,
      ...(id ? [{ id: { in: id.filter(isNumber).map(BigInt) } }] : []),
      ...(from === undefined ? [] : [{ at: { gte: startOfDay(from) } }]),
      ...(to === undefined ? [] : [{ at: { lt: new Date(startOfDay(to).getTime() + 86_400_000) } }]),
    ],
  };
}

type Direction = Query['sort'][1];
type Place = Pick<Row, 'at' | 'id'>;

const inOrder = (direction: Direction) => {
  const order = direction === 'ASC' ? 'asc' : 'desc';
  return [{ at: order }, { id: order }] as const satisfies Prisma.AuditEntryOrderByWithRelationInput[];
};

/** What comes behind a row; the plain bound on the time lets every index be entered at the right place. */
const beyond = (direction: Direction, { at, id }: Place): Prisma.AuditEntryWhereInput => {
  const [open, closed] = direction === 'ASC' ? (['gt', 'gte'] as const) : (['lt', 'lte'] as const);
  return { AND: [{ at: { [closed]: at } }, { OR: [{ at: { [open]: at } }, { at, id: { [open]: id } }] }] };
};

const writePlace = ({ at, id }: Place): string => `${at.getTime()}-${id}`;

function readPlace(text: string): Place {
  const [, at, id] = /^(\d{1,15})-(\d{1,18})$/.exec(text) ?? [];
  if (at === undefined || id === undefined) {
    throw new AppError('INVALID_INPUT', { errors: [{ path: 'after', code: 'BAD_FORMAT' }] });
  }
  return { at: new Date(Number(at)), id: BigInt(id) };
}

async function readTrail(db: DatabaseReader, query: Query): Promise<Page<AuditEntry>> {
  const [from, to] = query.range;
  const [, direction] = query.sort;
  const after = query.after === undefined ? null : readPlace(query.after);
  if (!after && from >= countCap) {
    throw new AppError('INVALID_INPUT', { errors: [{ path: 'range', code: 'RANGE_TOO_DEEP' }] });
  }
  const where = whereOf(query.filter);
  const take = to - from + 1;
  const found = await db.auditEntry.findMany({
    where: after ? { AND: [where, beyond(direction, after)] } : where,
    orderBy: inOrder(direction),
    skip: after ? 0 : from,
    take: take + 1,
  });
  const counted = await db.auditEntry.count({ where, take: countCap + 1 });
  const rows = found.slice(0, take);
  const last = rows.at(-1);
  return {
    rows: rows.map(toEntry),
    from,
    total: Math.min(counted, countCap),
    capped: counted > countCap,
    nextAfter: found.length > take && last ? writePlace(last) : null,
  };
}

const list = implement('audit.list', async (context) =>
  listResult(context, await readTrail(context.deps.db, context.query)),
);

const exported = implement('audit.export', async (context) => {
  const { deps, query, language } = context;
  const { db } = deps;
  const where = whereOf(query.filter);
  const newest = await db.auditEntry.findFirst({ orderBy: { id: 'desc' }, select: { id: true } });
  await writeAudit(db, {
    event: 'AUDIT_EXPORTED',
    actor: actingPerson(context),
    subjectType: 'AUDIT',
    subjectId: 'csv',
    details: { filter: query.filter },
  });
  // What is written from now on, this export's own row included, is for the next one.
  const bounded = { AND: [where, { id: { lte: newest?.id ?? 0n } }] };
  return {
    content: csvStream(texts(language).accounts.auditColumns, csvRows(db, bounded, query.sort[1], language)),
    fileName: `audit-${dayKey(deps.now())}.csv`,
  };
});

/** Every row, page by page behind the last one: any number with little memory. */
async function* csvRows(
  db: DatabaseReader,
  where: Prisma.AuditEntryWhereInput,
  direction: Direction,
  language: Language,
): AsyncGenerator<(string | null)[]> {
  const labels: Readonly<Record<string, string>> = texts(language).audit.events;
  let after: Place | null = null;
  for (;;) {
    const rows: Row[] = await db.auditEntry.findMany({
      where: after === null ? where : { AND: [where, beyond(direction, after)] },
      orderBy: inOrder(direction),
      take: 1_000,
    });
    for (const row of rows.map(toEntry)) {
      yield [
        row.at,
        labels[row.event] ?? row.event,
        row.event,
        row.actorName,
        row.actorUnit,
        row.actorRoles.join(' '),
        row.actorId,
        row.address,
        row.subjectType,
        row.subjectId,
        row.institutionId,
        row.outcome,
        row.details === null ? null : JSON.stringify(row.details),
        row.requestId,
        row.id,
      ];
    }
    const last = rows.at(-1);
    if (!last || rows.length < 1_000) return;
    after = last;
  }
}

export const auditHandlers = [list, exported];
