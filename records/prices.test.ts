import { describe, expect, it } from 'vitest';
import { rupiah } from '#contract/shared/money';
import { priceOf, type TariffRule } from './prices.ts';

const buyer = { institutionId: 'bank', category: 'PERBANKAN' };
const rule = (id: string, changes: Partial<TariffRule> = {}): TariffRule => ({
  id,
  institutionId: null,
  category: null,
  article: `pasal ${id}`,
  amount: rupiah(1000),
  percent: 100,
  validFrom: '2023-03-28',
  validTo: null,
  ...changes,
});
const idOf = (rules: readonly TariffRule[], today = '2026-11-23') =>
  priceOf(rules, buyer, today)?.tariffId ?? null;

describe('the price of today', () => {
  it("is the institution's own before its category's before the general one", () => {
    const general = rule('general', { validFrom: '2026-01-01' });
    const category = rule('category', { category: 'PERBANKAN', validFrom: '2025-01-01' });
    const own = rule('own', { institutionId: 'bank' });
    expect(idOf([general, category, own])).toBe('own');
    expect(idOf([general, category])).toBe('category');
    expect(idOf([general])).toBe('general');
  });

  it('follows no rule of another institution or category', () => {
    expect(idOf([rule('x', { institutionId: 'other' }), rule('y', { category: 'SELULER' })])).toBeNull();
    expect(idOf([rule('own but other category', { institutionId: 'bank', category: 'SELULER' })])).toBe(
      'own but other category',
    );
  });

  it('is the newest of equals, and only while it is in force, first and last day included', () => {
    const old = rule('old');
    const late = rule('late', { validFrom: '2026-11-23' });
    const past = rule('past', { validFrom: '2026-11-01', validTo: '2026-11-22' });
    expect(idOf([old, late, past])).toBe('late');
    expect(idOf([old, late, past], '2026-11-22')).toBe('past');
    expect(idOf([old, late, past], '2026-10-31')).toBe('old');
    expect(idOf([old, late, past], '2023-03-27')).toBeNull();
  });

  it('is a share of the amount, rounded down to whole rupiah', () => {
    const half = rule('half', { amount: rupiah(1001), percent: 50 });
    expect(priceOf([half], buyer, '2026-11-23')).toEqual({
      tariffId: 'half',
      article: 'pasal half',
      unitPrice: 500,
    });
    expect(priceOf([rule('free', { percent: 0 })], buyer, '2026-11-23')?.unitPrice).toBe(0);
  });
});
