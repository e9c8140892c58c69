import { z } from 'zod';
import { Day } from '../shared/days.ts';
import { holidayKinds } from './codes.ts';

/** Free days, and the weeks of shorter hours. Days are `YYYY-MM-DD` of the office's own zone. */

const day = z.iso.date();

export const Holiday = z.object({
  id: z.uuid(),
  day,
  name: z.string(),
  kind: z.enum(holidayKinds),
  /** Null = everywhere. */
  officeId: z.uuid().nullable(),
  officeName: z.string().nullable(),
});
export type Holiday = z.infer<typeof Holiday>;

export const HolidayInput = z
  .object({
    day: Day,
    name: z.string().trim().min(3).max(200),
    kind: z.enum(holidayKinds),
    /** Of `LIBUR_DAERAH`, and only of it. */
    officeId: z.uuid().nullable().default(null),
  })
  .strict()
  .refine(({ kind, officeId }) => kind !== 'LIBUR_DAERAH' || officeId !== null, {
    path: ['officeId'],
    message: 'OFFICE_OF_HOLIDAY_NEEDED',
  })
  .refine(({ kind, officeId }) => kind === 'LIBUR_DAERAH' || officeId === null, {
    path: ['officeId'],
    message: 'HOLIDAY_EVERYWHERE',
  });
export type HolidayInput = z.infer<typeof HolidayInput>;

/** First and last day of Ramadan. */
export const RamadanPeriod = z.object({ id: z.uuid(), from: day, to: day });
export type RamadanPeriod = z.infer<typeof RamadanPeriod>;

/** A month has 29 or 30 days. */
export const RamadanInput = z
  .object({ from: Day, to: Day })
  .strict()
  .refine(({ from, to }) => from <= to, { path: ['to'], message: 'ENDS_BEFORE_START' })
  .refine(({ from, to }) => Date.parse(to) - Date.parse(from) < 30 * 86_400_000, {
    path: ['to'],
    message: 'RAMADAN_TOO_LONG',
  });
export type RamadanInput = z.infer<typeof RamadanInput>;
