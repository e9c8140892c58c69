import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { generateKeyRing, parseKeyRing } from '#platform/crypto';
import { eventually } from '../../tests/support/eventually.ts';
import { keyRingSealer } from './sealer.ts';
import { createStoragePort, newStorageKey, type StoragePort } from './storage-port.ts';

// A real S3-compatible server over a folder: `go install github.com/versity/versitygw/cmd/versitygw@latest`.
const hasServer = spawnSync('versitygw', ['--version']).error === undefined;

describe.skipIf(!hasServer)('files on an S3 server (versitygw on PATH)', () => {
  const marked = Buffer.from('KANARI-1610012345670001 bukti pembayaran');
  let server: ChildProcess;
  let root: string;
  let storage: StoragePort;

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'storage-s3-'));
    await mkdir(join(root, 'loket'));
    const port = await freePort();
    const account = ['--access', 'kunci', '--secret', 'rahasia/+aman'];
    server = spawn('versitygw', [...account, '--port', `127.0.0.1:${port}`, '--quiet', 'posix', root], {
      stdio: 'ignore',
    });
    storage = createStoragePort({
      url: `s3://kunci:${encodeURIComponent('rahasia/+aman')}@127.0.0.1:${port}/loket/berkas?tls=false`,
      directory: '/nowhere',
      sealer: keyRingSealer(parseKeyRing(generateKeyRing('k1'))),
    });
    await eventually(() => storage.delete(newStorageKey()), { withinMs: 20_000 });
  }, 30_000);
  afterAll(async () => {
    server.kill();
    await rm(root, { recursive: true });
  });

  test('come back as they went in, and lie sealed below the prefix', async () => {
    const key = newStorageKey();
    const stored = await storage.put(key, marked, { contentType: 'image/png' });
    expect(stored.bytes).toBe(marked.length);
    expect(await buffer(await storage.get(key))).toEqual(marked);
    const onDisk = await readFile(join(root, 'loket', 'berkas', key));
    expect(onDisk.length).toBeGreaterThan(marked.length);
    expect(onDisk.includes('KANARI')).toBe(false);
  });

  test('are gone after deleting, also the second time', async () => {
    const key = newStorageKey();
    await storage.put(key, marked, { contentType: 'image/png' });
    await storage.delete(key);
    await storage.delete(key);
    await expect(storage.get(key)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}
