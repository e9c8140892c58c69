import { expect, it } from 'vitest';
import { orderStatuses } from '#contract/orders/lifecycle';
import { asStatuses, statusGroups } from './status-groups.ts';

it('puts every status into exactly one group', () => {
  expect(Object.values(statusGroups).flat().sort()).toEqual([...orderStatuses].sort());
});

it('reads a filter of one status, of several, and drops what is none', () => {
  expect(asStatuses('SELESAI')).toEqual(['SELESAI']);
  expect(asStatuses(['DIBAYAR', 'LAIN'])).toEqual(['DIBAYAR']);
  expect(asStatuses(undefined)).toEqual([]);
});
