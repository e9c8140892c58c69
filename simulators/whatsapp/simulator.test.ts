import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { encodeTemplateMessage, readDeliveryReports, signatureHeader } from '#contract/external/whatsapp';
import { eventually } from '../../tests/support/eventually.ts';
import { phoneId, type StoredMessage } from './messages.ts';
import { startWhatsappSimulator, type WhatsappSimulator } from './simulator.ts';

const number = '+6281234567890';
const link = 'https://loket.example/lacak#SD-1.rahasia';

let simulator: WhatsappSimulator;
let dataDir: string;
let webhook: Server;
let heard: { status: string; wamid: string; reference: string | null; signature: unknown }[];
let webhookStatus: number;

const start = async () =>
  startWhatsappSimulator({
    mode: 'demo',
    port: 0,
    dataDir,
    registration: { phoneNumberId: '1', token: 'token' },
    appSecret: 'secret',
    statusUrl: `http://127.0.0.1:${(webhook.address() as AddressInfo).port}/`,
    reportRetryMs: [20, 20, 20],
  });

beforeEach(async () => {
  heard = [];
  webhookStatus = 200;
  webhook = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += String(chunk)));
    request.on('end', () => {
      for (const { status, wamid, reference } of readDeliveryReports(JSON.parse(body)) ?? [])
        heard.push({ status, wamid, reference, signature: request.headers[signatureHeader] });
      response.writeHead(webhookStatus).end();
    });
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => webhook.once('listening', resolve));
  dataDir = await mkdtemp(join(tmpdir(), 'whatsapp-simulator-'));
  simulator = await start();
});
afterEach(async () => {
  await simulator.stop();
  webhook.closeAllConnections();
  await new Promise((resolve) => webhook.close(resolve));
  await rm(dataDir, { recursive: true });
});

const post = (path: string, body: object, token = 'token') =>
  fetch(`${simulator.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
  });

async function send(to = number, parameters = ['SD-1', link], template = 'pengajuan_selesai') {
  const answer = await post(
    '/v23.0/1/messages',
    encodeTemplateMessage({ to, template, parameters, reference: 'n1' }),
  );
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers as they are
  return { status: answer.status, body: (await answer.json()) as any };
}
const list = async (): Promise<StoredMessage[]> =>
  (await fetch(`${simulator.url}/api/messages`)).json() as Promise<StoredMessage[]>;
const visit = async (path: string) => {
  const response = await fetch(`${simulator.url}${path}`);
  return { status: response.status, text: await response.text() };
};
const statuses = () => heard.map(({ status }) => status);
const untilHeard = (...wanted: string[]) => eventually(() => expect(statuses()).toEqual(wanted));

test('a message is reported sent and delivered with a signature, and read once somebody opens the phone', async () => {
  const { body } = await send();
  await untilHeard('SENT', 'DELIVERED');
  expect(heard[0]).toMatchObject({
    wamid: body.messages[0].id,
    reference: 'n1',
    signature: expect.stringMatching(/^sha256=[0-9a-f]{64}$/),
  });
  expect((await visit('/')).text).toContain(number);
  expect(statuses()).toEqual(['SENT', 'DELIVERED']);
  const { text } = await visit(`/percakapan/${phoneId(number)}`);
  expect(text).toContain('Pengajuan SD-1 sudah selesai.');
  expect(text).toContain(`<a href="${link}" target="_blank"`);
  await untilHeard('SENT', 'DELIVERED', 'READ');
});

test('what a parameter says is text on the phone', async () => {
  await send(number, ['<script>alert(1)</script>', link]);
  await untilHeard('SENT', 'DELIVERED');
  for (const path of ['/', `/percakapan/${phoneId(number)}`])
    expect((await visit(path)).text).not.toContain('<script>');
});

test('a report that is not taken is repeated; after a restart, too', async () => {
  webhookStatus = 503;
  await send();
  await eventually(() => expect(heard.length).toBeGreaterThanOrEqual(8));
  await simulator.stop();
  heard = [];
  webhookStatus = 200;
  simulator = await start();
  await eventually(() => expect(statuses().sort()).toEqual(['DELIVERED', 'SENT']));
  expect(await list()).toHaveLength(1);
});

test.each([
  ['0002', ['SENT', 'FAILED']],
  ['0003', ['DELIVERED', 'SENT']],
  ['0004', ['SENT', 'SENT', 'DELIVERED', 'DELIVERED']],
  ['0008', ['SENT']],
])('a number that ends with %s is reported %j', async (ending, wanted) => {
  expect((await send(`+628111111${ending}`)).status).toBe(200);
  await untilHeard(...wanted);
  // The phone shows what arrived, and says so of what did not.
  const { text } = await visit(`/percakapan/${phoneId(`+628111111${ending}`)}`);
  expect(text.includes('Pengajuan SD-1 sudah selesai.')).toBe(wanted.includes('DELIVERED'));
});

test('the magic endings of trouble at sending', async () => {
  const errorOf = async (to: string) => {
    const answer = await send(to).catch(() => ({ status: 503, body: null }));
    return [answer.status, answer.body?.error?.code];
  };
  expect(await errorOf('+6281111110001')).toEqual([400, 131026]);
  expect(await errorOf('+6281111110007')).toEqual([429, 130429]);
  expect(await errorOf('+6281111110007')).toEqual([200, undefined]);
  for (let time = 0; time < 3; time++) expect((await errorOf('+6281111110006'))[0]).toBe(503);
  expect((await errorOf('+6281111110006'))[0]).toBe(200);
});

test('refuses as WhatsApp does: wrong token, unknown template, wrong number of parameters, a line break', async () => {
  const message = encodeTemplateMessage({ to: number, template: 'kode_verifikasi', parameters: ['1'] });
  expect((await post('/v23.0/1/messages', message, 'other')).status).toBe(401);
  expect((await post('/v23.0/2/messages', message)).status).toBe(400);
  expect((await send(number, ['1'], 'promosi')).body.error.code).toBe(132001);
  expect((await send(number, ['1'], 'constructor')).body.error.code).toBe(132001);
  expect((await send(number, ['1', '2'], 'kode_verifikasi')).body.error.code).toBe(132000);
  expect((await send(number, ['1\n2'], 'kode_verifikasi')).body.error.code).toBe(100);
  expect((await send('rahasia', ['1'], 'kode_verifikasi')).body.error.code).toBe(100);
  expect(await list()).toEqual([]);
});

test('the help names every magic ending; what is not there says so', async () => {
  const help = (await visit('/bantuan')).text;
  for (const ending of ['0001', '0008']) expect(help).toContain(`…${ending}`);
  expect(await visit('/percakapan/x')).toMatchObject({
    status: 404,
    text: expect.stringContaining('Tidak ditemukan'),
  });
});

test('production is refused', async () => {
  const options = { registration: { phoneNumberId: '1', token: 't' }, appSecret: 's', statusUrl: null };
  await expect(startWhatsappSimulator({ mode: 'production', port: 0, dataDir, ...options })).rejects.toThrow(
    /production/,
  );
});
