import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  decodeAnswer,
  decodeBillingAnswer,
  decodeNotice,
  encodeBillingCall,
  formatWib,
  simponiPath,
} from '#contract/external/simponi';
import { eventually } from '../../tests/support/eventually.ts';
import { type SimponiSimulator, startSimponiSimulator } from './simulator.ts';

const registration = {
  userId: 'loket-demo',
  password: 'rahasia',
  kodeKl: '010',
  kodeEselon1: '08',
  kodeSatker: '664090',
};
/** A receiver of notices that answers as it is told. */
interface Receiver {
  readonly url: string;
  readonly heard: string[];
  answer: { status: number; code: string };
  close(): Promise<void>;
}

async function startReceiver(): Promise<Receiver> {
  const heard: string[] = [];
  const server: Server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      heard.push(body);
      response.writeHead(receiver.answer.status);
      response.end(JSON.stringify({ simponi_result: { response_code: receiver.answer.code } }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const receiver: Receiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/simponi`,
    heard,
    answer: { status: 200, code: '3' },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return receiver;
}

let receiver: Receiver;
let simulator: SimponiSimulator;
let dataDir: string;
/** What the simulator's clock is ahead of ours, in milliseconds. */
let ahead: number;

const start = () =>
  startSimponiSimulator({
    mode: 'demo',
    port: 0,
    dataDir,
    registration,
    notifyUrl: receiver.url,
    noticeRetryMs: Array<number>(200).fill(20),
    now: () => new Date(Date.now() + ahead),
  });

beforeEach(async () => {
  ahead = 0;
  dataDir = await mkdtemp(join(tmpdir(), 'simponi-simulator-'));
  receiver = await startReceiver();
  simulator = await start();
});
afterEach(async () => {
  await simulator.stop();
  await receiver.close();
  await rm(dataDir, { recursive: true });
});

let trxNumber = 0;

/** Asks for a billing and gives the answer. */
async function ask(
  changes: {
    quantity?: number;
    payerName?: string;
    trxId?: string;
    expiresAt?: Date;
    patienceMs?: number;
  } = {},
) {
  trxNumber += 1;
  const { quantity = 100, payerName = 'DEMO PUSAT', trxId = `KW-B1-0903230001-${trxNumber}` } = changes;
  const total = quantity * 1000;
  const body = encodeBillingCall({
    header: {
      ...registration,
      trxId,
      expiredDate: formatWib(changes.expiresAt ?? new Date(Date.now() + 7 * 86_400_000)),
      jenisPnbp: 'F',
      mataUang: '1',
      total,
      payerName,
      satkerPemungut: '664090',
      npwp: '0'.repeat(15),
      nik: '9'.repeat(16),
    },
    details: [
      {
        payerName,
        kodeTarif: '000001',
        kodePp: '2023010',
        kodeAkun: '425129',
        unitPrice: 1000,
        quantity,
        unit: 'per NIK',
        total,
        kodeLokasi: '01',
        kodeKabkota: '54',
      },
    ],
  });
  const response = await fetch(`${simulator.url}${simponiPath}`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body,
    signal: AbortSignal.timeout(changes.patienceMs ?? 20_000),
  });
  return { status: response.status, text: await response.text() };
}

/** Makes a billing and gives its code. */
async function billed(changes: Parameters<typeof ask>[0] = {}): Promise<string> {
  return decodeBillingAnswer(decodeAnswer((await ask(changes)).text).data).kodeBilling;
}

async function post(path: string, body: object) {
  const response = await fetch(`${simulator.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}
const pay = (kodeBilling: string, extra: object = {}) => post('/control/pay', { kodeBilling, ...extra });

/** What a browser does with the counter's form, redirect included. */
const payAtCounter = (kode: string, headers: Record<string, string> = {}) =>
  fetch(`${simulator.url}/bayar`, {
    method: 'POST',
    headers,
    body: new URLSearchParams({ kode, bank: '520009000990', kanal: '7010' }),
  });
const visit = async (path: string) => {
  const response = await fetch(`${simulator.url}${path}`);
  return { status: response.status, text: await response.text(), headers: response.headers };
};

describe('notices of payment', () => {
  test('are pushed once when the receiver hears them', async () => {
    const kodeBilling = await billed();
    const { body } = await pay(kodeBilling);
    await eventually(() => expect(receiver.heard).toHaveLength(1));
    expect(decodeNotice(receiver.heard[0])).toMatchObject({ kodeBilling, ntpn: body.ntpn, ntb: body.ntb });
    await eventually(async () => {
      expect(await readFile(join(dataDir, 'simponi.jsonl'), 'utf8')).toContain('"noticeEnded"');
    });
    expect(receiver.heard).toHaveLength(1);
  });

  test('are repeated until the receiver hears them', async () => {
    receiver.answer = { status: 503, code: '3' };
    await pay(await billed());
    await eventually(() => expect(receiver.heard.length).toBeGreaterThan(2));
    receiver.answer = { status: 200, code: '3' };
    await eventually(async () => {
      expect(await readFile(join(dataDir, 'simponi.jsonl'), 'utf8')).toContain('"heard":true');
    });
  });

  test('that nobody heard are pushed again after a restart', async () => {
    receiver.answer = { status: 500, code: '' };
    const kodeBilling = await billed();
    await pay(kodeBilling);
    await eventually(() => expect(receiver.heard.length).toBeGreaterThan(0));
    await simulator.stop();
    receiver.heard.length = 0;
    receiver.answer = { status: 200, code: '2' };
    simulator = await start();
    await eventually(() => expect(receiver.heard).toHaveLength(1));
    expect(decodeNotice(receiver.heard[0])).toMatchObject({ kodeBilling });
  });

  test('can be lost, and pushed two hundred times on demand', async () => {
    const kodeBilling = await billed();
    await pay(kodeBilling, { notify: false });
    const { body } = await post('/control/notify', { kodeBilling, times: 200 });
    expect(body).toEqual({ pushed: 200, heard: 200 });
    // Nothing but what was demanded.
    expect(receiver.heard).toHaveLength(200);
  });
});

describe('the store', () => {
  test('survives a restart and a last line that a crash tore', async () => {
    const kodeBilling = await billed({ trxId: 'KW-B1-0903239999-1' });
    await pay(kodeBilling, { notify: false });
    await simulator.stop();
    await appendFile(join(dataDir, 'simponi.jsonl'), '{"type":"paid","payment":{"kodeB');
    simulator = await start();
    expect(await billed({ trxId: 'KW-B1-0903239999-1' })).toBe(kodeBilling);
    expect(await pay(kodeBilling)).toEqual({ status: 409, body: { error: 'paid' } });
    await billed();
    await simulator.stop();
    simulator = await start();
    const rows = (await (await fetch(`${simulator.url}/control/billings`)).json()) as unknown[];
    expect(rows).toHaveLength(2);
  });
});

describe('payments', () => {
  test('two at once for one code leave one payment', async () => {
    const kodeBilling = await billed();
    const answers = await Promise.all(Array.from({ length: 5 }, () => pay(kodeBilling, { notify: false })));
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, 409, 409, 409, 409]);
  });

  test('are refused after the expiry, unless a moment is chosen', async () => {
    const kodeBilling = await billed();
    ahead = 8 * 86_400_000;
    expect(await pay(kodeBilling)).toEqual({ status: 409, body: { error: 'expired' } });
    expect(await pay(kodeBilling, { paidAt: '2023-03-09T08:00:00Z' })).toMatchObject({
      status: 201,
      body: { paidAt: '2023-03-09T08:00:00.000Z', bookDate: '2023-03-10' },
    });
  });

  test('a second one for a paid code is taken only on demand, with an NTPN of its own', async () => {
    const kodeBilling = await billed();
    const first = await pay(kodeBilling, { notify: false });
    const second = await pay(kodeBilling, { notify: false, again: true });
    expect(second.status).toBe(201);
    expect(second.body.ntpn).not.toBe(first.body.ntpn);
  });
});

describe('magic quantities', () => {
  test('9001 is refused every time', async () => {
    for (const trxId of ['a-1', 'a-1', 'a-2'])
      expect(decodeAnswer((await ask({ quantity: 9001, trxId })).text).code).toBe('99');
  });

  test('9003 makes the code but answers only the second time', async () => {
    await expect(ask({ quantity: 9003, trxId: 'b-1', patienceMs: 500 })).rejects.toThrow(/timeout|aborted/i);
    const rows = (await (await fetch(`${simulator.url}/control/billings?trxId=b-1`)).json()) as {
      kodeBilling: string;
    }[];
    expect(await billed({ quantity: 9003, trxId: 'b-1' })).toBe(rows[0]?.kodeBilling);
  });

  test('9004 loses the notice, 9005 sends it twice', async () => {
    await payAtCounter(await billed({ quantity: 9004 }));
    const twice = await billed({ quantity: 9005 });
    await payAtCounter(twice);
    await eventually(() => expect(receiver.heard).toHaveLength(2));
    expect(receiver.heard.map((body) => decodeNotice(body).kodeBilling)).toEqual([twice, twice]);
  });

  test('9006 books the payment one minute after the expiry', async () => {
    const expiresAt = new Date('2099-03-16T10:00:00Z');
    const kodeBilling = await billed({ quantity: 9006, expiresAt });
    expect((await pay(kodeBilling)).body.paidAt).toBe('2099-03-16T10:01:00.000Z');
  });

  test('9007 is down three times, 9008 answers garbage once', async () => {
    const statuses = [];
    for (let time = 0; time < 4; time += 1)
      statuses.push((await ask({ quantity: 9007, trxId: 'c-1' })).status);
    expect(statuses).toEqual([503, 503, 503, 200]);
    expect((await ask({ quantity: 9008, trxId: 'd-1' })).text).toMatch(/^<html>/);
    expect(await billed({ quantity: 9008, trxId: 'd-1' })).toMatch(/^8\d{14}$/);
  });

  test('9009 differs by Rp1.000 in the report only', async () => {
    await pay(await billed({ quantity: 9009 }), { notify: false });
    expect((await visit('/control/report.csv')).text).toContain('"9.008.000,00"');
  });
});

describe('the control endpoint', () => {
  test('counts a fault down, keeps it to its transaction, and takes all back', async () => {
    await post('/control', { mode: 'refuse', count: 1, forTrxId: 'mine' });
    expect(decodeAnswer((await ask({ trxId: 'other' })).text).code).toBe('00');
    expect(decodeAnswer((await ask({ trxId: 'mine' })).text).code).toBe('99');
    expect(decodeAnswer((await ask({ trxId: 'mine' })).text).code).toBe('00');
    await post('/control', { mode: 'down' });
    expect((await ask()).status).toBe(503);
    expect((await post('/control', { mode: 'normal' })).body).toEqual({ faults: [] });
    expect((await ask()).status).toBe(200);
  });

  test('refuses an order that it does not know', async () => {
    expect((await post('/control', { mode: 'explode' })).status).toBe(422);
  });
});

describe('the report', () => {
  test('has the columns of SIMPONI, in the chosen delimiter and date form, for the chosen days', async () => {
    const early = await billed();
    const { body } = await pay(early, { notify: false, paidAt: '2023-03-09T16:59:59Z' });
    await pay(await billed(), { notify: false, paidAt: '2023-03-09T17:00:00Z' });
    const { text, headers } = await visit(
      '/control/report.csv?from=2023-03-01&to=2023-03-09&delimiter=semicolon&date=dmy',
    );
    expect(text.split('\r\n')).toEqual([
      'KODEBILLING;NTPN;NTBNTP;KETERANGAN;NAMAWAJIBBAYARBAYARSETOR;SETORANPERAKUNRP;TANGGALBAYAR',
      `${early};${body.ntpn};${body.ntb};425129 100 per NIK;DEMO PUSAT;100.000,00;09/03/2023`,
      '',
    ]);
    expect(headers.get('content-disposition')).toContain('laporan-simponi-2023-03-01_2023-03-09.csv');
    expect((await visit('/control/report.csv?from=&to=')).text.split('\r\n')).toHaveLength(4);
    expect((await visit('/control/report.csv?from=kemarin')).status).toBe(422);
  });
});

describe("the bank's counter", () => {
  test('shows the bill, takes the payment and prints NTB and NTPN', async () => {
    const kodeBilling = await billed();
    const spaced = kodeBilling.replace(/(\d{3})/g, '$1 ');
    const bill = await visit(`/bayar?kode=${encodeURIComponent(spaced)}`);
    expect(bill.status).toBe(200);
    for (const shown of ['DEMO PUSAT', 'Rp100.000', 'Kementerian Dalam Negeri', '100 per NIK', 'WIB'])
      expect(bill.text).toContain(shown);
    const receipt = await payAtCounter(spaced);
    expect(new URL(receipt.url).pathname).toMatch(/^\/bukti\/[A-Z0-9]{16}$/);
    const page = await receipt.text();
    for (const shown of ['Bukti Penerimaan Negara', 'Bank Negara Indonesia', 'ATM (7010)', kodeBilling])
      expect(page).toContain(shown);
  });

  test('says what is wrong with a code, and takes no money', async () => {
    expect((await visit('/bayar?kode=')).text).toContain('Kode billing belum diisi.');
    expect((await visit('/bayar?kode=seratus')).text).toContain('hanya terdiri dari angka');
    const unknown = await visit('/bayar?kode=800000000000000');
    expect([unknown.status, unknown.text.includes('tidak ditemukan')]).toEqual([404, true]);
    expect(await (await payAtCounter('800000000000000')).text()).toContain('tidak ditemukan');
  });

  test('does not take a second payment, and links the receipt of the first', async () => {
    const kodeBilling = await billed();
    const { body } = await pay(kodeBilling, { notify: false });
    for (const response of [await visit(`/bayar?kode=${kodeBilling}`), await payAtCounter(kodeBilling)]) {
      expect(response.status).toBe(409);
      const text = typeof response.text === 'string' ? response.text : await response.text();
      expect(text).toContain('sudah dibayar');
      expect(text).toContain(`/bukti/${body.ntpn}`);
    }
  });

  test('does not take an expired code', async () => {
    const kodeBilling = await billed();
    ahead = 8 * 86_400_000;
    for (const text of [
      (await visit(`/bayar?kode=${kodeBilling}`)).text,
      await (await payAtCounter(kodeBilling)).text(),
    ])
      expect(text).toContain('sudah kedaluwarsa');
  });

  test('writes what others sent as text, never as markup, under a policy that runs no script', async () => {
    await billed({ payerName: '<script>alert(1)<.script>' });
    const { text, headers } = await visit('/tagihan');
    expect(text).toContain('&lt;script&gt;alert(1)&lt;.script&gt;');
    expect(text).not.toContain('<script');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  test('refuses a payment that another site makes the browser send', async () => {
    const kodeBilling = await billed();
    const response = await payAtCounter(kodeBilling, { 'sec-fetch-site': 'cross-site' });
    expect(response.status).toBe(403);
    expect((await pay(kodeBilling, { notify: false })).status).toBe(201);
  });
});

test('production is refused', async () => {
  const options = { port: 0, dataDir, registration, notifyUrl: null };
  await expect(startSimponiSimulator({ ...options, mode: 'production' })).rejects.toThrow(/production/);
});
