import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTemporalClient, type TemporalClient, testPayloadKeys } from '#platform/temporal';
import { institutionId, productId, seed } from '#prisma/seed';
import { createTestDatabase, type TestDatabase } from '../../tests/support/database.ts';
import { serveTestApi, type TestApi } from '../../tests/support/http.ts';
import { addPerson, type TestPerson } from '../../tests/support/people.ts';
import { createTestTemporal, type TestTemporal } from '../../tests/support/temporal.ts';
import { createTemporalGateway } from '../shared/temporal-gateway.ts';
import { orderHandlers } from './index.ts';

/** What people are told when Temporal or every worker is away. */
let database: TestDatabase;
let temporal: TestTemporal;
let clients: TemporalClient[];
let withoutServer: TestApi;
let withoutWorker: TestApi;
let buyer: TestPerson;
let official: TestPerson;

beforeAll(async () => {
  [database, temporal] = await Promise.all([createTestDatabase(), createTestTemporal()]);
  await seed(database.db);
  const { address, namespace } = temporal;
  clients = ['127.0.0.1:1', address].map((each) =>
    createTemporalClient({ address: each, namespace, payloadKeys: testPayloadKeys }),
  );
  [withoutServer, withoutWorker] = (await Promise.all(
    clients.map((client) =>
      serveTestApi(database, { implementations: orderHandlers, temporal: createTemporalGateway(client) }),
    ),
  )) as [TestApi, TestApi];
  buyer = await addPerson(database.db, {
    roles: ['lembaga-pemesan'],
    institutionId: institutionId('DEMO-PUSAT'),
  });
  official = await addPerson(database.db, { roles: ['pejabat'], institutionId: null });
});
afterAll(async () => {
  await Promise.all([withoutServer?.close(), withoutWorker?.close()]);
  await Promise.all((clients ?? []).map((client) => client.close()));
  await temporal?.close();
  await database?.drop();
});

let orderId: string;
beforeEach(async () => {
  const put = await withoutServer.call('PUT', '/api/v1/cart/lines', {
    body: { productId: productId('WEBPORTAL-NIK'), quantity: 1 },
    cookie: buyer.cookie,
  });
  const [{ id }] = put.body.lines;
  const answer = await withoutServer.call('POST', '/api/v1/cart/checkout', {
    body: { lines: [{ id, quantity: 1, unitPrice: 1000 }] },
    key: randomUUID(),
    cookie: buyer.cookie,
  });
  expect(answer.status).toBe(201);
  orderId = answer.body.orders[0].id;
});

const cancel = (api: TestApi, key: string, person = buyer) =>
  api.call('POST', `/api/v1/orders/${orderId}/actions/cancel`, {
    body: { note: 'Salah' },
    key,
    cookie: person.cookie,
  });
const row = () => database.db.order.findUniqueOrThrow({ where: { id: orderId } });
const intents = () => database.db.orderIntent.findMany({ where: { orderId } });

describe('without Temporal', () => {
  it('an order is accepted all the same and waits to be carried over', async () => {
    expect(await row()).toMatchObject({ status: 'DIPROSES' });
    const waiting = { kind: 'START_ORDER', refId: orderId, doneAt: null };
    expect(await database.db.outbox.count({ where: waiting })).toBe(1);
  });

  it('an act is answered 503 that is safe to repeat: it is kept once under its key', async () => {
    const key = randomUUID();
    for (let time = 0; time < 2; time += 1) {
      const answer = await cancel(withoutServer, key);
      expect([answer.status, answer.body.code]).toEqual([503, 'WORKFLOW_UNAVAILABLE']);
      expect(answer.body.detail).toContain('kunci yang sama');
    }
    expect(await intents()).toMatchObject([{ status: 'PENDING', action: 'cancel', note: 'Salah' }]);
    expect(await row()).toMatchObject({ status: 'DIPROSES', version: 1 });
  });
});

describe('before an order was carried over', () => {
  it('an act is not refused but asked to be repeated', async () => {
    const answer = await cancel(withoutWorker, randomUUID());
    expect([answer.status, answer.body.code]).toEqual([503, 'WORKFLOW_UNAVAILABLE']);
    expect(await intents()).toMatchObject([{ status: 'PENDING' }]);
  });
});

describe('with a workflow but no worker', () => {
  it('an act is answered 503 within seconds', async () => {
    await temporal.client.workflow.start('orderWorkflow', {
      workflowId: `order-${orderId}`,
      taskQueue: 'orders',
      args: [{ orderId }],
    });
    const answer = await cancel(withoutWorker, randomUUID());
    expect([answer.status, answer.body.code]).toEqual([503, 'WORKFLOW_UNAVAILABLE']);
  });
});

describe('when the workflow of an order is closed', () => {
  it('an act is refused by the state, and the refusal is kept under its key', async () => {
    await database.db.outbox.updateMany({ where: { refId: orderId }, data: { doneAt: new Date() } });
    const key = randomUUID();
    for (const api of [withoutWorker, withoutServer]) {
      const answer = await cancel(api, key);
      expect([answer.status, answer.body.code]).toEqual([409, 'ACTION_NOT_ALLOWED']);
      expect(answer.body).toMatchObject({ state: 'DIPROSES', allowed: ['cancel'] });
    }
    expect(await intents()).toMatchObject([{ status: 'REFUSED' }]);
  });
});

describe('what the table refuses', () => {
  it('is refused without asking Temporal, and keeps nothing', async () => {
    const act = (action: string, person: TestPerson, body = {}) =>
      withoutServer.call('POST', `/api/v1/orders/${orderId}/actions/${action}`, {
        body,
        key: randomUUID(),
        cookie: person.cookie,
      });
    expect((await act('approve', official)).body).toMatchObject({
      code: 'ACTION_NOT_ALLOWED',
      state: 'DIPROSES',
      allowed: [],
    });
    expect((await act('approve', buyer)).body.code).toBe('ACTION_NOT_ALLOWED');
    expect((await act('cancel', buyer, { colour: 'red' })).body.errors).toMatchObject([{ path: 'colour' }]);
    await database.owner.order.update({
      where: { id: orderId },
      data: { status: 'MENUNGGU_KEPUTUSAN', proposal: 'RETURN', proposedBy: official.id },
    });
    const own = await act('decide', official, { note: 'Setuju' });
    expect([own.status, own.body.code]).toEqual([403, 'OWN_PROPOSAL']);
    expect(await intents()).toEqual([]);
  });
});
