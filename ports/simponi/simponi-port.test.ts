import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { AppError } from '#contract/shared/errors';
import { rupiah } from '#contract/shared/money';
import { type SimponiSimulator, startSimponiSimulator } from '../../simulators/simponi/simulator.ts';
import {
  type BillingRequest,
  createSimponiPort,
  type SimponiCallReport,
  type SimponiPortOptions,
} from './simponi-port.ts';

const registration = {
  userId: 'loket-demo',
  password: 'rahasia & aman + kuat',
  kodeKl: '010',
  kodeEselon1: '08',
  kodeSatker: '664090',
};

let simulator: SimponiSimulator;
let dataDir: string;
let trxNumber = 0;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'simponi-port-'));
  simulator = await startSimponiSimulator({ mode: 'demo', port: 0, dataDir, registration, notifyUrl: null });
});
afterAll(async () => {
  await simulator.stop();
  await rm(dataDir, { recursive: true });
});
afterEach(() => control({ mode: 'normal' }));

const port = (changes: Partial<SimponiPortOptions> = {}) =>
  createSimponiPort({
    ...registration,
    url: simulator.url,
    jenisPnbp: 'F',
    mataUang: '1',
    kodeAkun: '425129',
    kodeTarif: '000001',
    kodePp: '2023010',
    kodeLokasi: '01',
    kodeKabkota: '54',
    expiredDateFormat: 'yyyy-MM-dd HH:mm:ss',
    billingPattern: /^[789]\d{14}$/,
    timeoutMs: 2_000,
    ...changes,
  });

function request(changes: Partial<BillingRequest> = {}): BillingRequest {
  trxNumber += 1;
  return {
    trxId: `KW-B1-090323${String(trxNumber).padStart(4, '0')}-1`,
    expiresAt: new Date(Date.now() + 7 * 86_400_000),
    payerName: "PT BPR O'Neil - Jaya/Abadi",
    npwp: null,
    unitPrice: rupiah(1_000),
    quantity: 100,
    unit: 'per NIK',
    total: rupiah(100_000),
    ...changes,
  };
}

async function post(path: string, body: object): Promise<unknown> {
  const response = await fetch(`${simulator.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return response.json();
}
const control = (body: object) => post('/control', body);

const billingsOf = async (trxId: string): Promise<{ kodeBilling: string; payerName: string }[]> =>
  (await fetch(`${simulator.url}/control/billings?trxId=${trxId}`)).json() as Promise<
    { kodeBilling: string; payerName: string }[]
  >;

async function refusalOf(act: Promise<unknown>): Promise<AppError> {
  const error = await act.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof AppError) return error;
  throw new Error(`expected an AppError, got ${String(error)}`);
}

describe('creating a billing', () => {
  test.each(['yyyy-MM-dd HH:mm:ss', 'dd-MM-yyyy HH:mm:ss'] as const)(
    'brings a code that expires to the second when it was asked to (%s)',
    async (expiredDateFormat) => {
      const wanted = request({ expiresAt: new Date('2099-03-16T16:59:59.900Z') });
      const issued = await port({ expiredDateFormat }).createBilling(wanted);
      expect(issued.kodeBilling).toMatch(/^[789]\d{14}$/);
      expect(issued.expiresAt).toEqual(new Date('2099-03-16T16:59:59Z'));
      expect(issued.simponiTrxId).not.toBe('');
      expect(Math.abs(Date.now() - issued.issuedAt.getTime())).toBeLessThan(60_000);
      expect(await billingsOf(wanted.trxId)).toMatchObject([{ payerName: 'PT BPR ONeil Jaya Abadi' }]);
    },
  );

  test('brings the same code for the same transaction id, also when asked ten times at once', async () => {
    const wanted = request();
    const issued = await Promise.all(Array.from({ length: 10 }, () => port().createBilling(wanted)));
    expect(new Set(issued.map((row) => row.kodeBilling)).size).toBe(1);
  });

  test('after a silence brings the code that was made, and no second one', async () => {
    const wanted = request();
    await control({ mode: 'timeoutAfterCreate', count: 1, forTrxId: wanted.trxId });
    const error = await refusalOf(port({ timeoutMs: 300 }).createBilling(wanted));
    expect([error.code, error.details.reason]).toEqual(['SIMPONI_UNAVAILABLE', 'timeout']);
    const made = await billingsOf(wanted.trxId);
    expect(made).toHaveLength(1);
    const issued = await port().createBilling(wanted);
    expect(issued.kodeBilling).toBe(made[0]?.kodeBilling);
  });

  test('is refused for certain in the words of SIMPONI', async () => {
    const wanted = request();
    await control({ mode: 'refuse', code: 'IS', words: 'Satker\u0000 ditutup', count: 1 });
    const error = await refusalOf(port().createBilling(wanted));
    expect(error.code).toBe('SIMPONI_REFUSED');
    expect(error.details).toEqual({ reason: 'refused', simponiCode: 'IS', words: 'Satker ditutup' });
    expect(await billingsOf(wanted.trxId)).toEqual([]);
  });

  test('is refused for certain when the credentials are wrong, without telling them', async () => {
    const error = await refusalOf(port({ password: 'salah-sandi' }).createBilling(request()));
    expect([error.code, error.details.simponiCode]).toEqual(['SIMPONI_REFUSED', 'IU']);
    expect(JSON.stringify({ message: error.message, ...error.details })).not.toContain('salah-sandi');
  });

  test.each(['GE', 'NF', 'X9'])(
    'leaves everything open when the answer is %s: a code may exist',
    async (code) => {
      await control({ mode: 'refuse', code, words: 'Kesalahan umum', count: 1 });
      const error = await refusalOf(port().createBilling(request()));
      expect(error.code).toBe('SIMPONI_UNAVAILABLE');
      expect(error.details).toEqual({ reason: 'uncertain', simponiCode: code, words: 'Kesalahan umum' });
    },
  );

  test('leaves everything open when the code does not look like one', async () => {
    const error = await refusalOf(port({ billingPattern: /^1\d{7}$/ }).createBilling(request()));
    expect([error.code, error.details.reason]).toEqual(['SIMPONI_UNAVAILABLE', 'unreadable']);
  });

  test('is not even tried for a payer without a name or a total that is wrong', async () => {
    const nameless = await refusalOf(port().createBilling(request({ payerName: "-'/" })));
    const wrong = await refusalOf(port().createBilling(request({ total: rupiah(1) })));
    expect([nameless.code, wrong.code]).toEqual(['INVALID_INPUT', 'INVALID_INPUT']);
  });
});

describe('nothing is known', () => {
  test.each([
    ['SIMPONI answers 503', { mode: 'down', how: '503' }, 'http'],
    ['the connection is reset', { mode: 'down', how: 'reset' }, 'connection'],
    ['the answer is a web page', { mode: 'garbage', how: 'html' }, 'unreadable'],
    ['half an answer comes', { mode: 'garbage', how: 'truncated' }, 'unreadable'],
    ['SIMPONI is too slow', { mode: 'slow', ms: 5_000 }, 'timeout'],
  ])('when %s, for a billing and for an inquiry', async (_name, fault, reason) => {
    const patient = port({ timeoutMs: 300 });
    await control(fault);
    const asked = await refusalOf(patient.createBilling(request()));
    const inquired = await refusalOf(patient.inquire({ trxId: 'x', kodeBilling: '800000000000000' }));
    for (const error of [asked, inquired]) {
      expect([error.code, error.details.reason]).toEqual(['SIMPONI_UNAVAILABLE', reason]);
    }
  });

  test('when the answer is longer than anything SIMPONI says', async () => {
    const error = await refusalOf(port({ maxAnswerBytes: 20 }).createBilling(request()));
    expect([error.code, error.details.reason]).toEqual(['SIMPONI_UNAVAILABLE', 'tooLong']);
  });

  test('when nobody listens', async () => {
    const error = await refusalOf(port({ url: 'http://127.0.0.1:1' }).createBilling(request()));
    expect([error.code, error.details.reason]).toEqual(['SIMPONI_UNAVAILABLE', 'connection']);
  });

  test('when SIMPONI sends us elsewhere: the credentials do not follow', async () => {
    const asked: string[] = [];
    const server = createServer((incoming, answer) => {
      asked.push(incoming.url ?? '');
      answer.writeHead(307, { location: '/elsewhere' }).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/base/`;
    const error = await refusalOf(port({ url }).createBilling(request()));
    server.closeAllConnections();
    server.close();
    expect([error.code, error.details.reason]).toEqual(['SIMPONI_UNAVAILABLE', 'http']);
    expect(asked).toEqual(['/base/api/simponi/index/format/json']);
  });
});

describe('asking about a payment', () => {
  test('tells "not paid" and "not known" with the same NF', async () => {
    const wanted = request();
    const { kodeBilling } = await port().createBilling(wanted);
    const answers = await Promise.all([
      port().inquire({ trxId: wanted.trxId, kodeBilling }),
      port().inquire({ trxId: wanted.trxId, kodeBilling: '800000000000000' }),
    ]);
    for (const answer of answers) expect(answer).toMatchObject({ kind: 'notFound', code: 'NF' });
    expect(answers[0]).not.toMatchObject({ words: '' });
  });

  test('tells NTPN, NTB, when, where and the day of the book', async () => {
    const wanted = request();
    const { kodeBilling, simponiTrxId } = await port().createBilling(wanted);
    const paid = (await post('/control/pay', { kodeBilling, paidAt: '2023-03-09T03:04:05.678Z' })) as {
      ntpn: string;
      ntb: string;
    };
    expect(await port().inquire({ trxId: wanted.trxId, kodeBilling })).toEqual({
      kind: 'paid',
      simponiTrxId,
      ntpn: paid.ntpn,
      ntb: paid.ntb,
      paidAt: new Date('2023-03-09T03:04:05Z'),
      bankCode: '520008000990',
      channelCode: '7012',
      bookDate: '2023-03-09',
    });
    expect(paid.ntpn).toMatch(/^[A-Z0-9]{16}$/);
    expect(paid.ntb).toMatch(/^\d{12}$/);
  });

  test("does not tell of another transaction's payment", async () => {
    const { kodeBilling } = await port().createBilling(request());
    await post('/control/pay', { kodeBilling });
    expect(await port().inquire({ trxId: 'KW-B1-0101230001-1', kodeBilling })).toMatchObject({
      kind: 'notFound',
    });
  });
});

test('every call is reported with its outcome, for metrics', async () => {
  const reports: SimponiCallReport[] = [];
  const watched = port({ onCall: (report) => reports.push(report) });
  const wanted = request();
  const { kodeBilling } = await watched.createBilling(wanted);
  await watched.inquire({ trxId: wanted.trxId, kodeBilling });
  await control({ mode: 'refuse', count: 1 });
  await refusalOf(watched.createBilling(request()));
  await control({ mode: 'down' });
  await refusalOf(watched.inquire({ trxId: wanted.trxId, kodeBilling }));
  expect(reports.map(({ call, outcome }) => `${call} ${outcome}`)).toEqual([
    'createBilling ok',
    'inquire notFound',
    'createBilling refused',
    'inquire unavailable',
  ]);
});
