import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generateKeyRing, parseKeyRing } from '#platform/crypto';
import { keyRingSealer } from '#ports/storage/sealer';
import { createStoragePort } from '#ports/storage/storage-port';
import { demoPassword, institutionId, seed } from '#prisma/seed';
import { createTestDatabase, type TestDatabase } from '../../tests/support/database.ts';
import { serveTestApi, type TestApi } from '../../tests/support/http.ts';
import { institutionHandlers } from './index.ts';

let database: TestDatabase;
let api: TestApi;
let now = new Date('2026-05-04T03:00:00Z');
let keys = 0;
const cookies: Record<string, string> = {};
const directory = mkdtempSync(join(tmpdir(), 'loket-institutions-'));

beforeAll(async () => {
  database = await createTestDatabase();
  await seed(database.db);
  const sealer = keyRingSealer(parseKeyRing(generateKeyRing('test')));
  api = await serveTestApi(database, {
    implementations: institutionHandlers,
    ports: { storage: createStoragePort({ url: undefined, directory, sealer }) },
    // Sessions are made at the real time and must still hold.
    now: () => now,
  });
  for (const name of ['kerjasama', 'pengelola.bank', 'pemesan.bank', 'pnbp', 'operator.semarang']) {
    cookies[name] = await api.signIn(`${name}@demo.loket.test`, demoPassword);
  }
});
afterAll(async () => {
  await api?.close();
  await database?.drop();
  rmSync(directory, { recursive: true, force: true });
});

const send = (by: string, method: string, path: string, body?: unknown) =>
  api.call(method, `/api/v1${path}`, {
    cookie: cookies[by] ?? '',
    key: `institution-key-${++keys}`,
    ...(body === undefined ? {} : { body }),
  });
const input = (code: string) => ({
  code,
  name: `Lembaga ${code}`,
  category: 'ASURANSI',
  address: 'Jl. Contoh No. 9, Bandung',
  email: 'Kantor@Asuransi-Contoh.test',
  phone: '(022) 5550900',
  npwp: '99.999.999.9-999.009',
});
const create = async (code: string) => {
  const answer = await send('kerjasama', 'POST', '/institutions', input(code));
  expect(answer.status, answer.text).toBe(201);
  return answer.body;
};
const trail = async (subjectId: string) =>
  (await database.db.auditEntry.findMany({ where: { subjectId }, orderBy: { id: 'asc' } })).map(
    ({ event, details }) => ({ event, details }),
  );

describe('recording an institution', () => {
  it('keeps what Informasi Pemohon shows', async () => {
    const created = await create('asr-001');
    expect(created).toMatchObject({
      code: 'ASR-001',
      email: 'kantor@asuransi-contoh.test',
      npwp: '999999999999009',
      agreementActive: false,
      agreementEndsOn: null,
      version: 1,
    });
    expect((await trail(created.id))[0]?.event).toBe('INSTITUTION_RECORDED');
  });

  it('under a code that is taken is refused, also at the same moment', async () => {
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => send('kerjasama', 'POST', '/institutions', input('ASR-002'))),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ body }) => body.code === 'DUPLICATE')).toHaveLength(4);
  });

  it.each([
    { npwp: '12345' },
    { category: 'TOKO' },
    { email: 'bukan surel' },
    { code: 'A' },
    { juknisDoneOn: '2026-02-30' },
    { surprise: 1 },
  ])('with %j is refused', async (wrong) => {
    const answer = await send('kerjasama', 'POST', '/institutions', { ...input('ASR-003'), ...wrong });
    expect(answer.status).toBe(422);
    expect(answer.body.errors).toHaveLength(1);
  });

  it('is the work of staf-kerjasama alone', async () => {
    expect((await send('pnbp', 'POST', '/institutions', input('ASR-004'))).status).toBe(403);
    expect((await send('pengelola.bank', 'GET', '/institutions')).status).toBe(403);
  });
});

describe('changing an institution', () => {
  it('of several at once lets exactly one through and loses nothing', async () => {
    const { id, version } = await create('ASR-010');
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, number) =>
        send('kerjasama', 'PUT', `/institutions/${id}`, {
          ...input('ASR-010'),
          phone: `(022) 555000${number}`,
          version,
        }),
      ),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ body }) => body.code === 'VERSION_CONFLICT')).toHaveLength(5);
    const after = (await send('kerjasama', 'GET', `/institutions/${id}`)).body;
    expect(after.version).toBe(2);
    const [, change] = await trail(id);
    expect(change).toEqual({
      event: 'INSTITUTION_CHANGED',
      details: { changed: { phone: ['(022) 5550900', after.phone] } },
    });
  });

  it('to the code of another one is refused', async () => {
    const { id, version } = await create('ASR-011');
    const answer = await send('kerjasama', 'PUT', `/institutions/${id}`, {
      ...input('BANK-CONTOH'),
      version,
    });
    expect(answer.body.code).toBe('DUPLICATE');
  });

  it('that does not exist is not found', async () => {
    const id = '00000000-0000-4000-8000-000000000000';
    expect(
      (await send('kerjasama', 'PUT', `/institutions/${id}`, { ...input('X-1'), version: 1 })).status,
    ).toBe(404);
    expect((await send('kerjasama', 'GET', '/institutions/not-an-id')).status).toBe(404);
  });

  it('suspends and reopens with a note', async () => {
    const { id } = await create('ASR-012');
    const suspend = (suspended: boolean, note: string) =>
      send('kerjasama', 'POST', `/institutions/${id}/suspension`, {
        ...{ suspended, note, letterNumber: suspended ? '400.8/7/Dukcapil' : '' },
      });
    expect((await suspend(true, 'x')).status).toBe(422);
    expect((await suspend(true, 'Laporan semester terlambat')).body.suspended).toBe(true);
    expect((await suspend(true, 'Laporan semester terlambat')).body.suspended).toBe(true);
    expect((await suspend(false, 'Laporan diterima')).body.suspended).toBe(false);
    expect((await trail(id)).slice(1)).toEqual([
      {
        event: 'INSTITUTION_SUSPENDED',
        details: { note: 'Laporan semester terlambat', letterNumber: '400.8/7/Dukcapil' },
      },
      { event: 'INSTITUTION_REOPENED', details: { note: 'Laporan diterima' } },
    ]);
  });
});

describe('a PKS', () => {
  const agreement = { number: 'PKS/1/2026', startsOn: '2026-05-01', endsOn: '2026-05-31' };

  it('is active from its first day to its last, by the calendar of Jakarta', async () => {
    const { id } = await create('PKS-001');
    await send('kerjasama', 'POST', `/institutions/${id}/agreements`, agreement);
    const activeAt = async (moment: string) => {
      now = new Date(moment);
      return (await send('kerjasama', 'GET', `/institutions/${id}`)).body.agreementActive;
    };
    expect(await activeAt('2026-04-30T16:59:59Z')).toBe(false);
    expect(await activeAt('2026-04-30T17:00:00Z')).toBe(true);
    expect(await activeAt('2026-05-31T16:59:59Z')).toBe(true);
    expect(await activeAt('2026-05-31T17:00:00Z')).toBe(false);
    now = new Date('2026-05-04T03:00:00Z');
  });

  it('number stands once per institution, and a PKS does not end before it starts', async () => {
    const { id } = await create('PKS-002');
    expect((await send('kerjasama', 'POST', `/institutions/${id}/agreements`, agreement)).status).toBe(201);
    const again = await send('kerjasama', 'POST', `/institutions/${id}/agreements`, agreement);
    expect(again.body.code).toBe('DUPLICATE');
    const turned = { number: 'PKS/2', startsOn: '2026-06-02', endsOn: '2026-06-01' };
    const refused = await send('kerjasama', 'POST', `/institutions/${id}/agreements`, turned);
    expect(refused.body.errors).toMatchObject([{ path: 'endsOn', code: 'ENDS_BEFORE_START' }]);
  });

  it('is uploaded as PDF and read back byte by byte; a later file takes its place', async () => {
    const { id } = await create('PKS-003');
    const { body } = await send('kerjasama', 'POST', `/institutions/${id}/agreements`, agreement);
    const path = `/api/v1/institutions/${id}/agreements/${body.agreements[0].id}/file`;
    const upload = (content: string, type: string) => {
      const form = new FormData();
      form.append('file', new Blob([content], { type }), '../../pks.pdf');
      return api.call('POST', path, { cookie: cookies.kerjasama ?? '', form });
    };
    const fake = await upload('<html>not a pdf</html>', 'application/pdf');
    expect(fake.status).toBe(415);
    expect(await database.db.storedFile.count({ where: { institutionId: id } })).toBe(0);
    expect((await upload('%PDF-1.7 first', 'application/pdf')).status).toBe(201);
    const second = await upload('%PDF-1.7 second', 'image/png');
    expect(second.body.agreements[0].fileId).toEqual(expect.any(String));
    const file = await api.call('GET', path, { cookie: cookies.pnbp ?? '' });
    expect(file.text).toBe('%PDF-1.7 second');
    expect(file.headers.get('content-type')).toBe('application/pdf');
    expect(file.headers.get('x-content-type-options')).toBe('nosniff');
    const events = (await trail(id)).map(({ event }) => event);
    expect(events.slice(-3)).toEqual(['FILE_UPLOADED', 'FILE_UPLOADED', 'FILE_DOWNLOADED']);
    expect((await api.call('GET', path, { cookie: cookies['pemesan.bank'] ?? '' })).status).toBe(403);
  });

  it('of another institution cannot be reached through this one', async () => {
    const own = await create('PKS-004');
    const foreign = await database.db.agreement.findFirstOrThrow({
      where: { institutionId: institutionId('BANK-CONTOH') },
    });
    const answer = await send('pnbp', 'GET', `/institutions/${own.id}/agreements/${foreign.id}/file`);
    expect(answer.status).toBe(404);
  });
});

describe("one's own institution", () => {
  it('is shown to its people and to nobody else', async () => {
    expect((await send('pemesan.bank', 'GET', '/institution')).body.name).toBe('BANK CONTOH NUSANTARA');
    expect((await send('operator.semarang', 'GET', '/institution')).status).toBe(403);
  });

  it('gets its limit from its manager', async () => {
    expect((await send('pemesan.bank', 'PUT', '/institution/limit', { approvalAbove: 5 })).status).toBe(403);
    const answer = await send('pengelola.bank', 'PUT', '/institution/limit', { approvalAbove: 2_500_000 });
    expect(answer.body.approvalAbove).toBe(2_500_000);
    expect((await trail(institutionId('BANK-CONTOH'))).at(-1)).toEqual({
      event: 'INSTITUTION_LIMIT_CHANGED',
      details: { changed: { approvalAbove: [1_000_000, 2_500_000] } },
    });
    expect((await send('pengelola.bank', 'PUT', '/institution/limit', { approvalAbove: -1 })).status).toBe(
      422,
    );
    const none = await send('pengelola.bank', 'PUT', '/institution/limit', { approvalAbove: null });
    expect(none.body.approvalAbove).toBeNull();
  });
});

describe('the list of institutions', () => {
  it('searches, filters, sorts and goes on behind a row', async () => {
    const get = (query: Record<string, string>) =>
      send('pnbp', 'GET', `/institutions?${new URLSearchParams(query)}`);
    const found = await get({ filter: '{"q":"bank contoh"}' });
    expect(found.body.map((row: { code: string }) => row.code)).toEqual(['BANK-CONTOH']);
    const banks = await get({ filter: '{"category":"PERBANKAN"}', sort: '["code","DESC"]', range: '[0,0]' });
    expect(banks.body[0].code).toBe('BPR-CONTOH');
    expect(banks.headers.get('content-range')).toBe('items 0-0/2');
    const next = await get({
      filter: '{"category":"PERBANKAN"}',
      sort: '["code","DESC"]',
      range: '[0,0]',
      after: banks.headers.get('x-next-after') ?? '',
    });
    expect(next.body[0].code).toBe('BANK-CONTOH');
    expect((await get({ filter: '{"id":["nonsense"]}' })).body).toEqual([]);
  });

  it('is kept as CSV as it is filtered, which the audit trail knows', async () => {
    const filter = encodeURIComponent(JSON.stringify({ q: 'BPR CONTOH' }));
    const { status, text } = await send('kerjasama', 'GET', `/institutions.csv?filter=${filter}`);
    expect(status).toBe(200);
    const [header, line, ...others] = text
      .replace(/^\uFEFF/, '')
      .trim()
      .split('\r\n');
    expect(header).toBe(
      'Kode;Nama;Kategori;Surel;Telepon;NPWP;PKS;PKS berakhir;Nomor juknis;Tanggal juknis;Status',
    );
    expect(line).toMatch(/^BPR-CONTOH;BPR CONTOH SEJAHTERA;.*;Berakhir;\d{4}-\d\d-\d\d;.*;Aktif$/);
    expect(others).toEqual([]);
    expect((await trail('csv')).at(-1)).toMatchObject({ event: 'INSTITUTIONS_EXPORTED' });
    expect((await send('pemesan.bank', 'GET', '/institutions.csv')).status).toBe(403);
  });
});
