import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, WithStartWorkflowOperation, WorkflowUpdateFailedError } from '@temporalio/client';
import { ApplicationFailure, type Duration, type Workflow } from '@temporalio/common';
import { Worker } from '@temporalio/worker';
import type { Role } from '#contract/access/roles';
import type { OrderAction, OrderStatus } from '#contract/orders/lifecycle';
import {
  type OrderActRequest,
  type OrderActResult,
  orderActUpdate,
  orderChangedSignal,
  ordersTaskQueue,
  orderWorkflowId,
  orderWorkflowType,
  paymentHeardSignal,
} from '#contract/orders/messages';
import { createLogger } from '#platform/logger';
import { createSimponiPort, type SimponiPort } from '#ports/simponi/simponi-port';
import type { Database } from '#prisma/client';
import { storePaymentNotice } from '#records/payments/inbox';
import { createOrderActivities, type OrderSettings } from '../../activities/orders/index.ts';
import { loadWorkflowBundle } from '../../worker/bundle.ts';
import { testConfig } from './config.ts';
import { createTestDatabase } from './database.ts';
import { eventually } from './eventually.ts';
import { createOrder, createOrderWorld, startTestSimponi, storeAct, type TestPerson } from './orders.ts';
import { createTimeSkippingEnv, testDataConverter } from './temporal.ts';

export const labSettings: OrderSettings = {
  paymentDays: 7,
  graceDays: 14,
  billingPatienceHours: 24,
  decisionRemindDays: 2,
  decisionEscalateDays: 5,
  simponiTimeoutMs: 2_000,
};

/** Bundles are made once per state of the sources, for all test files. */
export const testBundle = () => loadWorkflowBundle(join(tmpdir(), 'loket-test-bundles'));

/** A refusal as the API would read it; anything else is thrown on. */
export interface Refused {
  readonly code: string;
  readonly details: { readonly state?: string; readonly allowed?: string[] };
}

/**
 * Everything an order lives in, but with time that can be skipped: the real workflow and acts, a real database, a real
 * SIMPONI simulator whose clock follows the workflow's.
 */
export async function startOrderLab() {
  const [env, database, bank, workflowBundle] = await Promise.all([
    createTimeSkippingEnv(),
    createTestDatabase(),
    startTestSimponi(),
    testBundle(),
  ]);
  const { db } = database;
  // A client of its own: the environment's client skips time, years if need be, whenever a result is awaited.
  const client = new Client({ connection: env.connection, dataConverter: testDataConverter });
  const world = await createOrderWorld(db);
  const syncClock = async () => {
    bank.clock.offsetMs = (await env.currentTimeMs()) - Date.now();
  };
  const access = { wrongPassword: false };
  const simponi = inStepWith(syncClock, bank.simulator.url, access);
  const activities = createOrderActivities({
    db,
    simponi,
    settings: labSettings,
    now: () => new Date(),
    log: createLogger('lab', 'fatal'),
  });
  const worker = await Worker.create({
    connection: env.nativeConnection,
    taskQueue: ordersTaskQueue,
    workflowBundle,
    activities,
    dataConverter: testDataConverter,
  });
  const running = worker.run();

  return {
    env,
    client,
    db,
    database,
    bank,
    world,
    syncClock,
    /** SIMPONI refuses who calls it with a wrong password: every question, for certain. */
    wrongPassword: (wrong: boolean) => {
      access.wrongPassword = wrong;
    },
    order: (options: Parameters<typeof createOrder>[2] = {}) => createOrder(db, world, options),
    start: (orderId: string) => startWorkflow(client, orderId),
    /** An act that reaches the workflow together with its start: before its first step. */
    startWithAct: (orderId: string, action: OrderAction, person: TestPerson, options: ActOptions = {}) =>
      startWithAct(client, db, orderId, action, person, options),
    act: (orderId: string, action: OrderAction, person: TestPerson, options: ActOptions = {}) =>
      act(client, db, orderId, action, person, options),
    /** Records an act past its workflow, as when worker and server died before Temporal kept that it was asked for. */
    unheard: async (orderId: string, action: OrderAction, to: OrderStatus, person: TestPerson) => {
      const intentId = await storeAct(db, orderId, action, person);
      const { order } = await activities.openAct({ orderId, intentId });
      const at = new Date(await env.currentTimeMs()).toISOString();
      await activities.recordAct({
        ...{ orderId, intentId, action, to, from: order.status, expectedVersion: order.version },
        ...{ role: person.roles[0] as Role, at, openUntil: null, expiresAt: at },
      });
    },
    /** Says that an act was recorded elsewhere. */
    changed: (orderId: string) =>
      client.workflow.getHandle(orderWorkflowId(orderId)).signal(orderChangedSignal),
    /** A payment notice into the inbox and on to the workflow, as the dispatcher does. */
    hear: async (orderId: string, notice: { kodeBilling: string; ntpn: string; kind?: 'SWEEP' }) => {
      const { id } = await storePaymentNotice(db, { kind: 'ACTIVE_INQUIRY', ...notice });
      await client.workflow.getHandle(orderWorkflowId(orderId)).signal(paymentHeardSignal, { noticeId: id });
      return id;
    },
    row: (orderId: string) => db.order.findUniqueOrThrow({ where: { id: orderId } }),
    /** The workflows' clock. */
    now: async () => new Date(await env.currentTimeMs()),
    /** Lets days or minutes pass for the workflows; nothing passes by itself. */
    pass: (time: Duration) => env.sleep(time),
    until: (orderId: string, status: OrderStatus) => until(db, orderId, status),
    /** An order with its code, waiting to be paid. */
    billed: async (options: Parameters<typeof createOrder>[2] = {}) => {
      const { id } = await createOrder(db, world, options);
      const handle = await startWorkflow(client, id);
      const row = await until(db, id, 'MENUNGGU_PEMBAYARAN');
      if (!row.kodeBilling || !row.expiresAt) throw new Error('no code');
      return { id, handle, kodeBilling: row.kodeBilling, expiresAt: row.expiresAt };
    },
    stop: async () => {
      worker.shutdown();
      await running;
      await Promise.all([env.teardown(), bank.simulator.stop()]);
      await database.drop();
    },
  };
}

const startWorkflow = (client: Client, orderId: string) =>
  client.workflow.start(orderWorkflowType, {
    taskQueue: ordersTaskQueue,
    workflowId: orderWorkflowId(orderId),
    args: [{ orderId }],
  });

const until = (db: Database, orderId: string, status: OrderStatus) =>
  eventually(
    async () => {
      const row = await db.order.findUniqueOrThrow({ where: { id: orderId } });
      if (row.status !== status) throw new Error(`order is ${row.status}, not ${status}`);
      return row;
    },
    { withinMs: 30_000 },
  );

export type OrderLab = Awaited<ReturnType<typeof startOrderLab>>;

export interface ActOptions {
  readonly note?: string;
  readonly input?: Record<string, unknown>;
  /** The same intent again, as a repeated request sends it. */
  readonly intentId?: string;
}

async function startWithAct(
  client: Client,
  db: Database,
  orderId: string,
  action: OrderAction,
  person: TestPerson,
  options: ActOptions,
): Promise<OrderActResult | Refused> {
  const intentId = await storeAct(db, orderId, action, person, options);
  const actor = { id: person.id, roles: person.roles };
  const request: OrderActRequest = { intentId, action, actor, version: 1 };
  const startWorkflowOperation = new WithStartWorkflowOperation(orderWorkflowType, {
    taskQueue: ordersTaskQueue,
    workflowId: orderWorkflowId(orderId),
    workflowIdConflictPolicy: 'FAIL',
    args: [{ orderId }],
  });
  return outcomeOf(
    client.workflow.executeUpdateWithStart<Workflow, OrderActResult, [OrderActRequest]>(orderActUpdate, {
      args: [request],
      updateId: intentId,
      startWorkflowOperation,
    }),
  );
}

async function act(
  client: Client,
  db: Database,
  orderId: string,
  action: OrderAction,
  person: TestPerson,
  options: ActOptions,
): Promise<OrderActResult | Refused> {
  const intentId = options.intentId ?? (await storeAct(db, orderId, action, person, options));
  const { version } = await db.order.findUniqueOrThrow({ where: { id: orderId } });
  const actor = { id: person.id, roles: person.roles };
  const request: OrderActRequest = { intentId, action, actor, version };
  return outcomeOf(
    client.workflow
      .getHandle(orderWorkflowId(orderId))
      .executeUpdate<OrderActResult, [OrderActRequest]>(orderActUpdate, {
        args: [request],
        updateId: intentId,
      }),
  );
}

/** The act's result, or the workflow's typed refusal; every other failure is thrown on. */
export async function outcomeOf<R>(update: Promise<R>): Promise<R | Refused> {
  try {
    return await update;
  } catch (error) {
    const cause = error instanceof WorkflowUpdateFailedError ? error.cause : undefined;
    if (!(cause instanceof ApplicationFailure)) throw error;
    return { code: cause.type ?? '', details: (cause.details?.[0] ?? {}) as Refused['details'] };
  }
}

/** SIMPONI's real client; before each call SIMPONI's clock is set to the workflow's. */
function inStepWith(
  syncClock: () => Promise<void>,
  url: string,
  access: { wrongPassword: boolean },
): SimponiPort {
  const portWith = (password: string) =>
    createSimponiPort(
      testConfig({
        SIMPONI_URL: url,
        SIMPONI_TIMEOUT_MS: '1500',
        SIMPONI_USER_ID: 'loket',
        SIMPONI_PASSWORD: password,
      }).simponi,
    );
  const [right, wrong] = [portWith('simponi-demo'), portWith('wrong')];
  const port = async () => {
    await syncClock();
    return access.wrongPassword ? wrong : right;
  };
  return {
    createBilling: async (request) => (await port()).createBilling(request),
    inquire: async (question) => (await port()).inquire(question),
  };
}
