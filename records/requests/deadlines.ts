import type { ClockStop } from '#contract/requests/codes';
import { openRequestStatuses, type RequestStatus } from '#contract/requests/lifecycle';
import {
  afterWorkingTime,
  endOfWorkingDays,
  type WorkingCalendar,
  workingTimeBetween,
} from '#contract/shared/working-time';
import type { DatabaseReader } from '#prisma/client';
import { readCalendar } from '../calendar/calendar.ts';

/** What is promised: working days in each status, and how many office hours before the end somebody is reminded. */
export interface PromiseSettings {
  readonly serviceDays: Readonly<Record<'BARU' | 'DISETUJUI' | 'DIPROSES', number>>;
  readonly remindHours: number;
}

/** What a promise is counted from: whole working days, or what was left of them when the clock stood still. */
export type PromiseBasis = { readonly from: Date } & (
  | { readonly days: number; readonly ms?: undefined }
  | { readonly days?: undefined; readonly ms: number }
);

/** The columns of `SyncRequest` that hold a promise. Null once nothing is promised any more. */
export interface PromiseColumns {
  readonly dueAt: Date | null;
  readonly remindAt: Date | null;
  /** When all of the work is expected to be done: what the citizen reads. */
  readonly expectedAt: Date | null;
  readonly promiseFrom: Date | null;
  readonly promiseDays: number | null;
  readonly promiseMs: number | null;
}

const nothing: PromiseColumns = {
  ...{ dueAt: null, remindAt: null, expectedAt: null },
  ...{ promiseFrom: null, promiseDays: null, promiseMs: null },
};

const hour = 3_600_000;

/** The place in the queue of what must come before everything else. */
export const frontOfQueue = new Date(0);

export interface PromiseInput {
  readonly status: RequestStatus;
  readonly officeId: string;
  /** When the request came into this status. */
  readonly from: Date;
  readonly settings: PromiseSettings;
  /** Comes before everything else in the queue. */
  readonly priority: boolean;
}

/**
 * The promise of a status that begins now, in working days and hours of the request's office, with the place in the
 * queue: columns to be written with the status.
 */
export async function promiseFor(
  db: DatabaseReader,
  input: PromiseInput,
): Promise<PromiseColumns & { readonly queueAt: Date }> {
  const { status, officeId, from, settings, priority } = input;
  const calendar = await readCalendar(db, officeId);
  const promise = isPromised(status)
    ? countPromise(status, { from, days: settings.serviceDays[status] }, settings, calendar)
    : nothing;
  return { ...promise, queueAt: priority ? frontOfQueue : (promise.dueAt ?? from) };
}

type Promised = keyof PromiseSettings['serviceDays'];
const isPromised = (status: RequestStatus): status is Promised => openRequestStatuses.includes(status);

/** The end of a promise by a calendar, its reminder, and when everything after it would be done. */
export function countPromise(
  status: Promised,
  basis: PromiseBasis,
  settings: PromiseSettings,
  calendar: WorkingCalendar,
): PromiseColumns {
  const from = basis.from.getTime();
  const due =
    basis.ms === undefined
      ? endOfWorkingDays(from, basis.days, calendar)
      : afterWorkingTime(from, basis.ms, calendar);
  const beforeReminder = workingTimeBetween(from, due, calendar) - settings.remindHours * hour;
  const later = openRequestStatuses.slice(openRequestStatuses.indexOf(status) + 1) as Promised[];
  const laterDays = later.reduce((sum, each) => sum + settings.serviceDays[each], 0);
  return {
    dueAt: new Date(due),
    // A promise shorter than the reminder's lead has none: it would be given at once.
    remindAt: beforeReminder > 0 ? new Date(afterWorkingTime(from, beforeReminder, calendar)) : null,
    expectedAt: new Date(laterDays > 0 ? endOfWorkingDays(due, laterDays, calendar) : due),
    promiseFrom: basis.from,
    promiseDays: basis.days ?? null,
    promiseMs: basis.ms ?? null,
  };
}

/** What of a request's row its clock is made of. */
export interface ClockRow {
  readonly status: string;
  readonly officeId: string;
  readonly priority: boolean;
  readonly dueAt: Date | null;
  readonly promiseFrom: Date | null;
  readonly promiseDays: number | null;
  readonly promiseMs: number | null;
}

/** Lets the clock stand still: the office time that is left is kept. `queueAt` and `expectedAt` stay as they were. */
export async function stopClock(db: DatabaseReader, row: ClockRow, why: ClockStop, at: Date) {
  const calendar = await readCalendar(db, row.officeId);
  const left = row.dueAt ? workingTimeBetween(at.getTime(), row.dueAt.getTime(), calendar) : 0;
  return {
    ...{ dueAt: null, remindAt: null, promiseFrom: null, promiseDays: null, promiseMs: left },
    ...{ clockStopped: why, clockStoppedAt: at },
  };
}

/** Lets the clock go on with the office time that was left. */
export async function resumeClock(
  db: DatabaseReader,
  row: ClockRow,
  at: Date,
  settings: PromiseSettings,
): Promise<PromiseColumns & { queueAt: Date; clockStopped: null; clockStoppedAt: null }> {
  const calendar = await readCalendar(db, row.officeId);
  const basis: PromiseBasis = { from: at, ms: row.promiseMs ?? 0 };
  const promise = countPromise(row.status as Promised, basis, settings, calendar);
  return {
    ...promise,
    queueAt: row.priority ? frontOfQueue : (promise.dueAt ?? at),
    ...{ clockStopped: null, clockStoppedAt: null },
  };
}

/** What a promise was counted from, if one is running. */
export function basisOf(row: ClockRow): PromiseBasis | null {
  const { promiseFrom: from, promiseDays, promiseMs } = row;
  if (!from || !row.dueAt) return null;
  return promiseMs === null ? { from, days: promiseDays ?? 0 } : { from, ms: promiseMs };
}
