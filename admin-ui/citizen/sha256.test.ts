import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { hasherOf, leadingZeroBits } from './sha256.ts';

const hex = (hash: Int32Array): string =>
  Array.from(hash, (word) => (word >>> 0).toString(16).padStart(8, '0')).join('');

it.each([0, 1, 54, 55, 56, 63, 64, 65, 127, 128, 200])(
  'hashes texts of %i signs before the ending as everybody does',
  (length) => {
    const beginning = 'a1B_'.repeat(60).slice(0, length);
    const hash = hasherOf(beginning);
    for (const ending of ['', '.', '.0', '.zz9', 'x'.repeat(70)]) {
      expect(hex(hash(ending))).toBe(
        createHash('sha256')
          .update(beginning + ending)
          .digest('hex'),
      );
    }
  },
);

it('forgets a longer text when a shorter one follows', () => {
  const hash = hasherOf('awal.');
  for (const ending of ['x'.repeat(58), 'x'.repeat(49), 'xy', 'x'.repeat(130), '']) {
    expect(hex(hash(ending))).toBe(createHash('sha256').update(`awal.${ending}`).digest('hex'));
  }
});

it('counts the zero bits at the head, over the first word too', () => {
  expect(leadingZeroBits(Int32Array.of(-1, 0))).toBe(0);
  expect(leadingZeroBits(Int32Array.of(1, -1))).toBe(31);
  expect(leadingZeroBits(Int32Array.of(0, 0x00ffffff))).toBe(40);
});
