/** A cell of a table; a formula is told and never evaluated, so it has no text. */
export type Cell = { readonly text: string; readonly formula?: false } | { readonly formula: true };

export interface TableRow {
  /** As the person who opens the file sees it, from 1. */
  readonly line: number;
  readonly cells: readonly Cell[];
  /** How much of the file has been read with this row, from 0 to 1. */
  readonly share: number;
}

/** The file cannot be read as a table; `message` says why, without its content. */
export class UnreadableTable extends Error {
  override readonly name = 'UnreadableTable';
}

export const isEmptyRow = ({ cells }: TableRow): boolean =>
  cells.every((cell) => !cell.formula && cell.text.trim() === '');
