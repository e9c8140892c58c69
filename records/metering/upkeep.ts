import { dayKey, startOfDay } from '#platform/clock';
import type { Database, DatabaseReader } from '#prisma/client';

/** Months of the access log that lie ready beyond the one that runs. */
const monthsAhead = 2;
const batch = 5_000;
/** Limits a day are never asked about older days; a year of them is kept to look back. */
const dailyUseDays = 400;

/** Makes the months of the access log that are missing; gives their names, `2026_11`. Making them again makes nothing. */
export async function makeAccessLogMonths(db: Database): Promise<string[]> {
  const rows = await db.$queryRaw<{ month: string }[]>`
    select make_access_log_months(${monthsAhead}::int) as month`;
  return rows.map(({ month }) => month);
}

const before = (now: Date, days: number): Date => new Date(now.getTime() - days * 86_400_000);

/**
 * Forgets one batch of idempotency keys that are older than `keyDays`, of counts of days long gone, and of refusals whose
 * day (WIB) is more than `refusalDays` past. Gives how many rows; fewer than a batch of each means that nothing is left.
 */
export async function forgetOldUse(
  db: Database,
  { now, keyDays, refusalDays }: { now: Date; keyDays: number; refusalDays: number },
): Promise<{ forgotten: number; more: boolean }> {
  const keys = await db.$executeRaw`
    delete from access_key where (institution_id, product_id, key) in (
      select institution_id, product_id, key from access_key where at < ${before(now, keyDays)}
      order by at limit ${batch})`;
  const days = await db.$executeRaw`
    delete from daily_use where (subject, product_id, day) in (
      select subject, product_id, day from daily_use where day < ${before(now, dailyUseDays)}::date
      order by day limit ${batch})`;
  const refusals = await destroyRefusals(db, before(startOfDay(dayKey(now)), refusalDays));
  return {
    forgotten: keys + days + refusals,
    more: keys === batch || days === batch || refusals === batch,
  };
}

/**
 * Destroys one batch of refusals from before a day: who was refused, and from which address. What they add to the report
 * of their month is kept with the same statement, so that it is right at any moment.
 */
async function destroyRefusals(db: Database, day: Date): Promise<number> {
  const [row] = await db.$queryRaw<{ rows: bigint }[]>`
    with destroyed as (
      delete from access_refusal where (hour, institution_id, subject, address, reason) in (
        select hour, institution_id, subject, address, reason from access_refusal where hour < ${day}
        order by hour limit ${batch})
      returning hour, institution_id, reason, count),
    kept as (
      insert into refusal_month as m (institution_id, month, reason, count)
      select institution_id, date_trunc('month', hour at time zone 'Asia/Jakarta')::date, reason, sum(count)
      from destroyed group by 1, 2, 3
      on conflict (institution_id, month, reason) do update set count = m.count + excluded.count)
    select count(*) as rows from destroyed`;
  return Number(row?.rows ?? 0);
}

/** Rows that lie outside every month: 0 as long as months are made ahead. */
export async function accessLogRowsOutside(db: DatabaseReader): Promise<number> {
  const [row] = await db.$queryRaw<{ rows: bigint }[]>`select access_log_rows_outside() as rows`;
  return Number(row?.rows ?? 0);
}
