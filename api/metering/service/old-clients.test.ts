import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PersonField } from '#contract/external/person-fields';
import { createSiakPort, type SiakPort } from '#ports/siak/siak-port';
import { createDatabase } from '#prisma/client';
import { institutionId, seed } from '#prisma/seed';
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
import { dukcapilService } from './web-service.ts';

/**
 * Programs that were written for the real service, byte by byte as their HTTP libraries write: none of them may need a
 * change. The head of each is what that library sends; a body is sent as a Buffer says it.
 */
const token = 'token-siak-uji';
const bank = institutionId('BANK-CONTOH');
const found = '3374014101900001';
/** Somebody of Papua: as a number his NIK is beyond what a JavaScript number holds. */
const papuan = '9171014101900001';
let database: TestDatabase;
let simulator: SiakSimulator;
let siak: SiakPort;
let api: TestApi;
let credential: TestCredential;

beforeAll(async () => {
  database = await createTestDatabase();
  await seed(database.db);
  simulator = await startSiakSimulator({ mode: 'demo', port: 0, token });
  siak = createSiakPort({ baseUrl: simulator.url, token, timeoutMs: 50_000, concurrency: 8 });
  api = await serve(database);
  await allowNetwork(database.db, bank);
  credential = await giveCredential(database.db, bank);
});
beforeEach(() => giveUnits(database.db, bank, 10));
afterAll(async () => {
  expect(await findBrokenInvariants(database.db)).toEqual([]);
  await api?.close();
  await siak?.close();
  await simulator?.stop();
  await database?.drop();
});

const serve = (from: TestDatabase) =>
  serveTestApi(from, {
    extras: [dukcapilService],
    ports: { siak },
    now: () => new Date('2026-05-04T03:00:00Z'),
  });

type Fields = Readonly<Record<string, unknown>>;
const signIn = (): Fields => ({
  user_id: credential.userId,
  password: credential.secret,
  ip_user: '10.1.2.3',
});

/** One request as it goes over the wire. */
interface Written {
  /** Lines of the head behind the request line, without what says how long the body is. */
  readonly head: readonly string[];
  readonly version?: '1.0' | '1.1';
  readonly body: Buffer;
  /** The body comes in pieces of an unknown sum, or only once the server has said that it may. */
  readonly chunked?: true;
  readonly waits?: true;
}

/** Sends it, and gives the answer's status and body; the server ends the connection, since it is asked to. */
function exchange(path: string, { head, version = '1.1', body, chunked, waits }: Written, at = api) {
  const { port, host } = new URL(at.url);
  const length = chunked ? 'Transfer-Encoding: chunked' : `Content-Length: ${body.length}`;
  const lines = [`POST ${path} HTTP/${version}`, ...head, `Host: ${host}`, length];
  if (version === '1.1') lines.push('Connection: close');
  if (waits) lines.push('Expect: 100-continue');
  const content = chunked
    ? Buffer.concat([Buffer.from(`${body.length.toString(16)}\r\n`), body, Buffer.from('\r\n0\r\n\r\n')])
    : body;
  return new Promise<{ status: number; said: Answer }>((resolve, reject) => {
    const socket = connect(Number(port), '127.0.0.1', () => {
      socket.write(`${lines.join('\r\n')}\r\n\r\n`);
      if (!waits) socket.write(content);
    });
    const parts: Buffer[] = [];
    socket.on('data', (part) => {
      parts.push(part);
      if (waits && parts.length === 1) socket.write(content);
    });
    socket.on('error', reject);
    socket.on('end', () => {
      const text = Buffer.concat(parts)
        .toString()
        .replace(/^HTTP\/1\.1 100 Continue\r\n\r\n/, '');
      const [top = '', ...rest] = text.split('\r\n\r\n');
      const json = rest.join('\r\n\r\n').replace(/^[0-9a-f]+\r\n|\r\n0\r\n$/g, '');
      resolve({ status: Number(top.split(' ')[1]), said: JSON.parse(json) as Answer });
    });
  });
}
interface Answer {
  readonly content: readonly [Readonly<Record<string, string>>];
  readonly quotaLimiter: number;
}

const json = (fields: Fields): Buffer => Buffer.from(JSON.stringify(fields));
const renamed = (fields: Fields, name: (field: string) => string): Fields =>
  Object.fromEntries(Object.entries(fields).map(([field, value]) => [name(field), value]));
/** JSON as somebody writes it who puts it together by hand. */
const byHand = (fields: Fields, nik: string): Buffer =>
  Buffer.from(JSON.stringify({ ...fields, NIK: 'HERE' }, null, 2).replace('"HERE"', nik));

const clients: readonly (readonly [who: string, write: (fields: Fields) => Written])[] = [
  [
    'curl',
    (fields) => ({
      head: ['User-Agent: curl/7.29.0', 'Accept: */*', 'Content-Type: application/json'],
      body: json(fields),
    }),
  ],
  [
    "PHP's curl, which asks before it sends, and says nothing of JSON",
    (fields) => ({
      head: ['Accept: */*', 'Content-Type: application/x-www-form-urlencoded'],
      body: json(fields),
      waits: true,
    }),
  ],
  [
    "PHP's streams, in HTTP/1.0",
    (fields) => ({ version: '1.0', head: ['Content-type: application/json'], body: json(fields) }),
  ],
  [
    'HttpURLConnection of Java, whose type is that of a form unless told',
    (fields) => ({
      head: [
        'Content-type: application/x-www-form-urlencoded',
        'User-Agent: Java/1.8.0_202',
        'Accept: text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2',
      ],
      body: json(renamed(fields, (name) => name.toLowerCase())),
    }),
  ],
  [
    "Apache's HttpClient of Java, which writes Latin-1 text",
    (fields) => ({
      head: [
        'Content-Type: text/plain; charset=ISO-8859-1',
        'User-Agent: Apache-HttpClient/4.5.2 (Java/1.8.0_202)',
      ],
      body: iconv.encode(JSON.stringify({ ...fields, ALAMAT: 'Jalan Café' }), 'latin1'),
    }),
  ],
  [
    'RestTemplate of Java, with fields as its classes are named',
    (fields) => ({
      head: [
        'Accept: text/plain, application/json, application/*+json, */*',
        'Content-Type: application/json;charset=UTF-8',
      ],
      body: json(renamed(fields, (name) => name.charAt(0).toUpperCase() + name.slice(1).toLowerCase())),
    }),
  ],
  [
    'HttpWebRequest of .NET, which asks first and puts a mark before the JSON',
    (fields) => ({
      head: ['Content-Type: application/json; charset="utf-8"'],
      body: Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), json(fields)]),
      waits: true,
    }),
  ],
  [
    'HttpClient of .NET, in pieces',
    (fields) => ({
      head: ['Content-Type: application/json; charset=utf-8'],
      body: json(fields),
      chunked: true,
    }),
  ],
  [
    'a program that writes UTF-16, as it says',
    (fields) => ({
      head: ['Content-Type: application/json; charset=utf-16'],
      body: iconv.encode(JSON.stringify(fields), 'utf16le', { addBOM: true }),
    }),
  ],
  [
    'UTL_HTTP of Oracle, which says nothing at all',
    (fields) => ({ head: [], body: json(fields), chunked: true }),
  ],
  [
    'a program whose type nobody can read and whose JSON has its own lines',
    (fields) => ({
      head: ['Content-Type: json;'],
      body: Buffer.from(`${JSON.stringify(fields, null, '\t')}\r\n\r\n`),
    }),
  ],
  [
    'a program that packs what it sends',
    (fields) => ({
      head: ['Content-Type: application/json', 'Content-Encoding: gzip'],
      body: gzipSync(json(fields)),
    }),
  ],
  [
    'a program that takes a NIK for a number',
    (fields) => ({ head: ['Content-Type: application/json'], body: byHand(fields, String(fields['NIK'])) }),
  ],
];

describe.each(clients)('%s', (_, write) => {
  it.each([found, papuan])('gets the data of %s', async (nik) => {
    const { status, said } = await exchange(
      '/dukcapil/get_json/bank-contoh/CALL_NIK',
      write({ ...signIn(), NIK: nik }),
    );
    expect(status).toBe(200);
    expect(said.content[0]).toMatchObject({ NIK: nik, TGL_LHR: '01-01-1990', JENIS_KLMIN: 'PEREMPUAN' });
    expect(said.quotaLimiter).toBeGreaterThan(0);
  });

  it('gets what agrees and what does not', async () => {
    const asked = { NAMA_LGKP: 'BUKAN DIA', TGL_LHR: '01-01-1990', JENIS_KLMIN: 'Perempuan', TRESHOLD: 90 };
    const { status, said } = await exchange(
      '/dukcapil/get_json/BANK-CONTOH/call_verify_by_elemen',
      write({ ...signIn(), NIK: found, ...asked }),
    );
    expect(status).toBe(200);
    const [entry] = said.content;
    expect(entry).toMatchObject({ TGL_LHR: 'Sesuai', JENIS_KLMIN: 'Sesuai' } satisfies Partial<
      Record<PersonField, string>
    >);
    expect(entry['NAMA_LGKP']).toMatch(/^Tidak Sesuai \(\d+\)$/);
  });

  it.each([
    ['its password is wrong', { password: 'salah' }, 'Login gagal', undefined],
    ['nobody has the NIK', { NIK: '3374014101907001' }, 'Data Tidak Ditemukan', '13'],
    ['the NIK is short', { NIK: '337401410190000' }, 'NIK Salah Format', '15'],
  ])('is told with status 200 that %s', async (_what, changes, words, code) => {
    const { status, said } = await exchange(
      '/dukcapil/get_json/BANK-CONTOH/CALL_NIK',
      write({ ...signIn(), NIK: found, ...changes }),
    );
    const [entry] = said.content;
    expect([status, entry['RESPON'], entry['RESPONSE_CODE']]).toEqual([200, words, code]);
  });
});

it('a service that cannot look anything up says so with status 200', async () => {
  const nowhere = createDatabase('postgresql://nobody:x@127.0.0.1:1/none');
  const down = await serve({ ...database, db: nowhere });
  const request = { head: ['Content-Type: application/json'], body: json({ ...signIn(), NIK: found }) };
  const { status, said } = await exchange('/dukcapil/get_json/bank-contoh/CALL_NIK', request, down);
  expect([status, said.content[0]['RESPON']]).toEqual([200, 'Layanan Sedang Tidak Tersedia']);
  await down.close();
  await nowhere.$disconnect();
});
