import { createHmac, randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { texts } from '#contract/i18n/index';
import { createWhatsappPort } from '#ports/whatsapp/whatsapp-port';
import { createDatabase } from '#prisma/client';
import { startWhatsappSimulator } from '../../simulators/whatsapp/simulator.ts';
import { createTestDatabase, type TestDatabase } from '../../tests/support/database.ts';
import { eventually } from '../../tests/support/eventually.ts';
import { serveTestApi, type TestApi } from '../../tests/support/http.ts';
import { whatsappWebhook } from './whatsapp.ts';

const appSecret = 'the-secret-of-the-app';
const verifyToken = 'a-word-of-our-own-choice';
const env = {
  WHATSAPP_URL: 'http://127.0.0.1:1',
  WHATSAPP_APP_SECRET: appSecret,
  WHATSAPP_VERIFY_TOKEN: verifyToken,
};
const problems = texts('id').whatsapp.problem;

let database: TestDatabase;
let api: TestApi;

beforeAll(async () => {
  database = await createTestDatabase();
  api = await serveTestApi(database, { extras: [whatsappWebhook], env });
});
afterAll(async () => {
  await api?.close();
  await database?.drop();
});
afterEach(() => database.db.outgoingNotice.deleteMany());

const sign = (body: string, secret = appSecret) =>
  `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
const post = (body: string, signature: string | null = sign(body), to = api) =>
  fetch(`${to.url}/webhooks/whatsapp`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(signature === null ? {} : { 'x-hub-signature-256': signature }),
    },
    body,
  });

interface Claim {
  readonly id: string;
  readonly status: string;
  readonly timestamp?: string;
  readonly errors?: readonly { code: number }[];
  readonly biz_opaque_callback_data?: string;
}
const bodyOf = (...statuses: Claim[]) =>
  JSON.stringify({
    object: 'whatsapp_business_account',
    entry: [
      {
        id: '1',
        changes: [
          {
            field: 'messages',
            value: { statuses: statuses.map((each) => ({ timestamp: '1678334400', ...each })) },
          },
        ],
      },
    ],
  });
const report = (...statuses: Claim[]) => post(bodyOf(...statuses));

async function sent(changes: { channel?: string; messageId?: string | null } = {}) {
  const messageId = changes.messageId === undefined ? `wamid.${randomUUID()}` : changes.messageId;
  const row = await database.db.outgoingNotice.create({
    data: {
      channel: changes.channel ?? 'WHATSAPP',
      template: 'pengajuan_selesai',
      recipient: 'v1.x.y',
      params: { parameters: [] },
      dedupeKey: randomUUID(),
      status: 'SENT',
      messageId,
    },
  });
  return { id: row.id, wamid: messageId ?? '' };
}
const stateOf = async (id: string) =>
  (await database.db.outgoingNotice.findUniqueOrThrow({ where: { id } })).deliveryStatus;

describe('the challenge', () => {
  const ask = (query: Record<string, string>) =>
    fetch(`${api.url}/webhooks/whatsapp?${new URLSearchParams(query).toString()}`);
  const right = {
    'hub.mode': 'subscribe',
    'hub.verify_token': verifyToken,
    'hub.challenge': '<b>1158201444',
  };

  it('is answered as it came, as plain text, to whoever knows our word', async () => {
    const answer = await ask(right);
    expect([answer.status, await answer.text()]).toEqual([200, right['hub.challenge']]);
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain/);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it.each<[string, Record<string, string>]>([
    ['another word', { ...right, 'hub.verify_token': 'guess' }],
    ['no word', { 'hub.mode': 'subscribe', 'hub.challenge': '1' }],
    ['another mode', { ...right, 'hub.mode': 'unsubscribe' }],
    ['nothing at all', {}],
  ])('with %s is refused', async (_, query) => {
    const answer = await ask(query);
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([
      403,
      'SENDER_NOT_ALLOWED',
    ]);
  });
});

describe('a report', () => {
  it('moves its message forward, with the time that WhatsApp gives', async () => {
    const { id, wamid } = await sent();
    for (const status of ['sent', 'delivered', 'read']) {
      expect((await report({ id: wamid, status })).status).toBe(200);
      expect(await stateOf(id)).toBe(status.toUpperCase());
    }
    const row = await database.db.outgoingNotice.findUniqueOrThrow({ where: { id } });
    expect(row.deliveryAt).toEqual(new Date('2023-03-09T04:00:00Z'));
  });

  it.each([
    [['delivered', 'sent'], 'DELIVERED'],
    [['read', 'delivered', 'sent'], 'READ'],
    [['sent', 'read', 'delivered', 'sent'], 'READ'],
    [['delivered', 'failed'], 'DELIVERED'],
    [['sent', 'failed', 'delivered', 'sent'], 'FAILED'],
    [['failed', 'sent'], 'FAILED'],
    [['deleted', 'warning'], null],
  ])('in the order %j leaves the message %s: it never steps back', async (order, end) => {
    const { id, wamid } = await sent();
    for (const status of order) expect((await report({ id: wamid, status })).status).toBe(200);
    expect(await stateOf(id)).toBe(end);
    const together = await sent();
    await report(...order.map((status) => ({ id: together.wamid, status })));
    expect(await stateOf(together.id)).toBe(end);
  });

  it('sent 50 times at once, mixed with older ones, changes it once', async () => {
    const { id, wamid } = await sent();
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, at) =>
        report({ id: wamid, status: at % 2 ? 'sent' : 'delivered', timestamp: String(1678334400 + at) }),
      ),
    );
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    expect(await stateOf(id)).toBe('DELIVERED');
  });

  it.each([
    [131026, 'number'],
    [131000, 'lost'],
  ] as const)('of failure %i leaves the reason with the message', async (code, problem) => {
    const { id, wamid } = await sent();
    await report({ id: wamid, status: 'failed', errors: [{ code }] });
    expect(await database.db.outgoingNotice.findUnique({ where: { id } })).toMatchObject({
      status: 'SENT',
      deliveryStatus: 'FAILED',
      lastError: problems[problem],
    });
  });

  it('that is here before the answer to its sending finds the message by our own id', async () => {
    const { id } = await sent({ messageId: null });
    await report({ id: 'wamid.new', status: 'delivered', biz_opaque_callback_data: id });
    expect(await stateOf(id)).toBe('DELIVERED');
  });

  it('about an unknown message is taken and changes nothing; nor does one about a mail', async () => {
    const mail = await sent({ channel: 'EMAIL' });
    const answer = await report(
      { id: 'wamid.unknown', status: 'read' },
      { id: mail.wamid, status: 'read', biz_opaque_callback_data: mail.id },
      { id: 'wamid.unknown', status: 'read', biz_opaque_callback_data: "x' or true --" },
    );
    expect(answer.status).toBe(200);
    expect(await stateOf(mail.id)).toBeNull();
  });

  it('beside what somebody wrote to us is taken', async () => {
    const body = JSON.stringify({
      object: 'whatsapp_business_account',
      entry: [
        { changes: [{ value: { messages: [{ from: '62812', type: 'text', text: { body: 'halo' } }] } }] },
      ],
    });
    expect((await post(body)).status).toBe(200);
  });

  it.each([['no JSON'], ['{}'], ['[]'], ['null'], [''], ['\u0000'], ['['.repeat(100_000)]])(
    'that is signed and reads %j is taken, since it would come for days',
    async (body) => expect((await post(body)).status).toBe(200),
  );

  it('that cannot be stored is answered 503, so that it comes again', async () => {
    const nowhere = createDatabase('postgresql://nobody:x@127.0.0.1:1/none');
    const down = await serveTestApi({ ...database, db: nowhere }, { extras: [whatsappWebhook], env });
    try {
      const body = bodyOf({ id: 'wamid.x', status: 'sent' });
      expect((await post(body, sign(body), down)).status).toBe(503);
    } finally {
      await down.close();
      await nowhere.$disconnect();
    }
  });
});

describe('what the secret of the app did not sign', () => {
  const body = bodyOf({ id: 'wamid.x', status: 'read' });
  it.each<[string, string | null]>([
    ['no signature', null],
    ['an empty one', ''],
    ['that of another secret', sign(body, 'another')],
    ['that of another body', sign(`${body} `)],
    ['without its prefix', sign(body).slice('sha256='.length)],
    ['in capitals', sign(body).toUpperCase()],
    ['of another length', 'sha256=00'],
  ])('(%s) is refused and changes nothing', async (_, signature) => {
    const { id } = await sent({ messageId: 'wamid.x' });
    const answer = await post(body, signature);
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([
      403,
      'SENDER_NOT_ALLOWED',
    ]);
    expect(await stateOf(id)).toBeNull();
  });

  it('is judged by the bytes, not by what they mean', async () => {
    const { id } = await sent({ messageId: 'wamid.x' });
    const spaced = JSON.stringify(JSON.parse(body), null, 2);
    expect((await post(spaced, sign(body))).status).toBe(403);
    expect((await post(spaced, sign(spaced))).status).toBe(200);
    expect(await stateOf(id)).toBe('READ');
  });

  it('is cut off when it is endless', async () => {
    const answer = await post('x'.repeat(4 * 1024 * 1024), 'sha256=00');
    expect(answer.status).toBe(413);
  });

  it('is everything while WhatsApp is not set up', async () => {
    const unset = await serveTestApi(database, { extras: [whatsappWebhook] });
    try {
      expect((await post(body, sign(body, ''), unset)).status).toBe(403);
      expect((await fetch(`${unset.url}/webhooks/whatsapp`)).status).toBe(403);
    } finally {
      await unset.close();
    }
  });
});

it('is only asked and POSTed', async () => {
  const answer = await fetch(`${api.url}/webhooks/whatsapp`, { method: 'PUT' });
  expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, POST']);
});

it('hears the simulator: sent and delivered before its answer, read when the phone is opened', async () => {
  const registration = { phoneNumberId: '1', token: 'token' };
  const simulator = await startWhatsappSimulator({
    mode: 'demo',
    port: 0,
    dataDir: mkdtempSync(join(tmpdir(), 'loket-whatsapp-')),
    registration,
    appSecret,
    statusUrl: `${api.url}/webhooks/whatsapp`,
  });
  try {
    const { id } = await sent({ messageId: null });
    await fetch(`${simulator.url}/control`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ mode: 'hasty' }),
    });
    const port = createWhatsappPort({
      ...registration,
      baseUrl: simulator.url,
      version: 'v23.0',
      timeoutMs: 5_000,
    });
    await port.send({ to: '+6281234567890', template: 'kode_verifikasi', parameters: ['1'], reference: id });
    expect(await stateOf(id)).toBe('DELIVERED');
    const list = await (await fetch(simulator.url)).text();
    await fetch(`${simulator.url}${/\/percakapan\/\w+/.exec(list)?.[0]}`);
    await eventually(async () => expect(await stateOf(id)).toBe('READ'));
  } finally {
    await simulator.stop();
  }
});
