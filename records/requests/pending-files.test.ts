import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../tests/support/database.ts';
import { notePendingFiles, sweepPendingFiles } from './pending-files.ts';

const now = new Date('2026-11-20T03:00:00Z');
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(() => database.db.pendingFile.deleteMany());
afterAll(() => database?.drop());

/** Abandoned files, in the order in which the sweep comes to them. */
async function abandon(keys: readonly string[]): Promise<void> {
  for (const [at, key] of keys.entries()) {
    await notePendingFiles(database.db, [key], new Date(now.getTime() - 7_200_000 + at));
  }
}
const left = async () =>
  (await database.db.pendingFile.findMany({ orderBy: { createdAt: 'asc' } })).map(
    ({ storageKey }) => storageKey,
  );

it('one file that the storage cannot destroy keeps no other one', async () => {
  await abandon(['stuck', 'second', 'third']);
  const gone: string[] = [];
  const destroy = async (key: string) => {
    if (key === 'stuck') throw new Error('the storage failed');
    gone.push(key);
  };
  await expect(sweepPendingFiles(database.db, now, destroy)).rejects.toThrow('the storage failed');
  expect(gone).toEqual(['second', 'third']);
  expect(await left()).toEqual(['stuck']);
});

it('a storage that is away is not asked about every file', async () => {
  await abandon(['1', '2', '3', '4', '5']);
  let asked = 0;
  const destroy = async () => {
    asked += 1;
    throw new Error('away');
  };
  await expect(sweepPendingFiles(database.db, now, destroy)).rejects.toThrow('away');
  expect(asked).toBe(3);
  expect(await left()).toHaveLength(5);
});

it('files that the storage can never destroy keep the others for one round at most', async () => {
  const stuck = ['stuck 1', 'stuck 2', 'stuck 3'];
  await abandon([...stuck, 'fourth', 'fifth']);
  const destroy = async (key: string) => {
    if (stuck.includes(key)) throw new Error('the storage failed');
  };
  await expect(sweepPendingFiles(database.db, now, destroy)).rejects.toThrow('the storage failed');
  expect(await left()).toHaveLength(5);
  await expect(sweepPendingFiles(database.db, now, destroy)).rejects.toThrow('the storage failed');
  expect(await left()).toEqual(stuck);
});
