import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { agreementRemindersScheduleId } from '#contract/institutions/messages';
import {
  ordersTaskQueue,
  orderWorkflowId,
  orderWorkflowType,
  paymentSweepScheduleId,
} from '#contract/orders/messages';
import { createLogger } from '#platform/logger';
import { createTemporalClient, testPayloadKeys } from '#platform/temporal';
import { createVault } from '#platform/vault';
import { createSimponiPort } from '#ports/simponi/simponi-port';
import { findBrokenInvariants } from '#records/ledger';
import { storePaymentNotice } from '#records/payments/inbox';
import { createInstitutionActivities } from '../activities/institutions/index.ts';
import { createOrderActivities } from '../activities/orders/index.ts';
import { testConfig } from '../tests/support/config.ts';
import { createTestDatabase, type TestDatabase } from '../tests/support/database.ts';
import { eventually } from '../tests/support/eventually.ts';
import {
  createOrder,
  createOrderWorld,
  type OrderWorld,
  startTestSimponi,
  statusOf,
  type TestSimponi,
} from '../tests/support/orders.ts';
import { createTestTemporal, type TestTemporal } from '../tests/support/temporal.ts';
import { loadWorkflowBundle } from './bundle.ts';
import { carryInbox } from './inbox.ts';
import { carryOutbox } from './outbox.ts';
import { ensureAgreementReminders, ensurePaymentSweep } from './schedules.ts';
import { startTemporalWorker } from './temporal-worker.ts';

/** The real Temporal server, the real database, a SIMPONI simulator; the loops are turned by hand. */

const log = createLogger('test', 'fatal');
const config = testConfig();
let database: TestDatabase;
let temporal: TestTemporal;
let bank: TestSimponi;
let world: OrderWorld;
let worker: ReturnType<typeof startTemporalWorker>;
let simponi: ReturnType<typeof createSimponiPort>;

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
  const { db } = database;
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
    activities: {
      ...createOrderActivities({ db, simponi, settings, now: () => new Date(), log }),
      ...createInstitutionActivities({ db, now: () => new Date(), log }),
    },
    log,
  });
});
afterEach(async () => {
  await bank.behave();
  expect(await findBrokenInvariants(database.db)).toEqual([]);
});
afterAll(async () => {
  await worker.stop();
  await Promise.all([temporal.close(), bank.simulator.stop()]);
  await database.drop();
});

const outbox = (client = temporal.client) =>
  carryOutbox({
    ...{ db: database.db, temporal: client, log, now: () => new Date() },
    vault: createVault(config.dataKeys, config.indexKey),
    promise: config.requests,
  });
const inbox = () => carryInbox({ db: database.db, temporal: temporal.client, simponi, log });
const noticeOf = (id: string) => database.db.paymentNotice.findUniqueOrThrow({ where: { id } });
const hear = async (kodeBilling: string, ntpn: string) =>
  (await storePaymentNotice(database.db, { kind: 'ACTIVE_INQUIRY', kodeBilling, ntpn })).id;

/** Until an order has come so far. */
const until = (orderId: string, status: string) =>
  eventually(
    async () => {
      expect(await statusOf(database.db, orderId)).toBe(status);
      return database.db.order.findUniqueOrThrow({ where: { id: orderId } });
    },
    { withinMs: 30_000 },
  );

async function billed() {
  const { id } = await createOrder(database.db, world, { outbox: true });
  await outbox();
  return until(id, 'MENUNGGU_PEMBAYARAN');
}

describe('the outbox', () => {
  it('starts each accepted order once, also when several workers carry at the same time', async () => {
    const orders = await Promise.all(
      Array.from({ length: 5 }, () => createOrder(database.db, world, { unitPrice: 0, outbox: true })),
    );
    const carried = await Promise.all([outbox(), outbox(), outbox()]);
    expect(carried.reduce((sum, each) => sum + each, 0)).toBe(5);
    for (const { id } of orders) await until(id, 'MENUNGGU_PERSETUJUAN');
    expect(await outbox()).toBe(0);
    const rows = await database.db.outbox.findMany({ where: { refId: { in: orders.map(({ id }) => id) } } });
    expect(rows.every((row) => row.doneAt !== null && row.attempts === 1)).toBe(true);
  });

  it('keeps what Temporal does not take, with the attempts and the reason to be seen, and tries again', async () => {
    const { id } = await createOrder(database.db, world, { unitPrice: 0, outbox: true });
    const away = createTemporalClient({
      address: '127.0.0.1:1',
      namespace: temporal.namespace,
      payloadKeys: testPayloadKeys,
    });
    expect(await outbox(away.client)).toBe(0);
    await away.close();
    const row = await database.db.outbox.findFirstOrThrow({ where: { refId: id } });
    expect(row).toMatchObject({ attempts: 1, doneAt: null });
    expect(row.lastError).not.toBeNull();
    expect(row.availableAt.getTime()).toBeGreaterThan(Date.now() - 1_000);
    await eventually(async () => expect(await outbox()).toBe(1));
    await until(id, 'MENUNGGU_PERSETUJUAN');
  });
});

describe('the inbox', () => {
  it('carries a payment to its order, which asks SIMPONI and gives the voucher', async () => {
    const { id, kodeBilling } = await billed();
    const notice = await hear(kodeBilling ?? '', await bank.pay(kodeBilling ?? ''));
    await inbox();
    await until(id, 'SELESAI');
    expect(await noticeOf(notice)).toMatchObject({ status: 'CONFIRMED', orderId: id });
  });

  it('keeps a payment for an unknown code as a case', async () => {
    const notice = await hear('820000000000404', 'TAKDIKENAL000001');
    await inbox();
    expect((await noticeOf(notice)).status).toBe('UNMATCHED');
    const cases = await database.db.unmatchedPayment.findMany({ where: { kodeBilling: '820000000000404' } });
    expect(cases).toMatchObject([{ reason: 'UNKNOWN_CODE', confirmed: false, status: 'TERBUKA' }]);
  });

  it('asks SIMPONI itself about a payment whose order is closed', async () => {
    const order = await billed();
    const kodeBilling = order.kodeBilling ?? '';
    await temporal.client.workflow.getHandle(orderWorkflowId(order.id)).terminate('as if it had ended');

    await bank.misbehave({ mode: 'down' });
    const ntpn = await bank.pay(kodeBilling);
    const notice = await hear(kodeBilling, ntpn);
    await inbox();
    expect(await noticeOf(notice)).toMatchObject({ status: 'RECEIVED', attempts: 1 });

    await bank.behave();
    await eventually(async () => {
      await inbox();
      expect((await noticeOf(notice)).status).toBe('UNMATCHED');
    });
    const cases = await database.db.unmatchedPayment.findMany({ where: { kodeBilling } });
    expect(cases).toMatchObject([{ reason: 'ORDER_CLOSED', confirmed: true, orderId: order.id, ntpn }]);
    expect(await statusOf(database.db, order.id)).toBe('MENUNGGU_PEMBAYARAN');
  });

  it('asks no more than each hour about a closed order of which SIMPONI will not speak', async () => {
    const order = await billed();
    const kodeBilling = order.kodeBilling ?? '';
    await temporal.client.workflow.getHandle(orderWorkflowId(order.id)).terminate('as if it had ended');
    const notice = await hear(kodeBilling, await bank.pay(kodeBilling));
    // It answers nobody who does not know its password.
    const stranger = createSimponiPort(
      testConfig({
        ...{ SIMPONI_URL: bank.simulator.url, SIMPONI_USER_ID: 'loket', SIMPONI_PASSWORD: 'another' },
      }).simponi,
    );
    await carryInbox({ db: database.db, temporal: temporal.client, simponi: stranger, log });
    const { status, availableAt } = await noticeOf(notice);
    expect(status).toBe('RECEIVED');
    expect(availableAt.getTime()).toBeGreaterThan(Date.now() + 50 * 60_000);

    // When it is due again.
    await database.db.paymentNotice.update({ where: { id: notice }, data: { availableAt: new Date() } });
    await inbox();
    expect((await noticeOf(notice)).status).toBe('UNMATCHED');
  });

  it('settles a repeated payment of a finished order at once, and a second one as a case', async () => {
    const { id, kodeBilling: code } = await billed();
    const kodeBilling = code ?? '';
    const ntpn = await bank.pay(kodeBilling);
    await hear(kodeBilling, ntpn);
    await inbox();
    await until(id, 'SELESAI');
    await temporal.client.workflow.getHandle(orderWorkflowId(id)).result();
    const { id: swept } = await storePaymentNotice(database.db, { kind: 'SWEEP', kodeBilling, ntpn });
    const second = await hear(kodeBilling, 'KEDUA00000000009');
    await inbox();
    expect((await noticeOf(swept)).status).toBe('CONFIRMED');
    expect((await noticeOf(second)).status).toBe('UNMATCHED');
    const cases = await database.db.unmatchedPayment.findMany({ where: { kodeBilling } });
    expect(cases).toMatchObject([{ reason: 'SECOND_PAYMENT', confirmed: false, ntpn: 'KEDUA00000000009' }]);
    expect(await database.db.voucher.count({ where: { orderId: id } })).toBe(1);
  });

  it('carries 200 copies of one notice as one', async () => {
    const { id, kodeBilling: code } = await billed();
    const kodeBilling = code ?? '';
    const ntpn = await bank.pay(kodeBilling);
    const ids = await Promise.all(Array.from({ length: 200 }, () => hear(kodeBilling, ntpn)));
    expect(new Set(ids).size).toBe(1);
    await inbox();
    await until(id, 'SELESAI');
    const { historyLength } = await temporal.client.workflow.getHandle(orderWorkflowId(id)).describe();
    expect(historyLength).toBeLessThanOrEqual(40);
  });
});

it('schedules the sweep once, and brings it to changed settings', async () => {
  await ensurePaymentSweep(temporal.client, 60);
  await ensurePaymentSweep(temporal.client, 5);
  const handle = temporal.client.schedule.getHandle(paymentSweepScheduleId);
  const { spec } = await handle.describe();
  expect(spec.intervals?.map(({ every }) => every)).toEqual([300_000]);
  const { id, kodeBilling } = await billed();
  await bank.pay(kodeBilling ?? '');
  await handle.trigger();
  await eventually(
    async () => {
      await inbox();
      expect(await statusOf(database.db, id)).toBe('SELESAI');
    },
    { withinMs: 30_000 },
  );
  await handle.delete();
});

it('reminds of PKS that end soon by a schedule of its own, as often as it is run only once', async () => {
  const { db } = database;
  const { agreementId } = world;
  const { endsOn } = await db.agreement.findUniqueOrThrow({ where: { id: agreementId } });
  await db.agreement.update({
    where: { id: agreementId },
    data: { endsOn: new Date(Date.now() + 20 * 86_400_000) },
  });
  try {
    await ensureAgreementReminders(temporal.client);
    const handle = temporal.client.schedule.getHandle(agreementRemindersScheduleId);
    for (const round of [1, 2]) {
      await handle.trigger();
      const started = await eventually(async () => {
        const { recentActions } = (await handle.describe()).info;
        expect(recentActions).toHaveLength(round);
        return recentActions.at(-1)?.action.workflow.workflowId ?? '';
      });
      const { reminded } = await temporal.client.workflow.getHandle(started).result();
      expect(reminded).toBe(round === 1 ? 1 : 0);
      const mails = await db.outgoingNotice.findMany({ where: { template: 'AGREEMENT_ENDING' } });
      expect(mails.map(({ dedupeKey }) => dedupeKey.split(':').slice(0, 3).join(':'))).toEqual([
        `agreement:${agreementId}:30`,
      ]);
    }
    await handle.delete();
  } finally {
    await db.agreement.update({ where: { id: agreementId }, data: { endsOn } });
  }
});

it('does nothing for a workflow that somebody without our key starts', async () => {
  const { id } = await createOrder(database.db, world);
  const connection = await Connection.connect({ address: temporal.address });
  const stranger = new Client({ connection, namespace: temporal.namespace });
  const handle = await stranger.workflow.start(orderWorkflowType, {
    taskQueue: ordersTaskQueue,
    workflowId: `stranger-${id}`,
    args: [{ orderId: id }],
  });
  try {
    await eventually(async () => {
      const { events = [] } = await handle.fetchHistory();
      expect(events?.filter((event) => event.workflowTaskFailedEventAttributes)).not.toEqual([]);
    });
    const row = await database.db.order.findUniqueOrThrow({ where: { id } });
    expect(row).toMatchObject({ status: 'DIPROSES', version: 1, workflowRunId: null });
  } finally {
    await handle.terminate();
    await connection.close();
  }
});
