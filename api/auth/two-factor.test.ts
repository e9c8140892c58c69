import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { demoPassword, seed } from '#prisma/seed';
import { forgetOldReplacements } from '#records/accounts/two-factor';
import { expectMailOfEachChange } from '../../tests/support/account-changes.ts';
import { createTestDatabase, type TestDatabase } from '../../tests/support/database.ts';
import { cookieOf, serveTestApi, type TestApi } from '../../tests/support/http.ts';
import { appCodeAt, appCodeOf, enrolApp, fromBase32 } from '../../tests/support/two-factor.ts';
import { implementations } from '../parts.ts';
import { secondFactorLimit } from './second-factor.ts';

const email = 'pnbp@demo.loket.test';

let database: TestDatabase;
let api: TestApi;

beforeAll(async () => {
  database = await createTestDatabase();
  await seed(database.db);
  api = await serveTestApi(database, { implementations });
});
afterEach(() => expectMailOfEachChange(database.db));
afterAll(async () => {
  await api?.close();
  await database?.drop();
});
/** In the middle of a step of 30 seconds, where it stands still: no test depends on when it runs. */
const midStep = Math.floor(Date.now() / 30_000) * 30_000 + 15_000;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: midStep });
  await database.db.rateLimitBucket.deleteMany();
  await database.db.twoFactor.deleteMany();
  await database.db.user.updateMany({ data: { twoFactorEnabled: false } });
});

afterEach(() => {
  vi.useRealTimers();
});

const post = (path: string, body: unknown, cookie?: string) =>
  api.call('POST', `/api/auth${path}`, { body, ...(cookie ? { cookie } : {}) });
const me = (cookie: string) => api.call('GET', '/api/v1/me', { cookie });
const userId = async () => (await database.db.user.findUniqueOrThrow({ where: { email } })).id;
const auditOf = async (event: string) =>
  database.db.auditEntry.findMany({ where: { event, subjectId: await userId() }, orderBy: { id: 'asc' } });

/** As if 30 seconds had passed since every code that was used. */
const forgetSteps = () => database.db.twoFactor.updateMany({ data: { lastStep: null } });

/** Somebody with an app, whose code of this moment is still good. */
async function enrol() {
  const enrolled = await enrolApp(api, email, demoPassword);
  await forgetSteps();
  return enrolled;
}

/** The password was right: the cookie with which the code is given. */
async function passwordStep(): Promise<string> {
  const answer = await post('/sign-in/email', { email, password: demoPassword });
  expect(answer.body).toEqual({ codeNeeded: true });
  return cookieOf(answer);
}

describe('setting up an app', () => {
  it('needs the password', async () => {
    const cookie = await api.signIn(email, demoPassword);
    const answer = await post('/two-factor/enable', { password: 'something else' }, cookie);
    expect(answer.status).toBe(422);
    expect(answer.body.errors).toMatchObject([{ path: 'password', code: 'WRONG_PASSWORD' }]);
    expect((await post('/two-factor/enable', { password: demoPassword })).status).toBe(401);
  });

  it('shows key, QR and ten backup codes, and changes nothing before the first right code', async () => {
    const cookie = await api.signIn(email, demoPassword);
    const { body } = await post('/two-factor/enable', { password: demoPassword }, cookie);
    expect(body.key).toMatch(/^[A-Z2-7]{32,}$/);
    expect(body.qr.path).toMatch(/^M0 0h1v1h-1z/);
    expect(body.backupCodes).toHaveLength(10);
    expect(new Set(body.backupCodes).size).toBe(10);
    expect((await me(cookie)).body.twoFactor).toEqual({
      enabled: false,
      required: false,
      backupCodesLeft: null,
    });
    await api.signIn(email, demoPassword);
    const wrong = await post('/two-factor/confirm', { code: appCodeOf(body.key, 10) }, cookie);
    expect(wrong.status).toBe(422);
    expect(wrong.body.code).toBe('TOTP_CODE_WRONG');
    expect((await me(cookie)).body.twoFactor.enabled).toBe(false);
  });

  it('gives the session a new token and ends the others', async () => {
    const elsewhere = await api.signIn(email, demoPassword);
    const { before, cookie } = await enrol();
    expect((await me(cookie)).body.twoFactor).toMatchObject({ enabled: true, backupCodesLeft: 10 });
    expect((await me(before)).status).toBe(401);
    expect((await me(elsewhere)).status).toBe(401);
    expect((await auditOf('TWO_FACTOR_ENABLED')).length).toBeGreaterThan(0);
  });

  it('keeps neither the key nor a backup code readable', async () => {
    const { key, backupCodes } = await enrol();
    const row = await database.db.twoFactor.findUniqueOrThrow({ where: { userId: await userId() } });
    const secret = fromBase32(key).toString();
    const kept = JSON.stringify(row);
    for (const open of [
      key,
      secret,
      ...backupCodes,
      ...backupCodes.map((code) => code.replaceAll('-', '')),
    ]) {
      expect(kept).not.toContain(open);
    }
  });
});

describe('signing in with an app', () => {
  it('opens nothing by the password alone', async () => {
    await enrol();
    const sessions = await database.db.session.count();
    const cookie = await passwordStep();
    expect((await me(cookie)).status).toBe(401);
    expect(await database.db.session.count()).toBe(sessions);
  });

  it('opens a session by the code, and says in the trail how', async () => {
    const { key } = await enrol();
    const answer = await post('/sign-in/two-factor', { code: appCodeOf(key) }, await passwordStep());
    expect(answer.status).toBe(200);
    expect((await me(cookieOf(answer))).body).toMatchObject({ email, twoFactor: { enabled: true } });
    expect((await auditOf('LOGIN')).at(-1)?.details).toEqual({ factor: 'app' });
  });

  it.each([-1, 1])('takes a code of a clock that is %s step away, of no other', async (steps) => {
    const { key } = await enrol();
    const far = await post('/sign-in/two-factor', { code: appCodeOf(key, 4 * steps) }, await passwordStep());
    expect(far.status).toBe(422);
    const near = await post('/sign-in/two-factor', { code: appCodeOf(key, steps) }, await passwordStep());
    expect(near.status).toBe(200);
  });

  it('refuses a code that was used, and older ones', async () => {
    const { key } = await enrol();
    const code = appCodeOf(key);
    expect((await post('/sign-in/two-factor', { code }, await passwordStep())).status).toBe(200);
    for (const used of [code, appCodeOf(key, -1)]) {
      const again = await post('/sign-in/two-factor', { code: used }, await passwordStep());
      expect(again.status).toBe(409);
      expect(again.body.code).toBe('TOTP_CODE_USED');
    }
    expect((await auditOf('SECOND_FACTOR_REFUSED')).at(-1)?.outcome).toBe('TOTP_CODE_USED');
  });

  it('lets one of many in who send the same code at once', async () => {
    const { key } = await enrol();
    const cookies = [await passwordStep(), await passwordStep(), await passwordStep(), await passwordStep()];
    const code = appCodeOf(key);
    const answers = await Promise.all(cookies.map((cookie) => post('/sign-in/two-factor', { code }, cookie)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
  });

  it('does not take the code that switched it on once more', async () => {
    const { key } = await enrolApp(api, email, demoPassword);
    const { lastStep } = await database.db.twoFactor.findUniqueOrThrow({ where: { userId: await userId() } });
    const code = appCodeAt(key, lastStep ?? 0);
    expect((await post('/sign-in/two-factor', { code }, await passwordStep())).status).toBe(409);
  });

  it('refuses wrong codes, and makes the person wait after ten', async () => {
    const { key } = await enrol();
    for (let tries = 0; tries < secondFactorLimit.points; tries++) {
      const cookie = await passwordStep();
      await database.db.rateLimitBucket.deleteMany({ where: { key: { startsWith: 'login:' } } });
      const answer = await post('/sign-in/two-factor', { code: '000000' }, cookie);
      expect([answer.status, answer.body.code]).toEqual([422, 'TOTP_CODE_WRONG']);
    }
    const refused = await post('/sign-in/two-factor', { code: appCodeOf(key) }, await passwordStep());
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await auditOf('SECOND_FACTOR_REFUSED')).length).toBeGreaterThanOrEqual(10);
  });

  it('asks for the password again after five wrong codes', async () => {
    const { key } = await enrol();
    const cookie = await passwordStep();
    for (let tries = 0; tries < 5; tries++) await post('/sign-in/two-factor', { code: '000000' }, cookie);
    const answer = await post('/sign-in/two-factor', { code: appCodeOf(key) }, cookie);
    expect([answer.status, answer.body.code]).toEqual([410, 'SIGN_IN_OVER']);
  });

  it('asks for the password first', async () => {
    const { key, cookie } = await enrol();
    for (const jar of [undefined, cookie]) {
      const answer = await post('/sign-in/two-factor', { code: appCodeOf(key) }, jar);
      expect([answer.status, answer.body.code]).toEqual([410, 'SIGN_IN_OVER']);
    }
  });

  it('lets nobody in who was disabled after his password', async () => {
    const { key } = await enrol();
    const cookie = await passwordStep();
    await database.db.user.update({ where: { email }, data: { disabledAt: new Date() } });
    const answer = await post('/sign-in/two-factor', { code: appCodeOf(key) }, cookie);
    await database.db.user.update({ where: { email }, data: { disabledAt: null } });
    expect(answer.body.code).toBe('SIGN_IN_OVER');
  });
});

describe('backup codes', () => {
  it('open a session once each, however they are typed', async () => {
    const { backupCodes } = await enrol();
    const typed = (backupCodes[0] ?? '').toUpperCase().replaceAll('-', ' ').replaceAll('0', 'O');
    const first = await post('/sign-in/two-factor', { code: typed }, await passwordStep());
    expect(first.status).toBe(200);
    expect((await me(cookieOf(first))).body.twoFactor.backupCodesLeft).toBe(9);
    const second = await post('/sign-in/two-factor', { code: backupCodes[0] }, await passwordStep());
    expect(second.body.code).toBe('TOTP_CODE_WRONG');
    expect((await auditOf('BACKUP_CODE_USED')).at(-1)?.details).toEqual({ left: 9 });
  });

  it('let one of two in who send the same one at once', async () => {
    const { backupCodes } = await enrol();
    const cookies = [await passwordStep(), await passwordStep()];
    const answers = await Promise.all(
      cookies.map((cookie) => post('/sign-in/two-factor', { code: backupCodes[1] }, cookie)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422]);
  });

  it('are made anew with password and code, and then the old ones hold no more', async () => {
    const { key, backupCodes, cookie } = await enrol();
    const wrong = { password: demoPassword, code: '000000' };
    expect((await post('/two-factor/backup-codes', wrong, cookie)).body.code).toBe('TOTP_CODE_WRONG');
    const right = { password: demoPassword, code: appCodeOf(key) };
    const answer = await post('/two-factor/backup-codes', right, cookie);
    expect(answer.status).toBe(200);
    expect(answer.body.backupCodes).toHaveLength(10);
    const old = await post('/sign-in/two-factor', { code: backupCodes[0] }, await passwordStep());
    expect(old.status).toBe(422);
    const fresh = await post(
      '/sign-in/two-factor',
      { code: answer.body.backupCodes[0] },
      await passwordStep(),
    );
    expect(fresh.status).toBe(200);
  });
});

/** A code that is typed after the password. */
const enter = async (code: string) => post('/sign-in/two-factor', { code }, await passwordStep());

it('is switched off with password and code alone', async () => {
  const { key, cookie } = await enrol();
  const code = appCodeOf(key);
  expect((await post('/two-factor/disable', { password: 'wrong wrong', code }, cookie)).status).toBe(422);
  expect((await post('/two-factor/disable', { password: demoPassword, code: '000000' }, cookie)).status).toBe(
    422,
  );
  expect((await post('/two-factor/disable', { password: demoPassword, code }, cookie)).status).toBe(200);
  expect((await me(cookie)).body.twoFactor.enabled).toBe(false);
  await api.signIn(email, demoPassword);
  expect(await auditOf('TWO_FACTOR_DISABLED')).not.toEqual([]);
});

describe('another phone', () => {
  /** Gives the new app that is shown for password and code. */
  async function begin(cookie: string, code: string): Promise<{ key: string; backupCodes: string[] }> {
    const answer = await post('/two-factor/enable', { password: demoPassword, code }, cookie);
    expect(answer.status).toBe(200);
    return answer.body;
  }
  const confirm = (cookie: string, code: string) => post('/two-factor/confirm', { code }, cookie);
  /** Somebody who has an app and was shown another one. */
  async function enrolAndBegin() {
    const old = await enrol();
    const fresh = await begin(old.cookie, appCodeOf(old.key));
    await forgetSteps();
    return { old, fresh, cookie: old.cookie };
  }

  it('is begun with the password and a code of the old app', async () => {
    const { key, cookie } = await enrol();
    const without = await post('/two-factor/enable', { password: demoPassword }, cookie);
    expect(without.body.errors).toMatchObject([{ path: 'code', code: 'REQUIRED' }]);
    const wrong = await post('/two-factor/enable', { password: demoPassword, code: '000000' }, cookie);
    expect(wrong.body.code).toBe('TOTP_CODE_WRONG');
    const fresh = await begin(cookie, appCodeOf(key));
    expect(fresh.key).toMatch(/^[A-Z2-7]{32,}$/);
    expect(fresh.key).not.toBe(key);
    expect(fresh.backupCodes).toHaveLength(10);
  });

  it('leaves app and backup codes in force for somebody who breaks off', async () => {
    const { old, fresh, cookie } = await enrolAndBegin();
    expect((await me(cookie)).body.twoFactor).toMatchObject({ enabled: true, backupCodesLeft: 10 });
    expect((await enter(appCodeOf(fresh.key))).body.code).toBe('TOTP_CODE_WRONG');
    expect((await enter(fresh.backupCodes[0] ?? '')).body.code).toBe('TOTP_CODE_WRONG');
    expect((await enter(appCodeOf(old.key))).status).toBe(200);
    expect((await enter(old.backupCodes[0] ?? '')).status).toBe(200);
  });

  it('takes the place of the old one by its first code: old codes hold no more, new ones do', async () => {
    const { old, fresh, cookie } = await enrolAndBegin();
    expect((await confirm(cookie, appCodeOf(fresh.key))).status).toBe(200);
    expect((await me(cookie)).body.twoFactor).toMatchObject({ enabled: true, backupCodesLeft: 10 });
    expect(await database.db.twoFactorReplacement.count()).toBe(0);
    await forgetSteps();
    expect((await enter(appCodeOf(old.key))).body.code).toBe('TOTP_CODE_WRONG');
    expect((await enter(old.backupCodes[0] ?? '')).body.code).toBe('TOTP_CODE_WRONG');
    expect((await enter(appCodeOf(fresh.key))).status).toBe(200);
    expect((await enter(fresh.backupCodes[0] ?? '')).status).toBe(200);
  });

  it('ends the other sessions, and the trail says so', async () => {
    const { old, fresh, cookie } = await enrolAndBegin();
    const elsewhere = cookieOf(await enter(appCodeOf(old.key)));
    const others = (await database.db.session.count({ where: { userId: await userId() } })) - 1;
    await confirm(cookie, appCodeOf(fresh.key));
    expect((await me(elsewhere)).status).toBe(401);
    expect((await me(cookie)).status).toBe(200);
    const row = (await auditOf('TWO_FACTOR_REPLACED')).at(-1);
    expect(row).toMatchObject({ actorId: await userId(), details: { sessionsEnded: others } });
  });

  it('does not take the code that confirmed it once more', async () => {
    const { fresh, cookie } = await enrolAndBegin();
    const code = appCodeOf(fresh.key);
    await confirm(cookie, code);
    expect((await enter(code)).body.code).toBe('TOTP_CODE_USED');
  });

  it('is confirmed by no code of the old app and by no backup code', async () => {
    const { old, fresh, cookie } = await enrolAndBegin();
    for (const code of [appCodeOf(old.key), old.backupCodes[0] ?? '', fresh.backupCodes[0] ?? '']) {
      const answer = await confirm(cookie, code);
      expect([answer.status, answer.body.code]).toEqual([422, 'TOTP_CODE_WRONG']);
    }
    expect((await auditOf('SECOND_FACTOR_REFUSED')).at(-1)?.outcome).toBe('TOTP_CODE_WRONG');
  });

  it('makes the person wait after ten wrong codes, here and at the sign-in', async () => {
    const { old, fresh, cookie } = await enrolAndBegin();
    const forgetAddress = () =>
      database.db.rateLimitBucket.deleteMany({ where: { key: { startsWith: 'auth ' } } });
    for (let tries = 0; tries < secondFactorLimit.points; tries++) {
      await forgetAddress();
      expect((await confirm(cookie, '000000')).body.code).toBe('TOTP_CODE_WRONG');
    }
    await forgetAddress();
    expect((await confirm(cookie, appCodeOf(fresh.key))).status).toBe(429);
    expect((await enter(appCodeOf(old.key))).status).toBe(429);
  });

  it('may be begun again: the last begin counts', async () => {
    const { old, fresh: first, cookie } = await enrolAndBegin();
    const last = await begin(cookie, appCodeOf(old.key));
    expect((await confirm(cookie, appCodeOf(first.key))).body.code).toBe('TOTP_CODE_WRONG');
    expect((await confirm(cookie, appCodeOf(last.key))).status).toBe(200);
  });

  it('is confirmed by one of two who send the first code at once', async () => {
    const { fresh, cookie } = await enrolAndBegin();
    const code = appCodeOf(fresh.key);
    const answers = await Promise.all([confirm(cookie, code), confirm(cookie, code)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 410]);
  });

  it.each([
    [15 * 60_000 - 1, 200],
    [15 * 60_000, 410],
  ])('after %i ms answers %i to its first code', async (ms, status) => {
    const { old, fresh, cookie } = await enrolAndBegin();
    vi.setSystemTime(midStep + ms);
    const answer = await confirm(cookie, appCodeOf(fresh.key));
    expect(answer.status).toBe(status);
    if (status === 200) return;
    expect(answer.body.code).toBe('TWO_FACTOR_REPLACEMENT_OVER');
    expect((await enter(appCodeOf(old.key))).status).toBe(200);
    await forgetOldReplacements(database.db, new Date());
    expect(await database.db.twoFactorReplacement.count()).toBe(0);
  });

  it('waits for nobody who has switched his second factor off', async () => {
    const { old, cookie } = await enrolAndBegin();
    const code = appCodeOf(old.key);
    await post('/two-factor/disable', { password: demoPassword, code }, cookie);
    expect(await database.db.twoFactorReplacement.count()).toBe(0);
  });

  it('keeps neither its key nor a backup code readable while it waits', async () => {
    const { fresh } = await enrolAndBegin();
    const kept = JSON.stringify(await database.db.twoFactorReplacement.findFirstOrThrow());
    for (const open of [fresh.key, fromBase32(fresh.key).toString(), ...fresh.backupCodes]) {
      expect(kept).not.toContain(open);
      expect(kept).not.toContain(open.replaceAll('-', ''));
    }
  });
});
