import { buffer } from 'node:stream/consumers';
import {
  type CheckedRow,
  checkReturnDataRow,
  type ReturnDataColumn,
  type ReturnDataHeading,
  type ReturnDataRefusal,
  readReturnDataHeading,
  returnDataLimits,
} from '#contract/metering/return-data';
import { dayKey } from '#platform/clock';
import { csvRows } from '#platform/tables/csv';
import { isEmptyRow, type TableRow, UnreadableTable } from '#platform/tables/rows';
import { isZip, xlsxRows } from '#platform/tables/xlsx';
import type { Vault } from '#platform/vault';
import { openPieces } from '#ports/storage/pieces';
import type { StoragePort } from '#ports/storage/storage-port';
import type { Database } from '#prisma/client';
import {
  beginReturnDataCheck,
  type CheckedChunk,
  faultsLeft,
  finishReturnDataCheck,
  keepReturnDataChunk,
  type ReturnDataToCheck,
  refuseReturnData,
} from '#records/metering/return-data';

export interface CheckDeps {
  readonly db: Database;
  readonly storage: Pick<StoragePort, 'get'>;
  readonly vault: Vault;
  readonly now: () => Date;
  /** Rows beyond which a file is refused; tests have smaller files. */
  readonly mostRows?: number;
}

/** Rows that are kept with one transaction: what a crash makes to be checked again. */
const chunkRows = 5_000;

class Refused extends Error {
  readonly refusal: { readonly code: ReturnDataRefusal; readonly missing: readonly ReturnDataColumn[] };

  constructor(code: ReturnDataRefusal, missing: readonly ReturnDataColumn[] = []) {
    super(code);
    this.refusal = { code, missing };
  }
}

/**
 * Checks a file of databalikan row by row, as a stream, and keeps what came of it chunk by chunk. A check that broke off
 * goes on behind the last chunk that was kept. `alive` is called again and again; what it throws breaks the check off.
 */
export async function checkReturnData(deps: CheckDeps, id: string, alive: () => void): Promise<void> {
  const { db, now } = deps;
  const begun = await beginReturnDataCheck(db, id);
  if (!begun) return;
  try {
    const rows = await checkRows(deps, id, begun, alive);
    if (rows === 0) throw new Refused('EMPTY');
    await finishReturnDataCheck(db, id, now());
  } catch (error) {
    const refused = error instanceof UnreadableTable ? new Refused('UNREADABLE') : error;
    if (!(refused instanceof Refused)) throw error;
    await refuseReturnData(db, id, refused.refusal, now());
  }
}

/** Gives how many rows the file has. */
async function checkRows(
  deps: CheckDeps,
  id: string,
  begun: ReturnDataToCheck,
  alive: () => void,
): Promise<number> {
  const { mostRows = returnDataLimits.rows } = deps;
  const today = dayKey(deps.now());
  const chunk = new Chunk(id, begun);
  let heading: ReturnDataHeading | null = null;
  let count = 0;
  for await (const row of await openRows(deps, begun)) {
    if (isEmptyRow(row)) continue;
    if (heading === null) {
      heading = readHeading(row);
      continue;
    }
    count += 1;
    if (count > mostRows) throw new Refused('TOO_MANY_ROWS');
    if (count % chunkRows === 0) alive();
    if (count <= begun.checkedRows) continue;
    chunk.add(row, checkReturnDataRow(heading, row.cells, today));
    if (chunk.size === chunkRows) await keepReturnDataChunk(deps.db, deps.vault, chunk.take());
  }
  if (heading === null) throw new Refused('COLUMNS');
  if (chunk.size > 0) await keepReturnDataChunk(deps.db, deps.vault, chunk.take());
  return count;
}

/** CSV or XLSX, as the first bytes say. */
async function openRows(
  { storage }: CheckDeps,
  { storageKeys, bytes }: ReturnDataToCheck,
): Promise<AsyncGenerator<TableRow>> {
  const open = () => openPieces(storage, storageKeys);
  const [first] = storageKeys;
  const head = first === undefined ? Buffer.alloc(0) : await buffer(openPieces(storage, [first]));
  return isZip(head) ? xlsxRows(await buffer(open())) : csvRows(open, bytes);
}

function readHeading(row: TableRow): ReturnDataHeading {
  const heading = readReturnDataHeading(row.cells);
  if ('missing' in heading) throw new Refused('COLUMNS', heading.missing);
  return heading;
}

/** Collects the rows of one transaction. */
class Chunk {
  readonly #id: string;
  #after: number;
  #faultsKept: number;
  #accepted: CheckedChunk['accepted'][number][] = [];
  #faults: CheckedChunk['faults'][number][] = [];
  #rejected = 0;
  #share = 0;

  constructor(id: string, begun: ReturnDataToCheck) {
    this.#id = id;
    this.#after = begun.checkedRows;
    this.#faultsKept = begun.faultsKept;
  }

  get size(): number {
    return this.#accepted.length + this.#rejected;
  }

  add({ line, share }: TableRow, checked: CheckedRow): void {
    this.#share = share;
    if ('row' in checked) this.#accepted.push(checked.row);
    else {
      this.#rejected += 1;
      this.#faults.push(...checked.faults.map((fault) => ({ ...fault, line })));
    }
  }

  take(): CheckedChunk {
    const faults = this.#faults.slice(0, faultsLeft(this.#faultsKept));
    const taken = {
      ...{ id: this.#id, after: this.#after, accepted: this.#accepted, rejected: this.#rejected, faults },
      // Full only when the end has been seen.
      progress: Math.min(99, Math.floor(this.#share * 100)),
    };
    this.#after += this.size;
    this.#faultsKept += faults.length;
    this.#accepted = [];
    this.#faults = [];
    this.#rejected = 0;
    return taken;
  }
}
