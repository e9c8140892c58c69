import { describe, expect, it } from 'vitest';
import { type AccessBar, type AccessFacts, whyNoAccess } from './eligibility.ts';

const fine: AccessFacts = {
  today: '2026-03-09',
  suspended: false,
  agreement: { startsOn: '2024-02-14', endsOn: '2029-02-13' },
  technicalGuideDone: true,
};

const ended = { startsOn: '2024-02-14', endsOn: '2026-03-08' };

/** What must come out, changed by hand: the case, what differs from an institution in order, the bar. */
const expectations: readonly (readonly [string, Partial<AccessFacts>, AccessBar | null])[] = [
  ['an institution in order', {}, null],
  ['the first day of the PKS', { agreement: { startsOn: '2026-03-09', endsOn: '2029-02-13' } }, null],
  ['the last day of the PKS', { agreement: { startsOn: '2024-02-14', endsOn: '2026-03-09' } }, null],
  ['the day after the PKS', { agreement: ended }, 'AGREEMENT_INACTIVE'],
  [
    'the day before the PKS',
    { agreement: { startsOn: '2026-03-10', endsOn: '2029-02-13' } },
    'AGREEMENT_INACTIVE',
  ],
  ['no PKS', { agreement: null }, 'AGREEMENT_INACTIVE'],
  ['no juknis', { technicalGuideDone: false }, 'TECHNICAL_GUIDE_MISSING'],
  ['a suspension', { suspended: true }, 'INSTITUTION_SUSPENDED'],
  ['a suspension after the PKS', { suspended: true, agreement: ended }, 'INSTITUTION_SUSPENDED'],
  ['no PKS and no juknis', { agreement: null, technicalGuideDone: false }, 'AGREEMENT_INACTIVE'],
];

describe('whyNoAccess', () => {
  it.each(expectations)('answers for %s', (_, change, bar) => {
    expect(whyNoAccess({ ...fine, ...change })).toBe(bar);
  });
});
