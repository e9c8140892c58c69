import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { institutionId, seed } from '#prisma/seed';
import { createTestDatabase, type TestDatabase } from '../tests/support/database.ts';
import { serveTestApi, type TestApi } from '../tests/support/http.ts';
import { addPerson, type TestPerson } from '../tests/support/people.ts';
import { createApp } from './app.ts';
import { extras, implementations } from './parts.ts';

let database: TestDatabase;
let api: TestApi;
let buyer: TestPerson;

beforeAll(async () => {
  database = await createTestDatabase();
  await seed(database.db);
  api = await serveTestApi(database, { implementations, extras });
  buyer = await addPerson(database.db, {
    roles: ['lembaga-pemesan'],
    institutionId: institutionId('BANK-CONTOH'),
  });
});
afterAll(async () => {
  await api?.close();
  await database?.drop();
});

const post = (path: string, body: string, headers: Record<string, string> = {}) =>
  fetch(api.url + path, {
    method: 'PUT',
    headers: { 'content-type': 'application/json', cookie: buyer.cookie, ...headers },
    body,
  });

describe('every refusal', () => {
  it('is a problem document that people can read, in Indonesian unless the browser prefers English', async () => {
    const answer = await api.call('GET', '/api/v1/orders');
    expect(answer.status).toBe(401);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(answer.body).toMatchObject({
      type: 'urn:loket:problem:unauthenticated',
      status: 401,
      code: 'UNAUTHENTICATED',
      detail: expect.stringContaining('Silakan masuk kembali'),
    });
    expect(answer.headers.get('x-request-id')).toBe(answer.body.requestId);
    const english = await api.call('GET', '/api/v1/orders', { headers: { 'accept-language': 'en-GB,id' } });
    expect(english.body.detail).toContain('sign in');
  });

  it('of an unknown address is 404, of a known one with another method 405 that names the right ones', async () => {
    expect((await api.call('GET', '/api/v1/nothing')).body.code).toBe('NOT_FOUND');
    const answer = await api.call('DELETE', '/api/v1/orders');
    expect([answer.status, answer.body.code]).toEqual([405, 'METHOD_NOT_ALLOWED']);
    expect(answer.headers.get('allow')).toBe('GET');
  });

  it('of an id that cannot be one is 404', async () => {
    const answer = await api.call('GET', '/api/v1/orders/1%20or%201', { cookie: buyer.cookie });
    expect([answer.status, answer.body.code]).toEqual([404, 'NOT_FOUND']);
  });
});

describe('a body', () => {
  it.each([
    ['truncated JSON', '{"productId": "x', {}],
    ['no JSON at all', 'productId=x', {}],
    ['a form', 'productId=x', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['a bare number', '7', {}],
  ])('of %s is refused as unreadable', async (_, body, headers) => {
    const answer = await post('/api/v1/cart/lines', body, headers);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ code: 'MALFORMED_BODY' });
  });

  it('that is too long is refused by its size', async () => {
    const answer = await post('/api/v1/cart/lines', JSON.stringify({ productId: 'x'.repeat(300_000) }));
    expect(answer.status).toBe(413);
    expect(await answer.json()).toMatchObject({
      code: 'PAYLOAD_TOO_LARGE',
      detail: expect.stringContaining('200 KB'),
    });
  });

  it('with wrong fields names each of them with a sentence', async () => {
    const answer = await post('/api/v1/cart/lines', JSON.stringify({ quantity: 'seratus', colour: 'red' }));
    expect(answer.status).toBe(422);
    const problem = await answer.json();
    expect(problem.errors).toEqual([
      { path: 'productId', code: 'REQUIRED', message: 'Wajib diisi.' },
      { path: 'quantity', code: 'NOT_A_NUMBER', message: 'Isi dengan angka.' },
      { path: 'colour', code: 'UNKNOWN_FIELD', message: 'Isian ini tidak dikenal.' },
    ]);
  });

  it('is not read of somebody who may not: the refusal comes first', async () => {
    const answer = await api.call('PUT', '/api/v1/cart/lines', { body: { nonsense: true } });
    expect(answer.body.code).toBe('UNAUTHENTICATED');
  });
});

describe('a request that changes something', () => {
  it.each([
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['a sister site', { 'sec-fetch-site': 'same-site' }],
    ['another origin, from a browser that sends no Sec-Fetch-Site', { origin: 'https://evil.example' }],
    ['no origin at all (a sandboxed frame)', { origin: 'null' }],
  ])('from %s is refused', async (_, headers) => {
    const answer = await post('/api/v1/cart/lines', '{}', headers);
    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({ code: 'CROSS_SITE' });
  });

  it.each([
    ['our own page', { 'sec-fetch-site': 'same-origin' }],
    ['the address bar or a tool', { 'sec-fetch-site': 'none' }],
  ])('from %s is let through', async (_, headers) => {
    const answer = await post('/api/v1/cart/lines', '{}', headers);
    expect(await answer.json()).toMatchObject({ code: 'INVALID_INPUT' });
  });

  it('from our own origin is let through by browsers without Sec-Fetch-Site', async () => {
    const answer = await post('/api/v1/cart/lines', '{}', { origin: api.url });
    expect(await answer.json()).toMatchObject({ code: 'INVALID_INPUT' });
  });
});

describe('every answer', () => {
  it('allows scripts and styles by a nonce of its own only', async () => {
    const nonceOf = async () => {
      const policy = (await fetch(`${api.url}/`)).headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'self'");
      expect(policy).toContain("object-src 'none'");
      expect(policy).not.toContain('unsafe');
      return /script-src 'self' 'nonce-([^']+)'/.exec(policy)?.[1];
    };
    const first = await nonceOf();
    expect(first).toMatch(/^[A-Za-z0-9+/=]{20,}$/);
    expect(await nonceOf()).not.toBe(first);
  });

  it('of the API is kept by no cache and may not be framed', async () => {
    const { headers } = await api.call('GET', '/api/v1/products', { cookie: buyer.cookie });
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-powered-by')).toBeNull();
  });
});

describe('when Postgres cannot be reached', () => {
  it('the answer is 503 that says nothing was saved', async () => {
    const { createDatabase } = await import('#prisma/client');
    const nowhere = createDatabase('postgresql://nobody:x@127.0.0.1:1/none');
    const down = await serveTestApi({ ...database, db: nowhere }, { implementations, extras });
    try {
      const answer = await down.call('GET', '/api/v1/products', { cookie: buyer.cookie });
      expect([answer.status, answer.body.code]).toEqual([503, 'DATABASE_UNAVAILABLE']);
      expect(answer.body.detail).toContain('belum disimpan');
    } finally {
      await down.close();
      await nowhere.$disconnect();
    }
  });
});

describe('the app', () => {
  it('does not start when a route of the contract has no implementation, or two', () => {
    const [first, ...rest] = implementations;
    expect(() => createApp(api.deps, rest)).toThrow(`routes without implementation: ${first?.id}`);
    expect(() => createApp(api.deps, [...implementations, ...(first ? [first] : [])])).toThrow('twice');
  });
});
