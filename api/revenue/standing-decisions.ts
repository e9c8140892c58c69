import type { StandingDecision } from '#contract/orders/schemas';
import { AppError } from '#contract/shared/errors';
import type { DatabaseReader, Prisma } from '#prisma/client';
import { decideStanding, revokeStanding } from '#records/revenue/standing-decisions';
import { type ListSource, listResult, readPage } from '../shared/lists.ts';
import { implement } from '../shared/route.ts';
import { actingPerson } from '../shared/scope.ts';
import { namesOf, uuidsOf } from './names.ts';

const include = {
  institution: { select: { name: true } },
  product: { select: { name: true } },
} as const satisfies Prisma.StandingDecisionInclude;
type Row = Prisma.StandingDecisionGetPayload<{ include: typeof include }>;

const day = (date: Date): string => date.toISOString().slice(0, 10);

async function toDecisions(db: DatabaseReader, rows: readonly Row[]): Promise<StandingDecision[]> {
  const nameOf = await namesOf(
    db,
    rows.map(({ decidedBy }) => decidedBy),
  );
  return rows.map((row) => ({
    id: row.id,
    institutionId: row.institutionId,
    institutionName: row.institution.name,
    productId: row.productId,
    productName: row.product.name,
    validFrom: day(row.validFrom),
    validTo: day(row.validTo),
    maxUnits: row.maxUnits,
    usedUnits: row.usedUnits,
    note: row.note,
    decidedByName: nameOf(row.decidedBy),
    decidedAt: row.decidedAt.toISOString(),
    revokedAt: row.revokedAt?.toISOString() ?? null,
  }));
}

async function readDecision(db: DatabaseReader, id: string): Promise<StandingDecision> {
  const row = await db.standingDecision.findUnique({ where: { id }, include });
  const [found] = row ? await toDecisions(db, [row]) : [];
  if (!found) throw new AppError('NOT_FOUND', { message: 'no such decision' });
  return found;
}

const list = implement('standingDecisions.list', async (context) => {
  const { db } = context.deps;
  const source: ListSource<Row> = {
    fields: {
      decidedAt: { path: ['decidedAt'], tie: 'opposite', value: (row) => row.decidedAt, type: 'time' },
    },
    idOf: (row) => row.id,
    findMany: (args) => db.standingDecision.findMany({ ...args, include }),
    count: (args) => db.standingDecision.count(args),
  };
  const page = await readPage(source, uuidsOf(context.query.filter.id), context.query);
  return listResult(context, { ...page, rows: await toDecisions(db, page.rows) });
});

const create = implement('standingDecisions.create', async (context) => {
  const { tx, body, deps } = context;
  const id = await decideStanding(tx, body, actingPerson(context), deps.now());
  return readDecision(tx, id);
});

const revoke = implement('standingDecisions.revoke', (context) =>
  context.deps.db.$transaction(async (tx) => {
    const { id } = context.params;
    const { note } = context.body;
    await revokeStanding(tx, { id, note, actor: actingPerson(context), now: context.deps.now() });
    return readDecision(tx, id);
  }),
);

export const standingDecisionHandlers = [list, create, revoke];
