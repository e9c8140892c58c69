import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import pLimit from 'p-limit';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { usualElements } from '#contract/metering/person';
import { trialCases } from '#contract/metering/trial';
import { createSiakPort, type SiakPort } from '#ports/siak/siak-port';
import { productId, seed } from '#prisma/seed';
import { findBrokenInvariants } from '#records/ledger';
import { type SiakSimulator, startSiakSimulator } from '../../../simulators/siak/simulator.ts';
import { createTestDatabase, type TestDatabase } from '../../../tests/support/database.ts';
import { eventually } from '../../../tests/support/eventually.ts';
import { serveTestApi, type TestApi } from '../../../tests/support/http.ts';
import {
  allowNetwork,
  giveCredential,
  giveUnits,
  type TestCredential,
} from '../../../tests/support/metering.ts';
import { clientAgeMs } from './guard.ts';
import { accessServiceHandlers } from './json-service.ts';
import { accessServiceOf } from './service.ts';
import { dukcapilService } from './web-service.ts';

const token = 'token-siak-uji';
const found = '3374014101900001';
let database: TestDatabase;
let simulator: SiakSimulator;
let siak: SiakPort;
let api: TestApi;
let now = new Date('2026-05-04T03:00:00Z');
let institution: { id: string; code: string };
let credential: TestCredential;

beforeAll(async () => {
  database = await createTestDatabase();
  await seed(database.db);
  simulator = await startSiakSimulator({ mode: 'demo', port: 0, token });
});
beforeEach(async () => {
  now = new Date('2026-05-04T03:00:00Z');
  siak = createSiakPort({ baseUrl: simulator.url, token, timeoutMs: 50_000, concurrency: 32 });
  api = await serve();
  institution = await newInstitution();
  await allowNetwork(database.db, institution.id);
  credential = await giveCredential(database.db, institution.id);
});
afterEach(async () => {
  await control({ mode: 'normal' });
  await api.close();
  await siak.close();
  expect(await findBrokenInvariants(database.db)).toEqual([]);
});
afterAll(async () => {
  await simulator?.stop();
  await database?.drop();
});

/** As one more API process. */
const serve = (env: Record<string, string> = {}) =>
  serveTestApi(database, {
    implementations: accessServiceHandlers,
    extras: [dukcapilService],
    ports: { siak },
    now: () => now,
    env,
  });
async function newInstitution() {
  const { id, code } = await database.db.institution.create({
    data: {
      code: `BPR-${randomUUID().slice(0, 8).toUpperCase()}`,
      name: 'BPR Uji',
      category: 'PERBANKAN',
      address: 'Jl. Uji 1',
      email: 'uji@bpr.test',
      phone: '021-555',
      juknisDoneOn: new Date('2026-01-05'),
      juknisElements: [...usualElements],
      agreements: {
        create: {
          number: `PKS-${randomUUID()}`,
          startsOn: new Date('2026-01-01'),
          endsOn: new Date('2026-05-04'),
        },
      },
    },
  });
  return { id, code };
}
const control = (order: object) =>
  fetch(`${simulator.url}/control`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(order),
  });
const signIn = () => ({ user_id: credential.userId, password: credential.secret, ip_user: '10.1.2.3' });

interface Wire {
  readonly content: readonly [Record<string, string>];
  readonly quotaLimiter: number;
}
async function call(
  fields: object | string,
  path = `${institution.code.toLowerCase()}/CALL_NIK`,
  options: { headers?: Record<string, string>; at?: TestApi } = {},
) {
  const response = await fetch(`${(options.at ?? api).url}/dukcapil/get_json/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...options.headers },
    body: typeof fields === 'string' ? fields : JSON.stringify(fields),
  });
  const body = (await response.json()) as Wire;
  expect(response.status).toBe(200);
  return { entry: body.content[0], left: body.quotaLimiter, body };
}
const ask = (changes: object = {}) => call({ ...signIn(), NIK: found, ...changes });
const balance = async () => {
  const account = await database.db.quotaAccount.findUnique({
    where: {
      institutionId_productId: { institutionId: institution.id, productId: productId('WEBSERVICE-NIK') },
    },
  });
  return account ? Number(account.granted - account.debited) : 0;
};
const logged = () =>
  database.db.accessLog.findMany({ where: { institutionId: institution.id }, orderBy: { id: 'asc' } });
const refusals = async () => {
  await accessServiceOf(api.deps).flush();
  const rows = await database.db.accessRefusal.findMany({ where: { institutionId: institution.id } });
  return Object.fromEntries(rows.map(({ reason, count }) => [reason, count]));
};

describe('CALL_NIK', () => {
  it('answers what the juknis lets the institution read, for one unit, and logs it', async () => {
    await giveUnits(database.db, institution.id, 3);
    const { entry, left, body } = await ask();
    expect(body).toMatchObject({
      lastPage: true,
      numberOfElements: 1,
      totalElements: 1,
      firstPage: true,
      size: 1,
    });
    expect(entry).toMatchObject({ NIK: found, JENIS_KLMIN: 'PEREMPUAN', TGL_LHR: '01-01-1990' });
    expect(Object.keys(entry)).not.toContain('NAMA_LGKP_IBU');
    expect(Object.keys(entry)).not.toContain('NO_KK');
    expect(left).toBe(2);
    expect(await balance()).toBe(2);
    const [row] = await logged();
    expect(row).toMatchObject({
      channel: 'WEB_SERVICE',
      method: 'CALL_NIK',
      result: 'DATA',
      outcome: 'DEBITED',
      unit: 1n,
      credentialId: credential.id,
    });
    expect(JSON.stringify({ ...row, unit: 1, id: 1 })).not.toContain(found);
  });

  it.each([
    ['3374014101905001', '11', 'Meninggal Dunia'],
    ['3374014101906001', '12', 'Data Ganda'],
    ['3374014101907001', '13', 'Data Tidak Ditemukan'],
    ['3374014101908001', '14', 'Non Aktif'],
  ])('of %s answers %s, which costs a unit too', async (nik, code, words) => {
    await giveUnits(database.db, institution.id, 1);
    const { entry } = await ask({ NIK: nik });
    expect(entry).toMatchObject({ RESPONSE_CODE: code, RESPON: words, RESPONSE_DESC: words });
    expect(await balance()).toBe(0);
  });

  it('costs nothing for a NIK that is not found where the setting says so', async () => {
    await giveUnits(database.db, institution.id, 1);
    const free = await serve({ CHARGE_NOT_FOUND: 'false' });
    const path = `${institution.code}/CALL_NIK`;
    const { entry } = await call({ ...signIn(), NIK: '3374014101907001' }, path, { at: free });
    await free.close();
    expect([entry['RESPONSE_CODE'], await balance()]).toEqual(['13', 1]);
    expect((await logged()).map(({ outcome }) => outcome)).toEqual(['FREE']);
  });
});

describe('old clients', () => {
  it.each([
    ['names in small letters', 'application/json', (f: object) => JSON.stringify(lower(f))],
    ['a mark at the beginning', 'application/json', (f: object) => `\uFEFF${JSON.stringify(f)}`],
    ['text as content type', 'text/plain', (f: object) => JSON.stringify(f)],
    ['a form as content type', 'application/x-www-form-urlencoded', (f: object) => JSON.stringify(f)],
    ['a character set in capitals', 'application/json;charset=UTF-8', (f: object) => JSON.stringify(f)],
    ['the NIK as a number', 'application/json', (f: object) => JSON.stringify({ ...f, NIK: Number(found) })],
  ])('are understood with %s', async (_, type, write) => {
    await giveUnits(database.db, institution.id, 1);
    const { entry } = await call(write({ ...signIn(), NIK: found }), undefined, {
      headers: { 'content-type': type },
    });
    expect(entry['NIK']).toBe(found);
  });

  it('are understood with a method in small letters, a slash at the end, and HTTP/1.0', async () => {
    await giveUnits(database.db, institution.id, 2);
    const { entry } = await call({ ...signIn(), NIK: found }, `${institution.code}/call_nik/`);
    expect(entry['NIK']).toBe(found);
    const body = JSON.stringify({ ...signIn(), NIK: found });
    const raw = await exchangeRaw(
      `POST /dukcapil/get_json/${institution.code}/CALL_NIK HTTP/1.0\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    );
    expect(raw).toContain('200 OK');
    expect(raw).toContain(found);
  });

  it('of regional bodies call with two parts', async () => {
    const code = `33-74-DINSOS${randomUUID().slice(0, 4).toUpperCase()}`;
    await database.db.institution.update({ where: { id: institution.id }, data: { code } });
    await giveUnits(database.db, institution.id, 1);
    const { entry } = await call({ ...signIn(), NIK: found }, `33-74/${code.slice(6)}/CALL_NIK`);
    expect(entry['NIK']).toBe(found);
  });
});

const lower = (fields: object) =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name.toLowerCase(), value]));
const exchangeRaw = (text: string) =>
  new Promise<string>((resolve, reject) => {
    const { port } = new URL(api.url);
    const socket = connect(Number(port), '127.0.0.1', () => socket.write(text));
    let said = '';
    socket.on('data', (chunk) => {
      said += chunk.toString();
    });
    socket.on('end', () => resolve(said));
    socket.on('error', reject);
  });

describe('CALL_VERIFY_BY_ELEMEN', () => {
  it('answers matches and scores, never data', async () => {
    await giveUnits(database.db, institution.id, 2);
    const { entry: known } = await ask();
    const { entry } = await call(
      {
        ...signIn(),
        NIK: found,
        TRESHOLD: 90,
        NAMA_LGKP: `${known['NAMA_LGKP']}`,
        TGL_LHR: '02-01-1990',
        JENIS_KLMIN: 'Perempuan',
      },
      `${institution.code}/CALL_VERIFY_BY_ELEMEN`,
    );
    expect(entry).toEqual({
      NIK: 'Sesuai',
      NAMA_LGKP: 'Sesuai (100)',
      TGL_LHR: 'Tidak Sesuai',
      JENIS_KLMIN: 'Sesuai',
    });
    expect(await balance()).toBe(0);
  });
});

/** What each wrong call is told; nothing is debited, and nothing of a person leaves. A person edits this table. */
describe('a call that is wrong', () => {
  it.each<[string, object | string, string, string | undefined]>([
    ['has a NIK of 15 digits', { NIK: found.slice(1) }, 'NIK Salah Format', '15'],
    ['has a NIK with letters', { NIK: '33740141019000AB' }, 'NIK Salah Format', '15'],
    ['has no NIK', { NIK: undefined }, 'Parameter Tidak Lengkap', undefined],
    ['has an array for its NIK', { NIK: [found] }, 'Parameter Tidak Lengkap', undefined],
    ['has an object for its user', { user_id: { $ne: '' } }, 'Parameter Tidak Lengkap', undefined],
    ['has another password', { password: 'salah' }, 'Login gagal', undefined],
    ['has a user that nobody has', { user_id: 'tidak-ada' }, 'Login gagal', undefined],
    ['has a user that nobody can have', { user_id: 'tidak\u0000ada' }, 'Login gagal', undefined],
    ['is no JSON', '{"NIK": "33740', 'Parameter Tidak Lengkap', undefined],
    ['is nothing', '', 'Parameter Tidak Lengkap', undefined],
    ['is nested deeply', `${'['.repeat(30_000)}${']'.repeat(30_000)}`, 'Parameter Tidak Lengkap', undefined],
    ['is of ten megabytes', `{"NIK":"${'3'.repeat(10_000_000)}"}`, 'Parameter Tidak Lengkap', undefined],
  ])('that %s is told so', async (_, changes, words, code) => {
    await giveUnits(database.db, institution.id, 1);
    const fields = typeof changes === 'string' ? changes : { ...signIn(), NIK: found, ...changes };
    const { entry } = await call(fields);
    expect(entry).toMatchObject({ RESPON: words });
    expect(entry['RESPONSE_CODE']).toBe(code);
    expect(await balance()).toBe(1);
    expect(await logged()).toEqual([]);
  });

  it('names a foreign institution in its path, and hears no more than with a wrong password', async () => {
    await giveUnits(database.db, institution.id, 1);
    expect((await call({ ...signIn(), NIK: found }, 'bank-contoh/CALL_NIK')).entry['RESPON']).toBe(
      'Login gagal',
    );
    expect(await refusals()).toEqual({ FOREIGN_INSTITUTION: 1 });
  });

  it('comes from an address that is not listed, whatever it says of itself', async () => {
    await giveUnits(database.db, institution.id, 1);
    await database.db.allowedNetwork.updateMany({
      where: { institutionId: institution.id },
      data: { status: 'DIBLOKIR' },
    });
    await allowNetwork(database.db, institution.id, ['203.0.113.0/24']);
    const { entry } = await call({ ...signIn(), NIK: found, ip_user: '203.0.113.7' }, undefined, {
      headers: { 'x-forwarded-for': '203.0.113.7', 'x-real-ip': '203.0.113.7', forwarded: 'for=203.0.113.7' },
    });
    expect(entry['RESPON']).toBe('IP Address Tidak Sesuai');
    expect(await balance()).toBe(1);
  });

  it('asks what its credential is not for', async () => {
    credential = await giveCredential(database.db, institution.id, { product: 'WEBSERVICE-FACE' });
    expect((await ask()).entry['RESPON']).toBe('User ID Tidak Aktif');
    expect(await refusals()).toEqual({ METHOD_NOT_ALLOWED: 1 });
  });
});

describe('an institution', () => {
  it('that is suspended, or whose credential is revoked, is turned away by whoever knew it within 5 s, and let in again', async () => {
    await giveUnits(database.db, institution.id, 1_000);
    expect((await ask()).entry['NIK']).toBe(found);
    const is = (field: 'NIK' | 'RESPON', value: string) =>
      eventually(async () => expect((await ask()).entry[field]).toBe(value), { everyMs: 200 });
    const suspend = (suspendedAt: Date | null) =>
      database.db.institution.update({ where: { id: institution.id }, data: { suspendedAt } });
    expect(clientAgeMs).toBeLessThan(5_000);
    await suspend(now);
    // Another process has not read it before, and obeys at once.
    const other = await serve();
    const path = `${institution.code}/CALL_NIK`;
    expect((await call({ ...signIn(), NIK: found }, path, { at: other })).entry['RESPON']).toBe(
      'User ID Tidak Aktif',
    );
    await other.close();
    await is('RESPON', 'User ID Tidak Aktif');
    await suspend(null);
    await is('NIK', found);
    await database.db.apiCredential.update({ where: { id: credential.id }, data: { revokedAt: now } });
    await is('RESPON', 'User ID Tidak Aktif');
  });

  it('whose PKS ends at midnight WIB is served until then, to the moment', async () => {
    await giveUnits(database.db, institution.id, 9);
    now = new Date('2026-05-04T16:59:59.999Z');
    expect((await ask()).entry['NIK']).toBe(found);
    now = new Date('2026-05-04T17:00:00.000Z');
    expect((await ask()).entry['RESPON']).toBe('User ID Tidak Aktif');
    expect(await balance()).toBe(8);
  });

  it('with a revoked credential, or without juknis, is turned away', async () => {
    await database.db.apiCredential.update({ where: { id: credential.id }, data: { revokedAt: now } });
    expect((await ask()).entry['RESPON']).toBe('User ID Tidak Aktif');
    credential = await giveCredential(database.db, institution.id);
    await database.db.institution.update({ where: { id: institution.id }, data: { juknisDoneOn: null } });
    expect((await ask()).entry['RESPON']).toBe('User ID Tidak Aktif');
    expect(await refusals()).toEqual({ CREDENTIAL_REVOKED: 1, TECHNICAL_GUIDE_MISSING: 1 });
  });

  it('may use the secret before the last rotation until its time', async () => {
    await giveUnits(database.db, institution.id, 9);
    const { secretHash } = await database.db.apiCredential.findUniqueOrThrow({
      where: { id: credential.id },
    });
    await database.db.apiCredential.update({
      where: { id: credential.id },
      data: {
        secretHash: 'f'.repeat(64),
        previousSecretHash: secretHash,
        previousUntil: new Date(now.getTime() + 1),
      },
    });
    expect((await ask()).entry['NIK']).toBe(found);
    now = new Date(now.getTime() + 1);
    expect((await ask()).entry['RESPON']).toBe('Login gagal');
  });

  it('is one of fifty that share an address; what one does wrong is nobody else’s', async () => {
    const others = await Promise.all(
      Array.from({ length: 50 }, async () => {
        const each = await newInstitution();
        await allowNetwork(database.db, each.id, ['127.0.0.0/8', '::1/128']);
        await giveUnits(database.db, each.id, 1);
        return { each, credential: await giveCredential(database.db, each.id) };
      }),
    );
    const slow = await serve({ ACCESS_CALLS_PER_SECOND: '2' });
    const askAs = (index: number, changes: object = {}) => {
      const { each, credential: its } = others[index] as (typeof others)[number];
      const fields = { user_id: its.userId, password: its.secret, NIK: found, ...changes };
      return call(fields, `${each.code}/CALL_NIK`, { at: slow });
    };
    await Promise.all(Array.from({ length: 20 }, () => askAs(0, { password: 'salah' })));
    await Promise.all(Array.from({ length: 20 }, () => askAs(1)));
    const answers = await Promise.all(others.slice(2).map((_, index) => askAs(index + 2)));
    expect(answers.every(({ entry }) => entry['NIK'] === found)).toBe(true);
    expect((await askAs(0)).entry['NIK']).toBe(found);
    await slow.close();
  });
});

/** A thousand calls, as many at once as a server's backlog of connections takes. */
const thousand = <T>(act: (index: number) => Promise<T>): Promise<T>[] => {
  const limit = pLimit(200);
  return Array.from({ length: 1_000 }, (_, index) => limit(() => act(index)));
};

describe('quota', () => {
  it('that is used up is said so, and the data stays here', async () => {
    const { entry, left } = await ask();
    expect([entry['RESPON'], left]).toEqual(['Kuota Akses Hari ini telah Habis', 0]);
    expect(entry['RESPONSE_CODE']).toBeUndefined();
  });

  it('of a credential’s day ends before the institution’s', async () => {
    await giveUnits(database.db, institution.id, 9);
    credential = await giveCredential(database.db, institution.id, { dailyLimit: 1 });
    await ask();
    expect((await ask()).entry['RESPON']).toBe('Kuota Akses Hari ini telah Habis');
    expect(await balance()).toBe(8);
  });

  it('costs one unit for the same transactionId a thousand times at once', { timeout: 180_000 }, async () => {
    await giveUnits(database.db, institution.id, 9);
    const other = await serve({ ACCESS_CALLS_PER_SECOND: '10000' });
    const path = `${institution.code}/CALL_NIK`;
    const fields = { ...signIn(), NIK: found, transactionId: 'TX-1' };
    const answers = await Promise.all(thousand(() => call(fields, path, { at: other })));
    await other.close();
    expect(answers.every(({ entry }) => entry['NIK'] === found)).toBe(true);
    expect(await balance()).toBe(8);
    const { entry } = await ask({ transactionId: 'TX-1', NIK: '3374014101900002' });
    expect(entry['RESPON']).toBe('Parameter Tidak Lengkap');
  });

  it('of one unit serves exactly one of a thousand calls to three processes', {
    timeout: 180_000,
  }, async () => {
    await giveUnits(database.db, institution.id, 1);
    const processes = await Promise.all([1, 2, 3].map(() => serve({ ACCESS_CALLS_PER_SECOND: '10000' })));
    const path = `${institution.code}/CALL_NIK`;
    const answers = await Promise.all(
      thousand((index) => call({ ...signIn(), NIK: found }, path, { at: processes[index % 3] as TestApi })),
    );
    await Promise.all(processes.map((each) => each.close()));
    expect(answers.filter(({ entry }) => entry['NIK'] === found)).toHaveLength(1);
    expect(
      answers.filter(({ entry }) => entry['RESPON'] === 'Kuota Akses Hari ini telah Habis'),
    ).toHaveLength(999);
    expect(await balance()).toBe(0);
  });
});

describe('the register', () => {
  it.each([
    { mode: 'garbage', how: 'html' },
    { mode: 'garbage', how: 'half' },
    { mode: 'garbage', how: 'stranger' },
    { mode: 'silent' },
    { mode: 'down', how: 'reset' },
    { mode: 'refuse' },
  ])('that is told to be %j costs nothing', async (order) => {
    await giveUnits(database.db, institution.id, 1);
    await siak.close();
    siak = createSiakPort({ baseUrl: simulator.url, token, timeoutMs: 300, concurrency: 4 });
    const brief = await serve();
    const ordered = await control(order);
    expect(ordered.status).toBe(200);
    const { entry } = await call({ ...signIn(), NIK: found }, undefined, { at: brief });
    await brief.close();
    expect(entry['RESPON']).toBe('Layanan Sedang Tidak Tersedia');
    expect(await balance()).toBe(1);
    expect(await logged()).toEqual([]);
  });
});

describe('Mode Uji', () => {
  it('has a NIK for every answer, and neither debits nor logs', async () => {
    credential = await giveCredential(database.db, institution.id, { environment: 'UJI' });
    const said = await Promise.all(
      Object.entries(trialCases).map(async ([name, { nik }]) => {
        const { entry } = await ask({ NIK: nik });
        return [name, entry['RESPONSE_CODE'] ?? entry['RESPON'] ?? entry['NAMA_LGKP']];
      }),
    );
    expect(Object.fromEntries(said)).toEqual({
      FOUND: 'BUDI CONTOH',
      FOUND_WOMAN: 'SITI CONTOH',
      DECEASED: '11',
      DOUBLE: '12',
      NOT_FOUND: '13',
      INACTIVE: '14',
      QUOTA_EXHAUSTED: 'Kuota Akses Hari ini telah Habis',
      UNAVAILABLE: 'Layanan Sedang Tidak Tersedia',
    });
    expect((await ask({ NIK: found })).entry['RESPONSE_CODE']).toBe('13');
    expect(await logged()).toEqual([]);
  });
});

describe('the plain form', () => {
  const basic = () => `Basic ${Buffer.from(`${credential.userId}:${credential.secret}`).toString('base64')}`;
  const post = (path: string, body: object, headers: Record<string, string> = {}) =>
    api.call('POST', `/api/v1/access/${path}`, {
      body,
      key: randomUUID(),
      headers: { authorization: basic(), ...headers },
    });

  it('answers data and comparisons with HTTP statuses', async () => {
    await giveUnits(database.db, institution.id, 2);
    const data = await post('lookups', { nik: found });
    expect(data.status, data.text).toBe(200);
    expect(data.body).toMatchObject({ result: 'DATA', person: { nik: found }, unitsLeft: 1 });
    const compared = await post('comparisons', { nik: found, elements: { jenisKelamin: 'P', noRt: '99' } });
    expect(compared.body).toEqual({
      result: 'COMPARED',
      elements: { jenisKelamin: { matches: true, score: null }, noRt: { matches: false, score: null } },
      unitsLeft: 0,
    });
    expect((await post('lookups', { nik: found })).body).toMatchObject({
      code: 'QUOTA_EXHAUSTED',
      status: 409,
    });
  });

  it('asks for a credential, and tells nobody else anything', async () => {
    for (const nobody of ['foo:bar', 'f\u0000o:bar']) {
      const authorization = `Basic ${Buffer.from(nobody).toString('base64')}`;
      const answer = await post('lookups', { nik: found }, { authorization });
      expect([answer.status, answer.body.code]).toEqual([401, 'API_CREDENTIAL_WRONG']);
      expect(answer.headers.get('www-authenticate')).toContain('Basic');
    }
    expect((await post('lookups', { nik: '337' })).status).toBe(422);
  });
});
