import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { AppError } from '#contract/shared/errors';
import type { StoredMessage } from '../../simulators/whatsapp/messages.ts';
import { startWhatsappSimulator, type WhatsappSimulator } from '../../simulators/whatsapp/simulator.ts';
import { createWhatsappPort, type WhatsappMessage, type WhatsappPortOptions } from './whatsapp-port.ts';

const registration = { phoneNumberId: '1234567890', token: 'token-of-the-app' };
const number = '+6281234567890';

let simulator: WhatsappSimulator;
let dataDir: string;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'whatsapp-port-'));
  simulator = await startWhatsappSimulator({
    mode: 'demo',
    port: 0,
    dataDir,
    registration,
    appSecret: 'app-secret',
    statusUrl: null,
  });
});
afterAll(async () => {
  await simulator.stop();
  await rm(dataDir, { recursive: true });
});
afterEach(async () => {
  await control({ mode: 'normal' });
  await fetch(`${simulator.url}/api/messages`, { method: 'DELETE' });
});

const control = (body: object) =>
  fetch(`${simulator.url}/control`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
const received = async (): Promise<StoredMessage[]> =>
  (await fetch(`${simulator.url}/api/messages`)).json() as Promise<StoredMessage[]>;

const port = (changes: Partial<WhatsappPortOptions> = {}) =>
  createWhatsappPort({
    ...registration,
    baseUrl: simulator.url,
    version: 'v23.0',
    timeoutMs: 2_000,
    ...changes,
  });

const message = (changes: Partial<WhatsappMessage> = {}): WhatsappMessage => ({
  to: number,
  template: 'pengajuan_selesai',
  parameters: ['SD-4K7P', 'https://loket.example/lacak#SD-4K7P.rahasia'],
  ...changes,
});

async function failure(sending: Promise<unknown>): Promise<AppError> {
  const error = await sending.then(
    () => new Error('it was sent'),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof AppError)) throw error;
  // Whatever went wrong: neither the number nor a parameter is in what is logged.
  const told = JSON.stringify([error.message, error.details, String(error.cause), error.params]);
  expect(told).not.toMatch(/81234567890|SD-4K7P|rahasia|token-of/);
  return error;
}

/** A server that answers as it is told, and the port before it. */
async function against(listener: RequestListener, work: (baseUrl: string) => Promise<void>): Promise<void> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  try {
    await work(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

describe('a message that WhatsApp takes', () => {
  test('arrives as its approved text, and its id is told', async () => {
    const { wamid } = await port().send(message({ reference: 'notice-1' }));
    const [arrived] = await received();
    expect(arrived).toMatchObject({ wamid, to: number, reference: 'notice-1' });
    expect(arrived?.text).toContain('Pengajuan SD-4K7P sudah selesai.');
    expect(arrived?.text).toContain('https://loket.example/lacak#SD-4K7P.rahasia');
    expect(arrived?.text).toContain('Layanan ini tidak dipungut biaya.');
  });

  test('has parameters without line breaks, which WhatsApp refuses', async () => {
    await port().send(message({ parameters: ['SD-4K7P', ' satu\n\tdua     tiga '] }));
    expect((await received())[0]?.parameters).toEqual(['SD-4K7P', 'satu dua tiga']);
  });
});

describe('a message that WhatsApp could not take is found before the call', () => {
  test.each<[string, Partial<WhatsappMessage>]>([
    ['a number as people write it', { to: '081234567890' }],
    ['a number with spaces', { to: '+62 812-3456-7890' }],
    ['too few parameters', { parameters: ['SD-4K7P'] }],
    ['too many parameters', { parameters: ['SD-4K7P', 'rahasia', 'x'] }],
    ['an empty parameter', { parameters: ['SD-4K7P', ' \n'] }],
  ])('%s', async (_, changes) => {
    const error = await failure(port().send(message(changes)));
    expect(error.code).toBe('INVALID_INPUT');
    expect(await received()).toEqual([]);
  });
});

describe('a definite no is told from trouble that passes', () => {
  test('a number that is not on WhatsApp is refused for good', async () => {
    const error = await failure(port().send(message({ to: '+6281111110001' })));
    expect([error.code, error.details]).toEqual([
      'WHATSAPP_REFUSED',
      { permanent: true, reasonCode: 131026, about: 'number' },
    ]);
  });

  test.each([131026, 131047, 132000, 132001, 132016, 100])('code %i is for good', async (code) => {
    await control({ mode: 'refuse', code });
    const error = await failure(port().send(message()));
    expect([error.code, error.details['reasonCode']]).toEqual(['WHATSAPP_REFUSED', code]);
  });

  test.each([1, 4, 131000, 131016, 131031, 131056, 131057, 132015, 999999])(
    'code %i passes',
    async (code) => {
      await control({ mode: 'refuse', code });
      const error = await failure(port().send(message()));
      expect([error.code, error.details['reasonCode']]).toEqual(['WHATSAPP_UNAVAILABLE', code]);
    },
  );

  test('the rate limit passes', async () => {
    await control({ mode: 'busy' });
    const error = await failure(port().send(message()));
    expect([error.code, error.details]).toEqual([
      'WHATSAPP_UNAVAILABLE',
      { permanent: false, reason: 'refused', reasonCode: 130429 },
    ]);
  });

  test.each<[string, Partial<WhatsappPortOptions>]>([
    ['token', { token: 'an old one' }],
    ['sending number', { phoneNumberId: '999' }],
  ])('a wrong %s in our settings is no fault of the message', async (_, changes) => {
    const error = await failure(port(changes).send(message()));
    expect([error.code, error.details['permanent']]).toEqual(['WHATSAPP_UNAVAILABLE', false]);
  });
});

describe('an answer that is none says nothing of the message', () => {
  const cases: readonly [string, string, RequestListener][] = [
    ['an error page', 'http', (_, response) => response.writeHead(502).end('<html>Bad Gateway</html>')],
    [
      'a redirect',
      'http',
      (_, response) => response.writeHead(307, { location: 'http://127.0.0.1:1/' }).end(),
    ],
    [
      'an error without a code',
      'http',
      (_, response) => response.writeHead(400).end('{"error":{"message":"no"}}'),
    ],
    ['a 200 that is no JSON', 'unreadable', (_, response) => response.end('<html>')],
    ['a 200 without an id', 'unreadable', (_, response) => response.end('{"messages":[]}')],
    ['an endless answer', 'tooLong', (_, response) => response.end('x'.repeat(100_000))],
    [
      'half an answer',
      'connection',
      (request) => request.socket.end('HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{'),
    ],
    ['silence', 'timeout', () => undefined],
  ];
  test.each(cases)('%s', async (_, reason, listener) => {
    await against(listener, async (baseUrl) => {
      const error = await failure(port({ baseUrl, timeoutMs: 300 }).send(message()));
      expect([error.code, error.details]).toEqual(['WHATSAPP_UNAVAILABLE', { permanent: false, reason }]);
    });
  });

  test('nobody there', async () => {
    const error = await failure(port({ baseUrl: 'http://127.0.0.1:1' }).send(message()));
    expect([error.code, error.details['reason']]).toEqual(['WHATSAPP_UNAVAILABLE', 'connection']);
  });

  test('a message whose answer was lost did arrive, and arrives again when it is repeated', async () => {
    await control({ mode: 'loseAnswer', count: 1 });
    const error = await failure(port({ timeoutMs: 300 }).send(message()));
    expect([error.code, error.details['reason']]).toEqual(['WHATSAPP_UNAVAILABLE', 'timeout']);
    await port().send(message());
    expect(await received()).toHaveLength(2);
  });
});
