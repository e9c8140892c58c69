import { describe, expect, it } from 'vitest';
import { type EligibilityFacts, whyNotOrderable } from './eligibility.ts';

const fine: EligibilityFacts = {
  today: '2026-03-09',
  suspended: false,
  agreement: { startsOn: '2024-02-14', endsOn: '2029-02-13' },
  technicalGuideDone: true,
  product: { deliverable: true, maxQuantity: 1_000_000 },
  quantity: 100,
};

describe('whyNotOrderable', () => {
  it('lets an institution with PKS and juknis order', () => {
    expect(whyNotOrderable(fine)).toBeNull();
  });

  it.each([
    [
      'a PKS that ended yesterday',
      { agreement: { startsOn: '2024-02-14', endsOn: '2026-03-08' } },
      'AGREEMENT_INACTIVE',
    ],
    [
      'a PKS that starts tomorrow',
      { agreement: { startsOn: '2026-03-10', endsOn: '2029-02-13' } },
      'AGREEMENT_INACTIVE',
    ],
    ['no PKS', { agreement: null }, 'AGREEMENT_INACTIVE'],
    ['no juknis', { technicalGuideDone: false }, 'TECHNICAL_GUIDE_MISSING'],
    ['a suspension', { suspended: true }, 'INSTITUTION_SUSPENDED'],
    [
      'a product that cannot be delivered',
      { product: { deliverable: false, maxQuantity: 10 } },
      'PRODUCT_NOT_ORDERABLE',
    ],
    ['quantity 0', { quantity: 0 }, 'QUANTITY_OUT_OF_RANGE'],
    ['quantity -1', { quantity: -1 }, 'QUANTITY_OUT_OF_RANGE'],
    ['quantity 1.5', { quantity: 1.5 }, 'QUANTITY_OUT_OF_RANGE'],
    ['a quantity past the maximum', { quantity: 1_000_001 }, 'QUANTITY_OUT_OF_RANGE'],
  ] as const)('refuses %s', (_, change, code) => {
    expect(whyNotOrderable({ ...fine, ...change })?.code).toBe(code);
  });

  it('counts the first and the last day of the PKS', () => {
    expect(whyNotOrderable({ ...fine, agreement: { startsOn: fine.today, endsOn: fine.today } })).toBeNull();
  });
});
