import { pipeline, Readable } from 'node:stream';
import { stringify } from 'csv-stringify';

type Cell = string | number | null;

/** Signs with which spreadsheets begin a formula; East Asian ones take the wide forms as well. */
const formula = /^[\s\p{Cc}\p{Cf}]*[=+\-@|%＝＋－＠]/u;

/**
 * Text that a spreadsheet would take for a formula gets an apostrophe before it, so that opening a file never runs
 * what somebody once typed into a name (OWASP, CSV injection). Control characters become spaces, line breaks `\n`.
 */
export function guardFormula(text: string): string {
  const plain = text.replace(/\r\n?/g, '\n').replace(/[^\P{Cc}\n\t]/gu, ' ');
  return formula.test(plain) || /^[\t\n]/.test(plain) ? `'${plain}` : plain;
}

/**
 * Rows as a CSV stream: UTF-8 with its mark (Excel), semicolons, one header line. Numbers stay numbers. A cell with a
 * line break stands in quotes, or the rest of it would be read as a row of its own.
 */
export function csvStream(header: readonly string[], rows: AsyncIterable<readonly Cell[]>): Readable {
  const output = stringify({
    delimiter: ';',
    bom: true,
    record_delimiter: 'windows',
    quoted_match: /[\r\n]/,
  });
  // A reader who goes away ends the reading of rows; an error of the rows destroys the output and so the answer.
  pipeline(Readable.from(guarded(header, rows)), output, () => undefined);
  return output;
}

async function* guarded(
  header: readonly string[],
  rows: AsyncIterable<readonly Cell[]>,
): AsyncGenerator<Cell[]> {
  yield [...header];
  for await (const row of rows) {
    yield row.map((cell) => (typeof cell === 'string' ? guardFormula(cell) : cell));
  }
}
