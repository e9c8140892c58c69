import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { demoPassword, seed } from '#prisma/seed';
import { forgetEndedSessions } from '#records/accounts/sessions';
import { createTestDatabase, type TestDatabase } from '../../tests/support/database.ts';
import { serveTestApi, type TestApi } from '../../tests/support/http.ts';
import { implementations } from '../parts.ts';

const email = 'pemesan.pusat@demo.loket.test';
const idleMinutes = 30;

let database: TestDatabase;
let api: TestApi;
let clock = Date.now();
const minutesLater = (minutes: number) => {
  clock += minutes * 60_000;
};

beforeAll(async () => {
  database = await createTestDatabase();
  await seed(database.db);
  api = await serveTestApi(database, {
    implementations,
    now: () => new Date(clock),
    env: { SESSION_IDLE_MINUTES: String(idleMinutes) },
  });
});
afterAll(async () => {
  await api?.close();
  await database?.drop();
});
beforeEach(async () => {
  clock = Date.now();
  await database.db.rateLimitBucket.deleteMany();
  await database.db.session.deleteMany();
});

/** Signed in at this moment of the clock. */
const signIn = async () => {
  const cookie = await api.signIn(email, demoPassword);
  await database.db.session.updateMany({ data: { lastUsedAt: new Date(clock) } });
  return cookie;
};
const read = async (cookie: string) => (await api.call('GET', '/api/v1/me', { cookie })).status;
const present = async (cookie: string) =>
  (await api.call('POST', '/api/auth/presence', { cookie, body: {} })).status;
const secondsLeft = async (method: 'GET' | 'POST', cookie: string) =>
  (await api.call(method, '/api/auth/presence', { cookie, ...(method === 'POST' ? { body: {} } : {}) })).body;
const lastUse = async () => (await database.db.session.findFirstOrThrow()).lastUsedAt.getTime();

describe('a session that nobody uses', () => {
  it('ends at the server after half an hour, for every call', async () => {
    const cookie = await signIn();
    minutesLater(idleMinutes - 1);
    expect(await read(cookie)).toBe(200);
    minutesLater(1);
    const refused = await api.call('GET', '/api/v1/orders', { cookie });
    expect([refused.status, refused.body.code]).toEqual([401, 'UNAUTHENTICATED']);
    expect(await present(cookie)).toBe(401);
    const changed = await api.call('POST', '/api/auth/change-password', {
      cookie,
      body: { currentPassword: demoPassword, newPassword: 'kuda makan rumput hijau' },
    });
    expect(changed.status).toBe(401);
  });

  it('stays ended, also for a clock that goes back', async () => {
    const cookie = await signIn();
    minutesLater(idleMinutes);
    expect(await read(cookie)).toBe(401);
    minutesLater(-idleMinutes);
    expect(await read(cookie)).toBe(401);
  });

  it('is not kept open by what a page reads by itself', async () => {
    const cookie = await signIn();
    for (let tenth = 0; tenth < 2; tenth++) {
      minutesLater(10);
      expect(await read(cookie)).toBe(200);
    }
    minutesLater(10);
    expect(await read(cookie)).toBe(401);
  });

  it('says how long it stays open to a page that asks, and is not kept open by that', async () => {
    const cookie = await signIn();
    minutesLater(idleMinutes - 1);
    expect(await secondsLeft('GET', cookie)).toEqual({ secondsLeft: 60 });
    minutesLater(0.5);
    expect(await secondsLeft('GET', cookie)).toEqual({ secondsLeft: 30 });
    minutesLater(0.5);
    expect((await api.call('GET', '/api/auth/presence', { cookie })).status).toBe(401);
  });

  it('is dropped by the housekeeping', async () => {
    await signIn();
    minutesLater(idleMinutes - 1);
    await forgetEndedSessions(database.db, new Date(clock), idleMinutes);
    expect(await database.db.session.count()).toBe(1);
    minutesLater(2);
    await forgetEndedSessions(database.db, new Date(clock), idleMinutes);
    expect(await database.db.session.count()).toBe(0);
  });
});

describe('a session that somebody uses', () => {
  it('stays open while he types, and while he acts', async () => {
    const cookie = await signIn();
    minutesLater(20);
    expect(await present(cookie)).toBe(200);
    minutesLater(20);
    // Refused for what it says; an act of a person nevertheless.
    expect((await api.call('PUT', '/api/v1/cart/lines', { cookie, body: {} })).status).toBe(422);
    minutesLater(20);
    expect(await read(cookie)).toBe(200);
  });

  it('stays open for the whole time again after a press in its last minute', async () => {
    const cookie = await signIn();
    minutesLater(idleMinutes - 0.5);
    expect(await secondsLeft('POST', cookie)).toEqual({ secondsLeft: idleMinutes * 60 });
  });

  it('still ends twelve hours after the login', async () => {
    const cookie = await signIn();
    for (let passed = 0; passed < 12 * 60; passed += 20) {
      expect(await present(cookie)).toBe(200);
      minutesLater(20);
    }
    minutesLater(1);
    expect(await present(cookie)).toBe(401);
  });

  it('is written down once a minute at most', async () => {
    const cookie = await signIn();
    const began = await lastUse();
    minutesLater(0.5);
    await present(cookie);
    expect(await lastUse()).toBe(began);
    minutesLater(1);
    await present(cookie);
    expect(await lastUse()).toBe(clock);
  });
});
