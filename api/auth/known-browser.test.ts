import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { demoPassword, seed } from '#prisma/seed';
import { createTestDatabase, type TestDatabase } from '../../tests/support/database.ts';
import { cookieOf, serveTestApi, type TestAnswer, type TestApi } from '../../tests/support/http.ts';
import { accountLimit } from './account-key.ts';
import { createBrowserCookies } from './known-browser.ts';

const email = 'pemesan.pusat@demo.loket.test';
const other = 'pnbp@demo.loket.test';
const newPassword = 'kuda makan rumput hijau';

let database: TestDatabase;
let api: TestApi;

beforeAll(async () => {
  database = await createTestDatabase();
  await seed(database.db);
  api = await serveTestApi(database);
});
afterAll(async () => {
  await api?.close();
  await database?.drop();
});
beforeEach(async () => {
  await database.db.rateLimitBucket.deleteMany();
});

const signIn = (address: string, password: string, cookie?: string) =>
  api.call('POST', '/api/auth/sign-in/email', {
    body: { email: address, password },
    ...(cookie ? { cookie } : {}),
  });

/** The cookie that says that this browser is known. */
const browserOf = (answer: TestAnswer): string =>
  answer.headers
    .getSetCookie()
    .find((cookie) => cookie.startsWith('loket_browser='))
    ?.split(';')[0] ?? '';

async function fail(times: number, cookie?: string): Promise<void> {
  for (let at = 0; at < times; at++) await signIn(email, `wrong ${at}`, cookie);
}

const lastToken = async (): Promise<string> => {
  const notice = await database.db.outgoingNotice.findFirstOrThrow({
    where: { template: 'PASSWORD_RESET', recipient: email },
    orderBy: { createdAt: 'desc' },
  });
  return (notice.params as { token: string }).token;
};
const askReset = () => api.call('POST', '/api/auth/request-password-reset', { body: { email } });
const reset = (token: string, password: string) =>
  api.call('POST', '/api/auth/reset-password', { body: { token, newPassword: password } });

describe('a stranger who types wrong passwords on purpose', () => {
  it('does not keep a person out of the browser that he uses', async () => {
    const mine = browserOf(await signIn(email, demoPassword));
    await fail(accountLimit.points + 1);
    expect((await signIn(email, demoPassword)).status).toBe(429);
    expect((await signIn(email, demoPassword, mine)).status).toBe(200);
  });

  it('does not keep him out after he set a new password through his mail', async () => {
    await fail(accountLimit.points + 1);
    await askReset();
    expect((await reset(await lastToken(), newPassword)).status).toBe(200);
    expect((await signIn(email, newPassword)).status).toBe(200);
    await askReset();
    expect((await reset(await lastToken(), demoPassword)).status).toBe(200);
  });
});

describe('the cookie of a known browser', () => {
  it('gives no more attempts than a stranger has', async () => {
    const mine = browserOf(await signIn(email, demoPassword));
    await fail(accountLimit.points, mine);
    expect((await signIn(email, demoPassword, mine)).status).toBe(429);
  });

  it('speaks for the account that it was given for, and only as we wrote it', async () => {
    const foreign = browserOf(await signIn(other, demoPassword));
    const mine = browserOf(await signIn(email, demoPassword));
    const [account, , seal] = mine.slice('loket_browser='.length).split('.');
    await fail(accountLimit.points);
    for (const cookie of [foreign, `loket_browser=${account}.another.${seal}`, `loket_browser=${account}`]) {
      expect((await signIn(email, demoPassword, cookie)).status).toBe(429);
    }
  });

  it('opens nothing, says nothing of the person, and goes to the login only', async () => {
    const answer = await signIn(email, demoPassword);
    const [, cookie = ''] = answer.headers.getSetCookie();
    expect(cookie).toMatch(/^loket_browser=.*; Path=\/api\/auth\/sign-in; HttpOnly; SameSite=Lax$/);
    expect(cookie).not.toMatch(/pemesan|%40|@/);
    expect((await api.call('GET', '/api/v1/me', { cookie: browserOf(answer) })).status).toBe(401);
    const secure = createBrowserCookies({ publicUrl: 'https://loket.example', authSecret: 'x'.repeat(32) });
    expect(secure.remember('a', null)).toMatch(/^__Secure-loket_browser=.*; Secure$/);
  });
});

describe('links to a new password', () => {
  it('end with the old password, however it was replaced', async () => {
    await askReset();
    const first = await lastToken();
    await askReset();
    expect((await reset(await lastToken(), newPassword)).status).toBe(200);
    expect((await reset(first, 'sapi minum air jernih')).status).toBe(410);

    await askReset();
    const unused = await lastToken();
    const cookie = cookieOf(await signIn(email, newPassword));
    const changed = await api.call('POST', '/api/auth/change-password', {
      cookie,
      body: { currentPassword: newPassword, newPassword: demoPassword },
    });
    expect(changed.status).toBe(200);
    expect((await reset(unused, newPassword)).status).toBe(410);
  });
});
