import { type Database, type DatabaseReader, Prisma } from '#prisma/client';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Days of figures that are counted and kept; a page looks 30 days back. */
const keptDays = 31;
/** A call may reach the log a little after the hour by which it is dated. */
const settlingMs = 10 * 60_000;

const hourOf = (moment: number): Date => new Date(Math.floor(moment / hourMs) * hourMs);

/**
 * Answered calls and units of a stretch of the log, by institution: along the index by institution and time, so that it
 * costs what lies in the stretch, however much lies outside. Files for matching would drown everything else.
 */
const countedFrom = (from: Date, to: Date, institutionId?: string) => Prisma.sql`
  institution i cross join lateral (
    select date_trunc('hour', l.at, 'UTC') as hour, count(*) as calls, count(l.unit) as units
    from access_log l
    where l.institution_id = i.id and l.at >= ${from} and l.at < ${to}
      and l.channel <> 'PEMADANAN' and l.outcome in ('DEBITED', 'REPEATED', 'FREE')
    group by 1) c
  ${institutionId === undefined ? Prisma.empty : Prisma.sql`where i.id = ${institutionId}::uuid`}`;

/** Where the hours that are not counted yet begin. */
async function uncountedFrom(db: DatabaseReader, now: Date): Promise<Date> {
  const oldest = hourOf(now.getTime() - keptDays * dayMs);
  const { _max } = await db.accessHour.aggregate({ where: { hour: { gte: oldest } }, _max: { hour: true } });
  return _max.hour ? new Date(_max.hour.getTime() + hourMs) : oldest;
}

/**
 * Counts the hours that are over since the last time, a day of them at once, and forgets those of more than a month ago.
 * Several processes may do it at the same time: they count the same.
 */
export async function countAccessHours(db: Database, now: Date): Promise<void> {
  const end = hourOf(now.getTime() - settlingMs);
  for (let from = await uncountedFrom(db, now); from < end; from = new Date(from.getTime() + dayMs)) {
    const to = new Date(Math.min(from.getTime() + dayMs, end.getTime()));
    await db.$executeRaw`
      insert into access_hour (hour, institution_id, calls, units)
      select c.hour, i.id, c.calls, c.units from ${countedFrom(from, to)}
      on conflict (hour, institution_id) do nothing`;
  }
  await db.accessHour.deleteMany({ where: { hour: { lt: hourOf(now.getTime() - keptDays * dayMs) } } });
}

export interface AccessFigures {
  readonly calls: number;
  readonly units: number;
}

interface Asked {
  /** Where the first step begins: a whole hour. */
  readonly from: Date;
  /** Whole hours. */
  readonly stepMs: number;
  readonly now: Date;
  /** All of them unless one is named. */
  readonly institutionId?: string | undefined;
}

/** Which step, from 0 on, the column `hour` falls into. */
export const stepOfHour = ({ from, stepMs }: Pick<Asked, 'from' | 'stepMs'>) => Prisma.sql`
  floor(extract(epoch from hour - ${from}::timestamptz) / ${stepMs / 1_000}::int)::int`;

/** Figures by step: hours that were counted, and what the log holds since. Steps without a call are missing. */
export async function accessFigures(
  db: DatabaseReader,
  { from, stepMs, now, institutionId }: Asked,
): Promise<ReadonlyMap<number, AccessFigures>> {
  const uncounted = await uncountedFrom(db, now);
  const live = uncounted > from ? uncounted : from;
  const own =
    institutionId === undefined ? Prisma.empty : Prisma.sql`and institution_id = ${institutionId}::uuid`;
  const rows = await db.$queryRaw<{ step: number; calls: bigint; units: bigint }[]>`
    select ${stepOfHour({ from, stepMs })} as step, sum(calls)::bigint as calls, sum(units)::bigint as units
    from (
      select hour, calls, units from access_hour where hour >= ${from} and hour < ${live} ${own}
      union all
      select c.hour, c.calls, c.units from ${countedFrom(live, new Date(now.getTime() + hourMs), institutionId)}
    ) figures
    group by 1`;
  return new Map(
    rows.map(({ step, calls, units }) => [step, { calls: Number(calls), units: Number(units) }]),
  );
}
