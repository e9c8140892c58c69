import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { institutionId, productId, seed } from '#prisma/seed';
import { createTestDatabase, type TestDatabase } from '../../tests/support/database.ts';
import { serveTestApi, type TestApi } from '../../tests/support/http.ts';
import { addPerson, type TestPerson } from '../../tests/support/people.ts';
import { orderHandlers } from './index.ts';

/** The bank's own limit is Rp1.000.000; Webportal NIK costs it Rp1.000. */
const bank = institutionId('BANK-CONTOH');
const webportal = productId('WEBPORTAL-NIK');
const aboveLimit = 1_001;

let database: TestDatabase;
let api: TestApi;
let buyer: TestPerson;
let checker: TestPerson;
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
beforeEach(async () => {
  now = new Date('2026-11-20T03:00:00Z');
  buyer = await addPerson(database.db, { roles: ['lembaga-pemesan'], institutionId: bank, name: 'Bayu' });
  checker = await addPerson(database.db, {
    roles: ['lembaga-penyetuju'],
    institutionId: bank,
    name: 'Putri',
  });
});

async function submit(quantity: number, person = buyer, unitPrice = 1000) {
  const { body } = await api.call('PUT', '/api/v1/cart/lines', {
    body: { productId: webportal, quantity },
    cookie: person.cookie,
  });
  const [{ id }] = body.lines;
  return api.call('POST', '/api/v1/cart/checkout', {
    body: { lines: [{ id, quantity, unitPrice }] },
    key: randomUUID(),
    cookie: person.cookie,
  });
}
const decide = (id: string, body: object, person = checker, key: string = randomUUID()) =>
  api.call('POST', `/api/v1/checkouts/${id}/decision`, { body, key, cookie: person.cookie });
const read = async (id: string, person: TestPerson) =>
  api.call('GET', `/api/v1/checkouts/${id}`, { cookie: person.cookie });
const ordersOf = (id: string) => database.db.order.count({ where: { checkoutId: id } });

describe('a checkout', () => {
  it('up to the limit of the institution becomes orders at once', async () => {
    const { body } = await submit(1000);
    expect(body).toMatchObject({ status: 'DIPROSES', total: 1_000_000 });
    expect(body.orders).toHaveLength(1);
  });

  it('above it waits for the checker, who is told by mail, and makes no order', async () => {
    const { status, body } = await submit(aboveLimit);
    expect(status).toBe(201);
    expect(body).toMatchObject({
      status: 'MENUNGGU_PENYETUJU',
      orders: [],
      mayDecide: false,
      mayWithdraw: true,
    });
    expect(await ordersOf(body.id)).toBe(0);
    expect((await read(body.id, checker)).body).toMatchObject({ mayDecide: true, mayWithdraw: false });
    const mails = await database.db.outgoingNotice.findMany({ where: { recipient: checker.email } });
    expect(mails).toMatchObject([
      { template: 'CHECKOUT_WAITING', params: { checkoutId: body.id, total: 1_001_000, lineCount: 1 } },
    ]);
  });

  it('is seen by nobody of another institution, and by no checker of one', async () => {
    const { body } = await submit(aboveLimit);
    const stranger = await addPerson(database.db, {
      roles: ['lembaga-penyetuju', 'lembaga-pemesan'],
      institutionId: institutionId('DEMO-PUSAT'),
    });
    expect((await read(body.id, stranger)).status).toBe(404);
    expect((await decide(body.id, { decision: 'release' }, stranger)).status).toBe(404);
    const { body: list } = await api.call('GET', '/api/v1/checkouts', { cookie: stranger.cookie });
    expect(list).toEqual([]);
  });
});

describe('the checker', () => {
  it('releases it: now the orders are made, in the name of the buyer', async () => {
    const { body } = await submit(aboveLimit);
    const released = await decide(body.id, { decision: 'release' });
    expect(released.body).toMatchObject({
      status: 'DIPROSES',
      decidedByName: 'Putri',
      submittedByName: 'Bayu',
    });
    const [{ id }] = released.body.orders;
    const order = await database.db.order.findUniqueOrThrow({ where: { id }, include: { history: true } });
    expect(order).toMatchObject({ createdBy: buyer.id, total: 1_001_000n });
    expect(order.history).toMatchObject([{ actorId: buyer.id, actorName: 'Bayu' }]);
    expect(
      await database.db.auditEntry.findFirst({ where: { event: 'ORDER_SUBMITTED', subjectId: id } }),
    ).toMatchObject({
      actorId: checker.id,
      details: { submittedBy: buyer.id },
    });
  });

  it('refuses it with a note, which the buyer reads in a mail; without one he is asked for it', async () => {
    const { body } = await submit(aboveLimit);
    expect((await decide(body.id, { decision: 'refuse' })).body.code).toBe('NOTE_REQUIRED');
    const refused = await decide(body.id, { decision: 'refuse', note: 'Anggaran habis' });
    expect(refused.body).toMatchObject({ status: 'DITOLAK', note: 'Anggaran habis', orders: [] });
    expect(await database.db.outgoingNotice.findMany({ where: { recipient: buyer.email } })).toMatchObject([
      { template: 'CHECKOUT_REJECTED', params: { note: 'Anggaran habis' } },
    ]);
  });

  it('cannot be the buyer himself, whatever roles he holds', async () => {
    const both = await addPerson(database.db, {
      roles: ['lembaga-pemesan', 'lembaga-penyetuju'],
      institutionId: bank,
    });
    const { body } = await submit(aboveLimit, both);
    const answer = await decide(body.id, { decision: 'release' }, both);
    expect([answer.status, answer.body.code]).toEqual([403, 'OWN_CHECKOUT']);
    expect(await ordersOf(body.id)).toBe(0);
  });

  it('decides once: of two decisions at once one is told that it was decided', async () => {
    const { body } = await submit(aboveLimit);
    const answers = await Promise.all([
      decide(body.id, { decision: 'release' }),
      decide(body.id, { decision: 'refuse', note: 'Tidak perlu' }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const { body: late } = await decide(body.id, { decision: 'release' });
    expect(late).toMatchObject({ code: 'CHECKOUT_ALREADY_DECIDED' });
    expect(await ordersOf(body.id)).toBe(answers[0]?.status === 200 ? 1 : 0);
  });

  it('cannot release prices that changed meanwhile; the checkout goes on waiting', async () => {
    const { body } = await submit(aboveLimit);
    const rule = await database.db.tariff.create({
      data: {
        productId: webportal,
        institutionId: bank,
        article: 'uji',
        amount: 900n,
        validFrom: new Date('2026-01-01'),
      },
    });
    const answer = await decide(body.id, { decision: 'release' });
    expect([answer.status, answer.body.code]).toEqual([409, 'CART_PRICE_CHANGED']);
    expect(answer.body.lines).toMatchObject([{ unitPrice: 900 }]);
    expect((await read(body.id, checker)).body.status).toBe('MENUNGGU_PENYETUJU');
    await database.db.tariff.update({ where: { id: rule.id }, data: { validTo: new Date('2026-01-01') } });
    expect((await decide(body.id, { decision: 'release' })).status).toBe(200);
  });

  it('cannot release what may not be ordered any more', async () => {
    const { body } = await submit(aboveLimit);
    now = new Date('2034-06-20T03:00:00Z');
    const answer = await decide(body.id, { decision: 'release' });
    expect([answer.status, answer.body.code]).toEqual([409, 'AGREEMENT_INACTIVE']);
    expect(await ordersOf(body.id)).toBe(0);
  });
});

describe('the buyer', () => {
  it('takes back what waits: the lines return to his cart', async () => {
    const { body } = await submit(aboveLimit);
    const path = `/api/v1/checkouts/${body.id}/withdrawal`;
    const answer = await api.call('POST', path, { key: randomUUID(), cookie: buyer.cookie });
    expect(answer.body).toMatchObject({ status: 'DITARIK', mayWithdraw: false });
    const { body: cart } = await api.call('GET', '/api/v1/cart', { cookie: buyer.cookie });
    expect(cart.lines).toMatchObject([{ quantity: aboveLimit }]);
    expect((await decide(body.id, { decision: 'release' })).body.code).toBe('CHECKOUT_ALREADY_DECIDED');
  });

  it("cannot take back a colleague's", async () => {
    const { body } = await submit(aboveLimit);
    const colleague = await addPerson(database.db, { roles: ['lembaga-pemesan'], institutionId: bank });
    const path = `/api/v1/checkouts/${body.id}/withdrawal`;
    expect((await api.call('POST', path, { key: randomUUID(), cookie: colleague.cookie })).status).toBe(404);
  });
});

describe('the list', () => {
  it('filters by status and counts', async () => {
    const { body } = await submit(aboveLimit);
    const filter = encodeURIComponent(JSON.stringify({ status: 'MENUNGGU_PENYETUJU' }));
    const answer = await api.call('GET', `/api/v1/checkouts?filter=${filter}`, { cookie: checker.cookie });
    expect(answer.body.map(({ id }: { id: string }) => id)).toContain(body.id);
    expect(answer.body.every(({ status }: { status: string }) => status === 'MENUNGGU_PENYETUJU')).toBe(true);
    expect(answer.headers.get('content-range')).toBe(
      `items 0-${answer.body.length - 1}/${answer.body.length}`,
    );
  });
});
