import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { AppError } from '#contract/shared/errors';
import { DecryptionError } from '#platform/crypto';
import { openFolder } from './folder.ts';
import type { Place } from './place.ts';
import { openS3 } from './s3.ts';
import type { Sealer } from './sealer.ts';

export interface StorageOptions {
  /** `s3://key:secret@host/bucket` for an S3-compatible server; undefined = the folder. */
  readonly url: string | undefined;
  readonly directory: string;
  readonly sealer: Sealer;
  /** Longest content that is taken; 25 MiB unless set. A file is sealed as a whole and so is held in memory. */
  readonly maxBytes?: number;
  /** Patience with a silent S3 server; 30 s unless set. */
  readonly timeoutMs?: number;
}

/** Size and SHA-256 (lower-case hex) of the content as it was before it was sealed. */
export interface StoredFile {
  readonly bytes: number;
  readonly sha256: string;
}

/**
 * Keeps files, encrypted at rest. A key names nothing: make one with `newStorageKey` and keep names and types in the
 * database. Every call throws `STORAGE_UNAVAILABLE` when the disk is full or the server does not answer; then nothing
 * half-written is left. Any other form of key throws `INVALID_INPUT`.
 */
export interface StoragePort {
  /** Resolves when the content is on the disk. Throws `PAYLOAD_TOO_LARGE` past the limit. */
  put(key: string, content: Buffer | Readable, options: { contentType: string }): Promise<StoredFile>;
  /** Throws `NOT_FOUND`; `INTERNAL` for a file that was altered or belongs to another key. */
  get(key: string): Promise<Readable>;
  /** A file that is not there counts as deleted. */
  delete(key: string): Promise<void>;
}

const keyPattern = /^[0-9a-f]{32}$/;

/** A new random key: 32 hex digits. */
export const newStorageKey = (): string => randomBytes(16).toString('hex');

/** Opens the storage that the settings choose. Throws when the address of the server is wrong. */
export function createStoragePort(options: StorageOptions): StoragePort {
  const { sealer, maxBytes = 25 * 1024 * 1024 } = options;
  const place: Place = options.url
    ? openS3(options.url, options.timeoutMs ?? 30_000)
    : openFolder(options.directory);
  return {
    async put(key, content, { contentType }) {
      checkKey(key);
      const plain = Buffer.isBuffer(content) ? content : await collect(content, maxBytes);
      if (plain.length > maxBytes) throw tooLarge(maxBytes);
      await orUnavailable(place.write(key, sealer.seal(plain, key), contentType));
      return { bytes: plain.length, sha256: createHash('sha256').update(plain).digest('hex') };
    },

    async get(key) {
      checkKey(key);
      const sealed = await orUnavailable(place.read(key));
      if (!sealed) throw new AppError('NOT_FOUND', { message: 'no file with this key' });
      return Readable.from([opened(sealer, sealed, key)], { objectMode: false });
    },

    async delete(key) {
      checkKey(key);
      await orUnavailable(place.remove(key));
    },
  };
}

function checkKey(key: string): void {
  if (!keyPattern.test(key))
    throw new AppError('INVALID_INPUT', { message: 'a storage key is 32 lower-case hex digits' });
}

async function collect(content: Readable, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of content) {
    const part = Buffer.from(chunk);
    bytes += part.length;
    if (bytes > maxBytes) throw tooLarge(maxBytes);
    chunks.push(part);
  }
  return Buffer.concat(chunks);
}

const tooLarge = (maxBytes: number): AppError =>
  new AppError('PAYLOAD_TOO_LARGE', {
    message: `longer than ${maxBytes} bytes`,
    params: { max: `${Math.floor(maxBytes / 1_048_576)} MB` },
  });

function opened(sealer: Sealer, sealed: Buffer, key: string): Buffer {
  try {
    return sealer.open(sealed, key);
  } catch (error) {
    if (!(error instanceof DecryptionError)) throw error;
    throw new AppError('INTERNAL', { message: `a stored file cannot be opened: ${error.message}` });
  }
}

async function orUnavailable<T>(act: Promise<T>): Promise<T> {
  try {
    return await act;
  } catch (error) {
    const { code, name } = error as { code?: unknown; name?: unknown };
    const reason = typeof code === 'string' ? code : String(name);
    throw new AppError('STORAGE_UNAVAILABLE', {
      message: `the storage failed (${reason})`,
      details: { reason },
      cause: error,
    });
  }
}
