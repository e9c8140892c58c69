import { dayKey } from '#platform/clock';
import type { DatabaseReader } from '#prisma/client';

/**
 * How many units each of these credentials or people has used today (WIB) against a limit; 0 for one that used none. Only
 * what was used while a limit stood is counted.
 */
export async function usedToday(
  db: DatabaseReader,
  subjects: readonly string[],
  now: Date,
): Promise<(subject: string) => number> {
  if (subjects.length === 0) return () => 0;
  const rows = await db.dailyUse.groupBy({
    by: ['subject'],
    where: { subject: { in: [...subjects] }, day: new Date(dayKey(now)) },
    _sum: { used: true },
  });
  const used = new Map(rows.map(({ subject, _sum }) => [subject, _sum.used ?? 0]));
  return (subject) => used.get(subject) ?? 0;
}
