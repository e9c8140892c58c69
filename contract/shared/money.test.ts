import { describe, expect, it } from 'vitest';
import { formatCount, formatRupiah, percentOf, rupiah, times } from './money.ts';

describe('rupiah', () => {
  it.each([-1, 1.5, Number.NaN, Number.MAX_SAFE_INTEGER + 1])('refuses %s', (value) => {
    expect(() => rupiah(value)).toThrow(RangeError);
  });

  it('takes a bigint from the database', () => {
    expect(rupiah(100_000n)).toBe(100_000);
  });

  it('refuses a product past the safe range instead of rounding it', () => {
    expect(() => times(rupiah(1_000_000_000), 10_000_000)).toThrow(RangeError);
  });

  it('rounds a share down, never above the article', () => {
    expect(percentOf(rupiah(1_001), 50)).toBe(500);
    expect(percentOf(rupiah(1_000), 0)).toBe(0);
  });
});

describe('formats', () => {
  it('writes amounts and counts as the forms do', () => {
    expect(formatRupiah(100_000)).toBe('Rp100.000');
    expect(formatCount(1_002_437)).toBe('1.002.437');
  });
});
