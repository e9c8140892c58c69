import { createHmac } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { demoPassword, seed } from '#prisma/seed';
import { forgetEndedSessions } from '#records/accounts/sessions';
import { expectMailOfEachChange } from '../../tests/support/account-changes.ts';
import { createTestDatabase, type TestDatabase } from '../../tests/support/database.ts';
import { cookieOf, serveTestApi, type TestApi } from '../../tests/support/http.ts';
import { implement } from '../shared/route.ts';
import { accountLimit } from './account-key.ts';

const email = 'pemesan.pusat@demo.loket.test';
const other = 'pnbp@demo.loket.test';
const newPassword = 'kuda makan rumput hijau';

/** Stands for every route that needs a signed-in person. */
const whoAmI = implement('me.read', async ({ actor }) => {
  if (!actor) throw new Error('unreachable');
  return {
    id: actor.id,
    name: actor.name,
    email: actor.email,
    roles: [...actor.roles],
    permissions: [],
    institution: null,
    office: null,
    unit: actor.unit,
    idleMinutes: 30,
    twoFactor: { enabled: actor.twoFactor, required: actor.twoFactorRequired, backupCodesLeft: null },
  };
});

let database: TestDatabase;
let api: TestApi;

beforeAll(async () => {
  database = await createTestDatabase();
  await seed(database.db);
  api = await serveTestApi(database, { implementations: [whoAmI] });
});
afterEach(() => expectMailOfEachChange(database.db));
afterAll(async () => {
  await api?.close();
  await database?.drop();
});
beforeEach(async () => {
  await database.db.rateLimitBucket.deleteMany();
});

const post = (path: string, body: unknown, cookie?: string) =>
  api.call('POST', `/api/auth${path}`, { body, ...(cookie ? { cookie } : {}) });
const me = (cookie: string) => api.call('GET', '/api/v1/me', { cookie });
const userId = async (address: string) =>
  (await database.db.user.findUniqueOrThrow({ where: { email: address } })).id;
const auditOf = async (event: string, subjectId: string) =>
  database.db.auditEntry.findMany({ where: { event, subjectId }, orderBy: { id: 'asc' } });

describe('signing in', () => {
  it('opens a session that the server keeps, in a cookie that scripts cannot read', async () => {
    const answer = await post('/sign-in/email', { email: email.toUpperCase(), password: demoPassword });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ status: true });
    const [cookie = ''] = answer.headers.getSetCookie();
    expect(cookie).toMatch(/^loket_session=/);
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Lax/);
    expect(cookie).toMatch(/Path=\//);
    const answered = await me(cookieOf(answer));
    expect(answered.body).toMatchObject({ email, unit: 'DEMO PUSAT', roles: ['lembaga-pemesan'] });
    const [row] = (await auditOf('LOGIN', await userId(email))).slice(-1);
    expect(row).toMatchObject({ actorName: 'Dewi Pemesan', actorUnit: 'DEMO PUSAT', outcome: 'OK' });
    expect(row?.address).toContain('127.0.0.1');
  });

  it('on https gives the cookie the prefix that binds it to this host', async () => {
    const secure = await serveTestApi(database, { env: { PUBLIC_URL: 'https://loket.example.go.id' } });
    try {
      const answer = await secure.call('POST', '/api/auth/sign-in/email', {
        body: { email, password: demoPassword },
      });
      const [cookie = ''] = answer.headers.getSetCookie();
      expect(cookie).toMatch(/^__Host-loket_session=/);
      expect(cookie).toMatch(/; Secure/);
      expect(cookie).toMatch(/; Path=\//);
      expect(cookie).not.toMatch(/Domain/);
    } finally {
      await secure.close();
    }
  });

  it('gives the same answer for a wrong password, an unknown address and a disabled person', async () => {
    await database.db.user.update({ where: { email: other }, data: { disabledAt: new Date() } });
    const answers = [
      await post('/sign-in/email', { email, password: 'not the password' }),
      await post('/sign-in/email', { email: 'nobody@nowhere.test', password: 'not the password' }),
      await post('/sign-in/email', { email: other, password: demoPassword }),
    ];
    await database.db.user.update({ where: { email: other }, data: { disabledAt: null } });
    for (const answer of answers) {
      expect(answer.status).toBe(401);
      expect(answer.headers.getSetCookie()).toEqual([]);
      expect({ ...answer.body, requestId: '' }).toEqual({ ...answers[0]?.body, requestId: '' });
    }
    expect(answers[0]?.body.code).toBe('WRONG_CREDENTIALS');
    expect(await database.db.session.count({ where: { userId: await userId(other) } })).toBe(0);
    expect((await auditOf('LOGIN_FAILED', await userId(email))).length).toBe(1);
    const unknown = await database.db.auditEntry.findFirstOrThrow({
      where: { subjectType: 'UNKNOWN_ACCOUNT' },
    });
    expect(
      JSON.stringify(unknown, (_, value) => (typeof value === 'bigint' ? `${value}` : value)),
    ).not.toContain('nobody@nowhere');
  });

  it('ends the session that the browser had before', async () => {
    const first = await api.signIn(email, demoPassword);
    const second = await post('/sign-in/email', { email, password: demoPassword }, first);
    expect(second.status).toBe(200);
    expect(cookieOf(second)).not.toBe(first);
    expect((await me(first)).status).toBe(401);
    expect((await me(cookieOf(second))).status).toBe(200);
  });

  it('makes an account wait after ten failures from anywhere, even with the right password', async () => {
    for (let attempt = 0; attempt < accountLimit.points; attempt++) {
      expect((await post('/sign-in/email', { email, password: `wrong ${attempt}` })).status).toBe(401);
    }
    const refused = await post('/sign-in/email', { email, password: demoPassword });
    expect(refused.status).toBe(429);
    expect(refused.body.code).toBe('RATE_LIMITED');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await post('/sign-in/email', { email: other, password: demoPassword })).status).toBe(200);
  });

  it('forgets failures after a success', async () => {
    for (let attempt = 0; attempt < accountLimit.points - 1; attempt++) {
      await post('/sign-in/email', { email, password: 'wrong' });
    }
    await api.signIn(email, demoPassword);
    expect((await post('/sign-in/email', { email, password: 'wrong' })).status).toBe(401);
  });

  it('makes an address wait that tries many accounts; another address behind the proxy goes on', async () => {
    const proxied = await serveTestApi(database, { env: { TRUST_PROXY: '1' } });
    const attempt = (address: string, number: number) =>
      proxied.call('POST', '/api/auth/sign-in/email', {
        body: { email: `person${number}@nowhere.test`, password: 'wrong' },
        headers: { 'x-forwarded-for': address },
      });
    try {
      const answers = await Promise.all(
        Array.from({ length: 40 }, (_, number) => attempt('203.0.113.7', number)),
      );
      expect(answers.filter(({ status }) => status === 401)).toHaveLength(30);
      expect(answers.filter(({ status }) => status === 429)).toHaveLength(10);
      expect((await attempt('203.0.113.8', 99)).status).toBe(401);
    } finally {
      await proxied.close();
    }
  });

  it('does not believe a caller who names his own address', async () => {
    const answers = await Promise.all(
      Array.from({ length: 35 }, (_, number) =>
        api.call('POST', '/api/auth/sign-in/email', {
          body: { email: `someone${number}@nowhere.test`, password: 'wrong' },
          headers: { 'x-forwarded-for': `198.51.100.${number}`, 'x-loket-address': `198.51.100.${number}` },
        }),
      ),
    );
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(5);
  });

  it('refuses a request that another site made the browser send', async () => {
    const answer = await api.call('POST', '/api/auth/sign-in/email', {
      body: { email, password: demoPassword },
      headers: { 'sec-fetch-site': 'cross-site' },
    });
    expect(answer.status).toBe(403);
    expect(answer.body.code).toBe('CROSS_SITE');
  });

  it.each([{}, { email }, { email: 'x', password: 'y' }, [], { email: { $ne: 1 }, password: ['a'] }])(
    'refuses %j as input',
    async (body) => {
      expect((await post('/sign-in/email', body)).status).toBe(422);
    },
  );
});

describe('a session', () => {
  it('is over after signing out, everywhere', async () => {
    const cookie = await api.signIn(email, demoPassword);
    expect((await post('/sign-out', {}, cookie)).status).toBe(200);
    expect((await me(cookie)).status).toBe(401);
    expect((await auditOf('LOGOUT', await userId(email))).length).toBeGreaterThan(0);
  });

  it('is over at once when its person is disabled', async () => {
    const cookie = await api.signIn(other, demoPassword);
    expect((await me(cookie)).status).toBe(200);
    await database.db.user.update({ where: { email: other }, data: { disabledAt: new Date() } });
    expect((await me(cookie)).status).toBe(401);
    await database.db.user.update({ where: { email: other }, data: { disabledAt: null } });
  });

  it('shows roles as they are now', async () => {
    const cookie = await api.signIn(other, demoPassword);
    const id = await userId(other);
    await database.db.userRole.create({ data: { userId: id, role: 'auditor' } });
    expect((await me(cookie)).body.roles).toEqual(['auditor', 'staf-pnbp']);
    await database.db.userRole.deleteMany({ where: { userId: id, role: 'auditor' } });
    expect((await me(cookie)).body.roles).toEqual(['staf-pnbp']);
  });

  it('is over when its time is', async () => {
    const cookie = await api.signIn(other, demoPassword);
    await database.db.session.updateMany({ data: { expiresAt: new Date(Date.now() - 1000) } });
    expect((await me(cookie)).status).toBe(401);
  });

  it("that is over is dropped, and nobody else's", async () => {
    const cookie = await api.signIn(other, demoPassword);
    const past = new Date(Date.now() - 1000);
    await database.db.session.create({
      data: { id: 'old', token: 'old', userId: await userId(other), expiresAt: past },
    });
    await forgetEndedSessions(database.db, new Date(), 30);
    expect(await database.db.session.count({ where: { id: 'old' } })).toBe(0);
    expect((await me(cookie)).status).toBe(200);
  });

  it('needs a cookie that we signed', async () => {
    const cookie = await api.signIn(other, demoPassword);
    const value = decodeURIComponent(cookie.slice('loket_session='.length));
    const token = value.split('.')[0] ?? '';
    const foreign = createHmac('sha256', 'another secret').update(token).digest('base64');
    const signed = (text: string) => `loket_session=${encodeURIComponent(text)}`;
    expect((await me(signed(value))).status).toBe(200);
    for (const forged of [
      signed(token),
      signed(`${token}.AAAA`),
      signed(`${token}.${foreign}`),
      signed(`x${value}`),
      'loket_session=%E0%A4%A',
    ]) {
      expect((await me(forged)).status).toBe(401);
    }
  });
});

describe('endpoints of the library that we do not offer', () => {
  it.each([
    ['POST', '/sign-up/email'],
    ['GET', '/list-sessions'],
    ['POST', '/update-user'],
    ['POST', '/delete-user'],
    ['POST', '/change-email'],
    ['GET', '/reset-password/abc'],
    ['GET', '/ok'],
    ['GET', '/sign-in/email'],
    ['POST', '/sign-in/email/'],
    ['POST', '/x/../sign-up/email'],
  ])('%s %s is not found', async (method, path) => {
    const cookie = await api.signIn(email, demoPassword);
    const answer = await api.call(method, `/api/auth${path}`, {
      cookie,
      ...(method === 'POST'
        ? { body: { email: 'new@nowhere.test', password: newPassword, name: 'New' } }
        : {}),
    });
    expect(answer.status).toBe(404);
    expect(await database.db.user.count({ where: { email: 'new@nowhere.test' } })).toBe(0);
  });
});

describe('a forgotten password', () => {
  const request = (address: string) => post('/request-password-reset', { email: address });
  const lastToken = async (): Promise<string> => {
    const notice = await database.db.outgoingNotice.findFirstOrThrow({
      where: { template: 'PASSWORD_RESET', recipient: other },
      orderBy: { createdAt: 'desc' },
    });
    return (notice.params as { token: string }).token;
  };

  it('is replaced through a mailed link that works once, and every session ends', async () => {
    const cookie = await api.signIn(other, demoPassword);
    expect((await request(other)).body).toEqual({ status: true });
    const token = await lastToken();
    expect(await database.db.verification.count({ where: { identifier: { contains: token } } })).toBe(0);
    expect((await post('/reset-password', { token, newPassword: 'password1234' })).body.code).toBe(
      'PASSWORD_TOO_COMMON',
    );
    expect((await post('/reset-password', { token, newPassword: 'short' })).status).toBe(422);
    const results = await Promise.all([1, 2, 3].map(() => post('/reset-password', { token, newPassword })));
    expect(results.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(results.filter(({ status }) => status === 410)).toHaveLength(2);
    expect((await me(cookie)).status).toBe(401);
    expect((await post('/sign-in/email', { email: other, password: demoPassword })).status).toBe(401);
    expect((await auditOf('PASSWORD_RESET', await userId(other))).length).toBe(1);
    const fresh = await api.signIn(other, newPassword);
    const changed = await post(
      '/change-password',
      { currentPassword: newPassword, newPassword: demoPassword },
      fresh,
    );
    expect(changed.status).toBe(200);
  });

  it('answers the same for an address without an account, and mails nobody', async () => {
    const before = await database.db.outgoingNotice.count();
    expect((await request('nobody@nowhere.test')).body).toEqual({ status: true });
    expect(await database.db.outgoingNotice.count()).toBe(before);
  });

  it('mails a disabled person nothing', async () => {
    const before = await database.db.outgoingNotice.count();
    await database.db.user.update({ where: { email: other }, data: { disabledAt: new Date() } });
    expect((await request(other)).status).toBe(200);
    await database.db.user.update({ where: { email: other }, data: { disabledAt: null } });
    expect(await database.db.outgoingNotice.count()).toBe(before);
  });
});

describe('changing the password', () => {
  it('needs the present one, ends the other sessions and keeps this browser signed in', async () => {
    const elsewhere = await api.signIn(other, demoPassword);
    const here = await api.signIn(other, demoPassword);
    const change = (currentPassword: string, next: string, cookie?: string) =>
      post('/change-password', { currentPassword, newPassword: next }, cookie);
    expect((await change(demoPassword, newPassword)).status).toBe(401);
    const wrong = await change('wrong password', newPassword, here);
    expect(wrong.status).toBe(422);
    expect(wrong.body.errors).toMatchObject([{ path: 'currentPassword', code: 'WRONG_PASSWORD' }]);
    const changed = await change(demoPassword, newPassword, here);
    expect(changed.status).toBe(200);
    expect((await me(elsewhere)).status).toBe(401);
    expect((await me(here)).status).toBe(401);
    expect((await me(cookieOf(changed))).status).toBe(200);
    expect((await change(newPassword, demoPassword, cookieOf(changed))).status).toBe(200);
  });
});
