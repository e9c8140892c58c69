import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { routeEntries } from '#contract/routes';
import { demoPassword, seed } from '#prisma/seed';
import { createTestDatabase, type TestDatabase } from '../../tests/support/database.ts';
import { cookieOf, serveTestApi, type TestApi } from '../../tests/support/http.ts';
import { appCodeOf, enrolApp } from '../../tests/support/two-factor.ts';
import { implementations } from '../parts.ts';
import { createAuth } from './auth.ts';

const staff = 'pnbp@demo.loket.test';
const administrator = 'admin@demo.loket.test';
const institution = 'pemesan.pusat@demo.loket.test';

let database: TestDatabase;
let api: TestApi;

beforeAll(async () => {
  database = await createTestDatabase();
  await seed(database.db);
  api = await serveTestApi(database, { implementations, env: { TOTP_REQUIRED_FOR: 'staff' } });
});
afterAll(async () => {
  await api?.close();
  await database?.drop();
});
beforeEach(async () => {
  await database.db.rateLimitBucket.deleteMany();
  await database.db.twoFactor.deleteMany();
  await database.db.user.updateMany({ data: { twoFactorEnabled: false } });
});

const post = (path: string, body: unknown, cookie?: string) =>
  api.call('POST', path, { body, ...(cookie ? { cookie } : {}) });
const me = (cookie: string) => api.call('GET', '/api/v1/me', { cookie });
const idOf = async (email: string) => (await database.db.user.findUniqueOrThrow({ where: { email } })).id;

describe('somebody who must have a second factor and has none', () => {
  it('finds every route closed but the one that says so', async () => {
    const cookie = await api.signIn(staff, demoPassword);
    const closed = routeEntries.filter(([, { access }]) => access !== 'public');
    const open: string[] = [];
    for (const [id, route] of closed) {
      const path = route.path.replace(/:\w+/g, '0b4f9d6e-6a8e-4a1b-9a58-0d3f5f6f7a02');
      const { status, body } = await api.call(route.method.toUpperCase(), path, { cookie });
      if (status === 403 && body.code === 'TWO_FACTOR_MISSING') continue;
      open.push(id);
    }
    expect(open).toEqual(['me.read']);
    expect((await me(cookie)).body.twoFactor).toEqual({
      enabled: false,
      required: true,
      backupCodesLeft: null,
    });
  });

  it('reads in his language what to do', async () => {
    const cookie = await api.signIn(staff, demoPassword);
    const { body } = await api.call('GET', '/api/v1/orders', { cookie });
    expect(body.detail).toMatch(/wajib memakai verifikasi dua langkah/);
  });

  it('sets it up, and may then work', async () => {
    const { cookie } = await enrolApp(api, staff, demoPassword);
    expect((await api.call('GET', '/api/v1/orders', { cookie })).status).toBe(200);
  });

  it('does not switch it off again, but moves to another phone', async () => {
    const { key, cookie } = await enrolApp(api, staff, demoPassword);
    await database.db.twoFactor.updateMany({ data: { lastStep: null } });
    const code = appCodeOf(key);
    const off = await post('/api/auth/two-factor/disable', { password: demoPassword, code }, cookie);
    expect([off.status, off.body.code]).toEqual([403, 'TWO_FACTOR_MANDATORY']);
    const other = await post('/api/auth/two-factor/enable', { password: demoPassword, code }, cookie);
    expect(other.status).toBe(200);
    // Neither half-way nor after it does he find anything closed.
    expect((await api.call('GET', '/api/v1/orders', { cookie })).status).toBe(200);
    const first = { code: appCodeOf(other.body.key) };
    expect((await post('/api/auth/two-factor/confirm', first, cookie)).status).toBe(200);
    expect((await api.call('GET', '/api/v1/orders', { cookie })).status).toBe(200);
  });
});

it('leaves people of institutions alone', async () => {
  const cookie = await api.signIn(institution, demoPassword);
  expect((await api.call('GET', '/api/v1/orders', { cookie })).status).toBe(200);
  expect((await me(cookie)).body.twoFactor.required).toBe(false);
});

it('does not start with a word that is no role', () => {
  const { config, db, logger, now } = api.deps;
  const accounts = { ...config.accounts, totpRequiredFor: 'staff,bendahara' };
  const parts = { config: { ...config, accounts, authSecret: config.authSecret }, db, logger, now };
  expect(() => createAuth(parts)).toThrow('TOTP_REQUIRED_FOR names "bendahara", which is no role.');
});

describe('somebody who lost his phone', () => {
  const reason = 'Ponsel hilang; orangnya datang ke ruang TI';
  const reset = async (email: string, cookie: string, body: unknown = { reason }) =>
    post(`/api/v1/people/${await idOf(email)}/two-factor-reset`, body, cookie);

  it('has it taken away by an administrator with a reason, loses his sessions and is told by mail', async () => {
    const lost = await enrolApp(api, staff, demoPassword);
    await database.db.twoFactor.updateMany({ data: { lastStep: null } });
    const proof = { password: demoPassword, code: appCodeOf(lost.key) };
    await post('/api/auth/two-factor/enable', proof, lost.cookie);
    expect(await database.db.twoFactorReplacement.count()).toBe(1);
    const admin = await enrolApp(api, administrator, demoPassword);
    const answer = await reset(staff, admin.cookie);
    expect(answer.status).toBe(200);
    expect(answer.body.twoFactor).toBe(false);
    expect((await me(lost.cookie)).status).toBe(401);
    expect(await database.db.twoFactorReplacement.count()).toBe(0);
    const again = await post('/api/auth/sign-in/email', { email: staff, password: demoPassword });
    expect(again.body).toEqual({ status: true });
    expect((await me(cookieOf(again))).body.twoFactor.enabled).toBe(false);
    const mail = await database.db.outgoingNotice.findFirstOrThrow({
      where: { template: 'TWO_FACTOR_RESET' },
    });
    expect(mail.recipient).toBe(staff);
    const row = await database.db.auditEntry.findFirstOrThrow({ where: { event: 'TWO_FACTOR_RESET' } });
    expect(row).toMatchObject({
      actorId: await idOf(administrator),
      subjectId: await idOf(staff),
      details: { reason },
    });
  });

  it('gets nothing without a reason, and nobody resets himself', async () => {
    await enrolApp(api, staff, demoPassword);
    const { cookie } = await enrolApp(api, administrator, demoPassword);
    expect((await reset(staff, cookie, { reason: 'hilang' })).status).toBe(422);
    const own = await reset(administrator, cookie);
    expect([own.status, own.body.code]).toEqual([403, 'OWN_ACCOUNT']);
    expect((await reset(institution, cookie)).status).toBe(404);
  });
});
