import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../tests/support/database.ts';
import { limitAddress } from './address-limits.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database?.drop());

const start = Date.parse('2026-03-02T01:00:00Z');
const signIn = (afterSeconds: number, address = '203.0.113.7') =>
  limitAddress(database.db, 'POST /sign-in/email', address, new Date(start + afterSeconds * 1000));

describe('limits of an address', () => {
  it('end with their minute, also for an office whose people never stop signing in', async () => {
    for (let second = 0; second < 30; second++) await signIn(second);
    await expect(signIn(58)).rejects.toMatchObject({ code: 'RATE_LIMITED', params: { seconds: 2 } });
    await signIn(60);
  });

  it('count each address and each endpoint for itself, and leave others alone', async () => {
    for (let call = 0; call < 30; call++) await signIn(100, '203.0.113.8');
    await expect(signIn(100, '203.0.113.8')).rejects.toMatchObject({ code: 'RATE_LIMITED' });
    await signIn(100, '203.0.113.9');
    const at = new Date(start + 100_000);
    await limitAddress(database.db, 'POST /reset-password', '203.0.113.8', at);
    await limitAddress(database.db, 'GET /get-session', '203.0.113.8', at);
  });
});
