import type { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import {
  parseReportAmount,
  parseReportDate,
  type ReportColumn,
  reportColumns,
  reportDelimiters,
} from '#contract/external/simponi-report';
import { fill, type Texts } from '#contract/i18n/index';
import { AppError, type FieldError } from '#contract/shared/errors';
import { ntpnPattern } from '#contract/shared/identifiers';
import { decoded, lookAtFile } from '#platform/tables/encoding';
import type { ReportedPayment } from '#records/revenue/compare';
import type { Report } from '#records/revenue/import-report';

export interface ReportFile {
  readonly fileName: string;
  /** Gives the bytes from the beginning each time. */
  stream(): Readable;
}

/** Wrong rows that an answer names; the count says how many there are. */
const mostNamed = 100;

/**
 * Reads SIMPONI's report from a CSV file, in pieces: whatever encoding, delimiter and order of columns it was saved
 * with. Rows of one code and NTPN (a bill with several accounts) become one payment.
 *
 * Throws `REPORT_COLUMNS` naming the columns that are missing, and `REPORT_ROWS` naming wrong rows by line; a report
 * with any wrong row is refused whole.
 */
export async function readReport(file: ReportFile, texts: Texts): Promise<Report> {
  const look = await lookAtFile(file.stream());
  const heading = readHeading(look.head, texts);
  const rows = new RowReader(heading.columns);
  const parser = parse({
    bom: true,
    delimiter: heading.delimiter,
    from_line: heading.line + 1,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: 100_000,
    info: true,
  });
  const source = file.stream();
  const text = decoded(source, look.encoding);
  for (const stream of [source, text]) stream.on('error', (error: Error) => parser.destroy(error));
  text.pipe(parser);
  try {
    for await (const { record, info } of parser as AsyncIterable<ParsedRow>) rows.add(record, info.lines);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    // A quote that is never closed, or one row without an end.
    rows.refuse(parser.info.lines, 'row', 'REPORT_FIELDS');
  }
  const { encoding, sha256 } = look;
  return { fileName: file.fileName, sha256, encoding, ...rows.result() };
}

interface ParsedRow {
  readonly record: string[];
  readonly info: { readonly lines: number };
}

interface Heading {
  /** Line of the heading, from 1. */
  readonly line: number;
  readonly delimiter: string;
  /** Where each column stands; as many as the heading has. */
  readonly columns: Readonly<Record<ReportColumn, number>> & { readonly count: number };
}

/** `Kode Billing`, `"KODEBILLING"` and `kode_billing` are the same column. */
const columnName = (text: string): string => text.toUpperCase().replace(/[^A-Z0-9]/g, '');

/** Finds delimiter and columns in the first line that is not empty (a spreadsheet may put `sep=;` before it). */
function readHeading(head: string, texts: Texts): Heading {
  const lines = head.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  const at = lines.findIndex((line) => line.trim() !== '' && !/^"?sep=.?"?$/i.test(line.trim()));
  const line = lines[at] ?? '';
  const guesses = Object.values(reportDelimiters).map((delimiter) => ({
    delimiter,
    names: line.split(delimiter).map(columnName),
  }));
  const known = (names: readonly string[]) => reportColumns.filter((column) => names.includes(column));
  const [best] = guesses.sort((a, b) => known(b.names).length - known(a.names).length);
  const names = best?.names ?? [];
  const missing = reportColumns.filter((column) => !names.includes(column));
  if (!best || missing.length > 0) throw missingColumns(missing, texts);
  const places = Object.fromEntries(reportColumns.map((column) => [column, names.indexOf(column)]));
  return {
    line: at + 1,
    delimiter: best.delimiter,
    columns: { ...(places as Record<ReportColumn, number>), count: names.length },
  };
}

function missingColumns(missing: readonly string[], { revenue }: Texts): AppError {
  const none = missing.length === reportColumns.length;
  const names = missing.join(', ');
  const reason = fill(revenue.missingColumns, { names });
  return new AppError('REPORT_COLUMNS', {
    message: `columns missing: ${names}`,
    params: { columns: none ? `${revenue.unreadable}; ${reason}` : reason },
    details: { missing },
  });
}

/** Collects rows into payments, and the faults of wrong ones. Names of payers are never kept. */
class RowReader {
  private readonly columns: Heading['columns'];
  private readonly payments = new Map<string, ReportedPayment>();
  private readonly errors: FieldError[] = [];
  private rowCount = 0;
  private wrong = 0;
  private firstWrong = 0;

  constructor(columns: Heading['columns']) {
    this.columns = columns;
  }

  add(record: readonly string[], line: number): void {
    // Spreadsheets leave rows of nothing but delimiters at the end.
    if (record.every((value) => value.trim() === '')) return;
    this.rowCount += 1;
    if (record.length !== this.columns.count) {
      this.refuse(line, 'row', 'REPORT_FIELDS');
      return;
    }
    const value = (column: ReportColumn) => plain(record[this.columns[column]] ?? '');
    const kodeBilling = value('KODEBILLING');
    const ntpn = value('NTPN').toUpperCase();
    const amount = parseReportAmount(value('SETORANPERAKUNRP'));
    const paidOn = parseReportDate(padded(value('TANGGALBAYAR')));
    const faults: [ReportColumn, string][] = [];
    if (!/^\d{6,20}$/.test(kodeBilling)) faults.push(['KODEBILLING', 'REPORT_CODE']);
    if (!ntpnPattern.test(ntpn)) faults.push(['NTPN', 'REPORT_NTPN']);
    if (amount === null) faults.push(['SETORANPERAKUNRP', 'REPORT_AMOUNT']);
    if (paidOn === null) faults.push(['TANGGALBAYAR', 'REPORT_DATE']);
    for (const [column, code] of faults) this.refuse(line, column, code, faults[0]?.[0] === column);
    if (faults.length === 0 && amount !== null && paidOn !== null) {
      const sum = this.keep({ kodeBilling, ntpn, ntb: value('NTBNTP') || null, amount, paidOn });
      if (!Number.isSafeInteger(sum)) this.refuse(line, 'SETORANPERAKUNRP', 'REPORT_AMOUNT');
    }
  }

  refuse(line: number, column: string, code: string, countRow = true): void {
    if (countRow) this.wrong += 1;
    this.firstWrong ||= line;
    if (this.errors.length < mostNamed) this.errors.push({ path: `${line}.${column}`, code });
  }

  result(): { rowCount: number; payments: readonly ReportedPayment[] } {
    if (this.wrong > 0) {
      throw new AppError('REPORT_ROWS', {
        message: `${this.wrong} wrong rows`,
        params: { count: this.wrong, line: this.firstWrong },
        errors: this.errors,
      });
    }
    return { rowCount: this.rowCount, payments: [...this.payments.values()] };
  }

  /** Gives the payment's amount with this row. */
  private keep(row: ReportedPayment): number {
    const key = `${row.kodeBilling} ${row.ntpn}`;
    const earlier = this.payments.get(key);
    if (!earlier) {
      this.payments.set(key, row);
      return row.amount;
    }
    const paidOn = row.paidOn < earlier.paidOn ? row.paidOn : earlier.paidOn;
    const amount = earlier.amount + row.amount;
    this.payments.set(key, { ...earlier, amount, paidOn });
    return amount;
  }
}

/** Without what spreadsheets put around a number to keep it a text: `'8200…`, `="8200…"`. */
const plain = (value: string): string =>
  value
    .trim()
    .replace(/^(?:="?|')|"$/g, '')
    .trim();

/** `9/3/2023` as `09/03/2023`. */
const padded = (date: string): string => date.replace(/(?<!\d)(\d)(?=[/-]|$)/g, '0$1');
