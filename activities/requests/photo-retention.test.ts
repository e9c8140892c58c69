import { MockActivityEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createLogger } from '#platform/logger';
import { createVault } from '#platform/vault';
import { keyRingSealer } from '#ports/storage/sealer';
import { createStoragePort, type StoragePort } from '#ports/storage/storage-port';
import { destroyPhotosOf } from '#records/requests/photo-retention';
import { testConfig } from '../../tests/support/config.ts';
import { createTestDatabase, type TestDatabase } from '../../tests/support/database.ts';
import { eventually } from '../../tests/support/eventually.ts';
import { createRequestWorld, labPromise } from '../../tests/support/request-lab.ts';
import { addPhoto, createRequest } from '../../tests/support/requests.ts';
import type { RequestActivityDeps } from './deps.ts';
import { destroyPhotos } from './photo-retention.ts';

const config = testConfig();
const day = 86_400_000;
let database: TestDatabase;
let storage: StoragePort;
let deps: RequestActivityDeps;
let officeId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  storage = createStoragePort({ ...config.storage, sealer: keyRingSealer(config.dataKeys) });
  ({ officeId } = await createRequestWorld(database.db));
  deps = {
    ...{ db: database.db, storage, dwh: null, dwhPollMs: 10, dataKeys: config.dataKeys },
    ...{ promise: labPromise, settings: { dwhTimeoutMs: 1_000 }, photoRetentionDays: 30 },
    vault: createVault(config.dataKeys, config.indexKey),
    publicUrl: 'http://loket.test',
    now: () => new Date(),
    log: createLogger('test', 'fatal'),
  };
});
afterAll(() => database?.drop());

const round = () => new MockActivityEnvironment().run(destroyPhotos(deps), { after: null });

async function ended(daysAgo: number) {
  const endedAt = new Date(Date.now() - daysAgo * day);
  const { id } = await createRequest(database.db, deps.vault, { officeId, status: 'SELESAI', endedAt });
  const photoId = await addPhoto(database.db, storage, id);
  return { id, photoId };
}

const photoOf = (id: string) => database.db.requestPhoto.findUniqueOrThrow({ where: { id } });
const isStored = async (key: string) =>
  storage.get(key).then(
    (stream) => {
      stream.resume();
      return true;
    },
    () => false,
  );

it('destroys the photos of requests past their retention, once, with rows that say so', async () => {
  const [old, recent] = [await ended(31), await ended(29)];
  expect(await round()).toEqual({ next: null, requests: 1 });
  const gone = await photoOf(old.photoId);
  expect(gone.destroyedAt).not.toBeNull();
  expect(await isStored(gone.storageKey)).toBe(false);
  expect(await isStored((await photoOf(recent.photoId)).storageKey)).toBe(true);
  const row = await database.db.syncRequest.findUniqueOrThrow({ where: { id: old.id } });
  expect(row.photosDestroyedAt).not.toBeNull();
  const audit = await database.db.auditEntry.findMany({ where: { subjectId: old.id } });
  expect(audit).toMatchObject([{ event: 'REQUEST_PHOTOS_DESTROYED', details: { count: 1 } }]);
  expect(await round()).toEqual({ next: null, requests: 0 });
});

it('says nothing of a request that came by telephone, and does not look at it again', async () => {
  const endedAt = new Date(Date.now() - 60 * day);
  const { id } = await createRequest(database.db, deps.vault, { officeId, status: 'SELESAI', endedAt });
  expect(await round()).toEqual({ next: null, requests: 0 });
  expect(await database.db.auditEntry.count({ where: { subjectId: id } })).toBe(0);
  const row = await database.db.syncRequest.findUniqueOrThrow({ where: { id } });
  expect(row.photosDestroyedAt, 'no night looks at it again').not.toBeNull();
});

it('spares what somebody holds', async () => {
  const { id, photoId } = await ended(60);
  await database.db.syncRequest.update({ where: { id }, data: { heldAt: new Date() } });
  await round();
  expect((await photoOf(photoId)).destroyedAt).toBeNull();
});

it('goes on after a worker died between the storage and the row', async () => {
  const { photoId } = await ended(60);
  await storage.delete((await photoOf(photoId)).storageKey);
  expect(await round()).toMatchObject({ requests: 1 });
  expect((await photoOf(photoId)).destroyedAt).not.toBeNull();
});

it('leaves no picture behind that two requests show whose turn it is at the same moment', async () => {
  const { db } = database;
  const [first, second] = [await ended(60), await ended(60)];
  const { storageKey } = await photoOf(first.photoId);
  await db.requestPhoto.update({ where: { id: second.photoId }, data: { storageKey } });
  await addPhoto(db, storage, first.id, 'KARTU_KELUARGA');
  const at = new Date();
  let begun = (): void => undefined;
  let secondIsDone = false;
  const firstBegan = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const waiting = async () => {
    const [row] = await db.$queryRaw<{ waiting: number }[]>`
      select count(*)::int as waiting from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`;
    return (row?.waiting ?? 0) > 0;
  };
  // The first one has looked, and goes on when the second one has looked too or waits for it.
  const one = destroyPhotosOf(db, {
    ...{ requestId: first.id, at },
    destroy: async (key) => {
      begun();
      await eventually(async () => secondIsDone || (await waiting()));
      await storage.delete(key);
    },
  });
  await firstBegan;
  const destroy = (key: string) => storage.delete(key);
  const other = destroyPhotosOf(db, { requestId: second.id, at, destroy }).finally(() => {
    secondIsDone = true;
  });
  expect(await Promise.all([one, other])).toEqual([true, true]);
  expect(await isStored(storageKey)).toBe(false);
});

it('keeps a picture that a newer request shows as well', async () => {
  const old = await ended(60);
  const { storageKey, kind, width, height, bytes, sha256 } = await photoOf(old.photoId);
  const { id: requestId } = await createRequest(database.db, deps.vault, { officeId });
  await database.db.requestPhoto.create({
    data: { requestId, kind, storageKey, width, height, bytes, sha256 },
  });
  await round();
  expect((await photoOf(old.photoId)).destroyedAt).not.toBeNull();
  expect(await isStored(storageKey)).toBe(true);
});
