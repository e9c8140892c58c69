import { z } from 'zod';

/** A calendar month `YYYY-MM`, whose days are days in WIB. */
export const Month = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
  .refine((month) => month >= '2000-01' && month <= '2999-11');
export type Month = z.infer<typeof Month>;

/** `2026-12` -> `2027-01`; a negative step goes back. */
export function monthAfter(month: Month, steps = 1): Month {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const months = year * 12 + number - 1 + steps;
  return `${String(Math.floor(months / 12)).padStart(4, '0')}-${String((months % 12) + 1).padStart(2, '0')}`;
}

/** The first day of a month as a calendar day. */
export const firstDayOf = (month: Month): string => `${month}-01`;
