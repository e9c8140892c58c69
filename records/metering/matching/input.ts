/** A row of a job's file as it waits in the storage: sealed there, and read by nobody but the chunk's act. */
export interface InputRow {
  /** Its line in the file, from 1. */
  readonly line: number;
  /** 16 digits; empty where the line has none. */
  readonly nik: string;
  readonly valid: boolean;
  /** What the file says of the person, in the order of the job's elements. */
  readonly said: readonly string[];
}

/** Rows of one chunk. */
export const rowsOfChunk = 1_000;

export const writeChunk = (rows: readonly InputRow[]): Buffer =>
  Buffer.from(JSON.stringify(rows.map(({ line, nik, said }) => [line, nik, ...said])));

export const readChunk = (content: Buffer): InputRow[] =>
  (JSON.parse(content.toString()) as [number, string, ...string[]][]).map(([line, nik, ...said]) => ({
    ...{ line, nik, said },
    valid: nik !== '',
  }));
