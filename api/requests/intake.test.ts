import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keyRingSealer } from '#ports/storage/sealer';
import { createStoragePort } from '#ports/storage/storage-port';
import { officeId, seed } from '#prisma/seed';
import { nikIndex } from '#records/requests/sealed';
import { type ReadPdf, readPdf } from '../../documents/shared/read-pdf.fixture.ts';
import { form, freshNik, multipart, photos } from '../../tests/support/citizen.ts';
import { testConfig } from '../../tests/support/config.ts';
import { createTestDatabase, type TestDatabase } from '../../tests/support/database.ts';
import { serveTestApi, type TestAnswer, type TestApi } from '../../tests/support/http.ts';
import { addPerson, type TestPerson } from '../../tests/support/people.ts';
import { documentHandlers } from '../orders/documents.ts';
import { requestHandlers } from './index.ts';
import { publicRequestHandlers } from './public/index.ts';

let database: TestDatabase;
let api: TestApi;
let operator: TestPerson;
let colleague: TestPerson;
let clock = new Date();
const folder = mkdtempSync(join(tmpdir(), 'loket-photos-'));

beforeAll(async () => {
  database = await createTestDatabase();
  await seed(database.db);
  api = await serveTestApi(database, {
    implementations: [...requestHandlers, ...publicRequestHandlers, ...documentHandlers],
    now: () => clock,
    ports: {
      storage: createStoragePort({
        url: undefined,
        directory: folder,
        sealer: keyRingSealer(testConfig().dataKeys),
      }),
    },
  });
  const of = { roles: ['operator-dinas' as const], institutionId: null, officeId: officeId('3374') };
  operator = await addPerson(database.db, { ...of, name: 'Ani Operator' });
  colleague = await addPerson(database.db, { ...of, name: 'Budi Operator' });
});
afterAll(async () => {
  await api?.close();
  await database?.drop();
  await rm(folder, { recursive: true, force: true });
});

const intake = async (
  changes: Readonly<Record<string, string>> = {},
  files?: Parameters<typeof multipart>[1],
  by = operator,
) =>
  api.call('POST', '/api/v1/requests', {
    form: multipart(form({ kanal: 'LOKET', ...changes }), files ?? (await photos())),
    key: randomUUID(),
    cookie: by.cookie,
  });
const rowOf = (code: string) =>
  database.db.syncRequest.findUniqueOrThrow({ where: { code }, include: { photos: true, history: true } });

describe('"Input Loket"', () => {
  it('files a request in the operator’s name, with the channel, without any challenge', async () => {
    const answer = await intake({ nomorWa: '' });
    expect(answer.status, answer.text).toBe(201);
    const row = await rowOf(answer.body.code);
    expect(row).toMatchObject({
      id: answer.body.id,
      channel: 'LOKET',
      submittedBy: operator.id,
      phoneSealed: null,
      history: [{ action: 'submit', actorId: operator.id, actorRole: 'operator-dinas' }],
    });
    expect(row.photos).toHaveLength(2);
    expect(await database.db.outgoingNotice.findMany({ where: { requestId: row.id } })).toMatchObject([
      { channel: 'WHATSAPP', status: 'SKIPPED', recipient: '', lastError: expect.stringContaining('nomor') },
    ]);
    expect(
      await database.db.auditEntry.findFirst({ where: { subjectId: row.id, event: 'REQUEST_SUBMITTED' } }),
    ).toMatchObject({ actorId: operator.id, actorName: 'Ani Operator' });
  });

  it('needs the papers of who came or wrote, and none of who phoned', async () => {
    for (const kanal of ['LOKET', 'SURAT']) {
      const { body } = await intake({ kanal }, {});
      expect(body.errors).toMatchObject([{ code: 'PHOTO_MISSING' }, { code: 'PHOTO_MISSING' }]);
    }
    expect((await intake({ kanal: 'TELEPON' }, {})).status).toBe(201);
    expect((await intake({ kanal: 'DARING' })).body.errors).toMatchObject([{ path: 'kanal' }]);
  });

  it('refuses a wrong number also where none is needed', async () => {
    expect((await intake({ nomorWa: '0812' })).body.errors).toMatchObject([{ code: 'BAD_PHONE' }]);
  });

  it('keeps the answer, which holds a secret, sealed', async () => {
    const { body } = await intake();
    const kept = JSON.stringify(await database.db.idempotencyKey.findMany());
    expect(kept).not.toContain(body.secret);
    expect(kept).not.toContain(body.code);
  });
});

const paper = async (id: string, by: TestPerson, receipt?: string): Promise<TestAnswer> => {
  const query = receipt === undefined ? '' : `?${new URLSearchParams({ receipt })}`;
  return api.call('GET', `/api/v1/requests/${id}/documents/tanda-terima${query}`, { cookie: by.cookie });
};
async function print(id: string, by: TestPerson, receipt?: string): Promise<ReadPdf> {
  const query = receipt === undefined ? '' : `?${new URLSearchParams({ receipt })}`;
  const response = await fetch(`${api.url}/api/v1/requests/${id}/documents/tanda-terima${query}`, {
    headers: { cookie: by.cookie },
  });
  expect(response.status).toBe(200);
  return readPdf(Buffer.from(await response.arrayBuffer()));
}
const withLink = 'Siapa pun yang memindainya';

describe('the tanda terima', () => {
  it('names code, office, promise and that it is free, the person masked', async () => {
    const nik = freshNik();
    const { body } = await intake({ nik });
    const { text } = await print(body.id, operator);
    for (const words of [
      'TANDA TERIMA',
      body.code,
      `NIK : 3374********${nik.slice(12)}`,
      'Nama : Siti K*** R***',
      'Semarang',
      'Layanan ini tidak dipungut biaya.',
      'Perkiraan selesai :',
      '/sinkronisasi/lacak',
    ])
      expect(text).toContain(words);
    for (const secret of [nik, 'Kanari', body.secret]) expect(text).not.toContain(secret);
    expect(text).not.toContain(withLink);
  });

  it('bears the link for who filed it, for 15 minutes, and for nobody else', async () => {
    const [{ body }, other] = [await intake(), await intake()];
    expect((await print(body.id, operator, body.receipt)).text).toContain(withLink);
    expect((await print(body.id, colleague, body.receipt)).text).not.toContain(withLink);
    expect((await print(other.body.id, operator, body.receipt)).text).not.toContain(withLink);
    expect((await print(body.id, operator, 'v1.test-data.bukan')).text).not.toContain(withLink);
    const then = clock;
    clock = new Date(then.getTime() + 15 * 60_000);
    const late = await print(body.id, operator, body.receipt);
    clock = then;
    expect(late.text).not.toContain(withLink);
  });

  it('is printed by who filed it also when the request went to another office, whose people may, and nobody else', async () => {
    const { body } = await intake({ wilayahKk: '5103' });
    expect((await paper(body.id, operator)).status).toBe(200);
    expect((await paper(body.id, colleague)).status).toBe(404);
    const there = await addPerson(database.db, {
      roles: ['operator-dinas'],
      institutionId: null,
      officeId: officeId('5103'),
    });
    expect((await paper(body.id, there)).status).toBe(200);
  });
});

describe('a search by NIK or KK number', () => {
  const lookup = (kind: string, number: string) =>
    api.call('POST', '/api/v1/lookups', { body: { kind, number }, cookie: operator.cookie });

  it('gives a token that filters the list, and keeps the number nowhere', async () => {
    const nik = freshNik();
    const { body } = await intake({ nik });
    await intake();
    const found = await lookup('NIK', nik.replace(/(\d{4})/g, '$1 '));
    expect(found.status, found.text).toBe(200);
    const query = new URLSearchParams({ filter: JSON.stringify({ lookup: found.body.token }) });
    const list = await api.call('GET', `/api/v1/requests?${query}`, { cookie: operator.cookie });
    expect(list.body.map(({ code }: { code: string }) => code)).toEqual([body.code]);
    const entry = await database.db.auditEntry.findFirstOrThrow({ where: { event: 'LOOKUP_MADE' } });
    expect(entry).toMatchObject({
      actorId: operator.id,
      details: { kind: 'NIK', index: nikIndex(api.deps.vault, nik) },
    });
    const kept = JSON.stringify(
      [await database.db.lookup.findMany(), await database.db.auditEntry.findMany()],
      (_, value) => (typeof value === 'bigint' ? String(value) : value),
    );
    expect(kept).not.toContain(nik);
    expect(kept).not.toContain(found.body.token);
  });

  it.each([
    ['NIK', '12345', 'BAD_NIK'],
    ['KK', '33740101012000O1', 'BAD_KK'],
  ])('refuses what is no %s number', async (kind, number, code) => {
    expect((await lookup(kind, number)).body.errors).toMatchObject([{ path: 'number', code }]);
  });
});

describe('the QR of a tanda terima', () => {
  it('is checked like a bill’s: genuine with its status, or not ours', async () => {
    const { body } = await intake();
    const { signReceipt } = await import('#documents/requests/receipt-signature');
    const token = signReceipt(api.deps.config.documentSigningKey, {
      code: body.code,
      office: body.officeName,
      submittedAt: clock.toISOString(),
      printedAt: clock.toISOString(),
    });
    const check = (given: string) =>
      api.call('POST', '/api/v1/public/document-checks', { body: { token: given } });
    expect((await check(token)).body).toMatchObject({
      genuine: true,
      about: 'request',
      number: body.code,
      statusLabel: 'Baru',
    });
    const [payload = '', signature] = token.split('.');
    const other = Buffer.from(payload, 'base64url').toString().replace('SD-', 'SE-');
    expect((await check(`${Buffer.from(other).toString('base64url')}.${signature}`)).body).toEqual({
      genuine: false,
    });
  });
});
