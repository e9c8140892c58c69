import { existsSync, mkdirSync, mkdtempSync, utimesSync, writeFileSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { texts } from '#contract/i18n/index';
import { AppError } from '#contract/shared/errors';
import { keyRingSealer } from '#ports/storage/sealer';
import { createStoragePort, newStorageKey, type StoragePort } from '#ports/storage/storage-port';
import { createDatabase } from '#prisma/client';
import { seed } from '#prisma/seed';
import { notePendingFiles } from '#records/requests/pending-files';
import { form, freshNik, missolve, photos, proof, send } from '../../../tests/support/citizen.ts';
import { testConfig } from '../../../tests/support/config.ts';
import { createTestDatabase, type TestDatabase } from '../../../tests/support/database.ts';
import { eventually } from '../../../tests/support/eventually.ts';
import { serveTestApi, type TestApi } from '../../../tests/support/http.ts';
import { cleanHouse, keepHouse } from '../../shared/housekeeping.ts';
import { spoolDirectoryOf } from '../../shared/uploads.ts';
import { publicRequestHandlers } from './index.ts';

let database: TestDatabase;
let api: TestApi;
let clock = new Date();
let full = false;
const folder = mkdtempSync(join(tmpdir(), 'loket-photos-'));

/** A disk that fills up with the second photo. */
function fillable(inner: StoragePort): StoragePort {
  let puts = 0;
  return {
    ...inner,
    put: async (...given) => {
      puts += 1;
      if (full && puts % 2 === 0) throw new AppError('STORAGE_UNAVAILABLE', { message: 'no space left' });
      return inner.put(...given);
    },
  };
}

beforeAll(async () => {
  database = await createTestDatabase();
  await seed(database.db);
  const sealer = keyRingSealer(testConfig().dataKeys);
  api = await serveTestApi(database, {
    implementations: publicRequestHandlers,
    env: { CHALLENGE_BITS: '8', SUBMISSIONS_PER_HOUR: '40' },
    now: () => clock,
    ports: { storage: fillable(createStoragePort({ url: undefined, directory: folder, sealer })) },
  });
});
beforeEach(() => database.db.rateLimitBucket.deleteMany());
afterAll(async () => {
  await api?.close();
  await database?.drop();
  await rm(folder, { recursive: true, force: true });
});

const files = async () =>
  (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).length;
const challenge = async (): Promise<{ token: string; question: string; bits: number }> =>
  (await api.call('GET', '/api/v1/public/challenges')).body;

describe('the challenge', () => {
  it('may be answered by its sum, in digits or in words', async () => {
    const { numbers } = texts('id').requests.challenge;
    for (const spell of [(sum: number) => String(sum), (sum: number) => numbers[sum]?.toUpperCase()]) {
      const { token, question } = await challenge();
      const words = question.match(/^Berapa (\w+) ditambah (\w+)\?$/)?.slice(1) ?? [];
      const sum = words.reduce((total, word) => total + numbers.indexOf(word as 'satu'), 0);
      const answer = await send(api, { ...form(), tantangan: token, jawaban: spell(sum) });
      expect(answer.status, answer.text).toBe(201);
    }
  });

  it('serves one sending', async () => {
    const answered = await proof(api);
    expect((await send(api, { ...form(), ...answered })).status).toBe(201);
    const second = await send(api, { ...form(), ...answered });
    expect([second.status, second.body.code]).toEqual([422, 'CHALLENGE_FAILED']);
  });

  it('is refused with a wrong answer, altered, too old, or made up', async () => {
    const { token, bits } = await challenge();
    const [body = '', signature] = token.split('.');
    const easier = JSON.parse(Buffer.from(body, 'base64url').toString());
    easier[2] = 0;
    const altered = `${Buffer.from(JSON.stringify(easier)).toString('base64url')}.${signature}`;
    const tries = [
      { tantangan: token, jawaban: missolve(token, bits) },
      { tantangan: altered, jawaban: 'x' },
      { tantangan: 'e30.x', jawaban: '1' },
      { tantangan: '', jawaban: '' },
    ];
    for (const given of tries) {
      const { status, body: problem } = await send(api, { ...form(), ...given });
      expect([status, problem.code]).toEqual([422, 'CHALLENGE_FAILED']);
      expect(problem.errors).toMatchObject([{ path: 'jawaban', code: 'WRONG_ANSWER' }]);
    }
    const answered = await proof(api);
    const then = clock;
    clock = new Date(then.getTime() + 3 * 3_600_000);
    const late = await send(api, { ...form(), ...answered });
    clock = then;
    expect(late.body.code).toBe('CHALLENGE_FAILED');
  });
});

describe('how many are taken', () => {
  it('is limited for one NIK, under a key that does not tell it', async () => {
    const nik = freshNik();
    const statuses = [];
    for (let turn = 0; turn < 11; turn += 1) statuses.push((await send(api, form({ nik }))).status);
    expect(statuses).toEqual([...Array(10).fill(201), 429]);
    expect((await send(api)).status).toBe(201);
    const keys = (await database.db.rateLimitBucket.findMany()).map(({ key }) => key).join();
    expect(keys).toContain('request-nik:');
    expect(keys).not.toContain(nik);
  });

  it('is limited for one address, before anything costly is done', async () => {
    const wrong = () => send(api, form({ nomorWa: '1' }), {});
    const statuses = (await Promise.all(Array.from({ length: 45 }, wrong))).map(({ status }) => status);
    expect(statuses.filter((status) => status === 422)).toHaveLength(40);
    expect(statuses.filter((status) => status === 429)).toHaveLength(5);
  });
});

describe('when a part is away', () => {
  it('a full disk is a 503 that keeps nothing; the same form is taken with the same key and proof later', async () => {
    const fields = { ...form(), ...(await proof(api)) };
    const before = [await files(), await database.db.syncRequest.count()];
    full = true;
    const refused = await send(api, fields, undefined, 'kunci-saat-disk-penuh');
    full = false;
    expect([refused.status, refused.body.code]).toEqual([503, 'STORAGE_UNAVAILABLE']);
    expect([await files(), await database.db.syncRequest.count()]).toEqual(before);
    expect(await database.db.pendingFile.count()).toBe(0);
    const taken = await send(api, fields, undefined, 'kunci-saat-disk-penuh');
    expect(taken.status, taken.text).toBe(201);
  });

  it('without Postgres the answer is a 503, and nothing lies in the storage', async () => {
    const answered = await proof(api);
    const before = await files();
    const away = createDatabase('postgresql://nobody:x@127.0.0.1:1/none');
    const lame = await serveTestApi(
      { ...database, db: away },
      { implementations: publicRequestHandlers, ports: api.deps.ports },
    );
    const refused = await send(lame, { ...form(), ...answered });
    await lame.close();
    await away.$disconnect();
    expect([refused.status, refused.body.code]).toEqual([503, 'DATABASE_UNAVAILABLE']);
    expect(await files()).toBe(before);
  });

  it('files of a process that died are swept away after an hour, and those of a request stay', async () => {
    const { body } = await send(api);
    const before = await files();
    const orphan = newStorageKey();
    await notePendingFiles(database.db, [orphan], clock);
    await api.deps.ports.storage.put(orphan, Buffer.from('x'), { contentType: 'image/jpeg' });
    await cleanHouse(api.deps);
    expect(await files()).toBe(before + 1);
    const later = { ...api.deps, now: () => new Date(clock.getTime() + 3_600_001) };
    await cleanHouse(later);
    expect([await files(), await database.db.pendingFile.count()]).toEqual([before, 0]);
    const row = await database.db.syncRequest.findUniqueOrThrow({
      where: { code: body.code },
      include: { photos: true },
    });
    for (const { storageKey } of row.photos) await api.deps.ports.storage.get(storageKey);
  });

  it('what a process that died had spooled goes with the first round', async () => {
    const folder = spoolDirectoryOf(api.deps.config.dataDir);
    mkdirSync(folder, { recursive: true });
    const left = join(folder, 'left-by-a-crash');
    writeFileSync(left, 'x');
    utimesSync(left, new Date(0), new Date(0));
    const house = keepHouse(api.deps);
    await eventually(() => expect(existsSync(left)).toBe(false));
    await house.stop();
  });

  it('photos of a transaction that failed are destroyed', async () => {
    const before = await files();
    await database.owner.$executeRawUnsafe(
      'alter table request_photo add constraint never check (false) not valid',
    );
    const refused = await send(api, form(), await photos());
    await database.owner.$executeRawUnsafe('alter table request_photo drop constraint never');
    expect(refused.status).toBe(500);
    expect([await files(), await database.db.pendingFile.count()]).toEqual([before, 0]);
  });
});
