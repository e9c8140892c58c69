import { mkdtempSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { privacyNoticeVersion } from '#contract/requests/codes';
import { sha256 } from '#platform/crypto';
import { keyRingSealer } from '#ports/storage/sealer';
import { createStoragePort, type StoragePort } from '#ports/storage/storage-port';
import { officeId, seed } from '#prisma/seed';
import { openPersonal } from '#records/requests/sealed';
import { form, freshNik, multipart, photos, proof, send } from '../../../tests/support/citizen.ts';
import { testConfig } from '../../../tests/support/config.ts';
import { createTestDatabase, type TestDatabase } from '../../../tests/support/database.ts';
import { serveTestApi, type TestAnswer, type TestApi } from '../../../tests/support/http.ts';
import { picture } from '../../../tests/support/pictures.ts';
import { publicRequestHandlers } from './index.ts';

let database: TestDatabase;
let api: TestApi;
let storage: StoragePort;
const folder = mkdtempSync(join(tmpdir(), 'loket-photos-'));

beforeAll(async () => {
  database = await createTestDatabase();
  await seed(database.db);
  storage = createStoragePort({
    url: undefined,
    directory: folder,
    sealer: keyRingSealer(testConfig().dataKeys),
  });
  // No `temporal`: filing a request asks neither it nor a worker.
  api = await serveTestApi(database, {
    implementations: publicRequestHandlers,
    env: { CHALLENGE_BITS: '4', SUBMISSIONS_PER_HOUR: '100000' },
    ports: { storage },
  });
});
afterAll(async () => {
  await api?.close();
  await database?.drop();
  await rm(folder, { recursive: true, force: true });
});

const storedFiles = async (): Promise<number> =>
  (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).length;

/** How much there is of everything that a refused form must leave alone. */
const counts = async () => ({
  requests: await database.db.syncRequest.count(),
  photos: await database.db.requestPhoto.count(),
  pending: await database.db.pendingFile.count(),
  notices: await database.db.outgoingNotice.count(),
  outbox: await database.db.outbox.count(),
  files: await storedFiles(),
});

async function expectNothingKept(answer: () => Promise<TestAnswer>): Promise<TestAnswer> {
  const before = await counts();
  const given = await answer();
  expect(await counts()).toEqual(before);
  return given;
}

const request = (code: string) =>
  database.db.syncRequest.findUniqueOrThrow({
    where: { code },
    include: { photos: true, history: true, steps: true },
  });

describe('a filed request', () => {
  it('is kept whole: row, steps, photos, history, trail, message and the way to its workflow', async () => {
    const nik = freshNik();
    const answer = await send(api, form({ nik, permasalahan: 'NIK 📱 <script>alert(1)</script>' }));
    expect(answer.status, answer.text).toBe(201);
    const { code, secret, trackingUrl, officeName, expectedAt } = answer.body;
    expect(trackingUrl).toBe(`${api.deps.config.publicUrl}/sinkronisasi/lacak#${code}.${secret}`);
    expect(Buffer.from(secret, 'base64url')).toHaveLength(32);
    const row = await request(code);
    expect(row).toMatchObject({
      status: 'BARU',
      version: 1,
      channel: 'DARING',
      officeId: officeId('3374'),
      secretHash: sha256(secret),
      privacyVersion: privacyNoticeVersion,
      priority: false,
    });
    expect(officeName).toContain('Semarang');
    expect(row.queueAt).toEqual(row.dueAt);
    expect(row.expectedAt?.toISOString()).toBe(expectedAt);
    expect(openPersonal(api.deps.vault, row)).toEqual({
      name: 'Siti Kanari Rahayu',
      nik,
      noKk: '3374010101200001',
      phone: '+6281234567890',
      problem: 'NIK 📱 <script>alert(1)</script>',
    });
    expect(row.steps.map(({ step, status }) => [step, status]).sort()).toEqual([
      ['KONSOLIDASI_MANUAL', 'MENUNGGU'],
      ['SINKRONISASI_DWH', 'MENUNGGU'],
    ]);
    expect(row.photos.map(({ kind }) => kind).sort()).toEqual(['KARTU_KELUARGA', 'KTP_EL']);
    expect(row.history).toMatchObject([{ version: 1, action: 'submit', from: null, to: 'BARU' }]);
    const about = { where: { subjectId: row.id } };
    expect(await database.db.auditEntry.findMany(about)).toMatchObject([
      { event: 'REQUEST_SUBMITTED', actorId: 'pemohon' },
    ]);
    expect(await database.db.outbox.findMany({ where: { refId: row.id } })).toMatchObject([
      { kind: 'START_REQUEST', doneAt: null },
    ]);
    expect(await database.db.outgoingNotice.findMany({ where: { requestId: row.id } })).toMatchObject([
      { channel: 'WHATSAPP', template: 'pengajuan_diterima', status: 'QUEUED' },
    ]);
    expect(await database.db.pendingFile.count()).toBe(0);
  });

  it('keeps no person in plain anywhere in the database', async () => {
    const { body } = await send(api, form({ nik: '3374014101907777', namaPemohon: 'Kanarina Terang' }));
    const id = (await request(body.code)).id;
    const [{ dump }] = await database.db.$queryRaw<[{ dump: string }]>`
      SELECT concat((SELECT json_agg(t)::text FROM sync_request t WHERE id = ${id}::uuid),
        (SELECT json_agg(t)::text FROM idempotency_key t), (SELECT json_agg(t)::text FROM audit_entry t),
        (SELECT json_agg(t)::text FROM outgoing_notice t), (SELECT json_agg(t)::text FROM rate_limit_bucket t)) AS dump`;
    expect(dump).toContain(id);
    for (const piece of ['3374014101907777', 'Kanarina', '3374010101200001', '81234567890', body.secret])
      expect(dump).not.toContain(piece);
  });

  it('goes to the centre when its region has no operator at work', async () => {
    const { body } = await send(api, form({ wilayahKk: '1101' }));
    expect((await request(body.code)).officeId).toBe(officeId('PUSAT'));
  });

  it('may be for a child, with the papers that stand for a KTP-el', async () => {
    const child = form({ diBawah17: 'on', untukSiapa: 'ANGGOTA_KK' });
    const without = await send(api, child);
    expect(without.body.errors.map(({ path }: { path: string }) => path)).toEqual([
      'fotoKtpOrangTua',
      'fotoKiaAtauAkta',
    ]);
    const { fotoKk } = await photos();
    const right = await send(api, child, { fotoKk, fotoKtpOrangTua: fotoKk, fotoKiaAtauAkta: fotoKk });
    expect(right.status, right.text).toBe(201);
  });

  it('shows photos as they were named in the form, also when they were swapped', async () => {
    const [wide, tall] = [
      await picture({ width: 900, height: 300 }),
      await picture({ width: 300, height: 900 }),
    ];
    const { body } = await send(api, form(), { fotoKk: tall, fotoKtp: wide });
    const sizes = (await request(body.code)).photos.map(({ kind, width, height }) => [kind, width, height]);
    expect(sizes.sort()).toEqual([
      ['KARTU_KELUARGA', 300, 900],
      ['KTP_EL', 900, 300],
    ]);
  });
});

describe('numbers as people type them', () => {
  it.each([
    ['3374 0141 0190 1001', '3374-0101-0120-0001', '+62 812-3456-7890'],
    ['33.74.01.410190.1002', '3374 0101 0120 0001', '081234567890'],
  ])('are taken: %s, %s, %s', async (nik, noKk, nomorWa) => {
    const answer = await send(api, form({ nik, noKk, nomorWa }));
    expect(answer.status, answer.text).toBe(201);
    expect(openPersonal(api.deps.vault, await request(answer.body.code))).toMatchObject({
      nik: nik.replace(/\D/g, ''),
      noKk: '3374010101200001',
      phone: '+6281234567890',
    });
  });

  it.each([
    ['a NIK of 15 digits', { nik: '337401410190100' }, 'nik', 'BAD_NIK'],
    ['a NIK of 17 digits', { nik: '33740141019010011' }, 'nik', 'BAD_NIK'],
    ['a NIK with letters', { nik: '33740141O1901OO1' }, 'nik', 'BAD_NIK'],
    ['a KK number of 15 digits', { noKk: '337401010120000' }, 'noKk', 'BAD_KK'],
    ['a KK number that is the NIK', { nik: '3374010101200001' }, 'noKk', 'KK_IS_NIK'],
    ['a number of eight digits', { nomorWa: '08123456' }, 'nomorWa', 'BAD_PHONE'],
    ['a landline', { nomorWa: '021 79194075' }, 'nomorWa', 'BAD_PHONE'],
    ['a region that does not exist', { wilayahKk: '9999' }, 'wilayahKk', 'BAD_REGION'],
    ['a region of letters', { wilayahKk: 'kota' }, 'wilayahKk', 'BAD_REGION'],
    ['no consent', { persetujuan: undefined }, 'persetujuan', 'CONSENT_NEEDED'],
    ['a text of 100,000 characters', { permasalahan: 'x'.repeat(100_000) }, 'permasalahan', 'TOO_BIG'],
    ['a text of 2,001 characters', { permasalahan: 'x'.repeat(2_001) }, 'permasalahan', 'TOO_BIG'],
    ['a name with a zero byte', { namaPemohon: 'Siti\u0000Rahayu' }, 'namaPemohon', 'BAD_FORMAT'],
    ['a field that is not of the form', { status: 'SELESAI' }, null, null],
  ])('are refused at their field, or left alone: %s', async (_, change, path, code) => {
    if (path === null) {
      const { status, body } = await send(api, form(change));
      expect([status, (await request(body.code)).status]).toEqual([201, 'BARU']);
      return;
    }
    const answer = await expectNothingKept(() => send(api, form(change)));
    expect(answer.status).toBe(422);
    expect(answer.body.errors).toMatchObject([{ path, code }]);
    expect(answer.body.errors[0].message).not.toBe('');
  });

  it.each([2_001, 100_000])(
    'name the limit that people have, for a text of %i characters',
    async (length) => {
      const answer = await expectNothingKept(() => send(api, form({ permasalahan: 'x'.repeat(length) })));
      expect(answer.body.errors[0].message).toContain('2000');
    },
  );
});

describe('pictures that are none', () => {
  const jpeg = picture({ width: 1600, height: 1200 });
  const endOfImage = (bytes: number) => jpeg.then((whole) => whole.subarray(0, bytes));
  const heic = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic'), Buffer.alloc(64)]);
  /** Declares 30,000 x 30,000 in its head; a decoder that believes it takes 2.7 GB. */
  const bomb = async () => {
    const png = await picture({ width: 8, height: 8, format: 'png' });
    png.writeUInt32BE(30_000, 16);
    png.writeUInt32BE(30_000, 20);
    return png;
  };

  it.each<[string, () => Promise<Buffer> | Buffer, number, string]>([
    [
      'a photo of 40 MB',
      () => Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.alloc(40 * 1024 * 1024)]),
      413,
      'FILE_TOO_LARGE',
    ],
    ['a PDF named .jpg', () => Buffer.from('%PDF-1.7 bukan foto'), 415, 'FILE_TYPE'],
    [
      'an SVG',
      () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'),
      415,
      'FILE_TYPE',
    ],
    ['an empty file', () => Buffer.alloc(0), 415, 'FILE_TYPE'],
    ['a HEIC of an iPhone', () => heic, 415, 'PHOTO_HEIC'],
    ['a PNG of 30,000 x 30,000', bomb, 413, 'PHOTO_TOO_LARGE_PIXELS'],
    ['a truncated JPEG', () => endOfImage(20_000), 422, 'PHOTO_UNREADABLE'],
    ['a JPEG that is only a head', () => endOfImage(10), 422, 'PHOTO_UNREADABLE'],
  ])('are refused at their field: %s', async (_, content, status, code) => {
    const files = await photos({ fotoKtp: await content() });
    const answer = await expectNothingKept(() => send(api, form(), files));
    expect([answer.status, answer.body.errors[0]?.path, answer.body.errors[0]?.code]).toEqual([
      status,
      'fotoKtp',
      code,
    ]);
  });

  it('are missed at their field', async () => {
    const answer = await expectNothingKept(() => send(api, form(), {}));
    expect(answer.status).toBe(422);
    expect(answer.body.errors).toMatchObject([
      { path: 'fotoKk', code: 'PHOTO_MISSING' },
      { path: 'fotoKtp', code: 'PHOTO_MISSING' },
    ]);
  });

  it('lose the place where they were taken', async () => {
    const sent = await picture({ withPlace: true });
    expect(sent.includes('KANARI-KAMERA')).toBe(true);
    const { body } = await send(api, form(), await photos({ fotoKtp: sent }));
    const photo = (await request(body.code)).photos.find(({ kind }) => kind === 'KTP_EL');
    const kept = await buffer(await storage.get(photo?.storageKey ?? ''));
    expect(kept.includes('KANARI-KAMERA')).toBe(false);
    expect((await sharp(kept).metadata()).exif).toBeUndefined();
    expect([photo?.bytes, photo?.sha256]).toEqual([kept.length, sha256(kept)]);
  });
});

describe('one key', () => {
  it('makes one request of 50 sendings at once, and every one of them has the same answer in the end', async () => {
    const fields = { ...form(), ...(await proof(api)) };
    const files = await photos();
    const key = 'satu-kunci-lima-puluh-kali';
    const before = await counts();
    const answers = await Promise.all(Array.from({ length: 50 }, () => send(api, fields, files, key)));
    expect(answers.map(({ status }) => status).filter((status) => status !== 201 && status !== 409)).toEqual(
      [],
    );
    const again = await send(api, fields, files, key);
    expect(again.status).toBe(201);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    for (const { status, body } of answers) if (status === 201) expect(body).toEqual(again.body);
    const after = await counts();
    expect([after.requests - before.requests, after.files - before.files, after.pending]).toEqual([1, 2, 0]);
  });

  it('gives its answer again to who brings a new proof, and to nobody with another form', async () => {
    const fields = form();
    const first = await send(api, fields, undefined, 'kunci-dengan-bukti-baru');
    const again = await send(api, fields, undefined, 'kunci-dengan-bukti-baru');
    expect(again.body).toEqual(first.body);
    const other = await send(api, form(), undefined, 'kunci-dengan-bukti-baru');
    expect([other.status, other.body.code]).toEqual([422, 'IDEMPOTENCY_KEY_REUSED']);
  });

  it('is asked for', async () => {
    const data = multipart({ ...form(), ...(await proof(api)) }, await photos());
    const answer = await api.call('POST', '/api/v1/public/requests', { form: data });
    expect(answer.body.code).toBe('IDEMPOTENCY_KEY_REQUIRED');
  });
});
