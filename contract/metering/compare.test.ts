import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { comparisonExpectations } from './compare.expectations.ts';
import { compareElement, compareElements, similarity } from './compare.ts';
import { comparableElements, type PersonRecord, personElements } from './person.ts';

const nobody = Object.fromEntries(personElements.map((name) => [name, null])) as unknown as PersonRecord;

describe('the table of expectations', () => {
  test.each(comparisonExpectations)('%s: known %j, said %j', (element, known, said, matches, score) => {
    expect(compareElement(element, known, said, 90)).toEqual({ matches, score });
  });

  test('speaks of every element', () => {
    const seen = new Set(comparisonExpectations.map(([element]) => element));
    expect(comparableElements.filter((element) => !seen.has(element))).toEqual([]);
  });
});

describe('a comparison', () => {
  test('answers what was asked and nothing else', () => {
    const person = { ...nobody, namaLengkap: 'SITI AMINAH', alamat: 'JALAN MAWAR', noRt: '5' };
    expect(compareElements(person, { namaLengkap: 'SITI AMINA', noRt: '6' }, 90)).toEqual({
      namaLengkap: { matches: true, score: 90 },
      noRt: { matches: false, score: null },
    });
  });

  test('never matches by an element that the registry does not have', () => {
    fc.assert(
      fc.property(fc.constantFrom(...comparableElements), fc.string(), (element, said) => {
        expect(compareElement(element, null, said, 0).matches).toBe(false);
      }),
    );
  });

  test('matches from the threshold on, and a higher threshold never matches more', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.nat(100), fc.nat(100), (known, said, one, other) => {
        const at = (threshold: number) => compareElement('namaLengkap', known, said, threshold);
        if (at(Math.max(one, other)).matches) expect(at(Math.min(one, other)).matches).toBe(true);
        const { score } = at(one);
        expect(at(one).matches && (score ?? 0) < one).toBe(false);
      }),
    );
  });

  test('finds a name in other cases, with other blanks and points, the same', () => {
    const letters = fc.stringMatching(/^[A-Z]{2,8}( [A-Z]{3,8}){0,3}$/);
    fc.assert(
      fc.property(letters, (name) => {
        const said = `  ${name.toLowerCase().replaceAll(' ', ' - ')}.`;
        expect(compareElement('namaIbu', name, said, 100).score).toBe(100);
      }),
    );
  });
});

describe('similarity', () => {
  const word = fc.string({ maxLength: 30, unit: fc.constantFrom('A', 'B', 'C', ' ') });

  test('is the same both ways, from 0 to 100, and 100 for equal texts only', () => {
    fc.assert(
      fc.property(word, word, (left, right) => {
        const score = similarity(left, right);
        expect(score).toBe(similarity(right, left));
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(100);
        expect(score === 100).toBe(left === right);
      }),
    );
  });

  test('counts one letter more, less, other or swapped as one', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-M]{4,20}$/), fc.nat(), (text, seed) => {
        const at = seed % (text.length - 1);
        const swapped = text.slice(0, at) + text[at + 1] + text[at] + text.slice(at + 2);
        const one = Math.floor((100 * (text.length - 1)) / text.length);
        expect(similarity(text, `${text.slice(0, at)}Z${text.slice(at + 1)}`)).toBe(one);
        expect(similarity(text, text.slice(0, at) + text.slice(at + 1))).toBe(one);
        if (swapped !== text) expect(similarity(text, swapped)).toBe(one);
      }),
    );
  });
});
