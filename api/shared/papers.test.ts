import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createLogger } from '#platform/logger';
import { keyRingSealer } from '#ports/storage/sealer';
import { createStoragePort, type StoragePort } from '#ports/storage/storage-port';
import type { Database } from '#prisma/client';
import { testConfig } from '../../tests/support/config.ts';
import { createTestDatabase, type TestDatabase } from '../../tests/support/database.ts';
import type { ApiDeps } from './deps.ts';
import { keepPaper, type StoredPaper } from './papers.ts';

const content = Buffer.from('%PDF-1.7 surat');
const paper = {
  ...{ fileName: 'surat.pdf', contentType: 'application/pdf', bytes: content.length },
  read: async () => content,
  stream: () => Readable.from([content]),
};

let database: TestDatabase;
let storage: StoragePort;
beforeAll(async () => {
  database = await createTestDatabase();
  storage = createStoragePort({
    ...{ url: undefined, directory: mkdtempSync(join(tmpdir(), 'loket-papers-')) },
    sealer: keyRingSealer(testConfig().dataKeys),
  });
});
beforeEach(() => database.db.pendingFile.deleteMany());
afterAll(() => database?.drop());

const depsWith = (own: { db?: Database; storage?: Partial<StoragePort> }) => ({
  db: own.db ?? database.db,
  ports: { storage: { ...storage, ...own.storage } } as ApiDeps['ports'],
  logger: createLogger('test', 'fatal'),
  now: () => new Date(),
});

describe('a paper', () => {
  it('is noted as pending before it lies in the storage, so that no crash leaves one that nobody finds', async () => {
    const noted: number[] = [];
    const put: StoragePort['put'] = async (key, ...rest) => {
      noted.push(await database.db.pendingFile.count({ where: { storageKey: key } }));
      return storage.put(key, ...rest);
    };
    const kept = await keepPaper(depsWith({ storage: { put } }), paper, async (_tx, stored) => stored);
    expect(kept).toMatchObject({ fileName: 'surat.pdf', bytes: content.length });
    expect(noted).toEqual([1]);
    expect(await database.db.pendingFile.count()).toBe(0);
  });

  it('of which no row came to tell is taken away', async () => {
    let key = '';
    const refused = keepPaper(depsWith({}), paper, async (_tx, { storageKey }) => {
      key = storageKey;
      throw new Error('refused');
    });
    await expect(refused).rejects.toThrow('refused');
    await expect(storage.get(key)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await database.db.pendingFile.count()).toBe(0);
  });

  it('stays when its row was committed and only the answer was lost', async () => {
    let [row, answers] = [null as StoredPaper | null, 0];
    const deaf = Object.create(database.db, {
      $transaction: {
        value: async (work: Parameters<Database['$transaction']>[0]) => {
          const answer: unknown = await database.db.$transaction(work as never);
          if (answers++ === 0) throw new Error('Connection terminated unexpectedly');
          return answer;
        },
      },
    }) as Database;
    const lost = keepPaper(depsWith({ db: deaf }), paper, async (_tx, stored) => {
      row = stored;
    });
    await expect(lost).rejects.toThrow('Connection terminated');
    expect(
      (await buffer(await storage.get((row as StoredPaper | null)?.storageKey ?? ''))).equals(content),
    ).toBe(true);
  });
});
