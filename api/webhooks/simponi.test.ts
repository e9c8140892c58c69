import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { encodeNotice } from '#contract/external/simponi';
import { createDatabase } from '#prisma/client';
import { createTestDatabase, type TestDatabase } from '../../tests/support/database.ts';
import { serveTestApi, type TestApi } from '../../tests/support/http.ts';
import { simponiWebhook, unknownCodes } from './simponi.ts';

const notice = {
  simponiTrxId: '1234567890',
  kodeBilling: '820261123000001',
  ntpn: 'ABCDEF1234567890',
  ntb: '000000123456',
  paidAt: new Date('2026-11-23T03:04:05Z'),
  bankCode: '008',
  channelCode: '7012',
};

let database: TestDatabase;
let api: TestApi;

beforeAll(async () => {
  database = await createTestDatabase();
  api = await serveTestApi(database, { extras: [simponiWebhook] });
});
afterAll(async () => {
  await api?.close();
  await database?.drop();
});
afterEach(async () => {
  await database.db.paymentNotice.deleteMany();
  await database.db.rateLimitBucket.deleteMany();
});

const send = (body: string, type = 'application/x-www-form-urlencoded', to = api, headers = {}) =>
  fetch(`${to.url}/webhooks/simponi`, {
    method: 'POST',
    headers: { 'content-type': type, ...headers },
    body,
  });
const rows = () => database.db.paymentNotice.findMany();
const codeOf = async (answer: Response) =>
  ((await answer.json()) as { simponi_result: { response_code: string } }).simponi_result.response_code;

describe('a notice of payment', () => {
  it('is kept in the inbox and answered as accepted', async () => {
    const answer = await send(encodeNotice(notice));
    expect([answer.status, await codeOf(answer)]).toEqual([200, '3']);
    expect(await rows()).toMatchObject([
      {
        kind: 'ACTIVE_INQUIRY',
        kodeBilling: notice.kodeBilling,
        ntpn: notice.ntpn,
        ntb: notice.ntb,
        status: 'RECEIVED',
        paidAt: notice.paidAt,
        sender: expect.stringContaining('127.0.0.1'),
      },
    ]);
  });

  it('sent 200 times at once is one row; one is accepted, the rest are called duplicates', async () => {
    const codes = await Promise.all(
      Array.from({ length: 200 }, async () => codeOf(await send(encodeNotice(notice)))),
    );
    expect(codes.filter((code) => code === '3')).toHaveLength(1);
    expect(codes.filter((code) => code === '2')).toHaveLength(199);
    expect(await rows()).toHaveLength(1);
  });

  const whole = encodeNotice(notice);
  const json = new URLSearchParams(whole).get('simponi_req') ?? whole;
  it.each([
    ['empty', ''],
    ['no JSON', 'simponi_req=hello'],
    ['truncated', whole.slice(0, Math.floor(whole.length / 2))],
    ['truncated JSON', json.slice(0, -10)],
    ['another method', json.replace('activeinquiry', 'billingcode_v4')],
    ['too few elements', JSON.stringify({ simponi_req: { method: 'activeinquiry', data: ['1', '2'] } })],
    ['an NTPN that is none', json.replace(notice.ntpn, "'; drop table")],
    ['a list', '[]'],
    [
      'of endless levels',
      `{"simponi_req":{"method":"activeinquiry","data":${'['.repeat(9_000)}${']'.repeat(9_000)}}}`,
    ],
    ['binary', '\u0000\u0001\u0002'],
  ])('that is %s is refused and changes nothing', async (_, body) => {
    const answer = await send(body, 'application/json');
    expect([answer.status, await codeOf(answer)]).toEqual([400, '2']);
    expect(await rows()).toEqual([]);
  });

  it('is not kept beside ever more others for the same code', async () => {
    const ntpn = (at: number) => `MADEUP${String(at).padStart(10, '0')}`;
    const codes: string[] = [];
    for (let at = 0; at < 30; at++)
      codes.push(await codeOf(await send(encodeNotice({ ...notice, ntpn: ntpn(at) }))));
    expect(codes.filter((code) => code === '3')).toHaveLength(20);
    expect(codes.slice(20).every((code) => code === '2')).toBe(true);
    expect(await rows()).toHaveLength(20);
    const another = { ...notice, kodeBilling: '820261123000002' };
    expect(await codeOf(await send(encodeNotice(another)))).toBe('3');
  });

  it('for codes that no order has is taken so often from one sender, then it must wait', async () => {
    const key = `${unknownCodes.name}:::ffff:127.0.0.1`;
    const expire = BigInt(Date.now() + 60_000);
    for (const each of [key, `${unknownCodes.name}:127.0.0.1`]) {
      await database.db.rateLimitBucket.create({ data: { key: each, points: unknownCodes.points, expire } });
    }
    const answer = await send(encodeNotice(notice));
    expect([answer.status, (await answer.json()) as unknown]).toMatchObject([429, { code: 'RATE_LIMITED' }]);
    expect(await rows()).toEqual([]);
  });

  it('that is endless is cut off', async () => {
    const answer = await send(`{"simponi_req": "${'x'.repeat(100_000)}"}`, 'application/json');
    expect(answer.status).toBe(413);
    expect(await rows()).toEqual([]);
  });

  it('from an unlisted sender is refused unread', async () => {
    const strict = await serveTestApi(database, {
      extras: [simponiWebhook],
      env: { SIMPONI_ALLOWED_SENDERS: '10.1.0.0/16' },
    });
    try {
      const answer = await send(encodeNotice(notice), undefined, strict);
      expect(answer.status).toBe(403);
      expect(await answer.json()).toMatchObject({ code: 'SENDER_NOT_ALLOWED' });
      expect(await rows()).toEqual([]);
    } finally {
      await strict.close();
    }
  });

  it('is judged by the forwarded address behind a trusted proxy only', async () => {
    const forwarded = { 'x-forwarded-for': '10.1.2.3' };
    const env = { SIMPONI_ALLOWED_SENDERS: '10.1.0.0/16' };
    const direct = await serveTestApi(database, { extras: [simponiWebhook], env });
    const proxied = await serveTestApi(database, {
      extras: [simponiWebhook],
      env: { ...env, TRUST_PROXY: '1' },
    });
    try {
      expect((await send(encodeNotice(notice), undefined, direct, forwarded)).status).toBe(403);
      expect((await send(encodeNotice(notice), undefined, proxied, forwarded)).status).toBe(200);
      expect(await rows()).toMatchObject([{ sender: '10.1.2.3' }]);
    } finally {
      await direct.close();
      await proxied.close();
    }
  });

  it('that cannot be stored is answered 503, so that SIMPONI sends it again', async () => {
    const nowhere = createDatabase('postgresql://nobody:x@127.0.0.1:1/none');
    const down = await serveTestApi({ ...database, db: nowhere }, { extras: [simponiWebhook] });
    try {
      const answer = await send(encodeNotice(notice), undefined, down);
      expect(answer.status).toBe(503);
      expect(await answer.json()).toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
    } finally {
      await down.close();
      await nowhere.$disconnect();
    }
  });

  it('is only POSTed', async () => {
    const answer = await fetch(`${api.url}/webhooks/simponi`);
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST']);
  });
});
