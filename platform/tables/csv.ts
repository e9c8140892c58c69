import type { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { decoded, lookAtFile } from './encoding.ts';
import { type Cell, type TableRow, UnreadableTable } from './rows.ts';

const delimiters = [';', ',', '\t', '|'] as const;
/** What a spreadsheet would run when it opens the cell. */
const formula = /^[=+\-@]/;

/**
 * The rows of a CSV file, in pieces: whatever encoding and delimiter it was saved with. `open` gives the bytes from the
 * beginning each time: the file is read once to know its encoding and once for its rows. Throws `UnreadableTable`.
 */
export async function* csvRows(open: () => Readable, bytes: number): AsyncGenerator<TableRow> {
  const look = await lookAtFile(open());
  if (look.head.replace(/^\uFEFF/, '').includes('\0')) throw new UnreadableTable('not a text');
  const { delimiter, line } = beginning(look.head);
  const parser = parse({
    bom: true,
    delimiter,
    from_line: line,
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: 100_000,
    info: true,
  });
  let read = 0;
  const source = open();
  source.on('data', (piece: Buffer) => {
    read += piece.length;
  });
  const text = decoded(source, look.encoding);
  for (const stream of [source, text]) stream.on('error', (error: Error) => parser.destroy(error));
  text.pipe(parser);
  try {
    for await (const { record, info } of parser as AsyncIterable<Parsed>) {
      const share = bytes === 0 ? 1 : Math.min(1, read / bytes);
      yield { line: info.lines, cells: record.map(cellOf), share };
    }
  } catch (error) {
    if (error instanceof CsvError) throw new UnreadableTable(error.code);
    throw error;
  } finally {
    source.destroy();
  }
}

interface Parsed {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

const cellOf = (text: string): Cell => (formula.test(text.trimStart()) ? { formula: true } : { text });

/** Line of the first row (a spreadsheet may put `sep=;` before it) and the sign that parts its cells. */
function beginning(head: string): { delimiter: string; line: number } {
  const lines = head.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  const at = Math.max(
    0,
    lines.findIndex((line) => line.trim() !== '' && !/^"?sep=.?"?$/i.test(line.trim())),
  );
  const count = (sign: string): number => (lines[at] ?? '').split(sign).length;
  const [best] = [...delimiters].sort((a, b) => count(b) - count(a));
  return { delimiter: best ?? ';', line: at + 1 };
}
