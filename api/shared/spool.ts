import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline, Readable, Writable } from 'node:stream';
import { buffer } from 'node:stream/consumers';

/** A file of a request while it is being answered. */
export interface Spooled {
  readonly bytes: number;
  /** Its first bytes, by which its type is told. */
  readonly head: Buffer;
  read(): Promise<Buffer>;
  stream(): Readable;
  discard(): Promise<void>;
}

/** Takes one file in; `done` gives what was taken once all of it came. */
interface Sink {
  readonly writable: Writable;
  done(bytes: number, head: Buffer): Spooled;
  abandon(): Promise<void>;
}

/** The stream is longer than its cap. What was taken of it is gone. */
export class TooLongError extends Error {
  override readonly name = 'TooLongError';
}

const headBytes = 16;

/**
 * Takes a stream in up to `maxBytes`, in memory, or in `directory` where one is given: there it lies under a key that
 * only this process holds, so that a crash leaves nothing that can be read. Throws `TooLongError`; the rest of the
 * stream is then let run by, as the sender goes on sending it.
 */
export async function spool(stream: Readable, maxBytes: number, directory: string | null): Promise<Spooled> {
  const sink = directory === null ? inMemory() : await onDisk(directory);
  let bytes = 0;
  let head: Buffer = Buffer.alloc(0);
  try {
    await new Promise<void>((resolve, reject) => {
      const stop = (error: Error) => {
        stream.unpipe(sink.writable);
        stream.resume();
        sink.writable.destroy();
        reject(error);
      };
      stream.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (head.length < headBytes) head = Buffer.concat([head, chunk]).subarray(0, headBytes);
        if (bytes > maxBytes) stop(new TooLongError());
      });
      stream.on('error', stop);
      sink.writable.on('error', stop).on('finish', resolve);
      stream.pipe(sink.writable);
    });
  } catch (error) {
    await sink.abandon();
    throw error;
  }
  return sink.done(bytes, head);
}

/** Longer than any request is answered for: whoever wrote such a file is gone, and its key with him. */
const abandonedAfterMs = 3_600_000;

/**
 * Removes what processes that died left behind; gives how many files. A folder that is not there yet holds none, and a
 * file that is gone meanwhile was discarded by its owner or swept by another process.
 */
export async function sweepSpool(directory: string, now: Date): Promise<number> {
  let swept = 0;
  for (const name of (await unlessMissing(readdir(directory))) ?? []) {
    const path = join(directory, name);
    const file = await unlessMissing(stat(path));
    if (!file?.isFile() || file.mtimeMs > now.getTime() - abandonedAfterMs) continue;
    await rm(path, { force: true });
    swept += 1;
  }
  return swept;
}

const unlessMissing = <T>(asked: Promise<T>): Promise<T | null> =>
  asked.catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  });

function inMemory(): Sink {
  const chunks: Buffer[] = [];
  const writable = new Writable({
    write(chunk: Buffer, _, next) {
      chunks.push(chunk);
      next();
    },
  });
  return {
    writable,
    done: (bytes, head) => {
      const content = Buffer.concat(chunks);
      return {
        bytes,
        head,
        read: async () => content,
        stream: () => Readable.from(content),
        discard: async () => undefined,
      };
    },
    abandon: async () => undefined,
  };
}

async function onDisk(directory: string): Promise<Sink> {
  const path = join(directory, randomBytes(16).toString('hex'));
  const [key, start] = [randomBytes(32), randomBytes(16)];
  const cipher = createCipheriv('aes-256-ctr', key, start);
  const file = await open(path, 'wx', 0o600);
  const writable = new Writable({
    write(chunk: Buffer, _, next) {
      file.writeFile(cipher.update(chunk)).then(() => next(), next);
    },
    final: (next) => void file.close().then(() => next(), next),
  });
  const remove = () => rm(path, { force: true });
  const stream = () =>
    // Whoever reads hears of a failure from what he reads; nothing is left to do here.
    pipeline(createReadStream(path), createDecipheriv('aes-256-ctr', key, start), () => undefined);
  return {
    writable,
    done: (bytes, head) => ({ bytes, head, read: () => buffer(stream()), stream, discard: remove }),
    abandon: async () => {
      await file.close().catch(() => undefined);
      await remove();
    },
  };
}
