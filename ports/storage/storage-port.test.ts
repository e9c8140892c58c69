import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AppError } from '#contract/shared/errors';
import { generateKeyRing, parseKeyRing } from '#platform/crypto';
import { keyRingSealer } from './sealer.ts';
import { createStoragePort, newStorageKey, type StoragePort } from './storage-port.ts';

const oldKey = generateKeyRing('old');
const sealer = keyRingSealer(parseKeyRing(oldKey));
const marked = Buffer.from('KANARI-1610012345670001 bukti pembayaran');
const contentType = 'application/pdf';

let directory: string;
let storage: StoragePort;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'storage-'));
  storage = createStoragePort({ url: undefined, directory, sealer, maxBytes: 1024 });
});
afterEach(() => rm(directory, { recursive: true, force: true }));

async function codeOf(act: Promise<unknown>): Promise<string> {
  const error = await act.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof AppError) return error.code;
  throw new Error(`expected an AppError, got ${String(error)}`);
}

/** Every file below the folder. */
const files = async (): Promise<string[]> =>
  (await readdir(directory, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

describe('a file in the folder', () => {
  test.each([
    ['a buffer', () => marked],
    ['a stream', () => Readable.from([marked.subarray(0, 10), marked.subarray(10)])],
  ])('comes back as it went in, from %s', async (_name, content) => {
    const key = newStorageKey();
    const stored = await storage.put(key, content(), { contentType });
    expect(stored).toEqual({
      bytes: marked.length,
      sha256: createHash('sha256').update(marked).digest('hex'),
    });
    expect(await buffer(await storage.get(key))).toEqual(marked);
  });

  test('is not to be read from the disk', async () => {
    await storage.put(newStorageKey(), marked, { contentType });
    const [path = ''] = await files();
    expect((await readFile(path)).includes('KANARI')).toBe(false);
  });

  test('of no bytes is a file too', async () => {
    const key = newStorageKey();
    await storage.put(key, Buffer.alloc(0), { contentType });
    expect(await buffer(await storage.get(key))).toEqual(Buffer.alloc(0));
  });

  test('is replaced as a whole by another put', async () => {
    const key = newStorageKey();
    await storage.put(key, marked, { contentType });
    await storage.put(key, Buffer.from('baru'), { contentType });
    expect(String(await buffer(await storage.get(key)))).toBe('baru');
    expect(await files()).toHaveLength(1);
  });

  test('is gone after deleting, also the second time', async () => {
    const key = newStorageKey();
    await storage.put(key, marked, { contentType });
    await storage.delete(key);
    await storage.delete(key);
    expect(await codeOf(storage.get(key))).toBe('NOT_FOUND');
    expect(await files()).toEqual([]);
  });

  test('opens under a new current key as long as the old one is in the ring', async () => {
    const key = newStorageKey();
    await storage.put(key, marked, { contentType });
    const rotated = keyRingSealer(parseKeyRing(`${generateKeyRing('new')},${oldKey}`));
    const later = createStoragePort({ url: undefined, directory, sealer: rotated });
    expect(await buffer(await later.get(key))).toEqual(marked);
    const without = keyRingSealer(parseKeyRing(generateKeyRing('new')));
    const stranger = createStoragePort({ url: undefined, directory, sealer: without });
    expect(await codeOf(stranger.get(key))).toBe('INTERNAL');
  });

  test('that was altered, cut or moved to another key does not open', async () => {
    const [key, other] = [newStorageKey(), newStorageKey()];
    await storage.put(key, marked, { contentType });
    const [path = ''] = await files();
    const bytes = await readFile(path);
    await writeFile(path, bytes.with(bytes.length - 20, (bytes.at(-20) ?? 0) ^ 1));
    expect(await codeOf(storage.get(key))).toBe('INTERNAL');
    for (const length of [0, 1, 3, 20]) {
      await writeFile(path, bytes.subarray(0, length));
      expect(await codeOf(storage.get(key))).toBe('INTERNAL');
    }
    await storage.put(other, marked, { contentType });
    const otherPath = (await files()).find((name) => name.endsWith(other)) ?? '';
    await rename(otherPath, path);
    expect(await codeOf(storage.get(key))).toBe('INTERNAL');
  });
});

describe('nothing is kept', () => {
  test.each(['', '../../etc/passwd', 'a/b', 'A'.repeat(32), '0'.repeat(31), `${'0'.repeat(32)}\n`])(
    'under the key %j, and nothing is read or deleted there',
    async (key) => {
      expect(await codeOf(storage.put(key, marked, { contentType }))).toBe('INVALID_INPUT');
      expect(await codeOf(storage.get(key))).toBe('INVALID_INPUT');
      expect(await codeOf(storage.delete(key))).toBe('INVALID_INPUT');
      expect(await files()).toEqual([]);
    },
  );

  test('of a content that is too long, from a buffer or an endless stream', async () => {
    const endless = Readable.from(
      (function* () {
        for (;;) yield Buffer.alloc(100);
      })(),
    );
    for (const content of [Buffer.alloc(1025), endless])
      expect(await codeOf(storage.put(newStorageKey(), content, { contentType }))).toBe('PAYLOAD_TOO_LARGE');
    expect(await files()).toEqual([]);
  });

  test('when the stream breaks off: the error is the stream’s own', async () => {
    const broken = new Readable({
      read() {
        this.destroy(new Error('client gone'));
      },
    });
    await expect(storage.put(newStorageKey(), broken, { contentType })).rejects.toThrow('client gone');
    expect(await files()).toEqual([]);
  });

  test('when the place cannot be written: the caller is told to come again', async () => {
    await rm(directory, { recursive: true });
    await writeFile(directory, 'not a folder');
    expect(await codeOf(storage.put(newStorageKey(), marked, { contentType }))).toBe('STORAGE_UNAVAILABLE');
  });
});

describe('an S3 server', () => {
  test('that does not answer is unavailable, without its credentials in the error', async () => {
    const url = 's3://kunci:rahasia@127.0.0.1:1/bucket?tls=false';
    const remote = createStoragePort({ url, directory, sealer, timeoutMs: 2_000 });
    const error = await remote.put(newStorageKey(), marked, { contentType }).catch((reason) => reason);
    expect(error).toMatchObject({ code: 'STORAGE_UNAVAILABLE' });
    expect(JSON.stringify([error.message, error.details])).not.toContain('rahasia');
  });

  test('without a bucket in its address is refused at the start', () => {
    expect(() => createStoragePort({ url: 's3://host', directory, sealer })).toThrow(/bucket/);
  });
});
