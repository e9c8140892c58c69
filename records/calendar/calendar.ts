import { randomUUID } from 'node:crypto';
import type { AuditEvent } from '#contract/audit/events';
import type { HolidayInput, RamadanInput } from '#contract/calendar/schemas';
import type { OutboxKind } from '#contract/orders/codes';
import { AppError } from '#contract/shared/errors';
import type { WorkingCalendar } from '#contract/shared/working-time';
import type { Zone } from '#contract/shared/zones';
import { type DatabaseReader, Prisma, type Transaction } from '#prisma/client';
import { type ActingPerson, writeAudit } from '../audit.ts';

/** The calendar that an office's deadlines are counted in, as it stands now. Throws when there is no such office. */
export async function readCalendar(db: DatabaseReader, officeId: string): Promise<WorkingCalendar> {
  const { zone } = await db.office.findUniqueOrThrow({ where: { id: officeId }, select: { zone: true } });
  const holidays = await db.holiday.findMany({
    where: { OR: [{ officeId: null }, { officeId }] },
    orderBy: { day: 'asc' },
    select: { day: true },
  });
  const ramadan = await db.ramadanPeriod.findMany({ orderBy: { from: 'asc' } });
  return {
    zone: zone as Zone,
    holidays: [...new Set(holidays.map(({ day }) => dayOf(day)))],
    ramadan: ramadan.map(({ from, to }) => ({ from: dayOf(from), to: dayOf(to) })),
  };
}

/**
 * Says that deadlines must be counted anew. The row's reference names this change and nothing else: a day that was
 * added and taken away again is two changes, and the second one must be heard as well.
 */
export async function announceCalendarChange(tx: Transaction): Promise<void> {
  await tx.outbox.create({ data: { kind: 'CALENDAR_CHANGED' satisfies OutboxKind, refId: randomUUID() } });
}

/** Adds a free day; gives its id. Throws `DUPLICATE` for a day that is free there already, `INVALID_INPUT` for an unknown office. */
export async function addHoliday(tx: Transaction, input: HolidayInput, actor: ActingPerson): Promise<string> {
  if (input.officeId !== null && (await tx.office.count({ where: { id: input.officeId } })) === 0) {
    throw new AppError('INVALID_INPUT', { errors: [{ path: 'officeId', code: 'NOT_IN_LIST' }] });
  }
  const data = { ...input, day: new Date(input.day), createdBy: actor.id };
  const { id } = await orDuplicate(tx.holiday.create({ data }));
  await announceCalendarChange(tx);
  await audit(tx, 'HOLIDAY_ADDED', id, actor, { ...input });
  return id;
}

/** Takes a free day away. Throws `NOT_FOUND`. */
export async function removeHoliday(tx: Transaction, id: string, actor: ActingPerson): Promise<void> {
  const row = await orMissing(tx.holiday.delete({ where: { id } }));
  await announceCalendarChange(tx);
  const { name, kind, officeId } = row;
  await audit(tx, 'HOLIDAY_REMOVED', id, actor, { day: dayOf(row.day), name, kind, officeId });
}

/** Adds a Ramadan; gives its id. Throws `DUPLICATE` when its days meet those of another one. */
export async function addRamadan(tx: Transaction, input: RamadanInput, actor: ActingPerson): Promise<string> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended('ramadan', 0))::text`;
  const [from, to] = [new Date(input.from), new Date(input.to)];
  const meeting = await tx.ramadanPeriod.count({ where: { from: { lte: to }, to: { gte: from } } });
  if (meeting > 0) throw new AppError('DUPLICATE', { message: 'the days meet another Ramadan' });
  const { id } = await tx.ramadanPeriod.create({ data: { from, to, createdBy: actor.id } });
  await announceCalendarChange(tx);
  await audit(tx, 'RAMADAN_ADDED', id, actor, { ...input });
  return id;
}

/** Takes a Ramadan away. Throws `NOT_FOUND`. */
export async function removeRamadan(tx: Transaction, id: string, actor: ActingPerson): Promise<void> {
  const row = await orMissing(tx.ramadanPeriod.delete({ where: { id } }));
  await announceCalendarChange(tx);
  await audit(tx, 'RAMADAN_REMOVED', id, actor, { from: dayOf(row.from), to: dayOf(row.to) });
}

const dayOf = (date: Date): string => date.toISOString().slice(0, 10);

const refusedWith = (error: unknown, code: string): boolean =>
  error instanceof Prisma.PrismaClientKnownRequestError && error.code === code;

async function orDuplicate<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw refusedWith(error, 'P2002') ? new AppError('DUPLICATE', { cause: error }) : error;
  }
}

async function orMissing<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw refusedWith(error, 'P2025') ? new AppError('NOT_FOUND', { message: 'no such day' }) : error;
  }
}

const audit = (
  tx: Transaction,
  event: AuditEvent,
  subjectId: string,
  actor: ActingPerson,
  details: Readonly<Record<string, unknown>>,
): Promise<void> => writeAudit(tx, { event, actor, subjectType: 'CALENDAR', subjectId, details });
