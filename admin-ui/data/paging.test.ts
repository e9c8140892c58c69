import { expect, it } from 'vitest';
import { createListReader, tidyFilter } from './data-provider.ts';
import type { Answer } from './http.ts';
import { PageEnds, readListHead, shownTotal } from './paging.ts';

const head = (range: string, more: Record<string, string> = {}) =>
  new Headers({ 'Content-Range': range, ...more });

it('reads the total, whether it is capped and where the page ended', () => {
  const headers = head('items 0-24/10000', { 'X-Total-Capped': 'true', 'X-Next-After': 'abc' });
  expect(readListHead(headers)).toEqual({ total: 10_000, capped: true, nextAfter: 'abc' });
  expect(readListHead(head('items 0-0/1'))).toEqual({ total: 1, capped: false, nextAfter: null });
  expect(() => readListHead(new Headers())).toThrow('Content-Range');
});

const list = { resource: 'orders', sort: ['createdAt', 'DESC'] as const, filter: {}, perPage: 100 };

it('counts rows from the start up to the cap and goes on behind the last row after it', () => {
  const ends = new PageEnds();
  ends.remember(list, 50, 'end-50');
  ends.remember(list, 100, 'end-100');
  expect(ends.query(list, 51)).toMatchObject({ range: '[5000,5099]' });
  expect(ends.query(list, 51)).not.toHaveProperty('after');
  expect(ends.query(list, 101)).toMatchObject({ range: '[0,99]', after: 'end-100' });
  expect(ends.query({ ...list, filter: { status: 'SELESAI' } }, 101)).not.toHaveProperty('after');
});

it('stays one row ahead of a capped count while another page follows', () => {
  const capped = { total: 10_000, capped: true, nextAfter: 'x' };
  expect(shownTotal(capped, 1, 100, 100)).toBe(10_000);
  expect(shownTotal(capped, 101, 100, 100)).toBe(10_101);
  expect(shownTotal({ ...capped, nextAfter: null }, 101, 100, 7)).toBe(10_007);
  expect(shownTotal({ total: 3, capped: false, nextAfter: null }, 1, 100, 3)).toBe(3);
});

it('asks for a list in the API’s dialect and hands on what the headers said', async () => {
  const asked: string[] = [];
  const answer: Answer = {
    status: 200,
    headers: head('items 0-0/10000', { 'X-Total-Capped': 'true', 'X-Next-After': 'end' }),
    json: [{ id: '1' }],
  };
  const read = createListReader(async (url) => {
    asked.push(url);
    return answer;
  });
  const result = await read('orders', {
    pagination: { page: 1, perPage: 1 },
    sort: { field: 'total', order: 'ASC' },
    filter: { q: '', status: ['SELESAI'] },
  });
  const query = new URL(asked[0] ?? '', 'http://x').searchParams;
  expect(Object.fromEntries(query)).toEqual({
    sort: '["total","ASC"]',
    range: '[0,0]',
    filter: '{"status":["SELESAI"]}',
  });
  expect(result).toMatchObject({
    data: [{ id: '1' }],
    pageInfo: { hasNextPage: true },
    meta: { capped: true },
  });
});

it('drops filter values that say nothing and keeps false and 0', () => {
  expect(tidyFilter({ a: '', b: null, c: undefined, d: [], e: 0, f: false, g: 'x' })).toEqual({
    e: 0,
    f: false,
    g: 'x',
  });
});
