import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { dayKey } from '#platform/clock';
import { createLogger } from '#platform/logger';
import { createTemporalClient, type TemporalClient, testPayloadKeys } from '#platform/temporal';
import { simponiFromConfig } from '#ports/simponi/from-config';
import type { SimponiPort } from '#ports/simponi/simponi-port';
import { institutionId, productId, seed } from '#prisma/seed';
import { findBrokenInvariants } from '#records/ledger';
import { testConfig } from '../../tests/support/config.ts';
import { createTestDatabase, type TestDatabase } from '../../tests/support/database.ts';
import { eventually } from '../../tests/support/eventually.ts';
import { serveTestApi, type TestApi } from '../../tests/support/http.ts';
import { startTestSimponi, type TestSimponi } from '../../tests/support/orders.ts';
import { addPerson, type TestPerson } from '../../tests/support/people.ts';
import { createTestTemporal, type TestTemporal } from '../../tests/support/temporal.ts';
import { startWorker } from '../../worker/worker.ts';
import { handoverHandlers } from '../metering/handovers/handovers.ts';
import { tariffHandlers } from '../revenue/tariffs.ts';
import { createTemporalGateway } from '../shared/temporal-gateway.ts';
import { simponiWebhook } from '../webhooks/simponi.ts';
import { orderHandlers } from './index.ts';

/**
 * The whole way over HTTP, with nothing replaced but people: API, worker, Temporal, Postgres, and a SIMPONI that sends
 * its notices to the API's own webhook.
 */
const webservice = productId('WEBSERVICE-NIK');

let database: TestDatabase;
let temporal: TestTemporal;
let client: TemporalClient;
let bank: TestSimponi;
let api: TestApi;
let worker: { stop(): Promise<void> };
let buyer: TestPerson;
let treasurer: TestPerson;
let official: TestPerson;

beforeAll(async () => {
  [database, temporal] = await Promise.all([createTestDatabase(), createTestTemporal()]);
  await seed(database.db);
  const { address, namespace } = temporal;
  client = createTemporalClient({ address, namespace, payloadKeys: testPayloadKeys });
  // The API's address is known only once it serves, SIMPONI's only after that.
  let simponi: SimponiPort | undefined;
  const later: SimponiPort = {
    createBilling: () => Promise.reject(new Error('the API makes no billing')),
    inquire: (question) => simponi?.inquire(question) ?? Promise.reject(new Error('not yet')),
  };
  api = await serveTestApi(database, {
    implementations: [...orderHandlers, ...tariffHandlers, ...handoverHandlers],
    extras: [simponiWebhook],
    temporal: createTemporalGateway(client),
    ports: { simponi: later },
  });
  bank = await startTestSimponi({ notifyUrl: `${api.url}/webhooks/simponi` });
  const config = testConfig(
    {
      DATABASE_URL: database.url,
      TEMPORAL_ADDRESS: address,
      TEMPORAL_NAMESPACE: namespace,
      SIMPONI_URL: bank.simulator.url,
      SIMPONI_USER_ID: 'loket',
    },
    'worker',
  );
  simponi = simponiFromConfig(config.simponi);
  worker = await startWorker(config, createLogger('test-worker', 'fatal'));
  const { db } = database;
  buyer = await addPerson(db, {
    roles: ['lembaga-pemesan', 'lembaga-keuangan'],
    institutionId: institutionId('DEMO-PUSAT'),
    name: 'Dewi',
  });
  treasurer = await addPerson(db, { roles: ['staf-pnbp'], institutionId: null });
  official = await addPerson(db, { roles: ['pejabat'], institutionId: null });
});
afterEach(async () => expect(await findBrokenInvariants(database.db)).toEqual([]));
afterAll(async () => {
  await worker?.stop();
  await bank?.simulator.stop();
  await api?.close();
  await client?.close();
  await temporal?.close();
  await database?.drop();
});

const get = (path: string, person = buyer) => api.call('GET', `/api/v1${path}`, { cookie: person.cookie });
const act = (id: string, action: string, body: object = {}, person = buyer, key: string = randomUUID()) =>
  api.call('POST', `/api/v1/orders/${id}/actions/${action}`, { body, key, cookie: person.cookie });
const detail = async (id: string, person = buyer) => (await get(`/orders/${id}`, person)).body;

/** Puts a product into the cart, says "Ya", and gives the order's id. */
async function order(quantity: number, person = buyer, product = webservice): Promise<string> {
  const { cookie } = person;
  const put = await api.call('PUT', '/api/v1/cart/lines', {
    body: { productId: product, quantity },
    cookie,
  });
  const [line] = put.body.lines;
  const body = { lines: [{ id: line.id, quantity, unitPrice: line.unitPrice }] };
  const answer = await api.call('POST', '/api/v1/cart/checkout', { body, key: randomUUID(), cookie });
  expect(answer.status).toBe(201);
  return answer.body.orders[0].id;
}

const reaches = (id: string, status: string, person = buyer) =>
  eventually(
    async () => {
      const now = await detail(id, person);
      expect(now.status).toBe(status);
      return now;
    },
    { withinMs: 30_000 },
  );

describe('an order', () => {
  it('goes from the cart through bill and payment to a voucher that raises the balance', async () => {
    const id = await order(100);
    const billed = await reaches(id, 'MENUNGGU_PEMBAYARAN');
    expect(billed).toMatchObject({
      total: 100_000,
      documents: ['tagihan'],
      payment: null,
      applicant: { name: 'DEMO PUSAT', agreementActive: true, technicalGuideDone: true },
      allowed: [{ action: 'cancel', note: 'optional' }],
      mayAskPayment: true,
      mayUpload: true,
      mayReorder: false,
    });
    const bill = await get(`/orders/${id}/documents/tagihan`);
    expect(bill.headers.get('content-type')).toBe('application/pdf');
    expect(bill.text.startsWith('%PDF-')).toBe(true);
    expect((await get(`/orders/${id}/documents/penerimaan-negara`)).body.code).toBe('DOCUMENT_NOT_READY');

    const ntpn = await bank.pay(billed.kodeBilling, { notify: true });
    const done = await reaches(id, 'SELESAI');
    expect(done).toMatchObject({
      documents: ['tagihan', 'penerimaan-negara'],
      payment: { ntpn, inTime: true, inFull: true },
      voucher: { units: 100, number: billed.kuitansi.replace('KW', 'VC') },
      allowed: [],
    });
    expect(done.timeline.map(({ action }: { action: string }) => action)).toEqual([
      'submit',
      'startBilling',
      'issueBilling',
      'confirmPayment',
      'issueVoucher',
    ]);
    const { body } = await get('/dashboard');
    expect(body.balances.map(({ units }: { units: number }) => units)).toEqual([
      0, 0, 0, 1_002_437, 25_880, 196, 0,
    ]);
    const vouchers = await get(`/vouchers?filter=${encodeURIComponent(JSON.stringify({ q: ntpn }))}`);
    expect(vouchers.body).toMatchObject([{ kuitansi: billed.kuitansi, ntpn, units: 100 }]);
  });

  it('is found paid by "Saya sudah bayar" although the notice was lost', async () => {
    const id = await order(1);
    const { kodeBilling } = await reaches(id, 'MENUNGGU_PEMBAYARAN');
    const ask = () => api.call('POST', `/api/v1/orders/${id}/payment-inquiries`, { cookie: buyer.cookie });
    expect((await ask()).body).toMatchObject({
      answer: 'NOT_FOUND',
      message: expect.stringContaining('belum'),
    });
    expect(await detail(id)).toMatchObject({
      status: 'MENUNGGU_PEMBAYARAN',
      inquiry: { answer: 'NOT_FOUND' },
    });
    await bank.pay(kodeBilling);
    expect((await ask()).body).toMatchObject({ answer: 'PAID' });
    await reaches(id, 'SELESAI');
  });

  it('of Rp0 waits for the official, who approves it; nobody pays', async () => {
    const ministry = await addPerson(database.db, {
      roles: ['lembaga-pemesan'],
      institutionId: institutionId('KEMENTERIAN-CONTOH'),
    });
    const id = await order(5, ministry);
    await reaches(id, 'MENUNGGU_PERSETUJUAN', ministry);
    const seen = await detail(id, official);
    expect(seen.allowed.map(({ action }: { action: string }) => action)).toEqual(['approve', 'reject']);
    expect((await act(id, 'reject', {}, official)).body.errors).toMatchObject([{ path: 'note' }]);
    expect((await act(id, 'approve', {}, official)).status).toBe(200);
    expect(await reaches(id, 'SELESAI', ministry)).toMatchObject({ voucher: { units: 5 }, documents: [] });
  });
});

describe('an act', () => {
  it('is answered with the new state, has one effect under its key, and is told apart from another body', async () => {
    const id = await order(2);
    await reaches(id, 'MENUNGGU_PEMBAYARAN');
    const key = randomUUID();
    const answers = await Promise.all([
      act(id, 'cancel', { note: 'Salah jumlah' }, buyer, key),
      act(id, 'cancel', { note: 'Salah jumlah' }, buyer, key),
    ]);
    for (const answer of answers)
      expect(answer).toMatchObject({ status: 200, body: { status: 'DIBATALKAN' } });
    expect((await act(id, 'cancel', { note: 'Salah jumlah' }, buyer, key)).body).toEqual(answers[0]?.body);
    expect((await act(id, 'cancel', { note: 'Lain' }, buyer, key)).body.code).toBe('IDEMPOTENCY_KEY_REUSED');
    const cancelled = await detail(id);
    expect(cancelled.timeline.at(-1)).toMatchObject({
      action: 'cancel',
      actorName: 'Dewi',
      note: 'Salah jumlah',
    });
    expect(cancelled.timeline.filter(({ action }: { action: string }) => action === 'cancel')).toHaveLength(
      1,
    );

    const again = await api.call('POST', `/api/v1/orders/${id}/reorders`, { cookie: buyer.cookie });
    expect(again.body.lines).toMatchObject([{ quantity: 2, reorderOf: cancelled.kuitansi, unitPrice: 1000 }]);
    await api.call('DELETE', `/api/v1/cart/lines/${again.body.lines[0].id}`, { cookie: buyer.cookie });
  });

  it('that the state forbids is 409 naming the state and what is allowed, and changes nothing', async () => {
    const id = await order(3);
    const { version } = await reaches(id, 'MENUNGGU_PEMBAYARAN');
    const answer = await act(id, 'retryBilling', {}, treasurer);
    expect(answer.status).toBe(409);
    expect(answer.body).toMatchObject({
      code: 'ACTION_NOT_ALLOWED',
      state: 'MENUNGGU_PEMBAYARAN',
      allowed: ['cancel'],
      detail: expect.stringContaining('Pembayaran Tagihan Pengguna'),
    });
    expect((await act(id, 'issueVoucher', {}, treasurer)).body.code).toBe('ACTION_NOT_ALLOWED');
    expect((await act(id, 'explode', {}, treasurer)).status).toBe(404);
    expect((await detail(id)).version).toBe(version);
    expect(await database.db.orderIntent.count({ where: { orderId: id } })).toBe(0);
  });

  it('of staff needs the note that the table asks for', async () => {
    const id = await order(3);
    await reaches(id, 'MENUNGGU_PEMBAYARAN');
    const answer = await act(id, 'cancel', {}, treasurer);
    expect([answer.status, answer.body.code]).toEqual([422, 'NOTE_REQUIRED']);
    expect((await act(id, 'cancel', { note: 'Diminta lembaga' }, treasurer)).status).toBe(200);
  });

  it("on another institution's order finds nothing", async () => {
    const id = await order(3);
    const stranger = await addPerson(database.db, {
      roles: ['lembaga-pemesan'],
      institutionId: institutionId('BANK-CONTOH'),
    });
    expect((await act(id, 'cancel', {}, stranger)).status).toBe(404);
    for (const path of [`/orders/${id}`, `/orders/${id}/documents/tagihan`]) {
      expect((await get(path, stranger)).status).toBe(404);
    }
  });

  it('cancels nothing that SIMPONI says is paid: the refusal says so, and the order goes on to its voucher', async () => {
    const id = await order(4);
    const { kodeBilling } = await reaches(id, 'MENUNGGU_PEMBAYARAN');
    await bank.pay(kodeBilling);
    const key = randomUUID();
    const answer = await act(id, 'cancel', {}, buyer, key);
    expect([answer.status, answer.body.code]).toEqual([409, 'ORDER_ALREADY_PAID']);
    expect((await act(id, 'cancel', {}, buyer, key)).body.code).toBe('ORDER_ALREADY_PAID');
    await reaches(id, 'SELESAI');
  });

  it('on a finished order is refused by its state', async () => {
    const id = await order(1);
    const { kodeBilling } = await reaches(id, 'MENUNGGU_PEMBAYARAN');
    await bank.pay(kodeBilling, { notify: true });
    await reaches(id, 'SELESAI');
    expect((await act(id, 'cancel')).body).toMatchObject({
      code: 'ACTION_NOT_ALLOWED',
      state: 'SELESAI',
      allowed: [],
    });
  });
});

describe('a product whose tariff staff keep', () => {
  const book = productId('BUKU-DIGITAL');
  const post = (path: string, body: object, person: TestPerson) =>
    api.call('POST', `/api/v1${path}`, { body, key: randomUUID(), cookie: person.cookie });
  const inCatalogue = async () => (await get(`/products/${book}`)).body;

  it('is ordered once its tariff is set: bill, payment, voucher, and an officer who delivers it', async () => {
    const desk = await addPerson(database.db, { roles: ['staf-kerjasama'], institutionId: null });
    expect(await inCatalogue()).toMatchObject({ deliverable: true, hasTariff: false, unitPrice: null });
    const early = { productId: book, quantity: 3 };
    const refused = await api.call('PUT', '/api/v1/cart/lines', { body: early, cookie: buyer.cookie });
    expect(refused.body).toMatchObject({
      code: 'TARIFF_MISSING',
      detail: expect.stringContaining('Tanyakan kepada bagian kerja sama'),
    });

    const proposed = await post(
      '/tariffs',
      {
        productId: book,
        amount: 75_000,
        documentNumber: 'Nomor 900/123/Dukcapil (contoh uji)',
        documentDate: '2026-01-05',
        passage: 'Lampiran, buku digital per buku',
        validFrom: dayKey(new Date()),
        simponi: { kodeTarif: '000077', kodePp: '2026001', kodeAkun: '425129' },
      },
      desk,
    );
    expect(proposed.body).toMatchObject({ status: 'DIUSULKAN', unitPrice: 75_000, mayDecide: false });
    expect((await inCatalogue()).hasTariff).toBe(false);
    const decision = { decision: 'set', note: 'Sesuai surat' };
    const set = await post(`/tariffs/${proposed.body.id}/decision`, decision, official);
    expect(set.body).toMatchObject({ status: 'DITETAPKAN', mayDecide: false });
    expect(await inCatalogue()).toMatchObject({
      hasTariff: true,
      unitPrice: 75_000,
      tariffArticle: 'Nomor 900/123/Dukcapil (contoh uji), 5 Januari 2026: Lampiran, buku digital per buku',
    });

    const id = await order(3, buyer, book);
    const billed = await reaches(id, 'MENUNGGU_PEMBAYARAN');
    expect(billed).toMatchObject({ total: 225_000, unitPrice: 75_000, tariffArticle: set.body.article });
    const ntpn = await bank.pay(billed.kodeBilling, { notify: true });
    const { voucher } = await reaches(id, 'SELESAI');
    expect(voucher).toMatchObject({ units: 3 });

    const delivered = {
      voucherId: voucher.id,
      units: 2,
      handedOn: dayKey(new Date()),
      recipientPosition: 'Kepala Bagian Data',
      letterNumber: '400.8/31',
    };
    expect((await post('/handovers', delivered, desk)).status).toBe(201);
    expect((await get(`/vouchers/${voucher.id}`)).body).toMatchObject({ ntpn, units: 3, used: 2, left: 1 });
    expect((await post('/handovers', delivered, desk)).body.code).toBe('QUOTA_EXHAUSTED');
    expect((await post('/handovers', { ...delivered, units: 1 }, desk)).status).toBe(201);
    expect((await get(`/vouchers/${voucher.id}`)).body).toMatchObject({ used: 3, left: 0 });
  });
});
