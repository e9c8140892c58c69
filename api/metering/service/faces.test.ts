import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { trialCases } from '#contract/metering/trial';
import { createSiakPort, type SiakPort } from '#ports/siak/siak-port';
import { institutionId, productId, seed } from '#prisma/seed';
import { findBrokenInvariants } from '#records/ledger';
import { type SiakSimulator, startSiakSimulator } from '../../../simulators/siak/simulator.ts';
import { createTestDatabase, type TestDatabase } from '../../../tests/support/database.ts';
import { serveTestApi, type TestApi } from '../../../tests/support/http.ts';
import {
  allowNetwork,
  giveCredential,
  giveUnits,
  type TestCredential,
} from '../../../tests/support/metering.ts';
import { picture } from '../../../tests/support/pictures.ts';
import { accessServiceHandlers } from './json-service.ts';

const token = 'token-siak-uji';
const bank = institutionId('BANK-CONTOH');
const found = '3374014101900001';
const absent = '3374014101907001';
let database: TestDatabase;
let simulator: SiakSimulator;
let siak: SiakPort;
let api: TestApi;
let credential: TestCredential;
let face: Buffer;

beforeAll(async () => {
  database = await createTestDatabase();
  await seed(database.db);
  simulator = await startSiakSimulator({ mode: 'demo', port: 0, token });
  siak = createSiakPort({ baseUrl: simulator.url, token, timeoutMs: 50_000, concurrency: 8 });
  api = await serveTestApi(database, {
    implementations: accessServiceHandlers,
    ports: { siak },
    now: () => new Date('2026-05-04T03:00:00Z'),
  });
  await allowNetwork(database.db, bank);
  face = await picture({ withPlace: true });
});
beforeEach(async () => {
  await giveUnits(database.db, bank, 10, 'WEBSERVICE-FACE');
  credential = await giveCredential(database.db, bank, { product: 'WEBSERVICE-FACE' });
});
afterEach(async () => expect(await findBrokenInvariants(database.db)).toEqual([]));
afterAll(async () => {
  await api?.close();
  await siak?.close();
  await simulator?.stop();
  await database?.drop();
});

function send(
  photo: Uint8Array<ArrayBuffer> | null,
  options: { nik?: string; key?: string; by?: TestCredential } = {},
) {
  const { nik = found, key = randomUUID(), by = credential } = options;
  const form = new FormData();
  form.set('nik', nik);
  if (photo) form.set('photo', new Blob([photo]), 'wajah.jpg');
  const authorization = `Basic ${Buffer.from(`${by.userId}:${by.secret}`).toString('base64')}`;
  return api.call('POST', '/api/v1/access/faces', { form, key, headers: { authorization } });
}
const left = async () => {
  const productOfFaces = productId('WEBSERVICE-FACE');
  const { granted, debited } = await database.db.quotaAccount.findUniqueOrThrow({
    where: { institutionId_productId: { institutionId: bank, productId: productOfFaces } },
  });
  return Number(granted - debited);
};
const logged = () =>
  database.db.accessLog.findMany({
    where: { credentialId: credential.id },
    orderBy: { id: 'asc' },
    select: { method: true, result: true, outcome: true, channel: true },
  });
const bytes = (content: Buffer) => new Uint8Array(content);

describe('a face', () => {
  it('is compared for one unit, once a key, and logged without its photo', async () => {
    const [before, key] = [await left(), randomUUID()];
    const answer = await send(bytes(face), { key });
    expect(answer.status, answer.text).toBe(200);
    expect(answer.body).toEqual({
      result: 'COMPARED',
      score: expect.any(Number),
      unitsLeft: before - 1,
    });
    expect((await send(bytes(face), { key })).body).toEqual(answer.body);
    expect(await left()).toBe(before - 1);
    expect(await logged()).toEqual([
      { method: 'FACE_RECOGNITION', result: 'COMPARED', outcome: 'DEBITED', channel: 'WEB_SERVICE' },
      { method: 'FACE_RECOGNITION', result: 'COMPARED', outcome: 'REPEATED', channel: 'WEB_SERVICE' },
    ]);
    const other = await picture({ width: 300 });
    expect((await send(bytes(other), { key })).body.code).toBe('IDEMPOTENCY_KEY_REUSED');
    expect(await database.db.storedFile.count()).toBe(0);
    expect(await database.db.pendingFile.count()).toBe(0);
  });

  it('that no photo shows costs nothing, and is logged', async () => {
    const before = await left();
    const blank = await sharp({ create: { width: 40, height: 40, channels: 3, background: '#fff' } })
      .png()
      .toBuffer();
    const answer = await send(bytes(blank));
    expect(answer.body).toEqual({ result: 'NO_FACE', score: null, unitsLeft: before });
    expect(await logged()).toMatchObject([{ result: 'NO_FACE', outcome: 'FREE' }]);
  });

  it('of an unknown NIK is an absence', async () => {
    expect((await send(bytes(face), { nik: absent })).body).toMatchObject({
      result: 'NOT_FOUND',
      score: null,
    });
  });

  it.each([
    ['no photo', null, 422, 'INVALID_INPUT'],
    ['no picture', new Uint8Array(Buffer.from('GIF89a and so on')), 415, 'UNSUPPORTED_FILE'],
    ['more than 2 MB', new Uint8Array(2 * 1024 * 1024 + 1).fill(0xff), 413, 'PAYLOAD_TOO_LARGE'],
    ['half a picture', new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46]), 422, 'PHOTO_UNREADABLE'],
  ])('with %s is refused at its field for nothing', async (_, photo, status, code) => {
    const before = await left();
    const answer = await send(photo);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(await left()).toBe(before);
    expect(await logged()).toEqual([]);
  });

  it('needs a credential of its own product', async () => {
    const ofNik = await giveCredential(database.db, bank);
    expect((await send(bytes(face), { by: ofNik })).status).toBe(403);
    expect((await send(bytes(face), { by: { ...credential, secret: 'x' } })).status).toBe(401);
  });

  it('has answers in Mode Uji that read and cost nothing', async () => {
    const by = await giveCredential(database.db, bank, { product: 'WEBSERVICE-FACE', environment: 'UJI' });
    const ask = async (nik: string) => (await send(bytes(face), { by, nik })).body.result;
    expect(await ask(trialCases.FOUND.nik)).toBe('COMPARED');
    expect(await ask(trialCases.FOUND_WOMAN.nik)).toBe('NO_FACE');
    expect(await ask(trialCases.DECEASED.nik)).toBe('DECEASED');
    expect(await logged()).toEqual([]);
  });
});
