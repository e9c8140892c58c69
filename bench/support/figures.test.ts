import { expect, it } from 'vitest';
import { median, quantile } from './figures.ts';

it('takes the nearest rank, so that every printed figure was measured', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);
  expect(quantile(hundred, 0.95)).toBe(95);
  expect(quantile(hundred, 1)).toBe(100);
  expect(quantile([7], 0.95)).toBe(7);
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 3, 2])).toBe(2);
  expect(() => quantile([], 0.5)).toThrow(RangeError);
});
