import { expect, it } from 'vitest';
import { checkQuantity, readQuantity } from './quantity.ts';

it.each([
  ['100', 100],
  [' 100 ', 100],
  ['1.000', 1_000],
  ['1.000.000', 1_000_000],
  ['0', 0],
])('reads %j as %i', (typed, value) => {
  expect(readQuantity(typed)).toBe(value);
});

it.each(['', '-1', '1.5', '1,5', '10.00', '1e3', 'seratus', '٣', '99999999999999999999'])(
  'does not read %j',
  (typed) => {
    expect(readQuantity(typed)).toBeNull();
  },
);

it.each([
  ['100', { value: 100 }],
  ['0', { problem: 'OUT_OF_RANGE' }],
  ['1000001', { problem: 'OUT_OF_RANGE' }],
  ['1000000000000', { problem: 'OUT_OF_RANGE' }],
  ['99999999999999999999', { problem: 'OUT_OF_RANGE' }],
  ['-1', { problem: 'NOT_WHOLE' }],
  ['1.5', { problem: 'NOT_WHOLE' }],
  ['seratus', { problem: 'NOT_WHOLE' }],
])('judges %j against a maximum of a million', (typed, verdict) => {
  expect(checkQuantity(typed, 1_000_000)).toEqual(verdict);
});
