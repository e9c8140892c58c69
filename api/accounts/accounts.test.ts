import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generateKeyRing } from '#platform/crypto';
import { demoAccounts, demoPassword, institutionId, seed } from '#prisma/seed';
import { createTestDatabase, type TestDatabase } from '../../tests/support/database.ts';
import { serveTestApi, type TestApi } from '../../tests/support/http.ts';
import { accountHandlers, announceSetup } from './index.ts';
import { invitationLimit } from './people.ts';

const password = 'kuda makan rumput hijau';
const at = (name: string) => `${name}@demo.loket.test`;

let database: TestDatabase;
let api: TestApi;
const cookies = new Map<string, string>();
let keys = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  await seed(database.db);
  api = await serveTestApi(database, { implementations: accountHandlers });
});
afterAll(async () => {
  await api?.close();
  await database?.drop();
});

/** A cookie of a demo account; one login each. */
async function as(name: string): Promise<string> {
  const known = cookies.get(name);
  if (known) return known;
  const cookie = await api.signIn(at(name), demoPassword);
  cookies.set(name, cookie);
  return cookie;
}
const send = async (name: string, method: string, path: string, body?: unknown) =>
  api.call(method, `/api/v1${path}`, {
    cookie: await as(name),
    key: `test-key-${++keys}`,
    ...(body === undefined ? {} : { body }),
  });
const idOf = async (name: string) =>
  (await database.db.user.findUniqueOrThrow({ where: { email: at(name) } })).id;
const list = async (name: string, filter: object) => {
  const query = new URLSearchParams({ filter: JSON.stringify(filter), range: '[0,99]' });
  return send(name, 'GET', `/people?${query}`);
};
const open = (path: string, body: unknown) => api.call('POST', `/api/v1/public${path}`, { body });

async function invited(by: string, input: Record<string, unknown>) {
  const answer = await send(by, 'POST', '/people', input);
  expect(answer.status, answer.text).toBe(201);
  return { id: answer.body.id as string, token: await tokenFor(input.email as string) };
}
const tokenFor = async (email: string) => {
  const notice = await database.db.outgoingNotice.findFirstOrThrow({
    where: { template: 'INVITATION', recipient: email },
    orderBy: { createdAt: 'desc' },
  });
  return (notice.params as { token: string }).token;
};

describe('what the login page asks', () => {
  it('is told the demo accounts in demo mode, and nothing of them in production', async () => {
    const answer = await api.call('GET', '/api/v1/public/app');
    expect(answer.body).toMatchObject({ mode: 'demo', setupNeeded: false });
    expect(answer.body.demo.accounts).toHaveLength(demoAccounts.length);
    const production = await serveTestApi(database, {
      implementations: accountHandlers,
      env: productionEnvironment,
    });
    try {
      const { body, text } = await production.call('GET', '/api/v1/public/app');
      expect(body.demo).toEqual({ tellerUrl: null, inboxUrl: null, phoneUrl: null, accounts: [] });
      expect(text).not.toContain(demoPassword);
    } finally {
      await production.close();
    }
  });
});

describe('an invitation', () => {
  const person = { name: 'Rina Baru', email: 'rina@bank-contoh.test', roles: ['lembaga-keuangan'] };

  it('lives: sent, seen, accepted once, and the person works for the institution of the manager', async () => {
    const { id, token } = await invited('pengelola.bank', person);
    expect((await list('pengelola.bank', { status: 'DIUNDANG' })).body).toMatchObject([
      { id, status: 'DIUNDANG' },
    ]);
    const seen = await open('/invitations/view', { token });
    expect(seen.body).toMatchObject({ email: person.email, institutionName: 'BANK CONTOH NUSANTARA' });
    expect((await open('/invitations/accept', { token, password: 'password1234' })).body.code).toBe(
      'PASSWORD_TOO_COMMON',
    );
    const accepted = await Promise.all([1, 2, 3].map(() => open('/invitations/accept', { token, password })));
    expect(accepted.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(accepted.filter(({ status }) => status === 410)).toHaveLength(2);
    const cookie = await api.signIn(person.email, password);
    expect((await api.call('GET', '/api/v1/me', { cookie })).body).toMatchObject({
      roles: ['lembaga-keuangan'],
      institution: { id: institutionId('BANK-CONTOH'), code: 'BANK-CONTOH' },
    });
    const trail = await database.db.auditEntry.findMany({
      where: { event: { startsWith: 'INVITATION_' } },
      orderBy: { id: 'asc' },
    });
    expect(trail.map(({ event, actorName }) => [event, actorName])).toEqual([
      ['INVITATION_SENT', 'Agus Pengelola'],
      ['INVITATION_ACCEPTED', 'Rina Baru'],
    ]);
    expect((await open('/invitations/view', { token })).status).toBe(410);
  });

  it('keeps only the hash of its token', async () => {
    const { token } = await invited('pengelola.bank', { ...person, email: 'hash@bank-contoh.test' });
    const rows = await database.db.invitation.findMany();
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  it('sent again has a new link, and the old one is dead', async () => {
    const email = 'again@bank-contoh.test';
    const { id, token } = await invited('pengelola.bank', { ...person, email });
    expect((await send('pengelola.bank', 'POST', `/people/${id}/invitation`)).status).toBe(200);
    const fresh = await tokenFor(email);
    expect(fresh).not.toBe(token);
    expect((await open('/invitations/view', { token })).status).toBe(410);
    expect((await open('/invitations/view', { token: fresh })).status).toBe(200);
    const mails = await database.db.outgoingNotice.findMany({
      where: { recipient: email },
      orderBy: { createdAt: 'asc' },
    });
    expect(mails.map(({ status }) => status)).toEqual(['SKIPPED', 'QUEUED']);
  });

  it('is dead after seven days, and alive again when sent again', async () => {
    const email = 'late@bank-contoh.test';
    const { id, token } = await invited('pengelola.bank', { ...person, email });
    await database.db.invitation.update({ where: { id }, data: { expiresAt: new Date(Date.now() - 1) } });
    expect((await open('/invitations/accept', { token, password })).status).toBe(410);
    await send('pengelola.bank', 'POST', `/people/${id}/invitation`);
    expect((await open('/invitations/accept', { token: await tokenFor(email), password })).status).toBe(201);
  });

  it('that was taken back opens nothing', async () => {
    const { id, token } = await invited('pengelola.bank', { ...person, email: 'back@bank-contoh.test' });
    expect((await send('pengelola.bank', 'POST', `/people/${id}/disable`)).body.status).toBe('NONAKTIF');
    expect((await open('/invitations/accept', { token, password })).status).toBe(410);
  });

  it('sent to a wrong address is withdrawn: its link and its mail are dead, the address is free', async () => {
    const input = { ...person, email: 'wrong@bank-contoh.test' };
    const { id, token } = await invited('pengelola.bank', input);
    expect((await send('pengelola.pusat', 'DELETE', `/people/${id}/invitation`)).status).toBe(404);
    const withdrawn = await send('pengelola.bank', 'DELETE', `/people/${id}/invitation`);
    expect([withdrawn.status, withdrawn.body.status]).toEqual([200, 'NONAKTIF']);
    expect((await open('/invitations/accept', { token, password })).status).toBe(410);
    expect((await send('pengelola.bank', 'DELETE', `/people/${id}/invitation`)).status).toBe(404);
    const mails = await database.db.outgoingNotice.findMany({ where: { recipient: input.email } });
    expect(mails.map(({ status }) => status)).toEqual(['SKIPPED']);
    expect(
      await database.db.auditEntry.findMany({ where: { subjectId: id, event: 'INVITATION_REVOKED' } }),
    ).toHaveLength(1);
    expect((await send('pengelola.bank', 'POST', '/people', input)).status).toBe(201);
  });

  it('of a first manager is withdrawn by staf-kerjasama who sent it', async () => {
    const first = { ...person, email: 'salah@kementerian.test', roles: ['lembaga-admin'] };
    const { id } = await invited('kerjasama', { ...first, institutionId: institutionId('BANK-CONTOH') });
    expect((await send('kerjasama', 'DELETE', `/people/${id}/invitation`)).status).toBe(200);
  });

  it('goes to an address once, also when two managers send it at once', async () => {
    const input = { ...person, email: 'twice@bank-contoh.test' };
    const answers = await Promise.all([
      send('pengelola.bank', 'POST', '/people', input),
      send('pengelola.pusat', 'POST', '/people', input),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    const known = await send('pengelola.bank', 'POST', '/people', { ...input, email: at('pnbp') });
    expect(known.body.code).toBe('EMAIL_TAKEN');
  });

  it.each([
    ['pengelola.bank', ['staf-pnbp'], undefined, 'ROLE_NOT_YOURS'],
    ['pengelola.bank', ['lembaga-pemesan', 'admin'], undefined, 'ROLE_NOT_YOURS'],
    ['kerjasama', ['lembaga-pemesan'], 'BANK-CONTOH', 'ROLE_NOT_YOURS'],
    ['kerjasama', ['lembaga-admin'], undefined, 'INSTITUTION_NEEDED'],
    ['admin', ['lembaga-admin'], 'BANK-CONTOH', 'ROLE_NOT_YOURS'],
    ['admin', ['pejabat'], 'BANK-CONTOH', 'INSTITUTION_NOT_ALLOWED'],
  ] as const)('by %s for %j (%s) is refused: %s', async (by, roles, code, why) => {
    const answer = await send(by, 'POST', '/people', {
      name: 'Siapa Saja',
      email: 'refused@nowhere.test',
      roles,
      ...(code ? { institutionId: institutionId(code) } : {}),
    });
    expect(answer.status).toBe(422);
    expect(answer.body.errors).toMatchObject([{ code: why }]);
    expect(await database.db.invitation.count({ where: { email: 'refused@nowhere.test' } })).toBe(0);
  });

  it("into another institution is refused to an institution's manager", async () => {
    const answer = await send('pengelola.bank', 'POST', '/people', {
      ...person,
      email: 'elsewhere@nowhere.test',
      institutionId: institutionId('DEMO-PUSAT'),
    });
    expect(answer.status).toBe(403);
  });

  it('by staf-kerjasama makes the first manager of an institution', async () => {
    const input = { name: 'Manajer Satu', email: 'first@bpr.test', roles: ['lembaga-admin'] };
    const { token } = await invited('kerjasama', { ...input, institutionId: institutionId('BPR-CONTOH') });
    await open('/invitations/accept', { token, password });
    const row = await database.db.user.findUniqueOrThrow({ where: { email: 'first@bpr.test' } });
    expect(row.institutionId).toBe(institutionId('BPR-CONTOH'));
  });
});

describe('the list of people', () => {
  it("shows an institution's manager his own people only", async () => {
    const { body } = await list('pengelola.pusat', {});
    const names = new Set(body.map((row: { institutionName: string }) => row.institutionName));
    expect([...names]).toEqual(['DEMO PUSAT']);
    const foreign = await send('pengelola.pusat', 'GET', `/people/${await idOf('pemesan.bank')}`);
    expect(foreign.status).toBe(404);
  });

  it('shows staf-kerjasama no staff, and the administrator everybody', async () => {
    const staff = async (by: string) =>
      (await list(by, { q: at('pnbp') })).body.map((row: { email: string }) => row.email);
    expect(await staff('kerjasama')).toEqual([]);
    expect(await staff('admin')).toEqual([at('pnbp')]);
  });

  it('finds by name, role and status, sorts and pages', async () => {
    const byRole = await list('admin', { role: 'pejabat' });
    expect(byRole.body).toMatchObject([{ name: 'Prabu Pejabat', status: 'AKTIF' }]);
    expect((await list('admin', { q: '100%_' })).body).toEqual([]);
    const query = new URLSearchParams({ range: '[0,1]', sort: '["email","DESC"]', filter: '{"q":"@demo."}' });
    const page = await send('admin', 'GET', `/people?${query}`);
    expect(page.headers.get('content-range')).toBe(`items 0-1/${demoAccounts.length}`);
    expect(page.body.map((row: { email: string }) => row.email)).toEqual([
      at('teknis.pusat'),
      at('supervisor.semarang'),
    ]);
  });

  it('is closed to whoever manages nobody', async () => {
    expect((await list('pemesan.pusat', {})).status).toBe(403);
  });
});

describe('roles', () => {
  const put = async (by: string, name: string, roles: readonly string[]) =>
    send(by, 'PUT', `/people/${await idOf(name)}/roles`, { roles });

  it("change at once, by an institution's manager for his people", async () => {
    const before = await api.call('GET', '/api/v1/me', { cookie: await as('teknis.pusat') });
    expect(before.body.permissions).not.toContain('cart.use');
    const answer = await put('pengelola.pusat', 'teknis.pusat', ['lembaga-teknis', 'lembaga-pemesan']);
    expect(answer.body.roles).toEqual(['lembaga-pemesan', 'lembaga-teknis']);
    const after = await api.call('GET', '/api/v1/me', { cookie: await as('teknis.pusat') });
    expect(after.body.permissions).toContain('cart.use');
    const [row] = await database.db.auditEntry.findMany({ where: { event: 'ROLES_CHANGED' } });
    expect(row?.details).toEqual({ given: ['lembaga-pemesan'], taken: [] });
    await put('pengelola.pusat', 'teknis.pusat', ['lembaga-teknis']);
  });

  it('of oneself stay as they are', async () => {
    expect((await put('admin', 'admin', ['admin', 'pejabat'])).body.code).toBe('OWN_ACCOUNT');
    const own = await put('pengelola.pusat', 'pengelola.pusat', ['lembaga-admin', 'lembaga-pemesan']);
    expect(own.body.code).toBe('OWN_ACCOUNT');
  });

  it('of people elsewhere are out of reach', async () => {
    expect((await put('pengelola.pusat', 'pemesan.bank', ['lembaga-admin'])).status).toBe(404);
    expect((await put('pengelola.pusat', 'pnbp', [])).status).toBe(404);
  });

  it('that one may not give cannot be given or taken', async () => {
    const staffRole = await put('pengelola.pusat', 'teknis.pusat', ['lembaga-teknis', 'auditor']);
    expect(staffRole.body.errors).toMatchObject([{ code: 'ROLE_NOT_YOURS' }]);
    const taken = await put('admin', 'teknis.pusat', []);
    expect(taken.body.errors).toMatchObject([{ code: 'ROLE_NOT_YOURS' }]);
    const mixed = await put('admin', 'pemesan.bank', ['lembaga-pemesan', 'pejabat']);
    expect(mixed.status).toBe(422);
    expect(await database.db.userRole.count({ where: { role: 'pejabat' } })).toBe(1);
  });

  it('of the last administrator stay, also when two administrators remove each other at once', async () => {
    const pnbp = await idOf('pnbp');
    const admin = await idOf('admin');
    await put('admin', 'pnbp', ['staf-pnbp', 'admin']);
    const answers = await Promise.all([
      send('admin', 'PUT', `/people/${pnbp}/roles`, { roles: ['staf-pnbp'] }),
      send('pnbp', 'PUT', `/people/${admin}/roles`, { roles: ['auditor'] }),
    ]);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(await database.db.userRole.count({ where: { role: 'admin' } })).toBe(1);
    await database.db.userRole.deleteMany({ where: { userId: { in: [pnbp, admin] } } });
    await database.db.userRole.createMany({
      data: [
        { userId: pnbp, role: 'staf-pnbp' },
        { userId: admin, role: 'admin' },
      ],
    });
  });
});

describe('mails of invitation', () => {
  it('have an end for each inviter, sent anew or sent again', async () => {
    const input = (email: string) => ({ name: 'Tamu Banyak', email, roles: ['lembaga-keuangan'] });
    const { id } = await invited('pengelola.pusat', input('banyak@tamu.test'));
    const key = `${invitationLimit.name}:${await idOf('pengelola.pusat')}`;
    await database.db.rateLimitBucket.update({ where: { key }, data: { points: invitationLimit.points } });
    const mails = await database.db.outgoingNotice.count({ where: { template: 'INVITATION' } });
    const another = await send('pengelola.pusat', 'POST', '/people', input('lagi@tamu.test'));
    const again = await send('pengelola.pusat', 'POST', `/people/${id}/invitation`);
    expect([another.body.code, again.body.code]).toEqual(['RATE_LIMITED', 'RATE_LIMITED']);
    expect(await database.db.outgoingNotice.count({ where: { template: 'INVITATION' } })).toBe(mails);
    await invited('pengelola.bank', input('bank@tamu.test'));
    await database.db.rateLimitBucket.deleteMany({ where: { key } });
  });
});

describe('disabling', () => {
  it('ends the sessions of the person at once; enabling brings none back', async () => {
    const id = await idOf('keuangan.pusat');
    const cookie = await api.signIn(at('keuangan.pusat'), demoPassword);
    expect((await send('pengelola.pusat', 'POST', `/people/${id}/disable`)).body.status).toBe('NONAKTIF');
    expect((await api.call('GET', '/api/v1/me', { cookie })).status).toBe(401);
    await expect(api.signIn(at('keuangan.pusat'), demoPassword)).rejects.toThrow('401');
    expect((await send('pengelola.pusat', 'POST', `/people/${id}/enable`)).body.status).toBe('AKTIF');
    expect((await api.call('GET', '/api/v1/me', { cookie })).status).toBe(401);
    await api.signIn(at('keuangan.pusat'), demoPassword);
  });

  it('spares oneself, the last administrator and strangers', async () => {
    const own = await send('pengelola.pusat', 'POST', `/people/${await idOf('pengelola.pusat')}/disable`);
    expect(own.body.code).toBe('OWN_ACCOUNT');
    const foreign = await send('pengelola.pusat', 'POST', `/people/${await idOf('pemesan.bank')}/disable`);
    expect(foreign.status).toBe(404);
    const noManager = await send('kerjasama', 'POST', `/people/${await idOf('pemesan.bank')}/disable`);
    expect(noManager.status).toBe(403);
  });

  it('is refused to somebody who lost his role while asking', async () => {
    const cookie = await as('pengelola.pusat');
    await database.db.userRole.deleteMany({ where: { userId: await idOf('pengelola.pusat') } });
    const answer = await api.call('POST', `/api/v1/people/${await idOf('operator.pusat')}/disable`, {
      cookie,
    });
    await database.db.userRole.create({
      data: { userId: await idOf('pengelola.pusat'), role: 'lembaga-admin' },
    });
    expect(answer.status).toBe(403);
  });
});

const productionEnvironment = {
  LOKET_MODE: 'production',
  PUBLIC_URL: 'http://localhost:1',
  PAYLOAD_KEYS: generateKeyRing('own'),
  SIMPONI_USER_ID: 'user',
  SIMPONI_KODE_TARIF: '000001',
  SIMPONI_KODE_PP: '2023010',
  SIMPONI_KODE_LOKASI: '01',
  SIMPONI_KODE_KABKOTA: '54',
  SIMPONI_ALLOWED_SENDERS: '10.0.0.0/8',
  MAIL_FROM: 'loket@example.go.id',
};

describe('the first administrator', () => {
  it('is made with the printed code, once, of many who try at once', async () => {
    const empty = await createTestDatabase();
    const lines: string[] = [];
    const fresh = await serveTestApi(empty, { implementations: accountHandlers });
    try {
      const info = await fresh.call('GET', '/api/v1/public/app');
      expect(info.body.setupNeeded).toBe(true);
      const logger = { ...fresh.deps.logger, warn: (line: string) => lines.push(line) };
      await announceSetup({ ...fresh.deps, logger: logger as never });
      await announceSetup({ ...fresh.deps, logger: logger as never });
      const tokens = lines.map((line) => /kode pemasangan (\S+)/.exec(line)?.[1] ?? '');
      expect(new Set(tokens).size).toBe(2);
      const set = (token: string, email: string) =>
        fresh.call('POST', '/api/v1/public/setup', { body: { token, name: 'Admin Satu', email, password } });
      expect((await set('wrong-token', 'a@kantor.test')).body.code).toBe('SETUP_TOKEN_INVALID');
      const answers = await Promise.all(
        [0, 1, 0, 1].map((index, number) => set(tokens[index] ?? '', `admin${number}@kantor.test`)),
      );
      expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
      expect(answers.filter(({ status }) => status !== 201).map(({ body }) => body.code)).toEqual(
        Array(3).fill('SETUP_ALREADY_DONE'),
      );
      expect(await empty.db.user.count()).toBe(1);
      const { email } = answers.find(({ status }) => status === 201)?.body ?? {};
      const cookie = await fresh.signIn(email, password);
      expect((await fresh.call('GET', '/api/v1/me', { cookie })).body.roles).toEqual(['admin']);
      lines.length = 0;
      await announceSetup({ ...fresh.deps, logger: logger as never });
      expect(lines).toEqual([]);
    } finally {
      await fresh.close();
      await empty.drop();
    }
  });
});
