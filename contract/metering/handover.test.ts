import { expect, it } from 'vitest';
import { validUntil } from './handover.ts';

it.each([
  ['2026-01-15', 6, 1, '2026-07-14'],
  ['2026-01-01', 6, 1, '2026-06-30'],
  ['2026-08-31', 6, 1, '2027-02-28'],
  ['2027-08-29', 6, 1, '2028-02-28'],
  ['2026-01-15', 6, 2, '2027-01-14'],
  ['2026-12-31', 6, 10, '2031-12-30'],
  ['2026-01-15', null, 3, null],
])('a handover of %s with terms of %s months, %i of them, is valid until %s', (day, months, units, last) => {
  expect(validUntil(day, months, units)).toBe(last);
});
