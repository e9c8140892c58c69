import { mkdtempSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { AppError } from '#contract/shared/errors';
import { keyRingSealer } from '#ports/storage/sealer';
import { createStoragePort, type StoragePort } from '#ports/storage/storage-port';
import { seed } from '#prisma/seed';
import { send } from '../../tests/support/citizen.ts';
import { testConfig } from '../../tests/support/config.ts';
import { createTestDatabase, type TestDatabase } from '../../tests/support/database.ts';
import { serveTestApi, type TestApi } from '../../tests/support/http.ts';
import { publicRequestHandlers } from './public/index.ts';

let database: TestDatabase;
let storage: StoragePort;
const folder = mkdtempSync(join(tmpdir(), 'loket-photos-'));
const opened: TestApi[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  await seed(database.db);
  const sealer = keyRingSealer(testConfig().dataKeys);
  storage = createStoragePort({ url: undefined, directory: folder, sealer });
});
afterAll(async () => {
  for (const api of opened) await api.close();
  await database?.drop();
  await rm(folder, { recursive: true, force: true });
});

const storedFiles = async (): Promise<number> =>
  (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).length;

/** The public form over a storage that does something of its own. */
async function apiOver(own: Partial<StoragePort>): Promise<TestApi> {
  const api = await serveTestApi(database, {
    implementations: publicRequestHandlers,
    env: { CHALLENGE_BITS: '4' },
    ports: { storage: { ...storage, ...own } },
  });
  opened.push(api);
  return api;
}

it('stores the pictures of a form at once: none waits for the one before it', async () => {
  let goOn = (): void => undefined;
  const both = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  let begun = 0;
  const api = await apiOver({
    put: async (...given) => {
      begun += 1;
      if (begun === 2) goOn();
      await both;
      return storage.put(...given);
    },
  });
  const answer = await send(api);
  expect(answer.status, answer.text).toBe(201);
});

it('clears nothing away before the last picture is written, so that none is left behind', async () => {
  const order: string[] = [];
  const before = await storedFiles();
  const api = await apiOver({
    put: async (...given) => {
      if (order.push('put') === 1) throw new AppError('STORAGE_UNAVAILABLE', { message: 'no space left' });
      const stored = await storage.put(...given);
      order.push('stored');
      return stored;
    },
    delete: async (key) => {
      order.push('deleted');
      await storage.delete(key);
    },
  });
  const refused = await send(api);
  expect([refused.status, refused.body.code]).toEqual([503, 'STORAGE_UNAVAILABLE']);
  expect(order).toEqual(['put', 'put', 'stored', 'deleted', 'deleted']);
  expect(await storedFiles()).toBe(before);
  expect(await database.db.pendingFile.count()).toBe(0);
});
