import { CsvError, parse } from 'csv-parse';
import { columnOf, mostMatchingRows } from '#contract/external/matching-file';
import type { ComparableElement } from '#contract/metering/person';
import { AppError, type FieldError } from '#contract/shared/errors';
import { decoded, lookAtFile } from '#platform/tables/encoding';
import { type InputRow, rowsOfChunk } from '#records/metering/matching/input';
import type { UploadedFile } from '../../shared/route.ts';

export interface MatchingFile {
  readonly elements: readonly ComparableElement[];
  readonly rows: number;
  readonly badRows: number;
}

/** Longest text of one element; SIAK has none that is longer. */
const longestText = 300;
/** Bad rows that a refusal names. */
const mostNamed = 20;

/**
 * Reads a file in pieces, whatever encoding and delimiter it was saved with, and gives its rows to `keep` by the
 * thousand. A row without a proper NIK keeps its place and is not asked about.
 * @throws AppError MATCHING_FILE_REFUSED: no or unknown columns, no rows, more than a package holds, or so many bad rows
 *   (more than a tenth) that the file cannot be what was meant
 */
export async function readMatchingFile(
  file: Pick<UploadedFile, 'stream'>,
  keep: (rows: readonly InputRow[]) => Promise<void>,
  mostRows: number = mostMatchingRows,
): Promise<MatchingFile> {
  const look = await lookAtFile(file.stream());
  const heading = readHeading(look.head);
  const parser = parse({
    bom: true,
    delimiter: heading.delimiter,
    from_line: heading.firstLine,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: 20_000,
    info: true,
  });
  const source = file.stream();
  const text = decoded(source, look.encoding);
  for (const stream of [source, text]) stream.on('error', (error: Error) => parser.destroy(error));
  text.pipe(parser);
  const counter = new RowCounter(mostRows);
  let chunk: InputRow[] = [];
  try {
    for await (const { record, info } of parser as AsyncIterable<ParsedRow>) {
      const row = toRow(record, info.lines, heading);
      counter.add(row);
      chunk.push(row);
      if (chunk.length === rowsOfChunk) {
        await keep(chunk);
        chunk = [];
      }
    }
  } catch (error) {
    if (error instanceof CsvError) throw refused([{ code: 'MATCHING_UNREADABLE', line: parser.info.lines }]);
    throw error;
  } finally {
    source.destroy();
  }
  counter.check();
  if (chunk.length > 0) await keep(chunk);
  return { elements: heading.elements, rows: counter.rows, badRows: counter.badRows };
}

interface ParsedRow {
  readonly record: string[];
  readonly info: { readonly lines: number };
}

/** Counts rows and bad ones, and says when the file cannot be taken. */
class RowCounter {
  rows = 0;
  badRows = 0;
  readonly #named: number[] = [];
  readonly #mostRows: number;

  constructor(mostRows: number) {
    this.#mostRows = mostRows;
  }

  add({ valid, line }: InputRow): void {
    this.rows += 1;
    if (this.rows > this.#mostRows) throw refused([{ code: 'MATCHING_TOO_MANY_ROWS' }]);
    if (valid) return;
    this.badRows += 1;
    if (this.#named.length < mostNamed) this.#named.push(line);
  }

  check(): void {
    if (this.rows === 0) throw refused([{ code: 'MATCHING_NO_ROWS' }]);
    if (this.badRows * 10 > this.rows) {
      throw refused(this.#named.map((line) => ({ code: 'BAD_NIK', line })));
    }
  }
}

interface Heading {
  /** Where the rows begin, from 1. */
  readonly firstLine: number;
  readonly delimiter: string;
  readonly nikAt: number;
  readonly elements: readonly ComparableElement[];
  readonly elementsAt: readonly number[];
}

const delimiters = [';', ',', '\t'] as const;

/** The first line that is not empty is the heading, unless it begins with a digit: then the file is a list of NIK. */
function readHeading(head: string): Heading {
  const lines = head.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  const at = lines.findIndex((line) => line.trim() !== '');
  if (at < 0) throw refused([{ code: 'MATCHING_NO_ROWS' }]);
  const line = lines[at] ?? '';
  const delimiter = delimiters.reduce<string>(
    (best, each) => (line.split(each).length > line.split(best).length ? each : best),
    ',',
  );
  const names = line.split(delimiter).map((name) => name.trim().replace(/^"|"$/g, ''));
  if (/^['\d]/.test(names[0] ?? '')) {
    return { firstLine: at + 1, delimiter, nikAt: 0, elements: [], elementsAt: [] };
  }
  const columns = names.map(columnOf);
  const nikAt = columns.indexOf('nik');
  if (nikAt < 0) throw refused([{ code: 'MATCHING_NO_NIK_COLUMN' }]);
  const unknown = names.find((name, place) => name !== '' && columns[place] === null);
  if (unknown !== undefined)
    throw refused([{ code: 'MATCHING_UNKNOWN_COLUMN', column: unknown.slice(0, 40) }]);
  const found = columns.flatMap((column, place) =>
    column !== null && column !== 'nik' ? [{ column, place }] : [],
  );
  return {
    ...{ firstLine: at + 2, delimiter, nikAt },
    elements: found.map(({ column }) => column),
    elementsAt: found.map(({ place }) => place),
  };
}

function toRow(record: readonly string[], line: number, { nikAt, elementsAt }: Heading): InputRow {
  // Spreadsheets put an apostrophe before a number that they shall leave alone.
  const nik = (record[nikAt] ?? '').replace(/^'|\s/g, '');
  const valid = /^\d{16}$/.test(nik);
  const said = elementsAt.map((place) => (record[place] ?? '').trim().slice(0, longestText));
  return { line, nik: valid ? nik : '', valid, said };
}

const refused = (
  found: readonly { readonly code: string; readonly line?: number; readonly column?: string }[],
): AppError =>
  new AppError('MATCHING_FILE_REFUSED', {
    // A row is named as rows of a report are: `<line>.row`.
    errors: found.map(
      ({ code, line, ...params }): FieldError => ({
        path: line === undefined ? 'file' : `${line}.row`,
        code,
        params,
      }),
    ),
  });
