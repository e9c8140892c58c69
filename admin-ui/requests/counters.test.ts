import { expect, it } from 'vitest';
import { counterPath, sameFilter } from './counters.ts';

it('knows a filter again however it is written', () => {
  expect(sameFilter({ status: ['BARU'] }, { status: 'BARU' })).toBe(true);
  expect(sameFilter({ status: ['BARU'], overdue: true }, { overdue: true, status: ['BARU'] })).toBe(true);
  expect(sameFilter({ status: ['BARU'] }, { status: ['BARU'], overdue: true })).toBe(false);
  expect(sameFilter({}, {})).toBe(true);
});

it('leads to the list that was counted, from its beginning', () => {
  const query = new URLSearchParams(counterPath({ filter: { overdue: true } }).split('?')[1]);
  expect(Object.fromEntries(query)).toEqual({
    filter: '{"overdue":true}',
    page: '1',
    sort: 'queue',
    order: 'ASC',
  });
});
