import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { institutionId, productId, seed } from '#prisma/seed';
import { createTestDatabase, type TestDatabase } from '../../tests/support/database.ts';
import { serveTestApi, type TestApi } from '../../tests/support/http.ts';
import { addPerson, type TestPerson } from '../../tests/support/people.ts';
import { orderHandlers } from './index.ts';

const webportal = productId('WEBPORTAL-NIK');
const webservice = productId('WEBSERVICE-NIK');
const untariffed = productId('SAM');

let database: TestDatabase;
let api: TestApi;
let buyer: TestPerson;
let now = new Date('2026-11-20T03:00:00Z');

beforeAll(async () => {
  database = await createTestDatabase();
  await seed(database.db);
  api = await serveTestApi(database, { implementations: orderHandlers, now: () => now });
});
afterAll(async () => {
  await api?.close();
  await database?.drop();
});
/** A buyer of his own for each test: carts do not meet. */
beforeEach(async () => {
  now = new Date('2026-11-20T03:00:00Z');
  buyer = await personOf('DEMO-PUSAT');
});

const personOf = (code: 'DEMO-PUSAT' | 'BANK-CONTOH' | 'BPR-CONTOH' | 'KEMENTERIAN-CONTOH') =>
  addPerson(database.db, { roles: ['lembaga-pemesan'], institutionId: institutionId(code) });
const put = (quantity: unknown, product = webportal, person = buyer) =>
  api.call('PUT', '/api/v1/cart/lines', {
    body: { productId: product, quantity },
    cookie: person.cookie,
  });
const cart = async (person = buyer) =>
  (await api.call('GET', '/api/v1/cart', { cookie: person.cookie })).body;
/** Says "Ya" to the cart as it reads now. */
const seen = async (person = buyer) => ({
  lines: (await cart(person)).lines.map(
    ({ id, quantity, unitPrice }: { id: string; quantity: number; unitPrice: number }) => ({
      id,
      quantity,
      unitPrice,
    }),
  ),
});
const checkout = (body: unknown, key: string = randomUUID(), person = buyer) =>
  api.call('POST', '/api/v1/cart/checkout', { body, key, cookie: person.cookie });
/** As a client does whom a busy server told to come again: with the same key, so that nothing happens twice. */
async function checkoutAgain(body: unknown, key: string, person: TestPerson) {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await checkout(body, key, person);
    if (answer.status !== 503 || attempt === 10) return answer;
  }
}
const ordersOf = (person: TestPerson) => database.db.order.findMany({ where: { createdBy: person.id } });

describe('products', () => {
  it("carry today's price for the asking institution, and why one cannot be ordered yet", async () => {
    const { body } = await api.call('GET', '/api/v1/products', { cookie: buyer.cookie });
    expect(body).toHaveLength(7);
    expect(body[3]).toMatchObject({ name: 'Webportal NIK', unitPrice: 1000, deliverable: true });
    expect(body[6]).toMatchObject({ deliverable: true, unitPrice: null, hasTariff: false });
    const ministry = await personOf('KEMENTERIAN-CONTOH');
    const free = await api.call('GET', `/api/v1/products/${webportal}`, { cookie: ministry.cookie });
    expect(free.body).toMatchObject({ unitPrice: 0, tariffArticle: expect.stringContaining('Pasal 7') });
  });

  it('have no price for staff, since it differs by buyer', async () => {
    const staff = await addPerson(database.db, { roles: ['staf-pnbp'], institutionId: null });
    const { body } = await api.call('GET', `/api/v1/products/${webportal}`, { cookie: staff.cookie });
    expect(body).toMatchObject({ unitPrice: null, tariffArticle: null });
  });
});

describe('a quantity', () => {
  it.each([
    ['0', 0, 'TOO_SMALL'],
    ['-1', -1, 'TOO_SMALL'],
    ['1.5', 1.5, 'NOT_WHOLE'],
    ['10^12', 1e12, 'TOO_BIG'],
    ['"seratus"', 'seratus', 'NOT_A_NUMBER'],
    ['"100"', '100', 'NOT_A_NUMBER'],
    ['null', null, 'NOT_A_NUMBER'],
  ])('of %s is refused at its field and changes nothing', async (_, quantity, code) => {
    const answer = await put(quantity);
    expect([answer.status, answer.body.code]).toEqual([422, 'INVALID_INPUT']);
    expect(answer.body.errors).toEqual([{ path: 'quantity', code, message: expect.stringMatching(/\.$/) }]);
    expect((await cart()).lines).toEqual([]);
  });

  it("above the product's own maximum is refused with that maximum", async () => {
    const answer = await put(10_000_001);
    expect([answer.status, answer.body.code]).toEqual([422, 'QUANTITY_OUT_OF_RANGE']);
    expect(answer.body.detail).toContain('10000000');
  });
});

describe('the cart', () => {
  it('keeps one line a product, at the price of today', async () => {
    await put(100);
    const { body } = await put(250);
    expect(body).toMatchObject({
      total: 250_000,
      needsApprover: false,
      lines: [
        { productName: 'Webportal NIK', quantity: 250, seenPrice: 1000, unitPrice: 1000, problem: null },
      ],
    });
  });

  it('takes no product without a tariff, nor one that is not delivered yet, nor an unknown one', async () => {
    expect((await put(1, untariffed)).body.code).toBe('TARIFF_MISSING');
    const where = { id: productId('WEBSERVICE-FACE') };
    await database.db.product.update({ where, data: { deliverable: false, undeliverableReason: 'Belum.' } });
    expect((await put(1, where.id)).body.code).toBe('PRODUCT_NOT_ORDERABLE');
    await database.db.product.update({ where, data: { deliverable: true, undeliverableReason: null } });
    expect((await put(1, randomUUID())).body.code).toBe('NOT_FOUND');
    expect((await cart()).lines).toEqual([]);
  });

  it("is one's own: another buyer neither sees nor empties it", async () => {
    const { body } = await put(5);
    const other = await personOf('DEMO-PUSAT');
    expect((await cart(other)).lines).toEqual([]);
    const path = `/api/v1/cart/lines/${body.lines[0].id}`;
    expect((await api.call('DELETE', path, { cookie: other.cookie })).status).toBe(404);
    expect((await api.call('DELETE', path, { cookie: buyer.cookie })).body.lines).toEqual([]);
  });

  it('shows a price that changed since the line was put in, beside the one that was seen', async () => {
    const bank = await personOf('BANK-CONTOH');
    await put(10, webportal, bank);
    await withDearerWebportal(async () => {
      expect(await cart(bank)).toMatchObject({
        total: 12_500,
        lines: [{ seenPrice: 1000, unitPrice: 1250, priceChanged: true }],
      });
    });
  });

  it('says what stands against a line when the PKS has ended, and keeps the line', async () => {
    const bpr = await personOf('BPR-CONTOH');
    const { body } = await put(10, webportal, bpr);
    expect(body.lines[0].problem).toMatchObject({
      code: 'AGREEMENT_INACTIVE',
      message: expect.stringContaining('berakhir 14 Januari 2023'),
    });
  });
});

/** A rule of the bank alone; it has ended afterwards. */
async function withDearerWebportal(work: () => Promise<void>): Promise<void> {
  const rule = await database.db.tariff.create({
    data: {
      productId: webportal,
      institutionId: institutionId('BANK-CONTOH'),
      article: 'uji',
      amount: 1250n,
      validFrom: new Date('2026-01-01'),
    },
  });
  try {
    await work();
  } finally {
    await database.db.tariff.update({ where: { id: rule.id }, data: { validTo: new Date('2026-01-01') } });
  }
}

describe('checking out', () => {
  it('makes one order a line, each with its own kuitansi of the day, history, audit and way to its workflow', async () => {
    await put(100);
    await put(7, webservice);
    const answer = await checkout(await seen());
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({ status: 'DIPROSES', total: 107_000, mayDecide: false });
    expect(answer.body.orders).toHaveLength(2);
    for (const { id, kuitansi } of answer.body.orders) {
      expect(kuitansi).toMatch(/^KW-B1-201126\d{4}$/);
      const order = await database.db.order.findUniqueOrThrow({ where: { id }, include: { history: true } });
      expect(order).toMatchObject({ status: 'DIPROSES', version: 1, decisionRequired: false });
      expect(order.history).toMatchObject([
        {
          version: 1,
          action: 'submit',
          from: null,
          to: 'DIPROSES',
          actorId: buyer.id,
          actorUnit: 'DEMO PUSAT',
        },
      ]);
      expect(await database.db.outbox.count({ where: { kind: 'START_ORDER', refId: id } })).toBe(1);
      expect(await database.db.auditEntry.findMany({ where: { subjectId: id } })).toMatchObject([
        { event: 'ORDER_SUBMITTED', actorId: buyer.id, address: expect.stringContaining('127.0.0.1') },
      ]);
    }
    expect((await cart()).lines).toEqual([]);
  });

  it('of an empty cart is refused', async () => {
    const answer = await checkout({ lines: [] });
    expect([answer.status, answer.body.code]).toEqual([409, 'CART_EMPTY']);
  });

  it('gives the kept answer to the same key and body, and makes nothing twice', async () => {
    await put(1);
    const [body, key] = [await seen(), randomUUID()];
    const first = await checkout(body, key);
    const again = await checkout(body, key);
    expect(again.status).toBe(201);
    expect(again.body).toEqual(first.body);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(await ordersOf(buyer)).toHaveLength(1);
  });

  it('refuses the same key with another body, and keeps the first', async () => {
    await put(1);
    const [body, key] = [await seen(), randomUUID()];
    await checkout(body, key);
    const other = await checkout({ lines: [] }, key);
    expect([other.status, other.body.code]).toEqual([422, 'IDEMPOTENCY_KEY_REUSED']);
    expect(await ordersOf(buyer)).toHaveLength(1);
  });

  it('needs a key', async () => {
    const answer = await api.call('POST', '/api/v1/cart/checkout', {
      body: { lines: [] },
      cookie: buyer.cookie,
    });
    expect([answer.status, answer.body.code]).toEqual([400, 'IDEMPOTENCY_KEY_REQUIRED']);
  });

  it('twenty times at once under one key makes one order; who comes meanwhile is told so or gets its answer', async () => {
    await put(3);
    const [body, key] = [await seen(), randomUUID()];
    const answers = await Promise.all(Array.from({ length: 20 }, () => checkout(body, key)));
    const outcomes = answers.map(({ status, body: { code } }) => code ?? status);
    expect(outcomes.filter((each) => each === 201).length).toBeGreaterThanOrEqual(1);
    expect(outcomes.filter((each) => each !== 201 && each !== 'IDEMPOTENCY_IN_PROGRESS')).toEqual([]);
    expect(await ordersOf(buyer)).toHaveLength(1);
  });

  it('of one cart twice at once, under two keys, succeeds exactly once', async () => {
    await put(3);
    const body = await seen();
    const answers = await Promise.all([checkout(body), checkout(body)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(answers.find(({ status }) => status === 409)?.body.code).toBe('CART_EMPTY');
    expect(await ordersOf(buyer)).toHaveLength(1);
  });

  it('at a price that nobody said "Ya" to is refused with the new prices, and makes no order', async () => {
    const bank = await personOf('BANK-CONTOH');
    await put(10, webportal, bank);
    const agreed = await seen(bank);
    await withDearerWebportal(async () => {
      const answer = await checkout(agreed, randomUUID(), bank);
      expect([answer.status, answer.body.code]).toEqual([409, 'CART_PRICE_CHANGED']);
      expect(answer.body).toMatchObject({ total: 12_500, lines: [{ quantity: 10, unitPrice: 1250 }] });
      expect(await ordersOf(bank)).toEqual([]);
      expect((await cart(bank)).lines).toHaveLength(1);
      expect((await checkout(await seen(bank), randomUUID(), bank)).status).toBe(201);
    });
  });

  it('with a line or quantity other than the buyer saw is refused', async () => {
    await put(10);
    const agreed = await seen();
    await put(11);
    expect((await checkout(agreed)).body.code).toBe('CART_PRICE_CHANGED');
    await put(10);
    await put(1, webservice);
    expect((await checkout(agreed)).body.code).toBe('CART_PRICE_CHANGED');
    expect(await ordersOf(buyer)).toEqual([]);
  });

  it('under an ended PKS is refused with the day and what to do, and keeps the cart', async () => {
    const bpr = await personOf('BPR-CONTOH');
    await put(10, webportal, bpr);
    const answer = await checkout(await seen(bpr), randomUUID(), bpr);
    expect([answer.status, answer.body.code]).toEqual([409, 'AGREEMENT_INACTIVE']);
    expect(answer.body.detail).toContain('berakhir 14 Januari 2023');
    expect(answer.body.detail).toContain('perpanjangan PKS');
    expect((await cart(bpr)).lines).toHaveLength(1);
  });

  it('goes by the day in Jakarta: a PKS holds through its last day there', async () => {
    // 2029-02-13 is the last day; 17:30 UTC is half past midnight of the next day in WIB.
    await put(1);
    now = new Date('2029-02-13T16:59:59Z');
    const [line] = (await cart()).lines;
    expect(line.problem).toBeNull();
    now = new Date('2029-02-13T17:00:00Z');
    expect((await cart()).lines[0].problem.code).toBe('AGREEMENT_INACTIVE');
  });

  it('of a Rp0 product makes an order that needs a decision', async () => {
    const ministry = await personOf('KEMENTERIAN-CONTOH');
    await put(5, webportal, ministry);
    const { body } = await checkout(await seen(ministry), randomUUID(), ministry);
    expect(body.total).toBe(0);
    expect(await ordersOf(ministry)).toMatchObject([{ total: 0n, decisionRequired: true }]);
  });
});

describe('numbers of kuitansi', () => {
  it('have no gap and no double when 50 checkouts run at once and some of them fail', async () => {
    now = new Date('2027-03-09T03:00:00Z');
    const people = await Promise.all(Array.from({ length: 50 }, () => personOf('DEMO-PUSAT')));
    for (const person of people) await put(1, webportal, person);
    const bodies = await Promise.all(people.map((person) => seen(person)));
    const answers = await Promise.all(
      people.map((person, at) => {
        const fails = at % 5 === 0;
        const body = fails
          ? { lines: bodies[at]?.lines.map((line: object) => ({ ...line, unitPrice: 1 })) }
          : bodies[at];
        return checkoutAgain(body, randomUUID(), person);
      }),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(40);
    const orders = await database.db.order.findMany({
      where: { kuitansi: { startsWith: 'KW-B1-090327' } },
      orderBy: { kuitansi: 'asc' },
    });
    expect(orders.map(({ kuitansi }) => Number(kuitansi.slice(-4)))).toEqual(
      Array.from({ length: 40 }, (_, at) => at + 1),
    );
  });

  it('begin anew with the day in Jakarta, not in UTC', async () => {
    now = new Date('2027-06-01T16:59:00Z');
    await put(1);
    const before = await checkout(await seen());
    expect(before.body.orders[0].kuitansi).toBe('KW-B1-0106270001');
    now = new Date('2027-06-01T17:01:00Z');
    await put(1);
    const after = await checkout(await seen());
    expect(after.body.orders[0].kuitansi).toBe('KW-B1-0206270001');
  });
});
