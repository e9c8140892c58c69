import { z } from 'zod';

/**
 * A calendar day `YYYY-MM-DD` that somebody names. Other years are slips of the pen, and near the ends of the
 * calendar (year 0, the day after 9999-12-31) PostgreSQL refuses what is made of them.
 */
export const Day = z.iso
  .date()
  .refine((day) => day >= '1900-01-01' && day <= '2999-12-31', { message: 'BAD_DATE' });

/** A moment, ISO 8601 in UTC, of the same years. */
export const Moment = z.iso
  .datetime()
  .refine((moment) => moment >= '1900-01-01' && moment < '3000-01-01', { message: 'BAD_DATE' });
