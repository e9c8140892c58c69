import { expect, it } from 'vitest';
import { dayKey, formatDate, formatDateTime, startOfDay } from './clock.ts';

const evening = new Date('2023-03-09T16:30:00Z');

it('writes the time of each zone with its name', () => {
  expect(formatDateTime(new Date('2023-03-09T07:05:00Z'))).toBe('9 Maret 2023 14.05 WIB');
  expect(formatDateTime(evening, 'WITA')).toBe('10 Maret 2023 00.30 WITA');
  expect(formatDateTime(evening, 'WIT', 'en')).toBe('10 March 2023 01:30 WIT');
  expect(formatDate(evening)).toBe('9 Maret 2023');
});

it('counts a day from midnight in the zone', () => {
  expect(dayKey(evening)).toBe('2023-03-09');
  expect(dayKey(evening, 'WIT')).toBe('2023-03-10');
  expect(startOfDay('2023-03-10').toISOString()).toBe('2023-03-09T17:00:00.000Z');
  expect(dayKey(startOfDay('2023-03-10'))).toBe('2023-03-10');
});
