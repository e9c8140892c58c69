import type { Office } from '#contract/offices/schemas';
import { AppError } from '#contract/shared/errors';
import type { Zone } from '#contract/shared/zones';
import type { DatabaseReader, Prisma, Transaction } from '#prisma/client';
import { operatorsAtWork } from '#records/offices/office-for-region';
import { createOffice, type OfficeChange, setOfficeRegions, updateOffice } from '#records/offices/offices';
import { type ListSource, listResult, mapPage, readPage, whereIds } from '../shared/lists.ts';
import { implement, type SignedInContext } from '../shared/route.ts';
import { actingPerson } from '../shared/scope.ts';

const shown = {
  regions: { select: { code: true, name: true }, orderBy: { code: 'asc' } },
  _count: { select: { users: { where: operatorsAtWork } } },
} as const satisfies Prisma.OfficeInclude;

type OfficeRow = Prisma.OfficeGetPayload<{ include: typeof shown }>;

const toOffice = ({ createdAt: _, updatedAt: __, _count, ...row }: OfficeRow): Office => ({
  ...row,
  zone: row.zone as Zone,
  operators: _count.users,
});

const list = implement('offices.list', async (context) => {
  const { deps, query } = context;
  const { q, active, id } = query.filter;
  const text = q && { contains: q, mode: 'insensitive' as const };
  const where = {
    ...whereIds(id),
    ...(active === undefined ? {} : { active }),
    ...(text ? { OR: [{ name: text }, { code: text }] } : {}),
  };
  const source: ListSource<OfficeRow> = {
    fields: {
      name: { path: ['name'], tie: 'same', value: (row) => row.name, type: 'text' },
      code: { path: ['code'], tie: 'same', value: (row) => row.code, type: 'text' },
    },
    idOf: (row) => row.id,
    findMany: (args) => deps.db.office.findMany({ ...args, include: shown }),
    count: (args) => deps.db.office.count(args),
  };
  return listResult(context, mapPage(await readPage(source, where, query), toOffice));
});

const read = implement('offices.read', ({ deps, params }) => readOffice(deps.db, params.id));

const create = implement('offices.create', async (context) => {
  const id = await createOffice(context.tx, context.body, actingPerson(context));
  return readOffice(context.tx, id);
});

const update = implement('offices.update', (context) =>
  change(context, context.params.id, (tx, target) => updateOffice(tx, target, context.body)),
);

const setRegions = implement('offices.setRegions', (context) =>
  change(context, context.params.id, (tx, target) =>
    setOfficeRegions(tx, target, context.body.regions, context.body.version),
  ),
);

/** One change in one transaction, and the office after it. */
const change = (
  context: SignedInContext,
  id: string,
  work: (tx: Transaction, target: OfficeChange) => Promise<void>,
): Promise<Office> =>
  context.deps.db.$transaction(async (tx) => {
    await work(tx, { id, actor: actingPerson(context) });
    return readOffice(tx, id);
  });

/** Throws `NOT_FOUND`. */
async function readOffice(db: DatabaseReader, id: string): Promise<Office> {
  const row = await db.office.findUnique({ where: { id }, include: shown });
  if (!row) throw new AppError('NOT_FOUND', { message: 'no such office' });
  return toOffice(row);
}

export const officeRecordHandlers = [list, read, create, update, setRegions];
