/**
 * NIK, KK number, and the code of a request. All are text; a NIK never changes and a KK number is never a key.
 *
 * Pure and without zod: pages and workflows may import this file.
 */

/** 16 digits is the only rule that refuses a NIK or a KK number. */
export const sixteenDigits = /^\d{16}$/;

/** What people type between the digits is taken out; anything else is left for the rule to refuse. */
export const normalizeNumber = (text: string): string => text.replace(/[\s.\-‐-―]/g, '');

/** `1610********0001`: how a NIK or KK number stands in lists, papers and messages of ours. */
export const maskNumber = (number: string): string =>
  sixteenDigits.test(number) ? `${number.slice(0, 4)}********${number.slice(12)}` : '****************';

/** First name whole, the rest by initials: how a name stands in lists of others. */
export function maskName(name: string): string {
  const [first = '', ...rest] = name.trim().split(/\s+/);
  return [first, ...rest.map((part) => `${part.charAt(0)}***`)].join(' ').trim();
}

/** Region (kabupaten/kota) of FIRST registration: people who moved keep it. */
export const nikRegion = (nik: string): string => nik.slice(0, 4);

/**
 * Whether the digits 7-12 can be a birth date (women: day + 40). A NIK may lawfully disagree with it, so this warns the
 * officer and refuses nobody.
 */
export function hasPlausibleBirthDate(nik: string): boolean {
  const day = Number(nik.slice(6, 8)) % 40;
  const month = Number(nik.slice(8, 10));
  const year = Number(nik.slice(10, 12));
  if (Number(nik.slice(6, 8)) > 71 || day < 1 || month < 1 || month > 12) return false;
  // 2000 and 1900 differ in leap years only for year 00; 2000 had a 29 February.
  return day <= new Date(Date.UTC(2000 + year, month, 0)).getUTCDate();
}

/**
 * Letters of a request's code: 31 signs that nobody confuses by ear or eye. 31 is a prime, which lets one check sign
 * find every single wrong sign and every swapped pair.
 */
export const codeAlphabet = '023456789ABCDEFGHJKMNPQRSTVWXYZ';
const randomLength = 9;

/** `SD-XXXXX-XXXXC`: nine random signs and one that checks them. */
export const requestCodePattern = /^SD-[02-9A-HJKMNP-TV-Z]{5}-[02-9A-HJKMNP-TV-Z]{5}$/;

/** Makes a code of nine numbers from 0 to 30 that the caller drew at random. */
export function formatRequestCode(drawn: readonly number[]): string {
  if (drawn.length !== randomLength) throw new RangeError(`a code has ${randomLength} random signs`);
  const signs = [...drawn, checkOf(drawn)].map((value) => codeAlphabet[value] ?? '').join('');
  return `SD-${signs.slice(0, 5)}-${signs.slice(5)}`;
}

const checkOf = (values: readonly number[]): number =>
  values.reduce((sum, value, at) => sum + (at + 2) * value, 0) % codeAlphabet.length;

/**
 * A code as people type it, in its one spelling: letters large, the letter O read as zero, blanks and dashes as
 * they should be. Null when it cannot be a code (wrong length, wrong check sign).
 */
export function readRequestCode(text: string): string | null {
  const signs = text
    .toUpperCase()
    .replace(/[\s\-‐-―]/g, '')
    .replace(/^SD/, '')
    .replaceAll('O', '0');
  if (signs.length !== randomLength + 1) return null;
  const values = [...signs].map((sign) => codeAlphabet.indexOf(sign));
  if (values.includes(-1)) return null;
  if (values.at(-1) !== checkOf(values.slice(0, -1))) return null;
  return `SD-${signs.slice(0, 5)}-${signs.slice(5)}`;
}
