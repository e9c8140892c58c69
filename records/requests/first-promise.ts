import { afterWorkingTime, endOfWorkingDays, workingTimeBetween } from '#contract/shared/working-time';
import type { DatabaseReader } from '#prisma/client';
import { readCalendar } from '../calendar/calendar.ts';

/** Working days promised in each status. */
export interface ServiceDays {
  readonly BARU: number;
  readonly DISETUJUI: number;
  readonly DIPROSES: number;
}

/** What a new request is promised: by when its office decides, when it is reminded, and when all should be done. */
export interface FirstPromise {
  readonly dueAt: Date;
  readonly remindAt: Date;
  readonly expectedAt: Date;
}

const hour = 3_600_000;

/** Counts the promises of a request that is filed now, in the office's zone, hours and calendar. */
export async function firstPromise(
  db: DatabaseReader,
  officeId: string,
  { serviceDays, remindHours }: { readonly serviceDays: ServiceDays; readonly remindHours: number },
  now: Date,
): Promise<FirstPromise> {
  const calendar = await readCalendar(db, officeId);
  const from = now.getTime();
  const due = endOfWorkingDays(from, serviceDays.BARU, calendar);
  const all = serviceDays.BARU + serviceDays.DISETUJUI + serviceDays.DIPROSES;
  const untilReminder = workingTimeBetween(from, due, calendar) - remindHours * hour;
  return {
    dueAt: new Date(due),
    remindAt: new Date(afterWorkingTime(from, Math.max(0, untilReminder), calendar)),
    expectedAt: new Date(endOfWorkingDays(from, all, calendar)),
  };
}
