import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  codeAlphabet,
  formatRequestCode,
  hasPlausibleBirthDate,
  maskName,
  maskNumber,
  normalizeNumber,
  readRequestCode,
  requestCodePattern,
  sixteenDigits,
} from './identity.ts';

describe('a NIK or KK number', () => {
  it.each([
    ['1610 0141 0190 0001', '1610014101900001'],
    ['16.10.01.410190.0001', '1610014101900001'],
    ['1610-0141-0190-0001', '1610014101900001'],
    ['1610–0141–0190–0001', '1610014101900001'],
  ])('is taken from %s', (typed, number) => {
    expect(normalizeNumber(typed)).toBe(number);
    expect(sixteenDigits.test(normalizeNumber(typed))).toBe(true);
  });

  it.each(['161001410190001', '16100141019000011', '16100141019O0001', '', '١٦١٠٠١٤١٠١٩٠٠٠٠١'])(
    'is refused: %s',
    (typed) => expect(sixteenDigits.test(normalizeNumber(typed))).toBe(false),
  );

  it('shows its first four and last four digits only', () => {
    expect(maskNumber('1610014101900001')).toBe('1610********0001');
    expect(maskNumber('not a number')).not.toContain('not');
    expect(maskName('Siti Nur Aminah')).toBe('Siti N*** A***');
  });

  it.each([
    ['3374014101900001', true],
    ['3374017112990001', true],
    ['3374012902000001', true],
    ['3374012902010001', false],
    ['3374013104900001', false],
    ['3374010013900001', false],
    ['3374017201900001', false],
    ['3374014001900001', false],
  ])('has in %s a birth date that can be: %s', (nik, plausible) => {
    expect(hasPlausibleBirthDate(nik)).toBe(plausible);
  });
});

describe("a request's code", () => {
  const drawn = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 9, maxLength: 9 });

  it('is read back however people write it', () => {
    fc.assert(
      fc.property(drawn, (numbers) => {
        const code = formatRequestCode(numbers);
        expect(code).toMatch(requestCodePattern);
        expect(readRequestCode(code)).toBe(code);
        expect(readRequestCode(` ${code.toLowerCase().replaceAll('-', ' ')} `)).toBe(code);
        expect(readRequestCode(code.replaceAll('0', 'O'))).toBe(code);
      }),
    );
  });

  it('is refused with one sign wrong, or two neighbours swapped', () => {
    fc.assert(
      fc.property(
        drawn,
        fc.integer({ min: 0, max: 9 }),
        fc.integer({ min: 1, max: 30 }),
        (numbers, at, by) => {
          const signs = [...formatRequestCode(numbers).slice(3).replace('-', '')];
          const wrong = [...signs];
          wrong[at] = codeAlphabet[(codeAlphabet.indexOf(wrong[at] ?? '') + by) % 31] ?? '';
          expect(readRequestCode(wrong.join(''))).toBeNull();
          const next = (at + 1) % 10;
          if (next === 0 || signs[at] === signs[next]) return;
          const swapped = [...signs];
          [swapped[at], swapped[next]] = [swapped[next] ?? '', swapped[at] ?? ''];
          expect(readRequestCode(swapped.join(''))).toBeNull();
        },
      ),
    );
  });
});
