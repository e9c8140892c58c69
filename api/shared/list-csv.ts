import type { Readable } from 'node:stream';
import { csvStream } from './csv.ts';
import { type ListQuery, type ListSource, readPage } from './lists.ts';

type Cell = string | number | null;

/** A list as it is filtered and sorted, to be kept as a file. */
export interface ListExport<Row> {
  readonly source: ListSource<Row>;
  readonly where: object;
  readonly sort: ListQuery['sort'];
  readonly header: readonly string[];
  /** The cells of one page's rows, in the header's order. */
  readonly cells: (rows: readonly Row[]) => Promise<readonly (readonly Cell[])[]>;
}

/** Every row as CSV, read page by page behind the last row: any number with little memory. */
export const listCsv = <Row>(list: ListExport<Row>): Readable => csvStream(list.header, csvRows(list));

async function* csvRows<Row>({
  source,
  where,
  sort,
  cells,
}: ListExport<Row>): AsyncGenerator<readonly Cell[]> {
  // Read to the end, not counted.
  const all = { ...source, count: () => Promise.resolve(1) };
  let after: string | undefined;
  do {
    const page = await readPage(all, where, { sort, range: [0, 499], after });
    yield* await cells(page.rows);
    after = page.nextAfter ?? undefined;
  } while (after !== undefined);
}
