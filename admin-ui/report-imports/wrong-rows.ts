import { HttpError } from 'react-admin';

/** A place in a report that could not be read. `column` is null when the row as a whole is wrong. */
export interface WrongCell {
  readonly line: number;
  readonly column: string | null;
  readonly cause: string;
}

const entriesOf = (value: unknown): [string, unknown][] =>
  typeof value === 'object' && value !== null ? Object.entries(value) : [];

/** The places that the API named in refusing a report, by line. It names the first hundred and counts the rest. */
export function wrongCells(error: unknown): WrongCell[] {
  if (!(error instanceof HttpError)) return [];
  return entriesOf(entriesOf(error.body).find(([name]) => name === 'errors')?.[1])
    .filter(([line]) => /^\d+$/.test(line))
    .flatMap(([line, cells]) =>
      entriesOf(cells).map(([column, cause]) => ({
        line: Number(line),
        column: column === 'row' ? null : column,
        cause: String(cause),
      })),
    )
    .sort((a, b) => a.line - b.line);
}
