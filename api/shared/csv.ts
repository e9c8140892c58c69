import { pipeline, Readable } from 'node:stream';
import { stringify } from 'csv-stringify';

type Cell = string | number | null;

/**
 * Text that a spreadsheet would take for a formula gets an apostrophe before it, so that opening a file never runs
 * what somebody once typed into a name (OWASP, CSV injection).
 */
export const guardFormula = (text: string): string => (/^[=+\-@\t\r\n|%]/.test(text) ? `'${text}` : text);

/** Rows as a CSV stream: UTF-8 with its mark (Excel), semicolons, one header line. Numbers stay numbers. */
export function csvStream(header: readonly string[], rows: AsyncIterable<readonly Cell[]>): Readable {
  const output = stringify({ delimiter: ';', bom: true, record_delimiter: 'windows' });
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
