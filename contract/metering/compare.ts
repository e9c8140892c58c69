/**
 * Comparing what a caller says of a person with what SIAK knows: the rule behind CALL_VERIFY_BY_ELEMEN and the web
 * portal. The real service's rule is not public; this one is ours, and `compare.expectations.ts` holds it fast.
 *
 * - Case, accents, apostrophes, punctuation and blanks never matter.
 * - Free text (name, place, address, mother's name) gets a score and matches from the threshold on: 100 minus the
 *   share of letters to be changed (Damerau-Levenshtein, neighbours swapped count one), rounded down, so that only what
 *   is equal scores 100. Titles before and degrees after a name do not count, and an address's usual abbreviations are
 *   read as the word.
 * - All else is equal or is not: numbers without leading zeros, dates as days, the sex in its usual spellings.
 *
 * Pure and without zod.
 */
import {
  type AskedElements,
  type ComparableElement,
  comparableElements,
  type PersonRecord,
} from './person.ts';

export interface ElementComparison {
  readonly matches: boolean;
  /** Whole percent; null for elements that are equal or are not. */
  readonly score: number | null;
}

export type Comparison = Readonly<Partial<Record<ComparableElement, ElementComparison>>>;

type Normalize = (text: string) => string | null;

/** Per element: how it is read (null = unreadable, matches nothing), and whether it is scored. */
const rules: Readonly<Record<ComparableElement, { readonly read: Normalize; readonly scored?: true }>> = {
  noKk: { read: digits },
  namaLengkap: { read: personName, scored: true },
  tempatLahir: { read: regionName, scored: true },
  tanggalLahir: { read: calendarDay },
  jenisKelamin: { read: sex },
  jenisPekerjaan: { read: plain },
  statusKawin: { read: plain },
  namaIbu: { read: personName, scored: true },
  alamat: { read: address, scored: true },
  noProp: { read: number },
  noKab: { read: number },
  noKec: { read: number },
  noKel: { read: number },
  namaProp: { read: regionName },
  namaKab: { read: regionName },
  namaKec: { read: regionName },
  namaKel: { read: regionName },
  noRt: { read: number },
  noRw: { read: number },
};

/** Compares each element that was asked. `threshold`: percent from which a scored element matches. */
export function compareElements(person: PersonRecord, asked: AskedElements, threshold: number): Comparison {
  const result: Partial<Record<ComparableElement, ElementComparison>> = {};
  for (const element of comparableElements) {
    const said = asked[element];
    if (said !== undefined) result[element] = compareElement(element, person[element], said, threshold);
  }
  return result;
}

/** One element; what SIAK does not have (null) matches nothing. */
export function compareElement(
  element: ComparableElement,
  known: string | null,
  said: string,
  threshold: number,
): ElementComparison {
  const { read, scored } = rules[element];
  const left = known === null ? null : read(known);
  const right = read(said);
  const comparable = left !== null && left !== '' && right !== null;
  if (!scored) return { matches: comparable && left === right, score: null };
  const score = comparable ? similarity(left, right) : 0;
  return { matches: comparable && score >= threshold, score };
}

/** 100 for equal texts, 0 for texts that share nothing; symmetric. */
export function similarity(left: string, right: string): number {
  const longest = Math.max(left.length, right.length);
  return longest === 0 ? 100 : Math.floor((100 * (longest - distance(left, right))) / longest);
}

/** Least number of letters to put in, take out, change, or swap with their neighbour (optimal string alignment). */
function distance(left: string, right: string): number {
  if (left === right) return 0;
  let beforeLast: number[] = [];
  let last = Array.from({ length: right.length + 1 }, (_, column) => column);
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= right.length; column += 1) {
      const same = left[row - 1] === right[column - 1];
      let cost = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
      );
      const swapped =
        row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      if (swapped) cost = Math.min(cost, (beforeLast[column - 2] ?? 0) + 1);
      current.push(cost);
    }
    beforeLast = last;
    last = current;
  }
  return last[right.length] ?? 0;
}

const upper = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/['’‘`´]/g, '')
    .toUpperCase();

/** Letters and digits in upper case, one blank between words. */
function plain(text: string): string {
  return upper(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function digits(text: string): string {
  return text.replace(/[\s.-]/g, '');
}

function number(text: string): string | null {
  const found = /^\s*0*(\d+)\s*$/.exec(text);
  return found?.[1] ?? null;
}

const titles = words('H HJ HAJI HAJJAH KH DR DRA DRG DRH DRS IR PROF');
const degrees = words(
  'AMD AMDKEB AMDKEP DR DRG LC MA MAG MBA MH MHUM MKES MKOM MM MPD MPDI MSC MSI MT NERS PHD SAG SE SH SHI SHUM SIP SKED SKEP SKG SKM SKOM SP SPD SPDI SPSI SPT SSI SSOS ST STP STR SY',
);

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(' '));
}

/** A name without titles and degrees. A degree is what has a dot or stands behind a comma: bare `SE` may be a name. */
function personName(text: string): string {
  const [head = '', ...tail] = upper(text).split(',');
  const bare = (word: string) => word.replaceAll('.', '');
  const names = head.split(/\s+/).filter(Boolean);
  while (names.length > 1 && titles.has(bare(names[0] ?? ''))) names.shift();
  for (let end = names.at(-1); names.length > 1 && end?.includes('.') && degrees.has(bare(end)); ) {
    names.pop();
    end = names.at(-1);
  }
  const behind = tail.flatMap((part) => part.split(/\s+/)).filter((word) => !degrees.has(bare(word)));
  return plain([...names, ...behind].join(' '));
}

/** `KAB. BADUNG` and `KABUPATEN BADUNG` are `BADUNG`; a KOTA keeps its word, since both may exist. */
function regionName(text: string): string {
  return plain(text).replace(/^(KABUPATEN|KAB) (?=.)/, '');
}

const addressWords: Readonly<Record<string, string>> = {
  JLN: 'JALAN',
  JL: 'JALAN',
  GG: 'GANG',
  NO: 'NOMOR',
  NMR: 'NOMOR',
  KOMP: 'KOMPLEK',
  KOMPLEKS: 'KOMPLEK',
  PERUM: 'PERUMAHAN',
  DSN: 'DUSUN',
  DS: 'DESA',
  KP: 'KAMPUNG',
  LINGK: 'LINGKUNGAN',
  BLK: 'BLOK',
};

function address(text: string): string {
  return plain(text)
    .split(' ')
    .map((word) => (Object.hasOwn(addressWords, word) ? addressWords[word] : word))
    .join(' ');
}

const sexes: Readonly<Record<string, 'L' | 'P'>> = {
  L: 'L',
  LK: 'L',
  LAKI: 'L',
  'LAKI LAKI': 'L',
  PRIA: 'L',
  P: 'P',
  PR: 'P',
  PEREMPUAN: 'P',
  WANITA: 'P',
};

function sex(text: string): string | null {
  const word = plain(text);
  return Object.hasOwn(sexes, word) ? (sexes[word] ?? null) : null;
}

/** `DD-MM-YYYY` as the service has it, or `YYYY-MM-DD` as some callers send it; a day that is none is unreadable. */
function calendarDay(text: string): string | null {
  const found =
    /^(?<day>\d{1,2})[-/.](?<month>\d{1,2})[-/.](?<year>\d{4})$/.exec(text.trim()) ??
    /^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})$/.exec(text.trim());
  const { day, month, year } = found?.groups ?? {};
  if (!day || !month || !year) return null;
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const moment = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(iso) ? iso : null;
}
