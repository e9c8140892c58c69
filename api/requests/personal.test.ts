import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createDwhPort } from '#ports/dwh/dwh-port';
import { keyRingSealer } from '#ports/storage/sealer';
import { createStoragePort, type StoragePort } from '#ports/storage/storage-port';
import { officeId, seed } from '#prisma/seed';
import { recordMoves } from '#records/requests/acts';
import { type DwhSimulator, startDwhSimulator } from '../../simulators/dwh/simulator.ts';
import { testConfig } from '../../tests/support/config.ts';
import { createTestDatabase, type TestDatabase } from '../../tests/support/database.ts';
import { serveTestApi, type TestApi } from '../../tests/support/http.ts';
import { addPerson, type TestPerson } from '../../tests/support/people.ts';
import { addPhoto, createRequest, type RequestOptions, randomNik } from '../../tests/support/requests.ts';
import { requestHandlers } from './index.ts';

const semarang = officeId('3374');
const token = 'token-dwh-uji';
const dataDir = mkdtempSync(join(tmpdir(), 'loket-personal-'));

let database: TestDatabase;
let storage: StoragePort;
let dwh: DwhSimulator;
let api: TestApi;
let withoutDwh: TestApi;
let operator: TestPerson;
let foreigner: TestPerson;
let centre: TestPerson;
let auditor: TestPerson;

beforeAll(async () => {
  database = await createTestDatabase();
  const { db } = database;
  await seed(db);
  const env = { DATA_KEYS: 'test-data:bG9rZXQtdGVzdC1vbmx5LWtleS1ub3QtYS1zZWNyZXQ=' };
  storage = createStoragePort({
    url: undefined,
    directory: join(dataDir, 'files'),
    sealer: keyRingSealer(testConfig().dataKeys),
  });
  dwh = await startDwhSimulator({ mode: 'demo', port: 0, dataDir, token, jobMs: 100 });
  const port = createDwhPort({ baseUrl: dwh.url, token, timeoutMs: 2_000 });
  const implementations = requestHandlers;
  api = await serveTestApi(database, { implementations, env, ports: { storage, dwh: port } });
  withoutDwh = await serveTestApi(database, { implementations, env });
  const of = (office: string) =>
    addPerson(db, { roles: ['operator-dinas'], institutionId: null, officeId: office });
  operator = await of(semarang);
  foreigner = await of(officeId('5103'));
  centre = await addPerson(db, { roles: ['staf-konsolidasi'], institutionId: null });
  auditor = await addPerson(db, { roles: ['auditor'], institutionId: null });
});
beforeEach(() => database.db.rateLimitBucket.deleteMany());
afterAll(async () => {
  await Promise.all([api?.close(), withoutDwh?.close(), dwh?.stop()]);
  await database?.drop();
  rmSync(dataDir, { recursive: true, force: true });
});

const add = (more: Partial<RequestOptions> = {}) =>
  createRequest(database.db, api.deps.vault, { officeId: semarang, ...more });
const call = (who: TestPerson, method: string, path: string, body?: unknown, at = api) =>
  at.call(method, `/api/v1/${path}`, {
    cookie: who.cookie,
    key: randomUUID(),
    ...(body === undefined ? {} : { body }),
  });
/** What the workflow records when an operator corrects fields. */
const correct = (requestId: string, fields: Record<string, string>) =>
  recordMoves(
    database.db,
    {
      mail: { vault: api.deps.vault, dataKeys: api.deps.config.dataKeys, publicUrl: 'http://loket.test' },
      promise: api.deps.config.requests,
      dwhOn: true,
    },
    {
      requestId,
      moves: { request: { action: 'correct', from: 'BARU', to: 'BARU', role: 'operator-dinas' }, steps: [] },
      expectedVersion: 1,
      actor: { id: operator.id, name: operator.name, unit: 'Dinas', roles: ['operator-dinas'] },
      at: new Date(),
      note: 'Salah ketik',
      input: { fields },
    },
  );
const trail = (subjectId: string) =>
  database.db.auditEntry.findMany({ where: { subjectId }, orderBy: { id: 'asc' } });
const reason = 'Pemohon menelepon pusat';
const unmask = (who: TestPerson, id: string, why = reason) =>
  call(who, 'POST', `requests/${id}/unmaskings`, { reason: why });

describe('unmasking', () => {
  it('gives what was filed, and writes down who asked and why', async () => {
    const { id, name, nik, noKk, phone } = await add();
    const answer = await unmask(centre, id);
    expect(answer.body).toMatchObject({ namaPemohon: name, nik, noKk, nomorWa: phone });
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await trail(id)).toMatchObject([
      { event: 'REQUEST_UNMASKED', actorId: centre.id, details: { reason } },
    ]);
  });

  it('shows what corrections replaced in full, to its own office with a reason too, each time written down', async () => {
    const { id, nik, noKk, name } = await add();
    const before = (await call(operator, 'GET', `requests/${id}`)).body;
    expect(before).toMatchObject({ mayUnmask: false });
    expect((await unmask(operator, id)).body.corrections).toEqual([]);
    const right = { nik: randomNik('3374'), noKk: randomNik('3374') };
    await correct(id, { ...right, namaPemohon: 'Siti Rahayu' });
    const page = await call(operator, 'GET', `requests/${id}`);
    expect(page.body).toMatchObject({ mayUnmask: true, personal: right });
    expect(page.text).not.toContain(nik);
    for (const who of [operator, centre]) {
      const { body } = await unmask(who, id);
      expect(body.corrections).toEqual(
        [
          { field: 'namaPemohon', before: name, after: 'Siti Rahayu' },
          { field: 'nik', before: nik, after: right.nik },
          { field: 'noKk', before: noKk, after: right.noKk },
        ].map((value) => ({ ...value, version: 2, at: expect.any(String) })),
      );
    }
    const unmaskings = (await trail(id)).filter(({ event }) => event === 'REQUEST_UNMASKED');
    expect(unmaskings.map(({ actorId }) => actorId)).toEqual([operator.id, operator.id, centre.id]);
    const [row] = await database.db.requestHistory.findMany({ where: { requestId: id, version: 2 } });
    expect(JSON.stringify(row)).not.toMatch(new RegExp(`${nik}|${right.nik}|${noKk}`));
    expect(row?.valuesSealed).toMatch(/^v1\./);
  });

  it('asks for a reason that says something, and for a request that the person sees', async () => {
    const { id } = await add();
    expect((await unmask(centre, id, 'perlu')).status).toBe(422);
    expect((await unmask(foreigner, id)).status).toBe(404);
    expect(await trail(id)).toEqual([]);
  });

  it('is no way to read them all', async () => {
    const { id } = await add();
    const bucket = {
      key: `request-unmask:${auditor.id}`,
      points: 60,
      expire: BigInt(Date.now() + 3_600_000),
    };
    await database.db.rateLimitBucket.create({ data: bucket });
    const answer = await unmask(auditor, id);
    expect([answer.status, answer.body.code]).toEqual([429, 'RATE_LIMITED']);
    expect(await trail(id)).toEqual([]);
  });
});

describe('a picture', () => {
  const open = async (who: TestPerson, id: string, photoId: string) =>
    fetch(`${api.url}/api/v1/requests/${id}/photos/${photoId}`, { headers: { cookie: who.cookie } });

  it('is opened for its own office, as nothing but a picture, and the reading is written down', async () => {
    const { id } = await add();
    const photoId = await addPhoto(database.db, storage, id);
    const answer = await open(operator, id, photoId);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'image/jpeg',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    });
    expect(answer.headers.get('content-disposition')).toMatch(/^inline; /);
    const picture = await sharp(Buffer.from(await answer.arrayBuffer())).metadata();
    expect([picture.width, picture.height]).toEqual([8, 5]);
    expect(await trail(id)).toMatchObject([
      { event: 'REQUEST_PHOTO_READ', actorId: operator.id, details: { photoId, kind: 'KTP_EL' } },
    ]);
  });

  it('is opened for who holds a step or gave a reason, for others not', async () => {
    const held = await add({ status: 'DIPROSES', stepAssignee: centre });
    expect((await open(centre, held.id, await addPhoto(database.db, storage, held.id))).status).toBe(200);
    const { id } = await add();
    const photoId = await addPhoto(database.db, storage, id);
    const refused = await open(centre, id, photoId);
    expect([refused.status, (await refused.json()).code]).toEqual([403, 'UNMASK_FIRST']);
    await unmask(centre, id);
    expect((await open(centre, id, photoId)).status).toBe(200);
    expect((await open(foreigner, id, photoId)).status).toBe(404);
    expect((await open(auditor, id, photoId)).status).toBe(403);
  });

  it('belongs to its request, and is gone once it was destroyed', async () => {
    const [one, other] = [await add(), await add()];
    const photoId = await addPhoto(database.db, storage, one.id);
    expect((await open(operator, other.id, photoId)).status).toBe(404);
    await database.db.requestPhoto.update({ where: { id: photoId }, data: { destroyedAt: new Date() } });
    const answer = await open(operator, one.id, photoId);
    expect([answer.status, (await answer.json()).code]).toEqual([410, 'PHOTOS_DESTROYED']);
    expect((await call(operator, 'GET', `requests/${one.id}`)).body.photos).toEqual([]);
  });
});

describe('"sudah terbaca di DWH?"', () => {
  const ask = async (who: TestPerson, id: string, at = api) => {
    const answer = await call(who, 'POST', `requests/${id}/dwh-readings`, undefined, at);
    expect(answer.status, answer.text).toBe(200);
    return answer.body;
  };
  const control = (body: object) =>
    fetch(`${dwh.url}/control`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });

  it.each([
    ['readable', 'TERBACA'],
    ['inactive', 'TIDAK_AKTIF'],
    ['normal', 'TIDAK_TERBACA'],
    ['down', 'TIDAK_DIKETAHUI'],
    ['garbage', 'TIDAK_DIKETAHUI'],
  ])('asks at once; a DWH that is %s gives %s', async (mode, reading) => {
    const { id } = await add();
    await control({ mode });
    try {
      const asked = await ask(operator, id);
      expect(asked).toMatchObject({ reading, purpose: 'ASKED', byName: operator.name });
      expect((await call(operator, 'GET', `requests/${id}`)).body.readings).toEqual([asked]);
      expect((await trail(id))[0]).toMatchObject({ event: 'REQUEST_DWH_ASKED', details: { reading } });
    } finally {
      await control({ mode: 'normal' });
    }
  });

  it('is not known where the interface is off, and is then not offered', async () => {
    const { id } = await add();
    expect(await ask(operator, id, withoutDwh)).toMatchObject({ reading: 'TIDAK_DIKETAHUI' });
    const detail = await call(operator, 'GET', `requests/${id}`, undefined, withoutDwh);
    expect(detail.body.mayReadDwh).toBe(false);
  });
});

describe('the access log', () => {
  it('tells the auditor who saw what and why, newest first', async () => {
    const { id } = await add();
    await call(operator, 'GET', `requests/${id}`);
    await unmask(centre, id);
    const { version } = (await call(operator, 'GET', `requests/${id}`)).body;
    expect((await call(operator, 'POST', `requests/${id}/phone-proof`, { version })).status).toBe(200);
    const { body } = await call(auditor, 'GET', `requests/${id}/access-log`);
    expect(body).toMatchObject([
      { event: 'REQUEST_UNMASKED', actorName: centre.name, reason },
      { event: 'REQUEST_READ', actorName: operator.name, actorRoles: ['operator-dinas'], reason: null },
    ]);
    expect((await call(auditor, 'GET', `requests/${randomUUID()}/access-log`)).status).toBe(404);
  });
});

describe('the list of destroyed pictures', () => {
  it('names each request once, with how many, by the month of Jakarta', async () => {
    const destroyed = async (at: string) => {
      const made = await add({ status: 'SELESAI' });
      for (const kind of ['KTP_EL', 'KARTU_KELUARGA'] as const) {
        const photoId = await addPhoto(database.db, storage, made.id, kind);
        await database.db.requestPhoto.update({
          where: { id: photoId },
          data: { destroyedAt: new Date(at) },
        });
      }
      await database.db.syncRequest.update({
        where: { id: made.id },
        data: { photosDestroyedAt: new Date(at) },
      });
      return made.code;
    };
    const august = await destroyed('2026-08-31T16:59:59Z');
    const september = await destroyed('2026-08-31T17:00:00Z');
    const december = await destroyed('2026-12-31T16:00:00Z');
    const byTelephone = await add({ status: 'SELESAI', channel: 'TELEPON' });
    await database.db.syncRequest.update({
      where: { id: byTelephone.id },
      data: { photosDestroyedAt: new Date('2026-08-31T16:00:00Z') },
    });
    const of = async (filter: object) => {
      const query = new URLSearchParams({ filter: JSON.stringify(filter) });
      const answer = await call(auditor, 'GET', `photo-destructions?${query}`);
      return answer.body.map(({ code, count }: { code: string; count: number }) => [code, count]);
    };
    expect(await of({ month: '2026-08' })).toEqual([[august, 2]]);
    expect(await of({ month: '2026-12' })).toEqual([[december, 2]]);
    expect(await of({})).toEqual([
      [december, 2],
      [september, 2],
      [august, 2],
    ]);
  });
});
