import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RequestStatus } from '#contract/requests/lifecycle';
import type { RequestActRequest } from '#contract/requests/messages';
import { keyRingSealer } from '#ports/storage/sealer';
import { createStoragePort } from '#ports/storage/storage-port';
import { seed } from '#prisma/seed';
import { openWhatsapp, recordDelivery } from '#records/whatsapp-notice';
import { form, freshNik, multipart, photos, proof, send } from '../../../tests/support/citizen.ts';
import { testConfig } from '../../../tests/support/config.ts';
import { createTestDatabase, type TestDatabase } from '../../../tests/support/database.ts';
import { eventually } from '../../../tests/support/eventually.ts';
import { serveTestApi, type TestApi } from '../../../tests/support/http.ts';
import { publicRequestHandlers } from './index.ts';

let database: TestDatabase;
let api: TestApi;
let clock = new Date();
const acts: { requestId: string; act: RequestActRequest }[] = [];
const folder = mkdtempSync(join(tmpdir(), 'loket-photos-'));

beforeAll(async () => {
  database = await createTestDatabase();
  await seed(database.db);
  api = await serveTestApi(database, {
    implementations: publicRequestHandlers,
    env: { CHALLENGE_BITS: '4', SUBMISSIONS_PER_HOUR: '100000' },
    now: () => clock,
    ports: {
      storage: createStoragePort({
        url: undefined,
        directory: folder,
        sealer: keyRingSealer(testConfig().dataKeys),
      }),
    },
    temporal: {
      act: () => Promise.reject(new Error('no order here')),
      actOnMatching: () => Promise.reject(new Error('no matching job here')),
      actOnRequest: (requestId, act) => {
        acts.push({ requestId, act });
        return Promise.resolve({ status: 'DIBATALKAN', version: 2, step: null });
      },
      isReachable: () => Promise.resolve(true),
    },
  });
});
beforeEach(() => database.db.rateLimitBucket.deleteMany());
afterAll(async () => {
  await api?.close();
  await database?.drop();
  await rm(folder, { recursive: true, force: true });
});

interface Filed {
  readonly code: string;
  readonly secret: string;
  readonly trackingUrl: string;
}
const file = async (changes: Readonly<Record<string, string>> = {}): Promise<Filed> => {
  const answer = await send(api, form(changes));
  expect(answer.status, answer.text).toBe(201);
  return answer.body;
};
const address = (code: string, rest = '') => `/api/v1/public/requests/${code}${rest}`;
const withSecret = (secret: string) => ({ headers: { 'x-tracking-secret': secret } });
const track = (code: string, secret: string) => api.call('GET', address(code), withSecret(secret));
const rowOf = (code: string) =>
  database.db.syncRequest.findUniqueOrThrow({ where: { code }, include: { photos: true } });
const end = (code: string, status: RequestStatus, more = {}) =>
  database.db.syncRequest.update({ where: { code }, data: { status, endedAt: clock, ...more } });

describe('the tracking page', () => {
  it('shows status, histories, office and promise by code and secret, the person masked', async () => {
    const nik = freshNik();
    const { code, secret } = await file({ nik });
    const answer = await track(code.toLowerCase().replaceAll('-', ' '), secret);
    expect(answer.status, answer.text).toBe(200);
    expect(answer.body).toMatchObject({
      code,
      status: 'BARU',
      nikMasked: `3374********${nik.slice(12)}`,
      nameMasked: 'Siti K*** R***',
      officeName: expect.stringContaining('Semarang'),
      zone: 'WIB',
      statusHistory: [{ action: 'submit', from: null, to: 'BARU', actorName: 'Pemohon' }],
      stepHistory: [],
      allowed: ['withdraw'],
      mayResubmit: false,
      feedbackUntil: null,
      phoneEnding: '890',
      notices: [{ template: 'pengajuan_diterima', status: 'QUEUED' }],
    });
    expect(answer.text).not.toContain(nik);
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it('says when the expected moment is past, and no more once the request is over', async () => {
    const { code, secret } = await file();
    const late = async () => (await track(code, secret)).body.late;
    expect(await late()).toBe(false);
    await database.db.syncRequest.update({ where: { code }, data: { expectedAt: new Date(+clock - 1) } });
    expect(await late()).toBe(true);
    await end(code, 'SELESAI');
    expect(await late()).toBe(false);
  });

  it('answers an unknown code, a wrong secret, no secret and what is no code in the same words', async () => {
    const [one, other] = [await file(), await file()];
    const answers = await Promise.all([
      track(one.code, other.secret),
      track(one.code, ''),
      api.call('GET', address(one.code)),
      track('SD-00000-00000', one.secret),
      track('SD-ABCDE-FGHJK', one.secret),
      track('apa saja', one.secret),
    ]);
    for (const { status, body } of answers) {
      const { requestId: _, ...same } = body;
      expect([status, same]).toEqual([
        404,
        expect.objectContaining({ code: 'TRACKING_NOT_FOUND', status: 404 }),
      ]);
      expect(same).toEqual({ ...answers[0]?.body, requestId: undefined });
    }
  });

  it('slows down who guesses, and lets right ones of the same address pass', async () => {
    const { code, secret } = await file();
    const wrong = await Promise.all(Array.from({ length: 40 }, () => track('SD-00000-00000', secret)));
    expect(new Set(wrong.map(({ status }) => status))).toEqual(new Set([404, 429]));
    expect(wrong.find(({ status }) => status === 429)?.headers.get('retry-after')).toMatch(/^\d+$/);
    expect((await track(code, secret)).status).toBe(200);
    const many = await Promise.all(Array.from({ length: 70 }, () => track(code, 'salah')));
    expect(many.filter(({ status }) => status === 429).length).toBeGreaterThan(0);
  });

  it('leaves out names of officers and what offices ask each other', async () => {
    const { code, secret } = await file();
    const { id } = await rowOf(code);
    const officer = {
      requestId: id,
      actorId: 'x',
      actorName: 'Bambang Rahasia',
      actorUnit: 'Ditjen Dukcapil',
      actorRole: 'staf-konsolidasi',
      step: 'KONSOLIDASI_MANUAL',
    };
    await database.db.requestStepHistory.createMany({
      data: [
        { ...officer, version: 2, action: 'take', from: 'MENUNGGU', to: 'DIKERJAKAN' },
        { ...officer, version: 3, action: 'ask', from: 'DIKERJAKAN', to: 'KLARIFIKASI' },
        { ...officer, version: 4, action: 'answer', from: 'KLARIFIKASI', to: 'DIKERJAKAN' },
      ],
    });
    const { body, text } = await track(code, secret);
    expect(body.stepHistory.map(({ action }: { action: string }) => action)).toEqual(['take']);
    expect(body.stepHistory[0]).toMatchObject({
      actorName: 'Staf konsolidasi',
      actorUnit: 'Ditjen Dukcapil',
    });
    expect(text).not.toContain('Bambang');
  });
});

describe('a request under somebody else’s NIK', () => {
  it('opens nothing of that person’s, and its link is sent to its own number only', async () => {
    const nik = freshNik();
    const theirs = await file({ nik, nomorWa: '081111111111', namaPemohon: 'Pemilik Sah' });
    const mine = await file({ nik, nomorWa: '082222222222', namaPemohon: 'Orang Lain' });
    const tracked = await track(mine.code, mine.secret);
    expect(tracked.text).not.toContain(theirs.code);
    expect(tracked.text).not.toContain('Pemilik');
    expect((await track(theirs.code, mine.secret)).status).toBe(404);
    await recover(nik);
    const links = await sentLinks(2);
    const byPhone = Object.fromEntries(links.map(({ phone, parameters }) => [phone, parameters[0]]));
    expect(byPhone).toEqual({ '+6281111111111': theirs.code, '+6282222222222': mine.code });
  });
});

const recover = async (nik: string) =>
  api.call('POST', '/api/v1/public/link-recoveries', { body: { nik, ...(await proof(api)) } });

const recoveryMessages = async () => {
  const rows = await database.db.outgoingNotice.findMany({
    where: { template: 'pengajuan_tautan_baru', status: 'QUEUED' },
  });
  return rows.map((row) => openWhatsapp(row, api.deps.config.dataKeys));
};

const sentLinks = (count: number) =>
  eventually(async () => {
    const found = await recoveryMessages();
    expect(found).toHaveLength(count);
    return found;
  });

describe('"lupa kode"', () => {
  beforeEach(() => database.db.outgoingNotice.deleteMany({ where: { template: 'pengajuan_tautan_baru' } }));

  /** The secrets of the links that were sent, in their order. */
  const secretsOf = async (count: number): Promise<string[]> =>
    (await sentLinks(count)).map(({ parameters }) => parameters[1]?.split('#')[1]?.split('.')[1] ?? '');
  const statusesOf = async (code: string, ...secrets: readonly string[]): Promise<number[]> => {
    const statuses: number[] = [];
    for (const secret of secrets) statuses.push((await track(code, secret)).status);
    return statuses;
  };
  const report = (status: 'SENT' | 'DELIVERED' | 'READ' | 'FAILED', reference: string) =>
    recordDelivery(database.db, {
      wamid: `wamid.${reference}`,
      reference,
      status,
      at: new Date(),
      about: null,
    });
  const messageIds = async (): Promise<string[]> =>
    (
      await database.db.outgoingNotice.findMany({
        where: { template: 'pengajuan_tautan_baru' },
        orderBy: { createdAt: 'asc' },
      })
    ).map(({ id }) => id);

  it('sends a new link; the old one opens nothing any more once the new one was opened', async () => {
    const nik = freshNik();
    const { code, secret } = await file({ nik });
    const answer = await recover(nik);
    expect(answer.status, answer.text).toBe(202);
    const [fresh = ''] = await secretsOf(1);
    expect(fresh).not.toBe(secret);
    expect(await statusesOf(code, secret, fresh, secret, fresh)).toEqual([200, 200, 404, 200]);
    const { id } = await rowOf(code);
    expect(
      await database.db.auditEntry.count({ where: { subjectId: id, event: 'REQUEST_LINK_RENEWED' } }),
    ).toBe(1);
    expect(await database.db.linkRecovery.count()).toBe(0);
    expect(await database.db.renewedSecret.count({ where: { requestId: id } })).toBe(0);
  });

  it('leaves the old link good when the message with the new one cannot be delivered', async () => {
    const nik = freshNik();
    const { code, secret } = await file({ nik });
    await recover(nik);
    const [fresh = ''] = await secretsOf(1);
    const [message = ''] = await messageIds();
    await report('SENT', message);
    await report('FAILED', message);
    expect(await statusesOf(code, secret)).toEqual([200]);
    // Nobody has it, but it opens the page if a phone shows it all the same.
    expect(await statusesOf(code, fresh, secret)).toEqual([200, 404]);
  });

  it.each(['DELIVERED', 'READ'] as const)('ends the old link when the new one is %s', async (status) => {
    const nik = freshNik();
    const { code, secret } = await file({ nik });
    await recover(nik);
    const [fresh = ''] = await secretsOf(1);
    const [message = ''] = await messageIds();
    await report('SENT', message);
    expect(await statusesOf(code, secret)).toEqual([200]);
    expect(await report(status, message)).toBe(true);
    expect(await statusesOf(code, secret, fresh)).toEqual([404, 200]);
  });

  it('keeps a link under way good when it was asked for again, until a later one has arrived', async () => {
    const nik = freshNik();
    const { code, secret } = await file({ nik });
    await recover(nik);
    await sentLinks(1);
    await recover(nik);
    await sentLinks(2);
    const [first = '', second = ''] = await messageIds();
    const links = await Promise.all(
      [first, second].map(async (id) => {
        const row = await database.db.outgoingNotice.findUniqueOrThrow({ where: { id } });
        return openWhatsapp(row, api.deps.config.dataKeys).parameters[1]?.split('.').at(-1) ?? '';
      }),
    );
    await report('DELIVERED', first);
    expect(await statusesOf(code, secret, links[0] ?? '')).toEqual([404, 200]);
    await report('DELIVERED', second);
    expect(await statusesOf(code, links[0] ?? '', links[1] ?? '')).toEqual([404, 200]);
    // A report that comes late takes nothing back.
    await report('READ', first);
    expect(await statusesOf(code, links[0] ?? '', links[1] ?? '')).toEqual([404, 200]);
  });

  it('is answered alike for a NIK without any request, and limited for each NIK', async () => {
    const nik = freshNik();
    await file({ nik });
    const [known, unknown] = [await recover(nik), await recover(freshNik())];
    expect([unknown.status, unknown.text]).toEqual([known.status, known.text]);
    await recover(nik);
    await recover(nik);
    expect((await recover(nik)).body.code).toBe('RATE_LIMITED');
    const keys = await database.db.rateLimitBucket.findMany();
    expect(JSON.stringify(keys.map(({ key }) => key))).not.toContain(nik);
  });
});

describe('what the citizen does', () => {
  it('is carried to the workflow under his key, once', async () => {
    const { code, secret } = await file();
    const withdraw = () =>
      api.call('POST', address(code, '/actions/withdraw'), {
        body: { note: 'Sudah terbaca' },
        key: 'tarik-satu-kali',
        ...withSecret(secret),
      });
    const answer = await withdraw();
    expect(answer.body, answer.text).toMatchObject({ status: 'DIBATALKAN', version: 2 });
    const { id } = await rowOf(code);
    expect(acts.at(-1)).toMatchObject({
      requestId: id,
      act: { act: { on: 'request', action: 'withdraw' }, actor: { id: 'pemohon', roles: ['pemohon'] } },
    });
    expect(JSON.stringify(acts)).not.toContain('terbaca');
    await withdraw();
    const intents = await database.db.requestIntent.findMany({ where: { requestId: id } });
    expect(intents).toHaveLength(1);
  });

  it('is refused with the wrong secret, and when the table has no such row', async () => {
    const [one, other] = [await file(), await file()];
    const act = (secret: string, action: string) =>
      api.call('POST', address(one.code, `/actions/${action}`), {
        body: {},
        key: randomUUID(),
        ...withSecret(secret),
      });
    expect((await act(other.secret, 'withdraw')).body.code).toBe('TRACKING_NOT_FOUND');
    expect((await act(one.secret, 'wishToStop')).body).toMatchObject({ status: 409, allowed: ['withdraw'] });
    expect((await act(one.secret, 'approve')).status).toBe(404);
  });
});

describe('"perbaiki dan ajukan ulang"', () => {
  const again = async ({ code, secret }: Filed, fields = form(), files = {}, key: string = randomUUID()) =>
    api.call('POST', address(code, '/resubmissions'), {
      form: multipart({ ...fields, ...(await proof(api)) }, files),
      key,
      ...withSecret(secret),
    });

  it('gives the form back as it was filed, and makes a linked request whose photos are not asked twice', async () => {
    const filed = await file({ nik: freshNik(), permasalahan: 'NIK salah ketik' });
    await end(filed.code, 'DIBATALKAN');
    const draft = await api.call('GET', address(filed.code, '/draft'), withSecret(filed.secret));
    expect(draft.body, draft.text).toMatchObject({
      permasalahan: 'NIK salah ketik',
      nomorWa: '+6281234567890',
      wilayahKk: '3374',
    });
    expect(draft.body.photosKept.sort()).toEqual(['KARTU_KELUARGA', 'KTP_EL']);
    const { photosKept: _, ...prefilled } = draft.body;
    const fields = {
      ...form(),
      ...prefilled,
      diBawah17: undefined,
      penyebab: '',
      permasalahan: 'Sudah benar',
    };
    const answer = await again(filed, fields, { fotoKtp: (await photos()).fotoKtp });
    expect(answer.status, answer.text).toBe(201);
    const [before, after] = [await rowOf(filed.code), await rowOf(answer.body.code)];
    expect(after).toMatchObject({ previousId: before.id, link: 'PERBAIKAN', priority: false });
    const keyOf = (row: typeof before, kind: string) =>
      row.photos.find((photo) => photo.kind === kind)?.storageKey;
    expect(keyOf(after, 'KARTU_KELUARGA')).toBe(keyOf(before, 'KARTU_KELUARGA'));
    expect(keyOf(after, 'KTP_EL')).not.toBe(keyOf(before, 'KTP_EL'));
    const tracked = await track(filed.code, filed.secret);
    expect(tracked.body).toMatchObject({
      mayResubmit: false,
      followers: [{ code: answer.body.code, link: 'PERBAIKAN' }],
    });
    const twice = await again(filed, form());
    expect(twice.body).toMatchObject({ code: 'REQUEST_ALREADY_FOLLOWED', status: 409 });
    expect(twice.body.detail).toContain(answer.body.code);
  });

  it('asks for the photos again when the officer refused them', async () => {
    const filed = await file();
    await end(filed.code, 'DIBATALKAN', { photosRefused: true });
    const answer = await again(filed);
    expect(answer.body.errors).toMatchObject([{ path: 'fotoKk' }, { path: 'fotoKtp' }]);
    expect((await track(filed.code, filed.secret)).body.photosKept).toEqual([]);
    expect((await again(filed, form(), await photos())).status).toBe(201);
  });

  it('is not for a request that was not cancelled', async () => {
    const filed = await file();
    expect((await again(filed)).body.code).toBe('REQUEST_NOT_RESUBMITTABLE');
    const draft = await api.call('GET', address(filed.code, '/draft'), withSecret(filed.secret));
    expect(draft.body.code).toBe('REQUEST_NOT_RESUBMITTABLE');
  });

  it('makes one request of two at once', async () => {
    const filed = await file();
    await end(filed.code, 'DIBATALKAN');
    const answers = await Promise.all([again(filed), again(filed)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  });
});

describe('"masih belum terbaca"', () => {
  const feedback = ({ code, secret }: Filed, key: string = randomUUID()) =>
    api.call('POST', address(code, '/feedback'), {
      body: { permasalahan: 'Bank masih menolak', belumTerbacaDi: 'BANK' },
      key,
      ...withSecret(secret),
    });

  it('makes a linked request on top of the queue, with the same person and photos, once', async () => {
    const nik = freshNik();
    const filed = await file({ nik });
    await end(filed.code, 'SELESAI');
    expect((await track(filed.code, filed.secret)).body.feedbackUntil).toBe(
      new Date(clock.getTime() + 14 * 86_400_000).toISOString(),
    );
    const answer = await feedback(filed);
    expect(answer.status, answer.text).toBe(201);
    const [before, after] = [await rowOf(filed.code), await rowOf(answer.body.code)];
    expect(after).toMatchObject({
      previousId: before.id,
      link: 'BELUM_TERBACA',
      priority: true,
      reader: 'BANK',
      nikIndex: before.nikIndex,
      queueAt: new Date(0),
    });
    expect(after.photos.map(({ storageKey }) => storageKey).sort()).toEqual(
      before.photos.map(({ storageKey }) => storageKey).sort(),
    );
    expect((await feedback(filed)).body.code).toBe('REQUEST_ALREADY_FOLLOWED');
  });

  it('gives its answer again to the same key and secret, and to nobody without the secret', async () => {
    const filed = await file();
    await end(filed.code, 'SELESAI');
    const first = await feedback(filed, 'kunci-masih-belum');
    expect((await feedback(filed, 'kunci-masih-belum')).body).toEqual(first.body);
    const stranger = await feedback({ ...filed, secret: 'bukan-rahasianya' }, 'kunci-masih-belum');
    expect(stranger.status).toBe(422);
    expect(stranger.text).not.toContain(first.body.secret);
  });

  it('is taken for 14 days after the end, and not before it', async () => {
    const filed = await file();
    expect((await feedback(filed)).body.code).toBe('FEEDBACK_NOT_NOW');
    await end(filed.code, 'SELESAI');
    const then = clock;
    clock = new Date(then.getTime() + 14 * 86_400_000);
    const late = await feedback(filed);
    clock = then;
    expect(late.body).toMatchObject({ code: 'FEEDBACK_TOO_LATE', status: 409 });
    expect(late.body.detail).toContain('14 hari');
  });
});
