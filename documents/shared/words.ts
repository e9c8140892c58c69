import { toCardinal as toEnglish } from 'n2words/en-US';
import { toCardinal as toIndonesian } from 'n2words/id-ID';
import { fill, type Language, texts } from '#contract/i18n/index';

/** Terbilang: `seratus ribu rupiah` for 100000. */
export function amountInWords(amount: number, language: Language = 'id'): string {
  const words = language === 'id' ? toIndonesian(amount) : toEnglish(amount);
  return fill(texts(language).documents.rupiahWords, { words });
}
