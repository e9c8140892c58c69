/**
 * The files of a matching job, as institutions send and get them. Ours, to be changed here.
 *
 * In: CSV with a column `NIK` and, where elements are to be compared, columns named as the web service names them
 * (`NAMA_LGKP`, `TGL_LHR`, …); or one NIK a line without any heading. Out: one row for each row that came in.
 */
import type { AccessResult } from '../metering/codes.ts';
import { type ComparableElement, comparableElements } from '../metering/person.ts';
import { fieldOf, personFields } from './person-fields.ts';

/** Most rows that one package holds. */
export const mostMatchingRows = 1_000_000;

const elementOfField = new Map<string, ComparableElement>(
  Object.entries(personFields).flatMap(([field, element]) =>
    (comparableElements as readonly string[]).includes(element)
      ? [[plain(field), element as ComparableElement]]
      : [],
  ),
);

/** `Nama Lgkp`, `"NAMA_LGKP"` and `namalgkp` are the same column. */
function plain(name: string): string {
  return name.toUpperCase().replace(/[^A-Z0-9]/g, '');
}

/** What a column of the file is: the NIK, an element, or nothing that we know. */
export function columnOf(name: string): 'nik' | ComparableElement | null {
  return plain(name) === 'NIK' ? 'nik' : (elementOfField.get(plain(name)) ?? null);
}

/** What became of a row. `NIK_TIDAK_SAH` was not asked, and so is not logged. */
export const matchingResults = [
  'DITEMUKAN',
  'MENINGGAL',
  'GANDA',
  'TIDAK_DITEMUKAN',
  'NONAKTIF',
  'NIK_TIDAK_SAH',
] as const;
export type MatchingResult = (typeof matchingResults)[number];

export const matchingResultOf: Readonly<
  Partial<Record<AccessResult, Exclude<MatchingResult, 'NIK_TIDAK_SAH'>>>
> = {
  COMPARED: 'DITEMUKAN',
  DECEASED: 'MENINGGAL',
  DOUBLE: 'GANDA',
  NOT_FOUND: 'TIDAK_DITEMUKAN',
  INACTIVE: 'NONAKTIF',
};

/**
 * One row of the result; `matches` in the order of the job's elements, empty where nothing was compared. Null: the row
 * says nothing of that element.
 */
export interface MatchedRow {
  readonly line: number;
  /** Empty where the line had none. */
  readonly nik: string;
  readonly result: MatchingResult;
  readonly matches: readonly (boolean | null)[];
}

export const matchingHeading = (elements: readonly ComparableElement[]): string =>
  `BARIS,NIK,STATUS${elements.map((element) => `,${fieldOf[element]}`).join('')}\r\n`;

/** Digits and words of ours only, so that nothing needs quotes and no spreadsheet reads a formula. */
export const matchingLine = ({ line, nik, result, matches }: MatchedRow, elements: number): string =>
  `${[line, nik, result, ...Array.from({ length: elements }, (_, at) => word(matches[at]))].join(',')}\r\n`;

const word = (matches: boolean | null = null): string =>
  matches === null ? '' : matches ? 'Sesuai' : 'Tidak';
