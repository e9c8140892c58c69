import { type Zone, zoneHours } from './zones.ts';

/**
 * Working days and office hours, in which promises to people are given. Pure: the same calendar gives the same answer
 * in workflows, the API and the browser.
 *
 * Hours are those of Perpres 21/2023: from 07.30 in the office's own zone, 37.5 hours a week without breaks; in
 * Ramadan from 08.00, 32.5 hours. A week has five days of equal work; Friday's break is longer, so it ends later.
 */
export interface WorkingCalendar {
  readonly zone: Zone;
  /** Days (`YYYY-MM-DD`) on which the office does not work, besides Saturday and Sunday. Order and repeats do not matter. */
  readonly holidays: readonly string[];
  /** Days of shorter hours, first and last included. */
  readonly ramadan: readonly { readonly from: string; readonly to: string }[];
}

/** When an office is open on one day, in milliseconds since 1970 (UTC). The midday break lies between and is not cut out. */
export interface OfficeHours {
  readonly opens: number;
  readonly closes: number;
}

const minute = 60_000;
const hour = 60 * minute;
const dayMs = 24 * hour;
const friday = 5;

/** Minutes after midnight: work of 7.5 h (Ramadan 6.5 h) and a break of 60 min, on Friday 90 (Ramadan 30 and 60). */
const usual = { opens: 7 * 60 + 30, closes: 16 * 60, fridayCloses: 16 * 60 + 30 };
const inRamadan = { opens: 8 * 60, closes: 15 * 60, fridayCloses: 15 * 60 + 30 };

/** A calendar in which nothing is worked for this long is a mistake. */
const longestRest = 400;

/** The calendar day (`YYYY-MM-DD`) of a moment in a zone. */
export const dayAt = (ms: number, zone: Zone): string =>
  new Date(ms + zoneHours[zone] * hour).toISOString().slice(0, 10);

const nextDay = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + dayMs).toISOString().slice(0, 10);

const weekday = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay();

const isWeekend = (day: string): boolean => weekday(day) === 0 || weekday(day) === 6;

/** Whether the office works on this day. */
export const isWorkingDay = (day: string, { holidays }: Pick<WorkingCalendar, 'holidays'>): boolean =>
  !isWeekend(day) && !holidays.includes(day);

/** The hours of a working day; null on any other day. */
export function officeHours(day: string, calendar: WorkingCalendar): OfficeHours | null {
  if (!isWorkingDay(day, calendar)) return null;
  const hours = calendar.ramadan.some(({ from, to }) => from <= day && day <= to) ? inRamadan : usual;
  const midnight = Date.parse(`${day}T00:00:00Z`) - zoneHours[calendar.zone] * hour;
  const closes = weekday(day) === friday ? hours.fridayCloses : hours.closes;
  return { opens: midnight + hours.opens * minute, closes: midnight + closes * minute };
}

/**
 * The end of office hours of the n-th working day after the start. What comes after hours or on a free day counts as
 * come on the next working day; 0 days ends on the very day that it counts for. Throws `RangeError` for a number of
 * days that is none, and for a calendar without working days.
 */
export function endOfWorkingDays(startMs: number, days: number, calendar: WorkingCalendar): number {
  if (!Number.isInteger(days) || days < 0) throw new RangeError(`not a number of days: ${days}`);
  let open = receivedOn(startMs, calendar);
  for (let left = days; left > 0; left -= 1) open = openFrom(nextDay(open.day), calendar);
  return open.closes;
}

/**
 * How many working days lie between two moments: those after the day that `fromMs` counts for, up to and with the day
 * of `toMs`. The inverse of `endOfWorkingDays`; 0 when `toMs` is not later.
 */
export function workingDaysBetween(fromMs: number, toMs: number, calendar: WorkingCalendar): number {
  const last = dayAt(toMs, calendar.zone);
  let count = 0;
  let { day } = receivedOn(fromMs, calendar);
  while (day < last) {
    day = nextDay(day);
    if (isWorkingDay(day, calendar)) count += 1;
  }
  return count;
}

/** How much office time (ms) lies between two moments; 0 when `toMs` is not later. For clocks that stand still. */
export function workingTimeBetween(fromMs: number, toMs: number, calendar: WorkingCalendar): number {
  const last = dayAt(toMs, calendar.zone);
  let total = 0;
  for (let day = dayAt(fromMs, calendar.zone); day <= last; day = nextDay(day)) {
    const hours = officeHours(day, calendar);
    if (hours) total += Math.max(0, Math.min(toMs, hours.closes) - Math.max(fromMs, hours.opens));
  }
  return total;
}

/**
 * The moment at which so much office time (ms) has passed since the start: the inverse of `workingTimeBetween`. Throws
 * `RangeError` for a calendar without working days.
 */
export function afterWorkingTime(startMs: number, workMs: number, calendar: WorkingCalendar): number {
  let left = workMs;
  let open = openFrom(dayAt(startMs, calendar.zone), calendar);
  for (;;) {
    const from = Math.max(startMs, open.opens);
    if (left <= open.closes - from) return from + left;
    left -= Math.max(0, open.closes - from);
    open = openFrom(nextDay(open.day), calendar);
  }
}

interface OpenDay extends OfficeHours {
  readonly day: string;
}

/** The working day that something counts for which comes at this moment. */
function receivedOn(ms: number, calendar: WorkingCalendar): OpenDay {
  const open = openFrom(dayAt(ms, calendar.zone), calendar);
  return ms <= open.closes ? open : openFrom(nextDay(open.day), calendar);
}

/** The first working day from this one on. */
function openFrom(first: string, calendar: WorkingCalendar): OpenDay {
  let day = first;
  for (let tried = 0; tried < longestRest; tried += 1) {
    const hours = officeHours(day, calendar);
    if (hours) return { day, ...hours };
    day = nextDay(day);
  }
  throw new RangeError(`no working day for ${longestRest} days from ${first}`);
}
