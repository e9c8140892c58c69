import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { newStorageKey, type StoragePort } from './storage-port.ts';

/** A file that is kept in pieces, each sealed by itself: the port holds what it seals in memory. */
export interface FileInPieces {
  /** In the order of the file. */
  readonly keys: readonly string[];
  readonly bytes: number;
  /** Lower-case hex, of the whole. */
  readonly sha256: string;
}

const pieceBytes = 8 * 1024 * 1024;
/**
 * A piece is opened as a whole and handed on in parts of this size: a parser makes all rows of what it is given before
 * it waits for their reader, and those of 8 MiB would be more than a hundred thousand.
 */
const partBytes = 64 * 1024;

/**
 * Keeps a stream of any length; `before` hears of each key before anything lies under it. When it fails nothing of it is
 * left. Throws what the port and `before` throw.
 */
export async function putInPieces(
  storage: Pick<StoragePort, 'put' | 'delete'>,
  content: Readable,
  before: (key: string) => Promise<void>,
): Promise<FileInPieces> {
  const keys: string[] = [];
  const hash = createHash('sha256');
  let bytes = 0;
  const keep = async (piece: Buffer) => {
    const key = newStorageKey();
    await before(key);
    keys.push(key);
    await storage.put(key, piece, { contentType: 'application/octet-stream' });
  };
  try {
    let waiting: Buffer[] = [];
    let length = 0;
    for await (const chunk of content) {
      const part = chunk as Buffer;
      hash.update(part);
      bytes += part.length;
      waiting.push(part);
      length += part.length;
      if (length < pieceBytes) continue;
      await keep(Buffer.concat(waiting));
      waiting = [];
      length = 0;
    }
    if (length > 0) await keep(Buffer.concat(waiting));
  } catch (error) {
    await deletePieces(storage, keys).catch(() => undefined);
    throw error;
  }
  return { keys, bytes, sha256: hash.digest('hex') };
}

/** The whole file as one stream. */
export const openPieces = (storage: Pick<StoragePort, 'get'>, keys: readonly string[]): Readable =>
  Readable.from(readAll(storage, keys), { objectMode: false });

async function* readAll(storage: Pick<StoragePort, 'get'>, keys: readonly string[]): AsyncGenerator<Buffer> {
  for (const key of keys) {
    for await (const piece of await storage.get(key)) yield* partsOf(piece as Buffer);
  }
}

function* partsOf(piece: Buffer): Generator<Buffer> {
  for (let at = 0; at < piece.length; at += partBytes) yield piece.subarray(at, at + partBytes);
}

export async function deletePieces(
  storage: Pick<StoragePort, 'delete'>,
  keys: readonly string[],
): Promise<void> {
  for (const key of keys) await storage.delete(key);
}
