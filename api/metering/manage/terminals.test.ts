import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isAppError } from '#contract/shared/errors';
import { sha256 } from '#platform/crypto';
import { institutionId, seed } from '#prisma/seed';
import { createTestDatabase, type TestDatabase } from '../../../tests/support/database.ts';
import { serveTestApi, type TestApi } from '../../../tests/support/http.ts';
import { addPerson, type TestPerson } from '../../../tests/support/people.ts';
import type { SignedIn } from '../../shared/deps.ts';
import { manageHandlers } from './index.ts';
import { requireTerminal } from './terminal-check.ts';
import { terminalCookie } from './terminal-cookie.ts';

const bank = institutionId('BANK-CONTOH');
const ministry = institutionId('DEMO-PUSAT');
let database: TestDatabase;
let api: TestApi;
let operator: TestPerson;
let admin: TestPerson;
let jack: TestPerson;
let stranger: TestPerson;
let now = new Date('2026-03-02T03:00:00Z');
let keys = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  const { db } = database;
  await seed(db);
  api = await serveTestApi(database, { implementations: manageHandlers, now: () => now });
  operator = await addPerson(db, { roles: ['lembaga-operator'], institutionId: bank });
  admin = await addPerson(db, { roles: ['lembaga-admin'], institutionId: bank });
  jack = await addPerson(db, { roles: ['lembaga-operator', 'lembaga-teknis'], institutionId: bank });
  stranger = await addPerson(db, { roles: ['lembaga-operator', 'lembaga-admin'], institutionId: ministry });
});
afterAll(async () => {
  await api?.close();
  await database?.drop();
});

/** Somebody at a browser that keeps `token` for the bank. */
const send = (
  method: string,
  path: string,
  by: TestPerson,
  body?: unknown,
  more: { token?: string; key?: string } = {},
) =>
  api.call(method, `/api/v1${path}`, {
    cookie: more.token === undefined ? by.cookie : `${by.cookie}; ${cookie.name}=${more.token}`,
    key: more.key ?? `terminals-${++keys}`,
    ...(body === undefined ? {} : { body }),
  });
const cookie = terminalCookie({ publicUrl: 'http://localhost', authSecret: '' }, bank);
const tokenOf = (answer: { headers: Headers }): string =>
  answer.headers
    .getSetCookie()
    .find((each) => each.startsWith(`${cookie.name}=`))
    ?.split(/[=;]/)[1] ?? '';
const rowOf = (id: string) => database.db.terminal.findUniqueOrThrow({ where: { id } });

async function register(by = operator, name = `Loket ${++keys}`) {
  const answer = await send('POST', '/terminals', by, { name, branch: 'Semarang' });
  expect(answer.status, answer.text).toBe(201);
  return { id: answer.body.id as string, token: tokenOf(answer), answer };
}
const decide = (id: string, by: TestPerson, body: object) =>
  send('POST', `/terminals/${id}/decision`, by, body);

describe('a device', () => {
  it('gets a cookie that pages cannot read, and the database keeps only its hash', async () => {
    const { id, token, answer } = await register();
    expect(answer.body).toMatchObject({
      status: 'MENUNGGU',
      branch: 'Semarang',
      registeredByName: operator.name,
    });
    expect(answer.text).not.toContain(token);
    const [set] = answer.headers.getSetCookie();
    expect(set).toBe(`${cookie.name}=${token}; Max-Age=34560000; Path=/; HttpOnly; SameSite=Strict`);
    expect((await rowOf(id)).tokenHash).toBe(sha256(token));
  });

  it('is held to https where the address is https', () => {
    const secure = terminalCookie({ publicUrl: 'https://loket.test', authSecret: '' }, bank);
    expect(secure.set('x')).toMatch(/^__Host-loket_terminal_\w{8}=x; .*; HttpOnly; SameSite=Strict; Secure$/);
  });

  it('is one when the request is repeated because no answer came, with the same cookie', async () => {
    const body = { name: 'Loket ulang' };
    const first = await send('POST', '/terminals', operator, body, { key: 'terminal-key-1' });
    const again = await send('POST', '/terminals', operator, body, { key: 'terminal-key-1' });
    expect([again.body.id, tokenOf(again)]).toEqual([first.body.id, tokenOf(first)]);
    expect(await database.db.terminal.count({ where: { name: 'Loket ulang' } })).toBe(1);
    const other = await send('POST', '/terminals', operator, { name: 'Lain' }, { key: 'terminal-key-1' });
    expect(other.body.code).toBe('IDEMPOTENCY_KEY_REUSED');
    const colleague = await send('POST', '/terminals', jack, body, { key: 'terminal-key-1' });
    expect(colleague.body.id).not.toBe(first.body.id);
    expect(tokenOf(colleague)).not.toBe(tokenOf(first));
  });

  it('cannot be copied to another browser by its key once it is decided or some minutes old', async () => {
    const body = { name: 'Loket asli' };
    const made = await send('POST', '/terminals', operator, body, { key: 'terminal-key-2' });
    await decide(made.body.id, admin, { action: 'approve', version: 1 });
    const copied = await send('POST', '/terminals', operator, body, { key: 'terminal-key-2' });
    expect([copied.status, copied.headers.getSetCookie()]).toEqual([422, []]);
    await send('POST', '/terminals', operator, { name: 'Loket lama' }, { key: 'terminal-key-3' });
    now = new Date(now.getTime() + 10 * 60_000);
    const late = await send(
      'POST',
      '/terminals',
      operator,
      { name: 'Loket lama' },
      { key: 'terminal-key-3' },
    );
    expect(late.body.code).toBe('IDEMPOTENCY_KEY_REUSED');
  });

  it('is not registered twice, also when it is blocked', async () => {
    const { id, token } = await register(operator, 'Loket dua');
    const again = await send('POST', '/terminals', operator, { name: 'Nama lain' }, { token });
    expect([again.status, again.body.code]).toEqual([409, 'TERMINAL_KNOWN']);
    expect(again.body.detail).toContain('Loket dua (status: Menunggu persetujuan)');
    await decide(id, admin, { action: 'block', version: 1, note: 'Komputer umum' });
    const blocked = await send('POST', '/terminals', operator, { name: 'Nama lain' }, { token });
    expect(blocked.body.detail).toContain('(status: Diblokir)');
  });

  it('is decided by somebody else, of the same institution, about the version that he saw', async () => {
    const own = await register(jack);
    const refused = await decide(own.id, jack, { action: 'approve', version: 1 });
    expect([refused.status, refused.body.code]).toEqual([403, 'OWN_REGISTRATION']);
    expect((await decide(own.id, stranger, { action: 'approve', version: 1 })).status).toBe(404);
    expect((await decide(own.id, admin, { action: 'approve', version: 1 })).body.status).toBe('DISETUJUI');
    const late = await decide(own.id, admin, { action: 'block', version: 1, note: 'Telat' });
    expect(late.body.code).toBe('VERSION_CONFLICT');
    const trail = await database.db.auditEntry.findMany({
      where: { subjectId: own.id },
      orderBy: { id: 'asc' },
    });
    expect(trail.map(({ event }) => event)).toEqual(['TERMINAL_REGISTERED', 'TERMINAL_APPROVED']);
  });

  it('is told what it is and where it stands', async () => {
    const { id, token } = await register();
    const known = await send('GET', '/terminal', operator, undefined, { token });
    expect(known.body).toMatchObject({ terminal: { id, status: 'MENUNGGU' }, addressAllowed: true });
    expect(known.body.address).toMatch(/127\.0\.0\.1$/);
    expect((await send('GET', '/terminal', operator)).body.terminal).toBeNull();
  });

  it('is listed with its status', async () => {
    const query = new URLSearchParams({
      filter: JSON.stringify({ status: 'DIBLOKIR' }),
      sort: '["name","ASC"]',
    });
    expect((await send('GET', `/terminals?${query}`, admin)).body).toMatchObject([{ name: 'Loket dua' }]);
    expect((await send('GET', '/terminals', stranger)).body).toEqual([]);
    const csv = await send('GET', `/terminals.csv?${query}`, admin);
    expect(csv.text.trim().split('\r\n')[1]).toContain(';Loket dua;Semarang;Diblokir;');
  });
});

describe('devices by when they were last seen', () => {
  const seenAt = (day: number) => new Date(`2026-02-0${day}T03:00:00Z`);
  const nobody = { registeredBy: 'somebody', status: 'DISETUJUI' };
  let owner: string;
  let reader: TestPerson;
  beforeAll(async () => {
    const { id } = await database.db.institution.create({
      data: {
        ...{ code: 'UJI-URUT', name: 'Lembaga Urut', phone: '021-555', email: 'urut@kantor.test' },
        ...{ category: 'PERBANKAN', address: 'Jl. Uji 1' },
      },
    });
    owner = id;
    reader = await addPerson(database.db, { roles: ['lembaga-admin'], institutionId: owner });
    const devices = { 'satu a': 1, 'satu b': 1, dua: 2, tiga: 3, 'belum a': null, 'belum b': null };
    for (const [name, day] of Object.entries(devices)) {
      const lastSeenAt = day === null ? null : seenAt(day);
      await database.db.terminal.create({
        data: { ...nobody, institutionId: owner, name, tokenHash: `urut ${name}`, lastSeenAt },
      });
    }
  });
  /** Page after page behind the last row, as names; devices of one moment in the order of their ids. */
  async function walk(direction: 'ASC' | 'DESC', size: number): Promise<string[]> {
    const names: string[] = [];
    let after: string | null = null;
    do {
      const query = new URLSearchParams({ sort: JSON.stringify(['lastSeenAt', direction]) });
      query.set('range', JSON.stringify([names.length, names.length + size - 1]));
      if (after) query.set('after', after);
      const answer = await send('GET', `/terminals?${query}`, reader);
      expect(answer.status, answer.text).toBe(200);
      names.push(...answer.body.map(({ name }: { name: string }) => name));
      after = answer.headers.get('x-next-after');
    } while (after !== null);
    return names;
  }
  const withoutLetter = (names: readonly string[]) => names.map((name) => name.split(' ')[0]);

  it.each([1, 2, 3, 25])('never seen counts as longest ago, in pages of %i both ways', async (size) => {
    const newest = await walk('DESC', size);
    expect(withoutLetter(newest)).toEqual(['tiga', 'dua', 'satu', 'satu', 'belum', 'belum']);
    expect(new Set(newest).size).toBe(6);
    expect(await walk('ASC', size)).toEqual([...newest].reverse());
  });

  it('refuses a place in the list that no page gave', async () => {
    const query = new URLSearchParams({ sort: '["name","ASC"]', range: '[0,1]' });
    const given = await send('GET', `/terminals?${query}`, reader);
    const [tag, counted, , id] = JSON.parse(
      Buffer.from(given.headers.get('x-next-after') ?? '', 'base64url').toString(),
    );
    const made = Buffer.from(JSON.stringify([tag, counted, null, id])).toString('base64url');
    query.set('after', made);
    const refused = await send('GET', `/terminals?${query}`, reader);
    expect([refused.status, refused.body.code]).toEqual([422, 'INVALID_INPUT']);
  });
});

describe('who may use the portal', () => {
  /** As the portal's routes will ask. */
  async function enter(person: TestPerson, institution: string, token: string | null, address = '127.0.0.1') {
    const cookies: string[] = [];
    const context = {
      deps: api.deps,
      actor: { id: person.id, institutionId: institution } as SignedIn,
      address,
      cookie: (name: string) => (name === terminalCookie(api.deps.config, institution).name ? token : null),
      setHeader: (_: string, value: string) => void cookies.push(value),
    };
    try {
      return { terminal: await requireTerminal(context), cookies };
    } catch (error) {
      if (isAppError(error)) return { code: error.code, state: error.details.state, params: error.params };
      throw error;
    }
  }

  it('needs an approved device of his own institution', async () => {
    const { id, token } = await register(operator, 'Loket portal');
    expect(await enter(operator, bank, null)).toMatchObject({
      code: 'TERMINAL_NOT_ALLOWED',
      state: 'TIDAK_TERDAFTAR',
    });
    expect(await enter(operator, bank, 'made-up')).toMatchObject({ state: 'TIDAK_TERDAFTAR' });
    expect(await enter(operator, bank, token)).toMatchObject({
      code: 'TERMINAL_NOT_ALLOWED',
      state: 'MENUNGGU',
    });
    await decide(id, admin, { action: 'approve', version: 1 });
    expect(await enter(operator, bank, token)).toMatchObject({
      terminal: { id, name: 'Loket portal', branch: 'Semarang' },
    });
    expect(await enter(stranger, ministry, token)).toMatchObject({ state: 'TIDAK_TERDAFTAR' });
    await decide(id, admin, { action: 'block', version: 2, note: 'Hilang' });
    expect(await enter(operator, bank, token)).toMatchObject({
      code: 'TERMINAL_NOT_ALLOWED',
      state: 'DIBLOKIR',
    });
  });

  it('needs an approved network, and is told the address that we see', async () => {
    const { id, token } = await register();
    await decide(id, admin, { action: 'approve', version: 1 });
    expect(await enter(operator, bank, token, '203.0.113.9')).toMatchObject({
      code: 'ADDRESS_NOT_ALLOWED',
      params: { address: '203.0.113.9' },
    });
    expect((await rowOf(id)).lastSeenAt).toBeNull();
  });

  it('is noted at most once a minute, which renews the cookie', async () => {
    const { id, token } = await register();
    await decide(id, admin, { action: 'approve', version: 1 });
    const first = now;
    expect((await enter(operator, bank, token)).cookies).toEqual([cookie.set(token)]);
    now = new Date(first.getTime() + 59_000);
    expect((await enter(operator, bank, token)).cookies).toEqual([]);
    expect((await rowOf(id)).lastSeenAt).toEqual(first);
    now = new Date(first.getTime() + 60_000);
    expect((await enter(operator, bank, token)).cookies).toHaveLength(1);
    expect((await rowOf(id)).lastSeenAt).toEqual(now);
  });
});
