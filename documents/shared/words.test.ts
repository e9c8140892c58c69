import { expect, it } from 'vitest';
import { amountInWords } from './words.ts';

it.each([
  [0, 'nol rupiah'],
  [1_000, 'seribu rupiah'],
  [100_000, 'seratus ribu rupiah'],
  [1_111, 'seribu seratus sebelas rupiah'],
  [25_780, 'dua puluh lima ribu tujuh ratus delapan puluh rupiah'],
  [9_007_199_254_740_991, expect.stringMatching(/^sembilan kuadriliun tujuh triliun .* rupiah$/)],
])('says %d as %s', (amount, words) => {
  expect(amountInWords(amount)).toEqual(words);
});

it('says it in English where English is asked for', () => {
  expect(amountInWords(100_000, 'en')).toBe('one hundred thousand rupiah');
});
