/**
 * Databalikan: what an institution gives back of the accesses that served somebody (Permendagri 102/2019, article 38).
 * One row of its file is one service. Pure and without zod.
 */

/** ANTRE: stored, not yet read. DIPERIKSA: being read. SELESAI: every row was checked. DITOLAK: refused as a whole. */
export const returnDataStatuses = ['ANTRE', 'DIPERIKSA', 'SELESAI', 'DITOLAK'] as const;
export type ReturnDataStatus = (typeof returnDataStatuses)[number];

/** Why a whole file is refused; of such a file nothing is kept but the file itself. */
export const returnDataRefusals = ['COLUMNS', 'EMPTY', 'TOO_MANY_ROWS', 'UNREADABLE'] as const;
export type ReturnDataRefusal = (typeof returnDataRefusals)[number];

/** Heading of each column, in the order of the template; case, spaces and further columns do not matter. */
export const returnDataColumns = ['NIK', 'LAYANAN', 'TANGGAL', 'HASIL'] as const;
export type ReturnDataColumn = (typeof returnDataColumns)[number];

/** What came of the service for which somebody's data was asked. */
export const returnDataResults = ['DILAYANI', 'TIDAK_DILAYANI', 'DATA_BERBEDA'] as const;
export type ReturnDataResult = (typeof returnDataResults)[number];

/** What is wrong with a cell (or, FIELDS, with a row as a whole). The cell's content is never kept. */
export const returnDataFaults = [
  'REQUIRED',
  'NIK',
  'TOO_LONG',
  'DATE',
  'FUTURE_DATE',
  'RESULT',
  'FORMULA',
  'FIELDS',
] as const;
export type ReturnDataFault = (typeof returnDataFaults)[number];

export const returnDataLimits = {
  rows: 1_000_000,
  bytes: 100 * 1024 * 1024,
  /** Letters of what was served. */
  service: 200,
  /** Faults that are kept of one file; all are counted. */
  faults: 100_000,
} as const;

/** A row that may be kept. `day` is `YYYY-MM-DD`. */
export interface ReturnDataRow {
  readonly nik: string;
  readonly service: string;
  readonly day: string;
  readonly result: ReturnDataResult;
}

/** A cell as a file holds it; a formula is never evaluated, so it has no content. */
export type TableCell = { readonly text: string; readonly formula?: false } | { readonly formula: true };

export interface CellFault {
  /** Null: the row as a whole. */
  readonly column: ReturnDataColumn | null;
  readonly fault: ReturnDataFault;
}

export type CheckedRow = { readonly row: ReturnDataRow } | { readonly faults: readonly CellFault[] };

/** Where each column stands in a file, and how many cells its heading has. */
export interface ReturnDataHeading {
  readonly places: Readonly<Record<ReturnDataColumn, number>>;
  readonly cells: number;
}

const plain = (name: string): string => name.toUpperCase().replace(/[^A-Z0-9]/g, '');

/** Finds the columns in a file's heading, or names those that are missing. */
export function readReturnDataHeading(
  cells: readonly TableCell[],
): ReturnDataHeading | { readonly missing: readonly ReturnDataColumn[] } {
  const names = cells.map((cell) => (cell.formula ? '' : plain(cell.text)));
  const missing = returnDataColumns.filter((column) => !names.includes(column));
  if (missing.length > 0) return { missing };
  const places = Object.fromEntries(returnDataColumns.map((column) => [column, names.indexOf(column)]));
  return { places: places as Record<ReturnDataColumn, number>, cells: cells.length };
}

/** Holds one row against the rules. `today` is the day in WIB: nobody was served tomorrow. */
export function checkReturnDataRow(
  heading: ReturnDataHeading,
  cells: readonly TableCell[],
  today: string,
): CheckedRow {
  const beyond = cells.slice(heading.cells).some((cell) => cell.formula || cell.text.trim() !== '');
  if (beyond) return { faults: [{ column: null, fault: 'FIELDS' }] };
  const faults: CellFault[] = [];
  const value = (column: ReturnDataColumn): string | null => {
    const cell = cells[heading.places[column]];
    const fault = cell?.formula
      ? 'FORMULA'
      : cell === undefined || cell.text.trim() === ''
        ? 'REQUIRED'
        : null;
    if (fault === null) return cell?.formula === true ? null : (cell?.text.trim() ?? null);
    faults.push({ column, fault });
    return null;
  };
  const held = (column: ReturnDataColumn, right: unknown, fault: ReturnDataFault): void => {
    if (!right) faults.push({ column, fault });
  };
  const nik = value('NIK');
  if (nik !== null) held('NIK', /^\d{16}$/.test(nik), 'NIK');
  const service = value('LAYANAN');
  if (service !== null) held('LAYANAN', service.length <= returnDataLimits.service, 'TOO_LONG');
  const written = value('TANGGAL');
  const day = written === null ? null : readDay(written);
  if (written !== null) held('TANGGAL', day, 'DATE');
  if (day !== null) held('TANGGAL', day <= today, 'FUTURE_DATE');
  const told = value('HASIL');
  const result = returnDataResults.find((code) => code === told?.toUpperCase().replace(/[\s-]+/g, '_'));
  if (told !== null) held('HASIL', result, 'RESULT');
  if (faults.length > 0 || !nik || !service || !day || !result) return { faults };
  return { row: { nik, service, day, result } };
}

const earliest = '2000-01-01';

/** `2026-11-05`, `5/11/2026`, `05-11-2026`, or a spreadsheet's count of days; null for anything else. */
export function readDay(text: string): string | null {
  const [, y, m, d] = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:T00:00:00.*)?$/.exec(text) ?? [];
  const [, day = d, month = m, year = y] = /^(\d{1,2})[/-](\d{1,2})[/-](\d{4})$/.exec(text) ?? [];
  if (year === undefined) return /^\d{5}(\.0+)?$/.test(text) ? ofSerial(Number(text)) : null;
  const key = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  const at = new Date(`${key}T00:00:00Z`);
  if (Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== key) return null;
  return key >= earliest ? key : null;
}

/** Spreadsheets count days from 30 December 1899. */
function ofSerial(days: number): string | null {
  const key = new Date(Date.UTC(1899, 11, 30) + days * 86_400_000).toISOString().slice(0, 10);
  return key >= earliest ? key : null;
}
