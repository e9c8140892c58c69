import { describe, expect, it } from 'vitest';
import { texts } from '../i18n/index.ts';
import { type ValidityRule, validityOf, validityRules } from './validity.ts';
import { validitySentences } from './validity-words.ts';

const kept = { agreementEnd: 'KEPT', suspension: 'FROZEN' } as const;
const rules: readonly ValidityRule[] = [
  { ...kept, from: '2023-03-28', months: null, yearEnd: 'KEPT' },
  { ...kept, from: '2027-01-01', months: 12, yearEnd: 'KEPT' },
  { ...kept, from: '2028-01-01', months: 6, yearEnd: 'LAPSES' },
  { ...kept, from: '2029-01-01', months: null, yearEnd: 'LAPSES' },
];

it.each([
  ['2023-03-28', null],
  ['2026-12-31', null],
  ['2027-01-01', '2027-12-31'],
  ['2027-08-17', '2028-08-16'],
  ['2027-12-31', '2028-12-30'],
  ['2028-03-31', '2028-09-30'],
  ['2028-08-01', '2028-12-31'],
  ['2029-02-28', '2029-12-31'],
])('a voucher issued on %s is valid until %s', (issuedOn, validUntil) => {
  expect(validityOf(issuedOn, rules).validUntil).toBe(validUntil);
});

it('has no answer for a day before the first rule', () => {
  expect(() => validityOf('2023-03-27', rules)).toThrow('2023-03-27');
});

describe('the rules in force', () => {
  it('stand in the order of their days', () => {
    const days = validityRules.map(({ from }) => from);
    expect(days).toEqual([...new Set(days)].sort());
  });

  it('let no unit lapse by itself', () => {
    expect(validityOf('2026-11-26').validUntil).toBeNull();
  });
});

it('is told in both languages', () => {
  const [first, , third] = rules as [ValidityRule, ValidityRule, ValidityRule];
  expect(validitySentences(texts('id'), first)).toEqual([
    'Kuota tidak mempunyai batas waktu sendiri.',
    'Akhir PKS tidak menghanguskan kuota, tetapi pemakaiannya memerlukan PKS dan juknis yang berlaku.',
    'Penangguhan akses membekukan kuota, dan masanya tetap berjalan.',
    'Pergantian tahun tidak menghanguskan kuota.',
  ]);
  expect(validitySentences(texts('en'), third)).toEqual([
    'Quota is valid for 6 months from the issue of the voucher; what is left then lapses.',
    'The end of a PKS lets no quota lapse, but its use needs a PKS and technical guide in force.',
    'A suspension freezes quota, and its term goes on.',
    'Quota that is left lapses after 31 December of the year in which the voucher was issued.',
  ]);
});
