import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ordersTaskQueue, orderWorkflowId, orderWorkflowType } from '#contract/orders/messages';
import { createLogger } from '#platform/logger';
import { testPayloadKeys } from '#platform/temporal';
import { createVault } from '#platform/vault';
import { createSimponiPort, type SimponiPort } from '#ports/simponi/simponi-port';
import { findBrokenInvariants } from '#records/ledger';
import { storePaymentNotice } from '#records/payments/inbox';
import { releaseRun } from '#records/releases';
import { createOrderActivities } from '../../activities/orders/index.ts';
import { testConfig } from '../../tests/support/config.ts';
import { createTestDatabase, type TestDatabase } from '../../tests/support/database.ts';
import { eventually } from '../../tests/support/eventually.ts';
import {
  createOrder,
  createOrderWorld,
  type OrderWorld,
  startTestSimponi,
  statusOf,
  type TestSimponi,
} from '../../tests/support/orders.ts';
import { createTestTemporal, type TestTemporal } from '../../tests/support/temporal.ts';
import { loadWorkflowBundle } from '../bundle.ts';
import { carryInbox } from '../inbox.ts';
import { carryOutbox } from '../outbox.ts';
import { startTemporalWorker } from '../temporal-worker.ts';
import { type Difference, findDifferences } from './differences.ts';

const log = createLogger('test', 'fatal');
const config = testConfig();
const now = () => new Date();
let database: TestDatabase;
let temporal: TestTemporal;
let bank: TestSimponi;
let world: OrderWorld;
let simponi: SimponiPort;
let worker: ReturnType<typeof startTemporalWorker>;

beforeAll(async () => {
  [database, temporal, bank] = await Promise.all([
    createTestDatabase(),
    createTestTemporal(),
    startTestSimponi(),
  ]);
  world = await createOrderWorld(database.db);
  simponi = createSimponiPort(
    testConfig({ SIMPONI_URL: bank.simulator.url, SIMPONI_USER_ID: 'loket' }).simponi,
  );
  const settings = {
    ...{ paymentDays: 7, graceDays: 14, billingPatienceHours: 24, simponiTimeoutMs: 5_000 },
    ...{ decisionRemindDays: 2, decisionEscalateDays: 5 },
  };
  worker = startTemporalWorker({
    address: temporal.address,
    namespace: temporal.namespace,
    payloadKeys: testPayloadKeys,
    workflowBundle: await loadWorkflowBundle(join(tmpdir(), 'loket-test-bundles')),
    taskQueue: ordersTaskQueue,
    activities: createOrderActivities({ db: database.db, simponi, settings, now, log }),
    log,
  });
});
afterAll(async () => {
  expect(await findBrokenInvariants(database.db)).toEqual([]);
  await worker.stop();
  await Promise.all([temporal.close(), bank.simulator.stop()]);
  await database.drop();
});

const outbox = () =>
  carryOutbox({
    ...{ db: database.db, temporal: temporal.client, log, now },
    vault: createVault(config.dataKeys, config.indexKey),
    promise: config.requests,
  });
const inbox = () => carryInbox({ db: database.db, temporal: temporal.client, simponi, log });
const differences = () =>
  findDifferences({ db: database.db, temporal: temporal.client, simponi, now, say: () => {} });
const handleOf = (orderId: string) => temporal.client.workflow.getHandle(orderWorkflowId(orderId));
const rowOf = (id: string) => database.db.order.findUniqueOrThrow({ where: { id } });

/** What a pass says of one order. */
const about = async (id: string): Promise<Difference[]> =>
  (await differences()).filter(({ subject }) => subject === id);
const kindsOf = (found: readonly Difference[]) => found.map(({ kind }) => kind);
const mendAll = async (found: readonly Difference[]) => {
  for (const { mend } of found) await mend?.();
};

/** Carries what waits until the order has come so far. */
const until = (orderId: string, status: string) =>
  eventually(
    async () => {
      await outbox();
      await inbox();
      expect(await statusOf(database.db, orderId)).toBe(status);
      return rowOf(orderId);
    },
    { withinMs: 30_000 },
  );

async function billed() {
  const { id } = await createOrder(database.db, world, { outbox: true });
  const { kodeBilling } = await until(id, 'MENUNGGU_PEMBAYARAN');
  return { id, kodeBilling: kodeBilling ?? '' };
}

it('finds nothing where all agree, and nothing in what the outbox still holds', async () => {
  const { id } = await billed();
  const { id: waiting } = await createOrder(database.db, world, { outbox: true });
  expect(await about(id)).toEqual([]);
  expect(await about(waiting)).toEqual([]);
  await until(waiting, 'MENUNGGU_PEMBAYARAN');
});

it('starts an order anew whose workflow was ended, where its row stands, and has it paid once', async () => {
  const { id, kodeBilling } = await billed();
  const { workflowRunId: lostRun } = await rowOf(id);
  await handleOf(id).terminate('as if it were lost');
  const found = await about(id);
  expect(kindsOf(found)).toEqual(['ENDED_WORKFLOW']);
  expect(found[0]?.words).toContain(`order ${id} is MENUNGGU_PEMBAYARAN`);

  await mendAll(found);
  await eventually(async () => {
    await outbox();
    const { workflowRunId } = await rowOf(id);
    expect([lostRun, 'released']).not.toContain(workflowRunId);
  });
  expect(await about(id)).toEqual([]);
  expect((await bank.billings()).filter((each) => each.kodeBilling === kodeBilling)).toHaveLength(1);

  const ntpn = await bank.pay(kodeBilling);
  await storePaymentNotice(database.db, { kind: 'ACTIVE_INQUIRY', kodeBilling, ntpn });
  await until(id, 'SELESAI');
  expect(await database.db.voucher.count({ where: { orderId: id } })).toBe(1);
  const trail = await database.db.auditEntry.findMany({ where: { event: 'RUN_RELEASED', subjectId: id } });
  expect(trail).toMatchObject([{ subjectType: 'ORDER', details: { run: lostRun } }]);
});

it('carries a payment again that was told to a workflow which was lost', async () => {
  const { id, kodeBilling } = await billed();
  const ntpn = await bank.pay(kodeBilling);
  const notice = await storePaymentNotice(database.db, { kind: 'ACTIVE_INQUIRY', kodeBilling, ntpn });
  await handleOf(id).terminate('as if it were lost');
  await database.db.paymentNotice.update({
    where: { id: notice.id },
    data: { status: 'CARRIED', orderId: id, carriedAt: new Date(Date.now() - 300_000) },
  });
  const found = await about(id);
  expect(kindsOf(found)).toEqual(['ENDED_WORKFLOW', 'PAID_AT_SIMPONI']);
  await mendAll(found);
  await until(id, 'SELESAI');
  expect((await database.db.paymentNotice.findUniqueOrThrow({ where: { id: notice.id } })).status).toBe(
    'CONFIRMED',
  );
});

it('lets nobody have a row whose run is another one by now, nor a second run of one that is carried', async () => {
  const { id } = await billed();
  const { workflowRunId } = await rowOf(id);
  expect(await releaseRun(database.db, { kind: 'START_ORDER', id, runId: 'an-older-run' })).toBe(false);
  expect((await rowOf(id)).workflowRunId).toBe(workflowRunId);
  // Released although it runs (it must not be): the running one stays the only one.
  expect(await releaseRun(database.db, { kind: 'START_ORDER', id, runId: workflowRunId })).toBe(true);
  await outbox();
  const runs = [];
  for await (const { runId } of temporal.client.workflow.list({
    query: `WorkflowId = '${orderWorkflowId(id)}'`,
  })) {
    runs.push(runId);
  }
  expect(runs).toEqual([workflowRunId]);
});

it('lists a workflow of which the database has no row, and leaves it to a person', async () => {
  const orderId = randomUUID();
  await temporal.client.workflow.start(orderWorkflowType, {
    ...{ taskQueue: 'nobody-serves-this', workflowId: orderWorkflowId(orderId), args: [{ orderId }] },
  });
  const [found] = await eventually(async () => {
    const rows = await about(orderId);
    expect(kindsOf(rows)).toEqual(['NO_ROW']);
    return rows;
  });
  expect(found?.mend).toBeNull();
  expect(found?.remedy).toContain(`terminate --workflow-id ${orderWorkflowId(orderId)}`);
  await handleOf(orderId).terminate();
});

it('tells a workflow that knows its row in another version to read it again', async () => {
  const { id } = await billed();
  // As if Temporal were of an earlier moment than the row.
  const { version } = await rowOf(id);
  await database.db.$transaction([
    database.db.order.update({ where: { id }, data: { version: version + 1 } }),
    database.db.orderHistory.create({
      data: {
        ...{ orderId: id, version: version + 1, action: 'expire', to: 'MENUNGGU_PEMBAYARAN' },
        ...{ actorId: 'system', actorName: 'Sistem', actorUnit: 'Uji', actorRole: 'system' },
      },
    }),
  ]);
  const found = await about(id);
  expect(kindsOf(found)).toEqual(['OTHER_VERSION']);
  await mendAll(found);
  await eventually(async () => expect(await about(id)).toEqual([]));
});

it('says so when SIMPONI is silent, and names each code that it calls paid once it answers', async () => {
  const { id, kodeBilling } = await billed();
  await bank.pay(kodeBilling);
  await bank.misbehave({ mode: 'down' });
  expect(kindsOf(await differences())).toContain('SIMPONI_SILENT');
  await bank.behave();
  const found = await about(id);
  expect(kindsOf(found)).toEqual(['PAID_AT_SIMPONI']);
  expect(await statusOf(database.db, id)).toBe('MENUNGGU_PEMBAYARAN');
  await mendAll(found);
  await until(id, 'SELESAI');
});
