import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { institutionId, seed } from '#prisma/seed';
import { createTestDatabase, type TestDatabase } from '../tests/support/database.ts';
import { serveTestApi, type TestApi } from '../tests/support/http.ts';
import { addPerson } from '../tests/support/people.ts';
import { extras, implementations } from './parts.ts';

/** Input that no honest page sends: it is refused as the sender's fault, and never ends as a 500 of ours. */
let database: TestDatabase;
let api: TestApi;
const cookies: Record<'buyer' | 'manager' | 'pnbp' | 'auditor' | 'partner', string> = {
  buyer: '',
  manager: '',
  pnbp: '',
  auditor: '',
  partner: '',
};

beforeAll(async () => {
  database = await createTestDatabase();
  await seed(database.db);
  api = await serveTestApi(database, { implementations, extras });
  const bank = institutionId('BANK-CONTOH');
  const { db } = database;
  cookies.buyer = (await addPerson(db, { roles: ['lembaga-pemesan'], institutionId: bank })).cookie;
  cookies.manager = (await addPerson(db, { roles: ['lembaga-admin'], institutionId: bank })).cookie;
  cookies.pnbp = (await addPerson(db, { roles: ['staf-pnbp'], institutionId: null })).cookie;
  cookies.auditor = (await addPerson(db, { roles: ['auditor'], institutionId: null })).cookie;
  cookies.partner = (await addPerson(db, { roles: ['staf-kerjasama'], institutionId: null })).cookie;
});
afterAll(async () => {
  await api?.close();
  await database?.drop();
});

const query = (fields: Record<string, unknown>) =>
  `?${new URLSearchParams(
    Object.entries(fields).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  )}`;

const invitation = (fields: object) => ({
  name: 'Tamu Undangan',
  email: `${randomUUID()}@tamu.test`,
  roles: ['lembaga-pemesan'],
  ...fields,
});

describe('a text that PostgreSQL cannot keep', () => {
  it.each(['nul \u0000', 'half \ud800', 'half \udc00 of a pair'])(
    'is refused in a body: %j',
    async (name) => {
      const answer = await api.call('POST', '/api/v1/people', {
        cookie: cookies.manager,
        key: randomUUID(),
        body: invitation({ name }),
      });
      expect(answer.status).toBe(422);
      expect(answer.body.errors).toMatchObject([{ path: 'name', code: 'BAD_FORMAT' }]);
    },
  );

  it('is kept when it is only unusual', async () => {
    const name = 'Ŵayan 🙂 O’Neil';
    const answer = await api.call('POST', '/api/v1/people', {
      cookie: cookies.manager,
      key: randomUUID(),
      body: invitation({ name }),
    });
    expect([answer.status, answer.body.name]).toEqual([201, name]);
  });

  it.each([
    ['people', 'manager', { q: 'a\u0000b' }],
    ['people', 'manager', { id: ['a\u0000b'] }],
    ['unmatched-payments', 'pnbp', { q: 'a\u0000b' }],
    ['audit', 'auditor', { event: 'a\u0000b' }],
  ] as const)('is refused in the filter of %s', async (list, who, filter) => {
    const answer = await api.call('GET', `/api/v1/${list}${query({ filter })}`, { cookie: cookies[who] });
    expect([answer.status, answer.body.code]).toEqual([422, 'INVALID_INPUT']);
  });

  it('is refused in the token of a link', async () => {
    const body = { token: `abc\u0000${'d'.repeat(20)}`, newPassword: 'kuda makan rumput hijau' };
    expect((await api.call('POST', '/api/auth/reset-password', { body })).status).toBe(422);
    expect(
      (await api.call('POST', '/api/v1/public/invitations/view', { body: { token: body.token } })).status,
    ).toBe(422);
  });

  it('names nobody in an address', async () => {
    for (const path of ['/api/v1/people/%00', '/api/v1/people/%E0%A4%A', '/api/v1/orders/%E0%A4%A']) {
      expect((await api.call('GET', path, { cookie: cookies.manager })).status).toBe(404);
    }
  });
});

describe('a body', () => {
  const send = (content: string | Buffer<ArrayBuffer>, headers: Record<string, string> = {}) =>
    fetch(`${api.url}/api/v1/orders/${randomUUID()}/actions/cancel`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'idempotency-key': randomUUID(),
        cookie: cookies.buyer,
        ...headers,
      },
      body: content,
    });

  it('of endless levels is refused', async () => {
    const deep = 40_000;
    const answer = await send(`{"note":${'['.repeat(deep)}${']'.repeat(deep)}}`);
    expect(answer.status).toBe(422);
  });

  it('that says it is packed and is not, is refused as unreadable', async () => {
    const answer = await send('not packed', { 'content-encoding': 'gzip' });
    expect([answer.status, (await answer.json()).code]).toEqual([400, 'MALFORMED_BODY']);
  });
});

describe('a place in a list that we did not write', () => {
  const tag = (sort: string) => createHash('sha256').update(sort).digest('base64url').slice(0, 6);
  const place = (sort: string, ...values: unknown[]) =>
    Buffer.from(JSON.stringify([tag(sort), ...values])).toString('base64url');
  const last = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

  it.each([
    ['createdAt', '-271821-04-20T00:00:00.000Z'],
    ['createdAt', '0000-01-01T00:00:00.000Z'],
    ['createdAt', '+275760-09-13T00:00:00.000Z'],
    ['total', '999999999999999999999999999'],
    ['total', '9223372036854775808'],
    ['status', 'a\u0000b'],
  ])('is refused: orders by %s at %j', async (field, value) => {
    const sort = [field, 'DESC'];
    for (const values of [
      [value, last],
      [value, '2026-01-01T00:00:00.000Z', last],
    ]) {
      const after = place(sort.join(' '), ...values);
      const answer = await api.call('GET', `/api/v1/orders${query({ sort, after })}`, {
        cookie: cookies.buyer,
      });
      expect([answer.status, answer.body.errors?.[0]?.path]).toEqual([422, 'after']);
    }
  });

  it.each(['NaN', 'abc', '9999999999', '1.5'])('is refused: vouchers by units at %j', async (value) => {
    const sort = ['units', 'DESC'];
    const after = place(sort.join(' '), value, last);
    const answer = await api.call('GET', `/api/v1/vouchers${query({ sort, after })}`, {
      cookie: cookies.buyer,
    });
    expect([answer.status, answer.body.errors?.[0]?.path]).toEqual([422, 'after']);
  });
});

describe('a day at the end of the calendar', () => {
  it.each(['0000-01-01', '0001-01-01', '9999-12-31'])('is refused in filters and forms: %s', async (day) => {
    const orders = { filter: { createdFrom: day, createdTo: day } };
    const trail = { filter: { from: day, to: day } };
    const agreement = { number: 'PKS/1', startsOn: day, endsOn: '9999-12-31' };
    const answers = [
      await api.call('GET', `/api/v1/orders${query(orders)}`, { cookie: cookies.buyer }),
      await api.call('GET', `/api/v1/audit${query(trail)}`, { cookie: cookies.auditor }),
      await api.call('POST', `/api/v1/institutions/${institutionId('BANK-CONTOH')}/agreements`, {
        cookie: cookies.partner,
        key: randomUUID(),
        body: agreement,
      }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([422, 422, 422]);
  });
});
