import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { texts } from '../i18n/index.ts';
import { disclaimerDuties, disclaimerVersion, isDisclaimerDue, isOwnName } from './disclaimer.ts';

/**
 * What operators signed, by version. Changed by hand: who changes the words gives them a new version here and in
 * `disclaimer.ts`, and everybody signs anew.
 */
const signedTexts: Readonly<Record<string, string>> = {
  '2026-1': '53ce553b376aec0d',
};

describe('the form disclaimer', () => {
  it('has other words only under another version', () => {
    const { statement, duties } = texts('id').portal.disclaimer;
    const words = JSON.stringify([statement, disclaimerDuties.map((duty) => [duty, duties[duty]])]);
    const hash = createHash('sha256').update(words).digest('hex').slice(0, 16);
    expect({ [disclaimerVersion]: hash }).toEqual({ [disclaimerVersion]: signedTexts[disclaimerVersion] });
  });

  const now = new Date('2026-06-30T03:00:00Z');
  const signedOn = (day: string, version = disclaimerVersion) => ({
    version,
    at: new Date(`${day}T03:00:00Z`),
  });

  it.each([
    ['never signed', null, true],
    ['signed today', signedOn('2026-06-30'), false],
    ['a day before its end', signedOn('2026-01-02'), false],
    ['at its end', signedOn('2026-01-01'), true],
    ['signed in other words', signedOn('2026-06-30', '2025-9'), true],
  ])('%s: due is told', (_, signed, due) => {
    expect(isDisclaimerDue({ now, days: 180, signed })).toBe(due);
  });

  it.each([
    ['Oki Operator', true],
    ['  oki   OPERATOR ', true],
    ['Oki', false],
    ['', false],
    ['Oki Operator S.Kom', false],
  ])('%j is his own name: %s', (typed, own) => {
    expect(isOwnName(typed, 'Oki Operator')).toBe(own);
  });
});
