/**
 * Half-years of the semester report, and when it is due. `2026-1` is January to June, `2026-2` July to December. Days
 * are `YYYY-MM-DD` in WIB. Pure and without zod.
 */
export type Half = `${number}-${1 | 2}`;

export const halfPattern = /^20\d{2}-[12]$/;

const parts = (half: Half): { year: number; second: boolean } => ({
  year: Number(half.slice(0, 4)),
  second: half.endsWith('2'),
});

/** The half-year in which a day lies. */
export const halfOf = (day: string): Half =>
  `${Number(day.slice(0, 4))}-${Number(day.slice(5, 7)) <= 6 ? 1 : 2}`;

/** The half-year before. */
export function halfBefore(half: Half): Half {
  const { year, second } = parts(half);
  return second ? `${year}-1` : `${year - 1}-2`;
}

/** First and last day. */
export function daysOfHalf(half: Half): { readonly from: string; readonly to: string } {
  const { year, second } = parts(half);
  return second
    ? { from: `${year}-07-01`, to: `${year}-12-31` }
    : { from: `${year}-01-01`, to: `${year}-06-30` };
}

/**
 * Day and month on which the report of each half is due; the newest rule that has begun by the end of the half counts.
 * Another rule is another line: reports that stand keep the day that was written into them.
 */
const dueRules = [{ from: '2000-01-01', first: '07-31', second: '01-31' }] as const;

/** The last day on which the report of a half is in time. */
export function dueDayOf(half: Half): string {
  const { year, second } = parts(half);
  const { to } = daysOfHalf(half);
  const rule = [...dueRules].reverse().find(({ from }) => from <= to) ?? dueRules[0];
  return second ? `${year + 1}-${rule.second}` : `${year}-${rule.first}`;
}

/** Days before the due day on which the institution is reminded, the first one first. */
export const semesterReminderDays = [30, 14, 3] as const;
/** Days after it on which it is warned. Nothing else happens by itself: to suspend somebody is a person's decision. */
export const semesterWarningDays = [1, 14, 30] as const;

/** Which reminder (`before`) or warning (`after`) is the last one that is due; null when none is yet. */
export function semesterStage(
  daysLeft: number,
): { readonly when: 'before' | 'after'; readonly days: number } | null {
  if (daysLeft < 0) {
    const days = Math.max(0, ...semesterWarningDays.filter((each) => each <= -daysLeft));
    return days === 0 ? null : { when: 'after', days };
  }
  const reached = semesterReminderDays.filter((each) => daysLeft <= each);
  return reached.length === 0 ? null : { when: 'before', days: Math.min(...reached) };
}
