import type { HolidayKind } from '#contract/calendar/codes';
import type { Holiday, RamadanPeriod } from '#contract/calendar/schemas';
import type { DatabaseReader, Prisma } from '#prisma/client';
import { addHoliday, addRamadan, removeHoliday, removeRamadan } from '#records/calendar/calendar';
import { type ListSource, listResult, mapPage, readPage, whereIds } from '../shared/lists.ts';
import { implement } from '../shared/route.ts';
import { actingPerson } from '../shared/scope.ts';

const withOffice = { office: { select: { name: true } } } as const satisfies Prisma.HolidayInclude;
type HolidayRow = Prisma.HolidayGetPayload<{ include: typeof withOffice }>;
type RamadanRow = Prisma.RamadanPeriodGetPayload<object>;

const dayOf = (date: Date): string => date.toISOString().slice(0, 10);

const toHoliday = ({ id, day, name, kind, officeId, office }: HolidayRow): Holiday => ({
  id,
  day: dayOf(day),
  name,
  kind: kind as HolidayKind,
  officeId,
  officeName: office?.name ?? null,
});

const toRamadan = ({ id, from, to }: RamadanRow): RamadanPeriod => ({ id, from: dayOf(from), to: dayOf(to) });

const listHolidays = implement('holidays.list', async (context) => {
  const { deps, query } = context;
  const { year, kind, officeId, id } = query.filter;
  const where = {
    ...whereIds(id),
    ...(kind ? { kind } : {}),
    ...(officeId ? { officeId } : {}),
    ...(year ? { day: { gte: new Date(`${year}-01-01`), lte: new Date(`${year}-12-31`) } } : {}),
  };
  const source: ListSource<HolidayRow> = {
    fields: { day: { path: ['day'], tie: 'same', value: (row) => row.day, type: 'time' } },
    idOf: (row) => row.id,
    findMany: (args) => deps.db.holiday.findMany({ ...args, include: withOffice }),
    count: (args) => deps.db.holiday.count(args),
  };
  return listResult(context, mapPage(await readPage(source, where, query), toHoliday));
});

const createHoliday = implement('holidays.create', async (context) => {
  const id = await addHoliday(context.tx, context.body, actingPerson(context));
  return readHoliday(context.tx, id);
});

const readHoliday = async (db: DatabaseReader, id: string): Promise<Holiday> =>
  toHoliday(await db.holiday.findUniqueOrThrow({ where: { id }, include: withOffice }));

const deleteHoliday = implement('holidays.delete', async (context) => {
  await context.deps.db.$transaction((tx) => removeHoliday(tx, context.params.id, actingPerson(context)));
  return undefined;
});

const listRamadan = implement('ramadan.list', async (context) => {
  const { deps, query } = context;
  const source: ListSource<RamadanRow> = {
    fields: { from: { path: ['from'], tie: 'same', value: (row) => row.from, type: 'time' } },
    idOf: (row) => row.id,
    findMany: (args) => deps.db.ramadanPeriod.findMany(args),
    count: (args) => deps.db.ramadanPeriod.count(args),
  };
  const page = await readPage(source, whereIds(query.filter.id), query);
  return listResult(context, mapPage(page, toRamadan));
});

const createRamadan = implement('ramadan.create', async (context) => {
  const id = await addRamadan(context.tx, context.body, actingPerson(context));
  return { id, ...context.body };
});

const deleteRamadan = implement('ramadan.delete', async (context) => {
  await context.deps.db.$transaction((tx) => removeRamadan(tx, context.params.id, actingPerson(context)));
  return undefined;
});

/** Free days and Ramadan: what deadlines of all offices are counted by. */
export const calendarHandlers = [
  listHolidays,
  createHoliday,
  deleteHoliday,
  listRamadan,
  createRamadan,
  deleteRamadan,
];
