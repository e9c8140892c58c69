import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WorkflowUpdateFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';
import type { OrderAction } from '#contract/orders/lifecycle';
import {
  type OrderActRequest,
  type OrderActResult,
  orderActUpdate,
  ordersTaskQueue,
  orderWorkflowId,
  orderWorkflowType,
  paymentHeardSignal,
} from '#contract/orders/messages';
import { createLogger } from '#platform/logger';
import { createSimponiPort, type SimponiPort } from '#ports/simponi/simponi-port';
import { storePaymentNotice } from '#records/payments/inbox';
import { createOrderActivities, type OrderSettings } from '../../activities/orders/index.ts';
import { loadWorkflowBundle } from '../../worker/bundle.ts';
import { testConfig } from './config.ts';
import { createTestDatabase } from './database.ts';
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
  const world = await createOrderWorld(db);
  const syncClock = async () => {
    bank.clock.offsetMs = (await env.currentTimeMs()) - Date.now();
  };
  const simponi = inStepWith(syncClock, bank.simulator.url);
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
    db,
    database,
    bank,
    world,
    syncClock,
    order: (options: Parameters<typeof createOrder>[2] = {}) => createOrder(db, world, options),
    start: (orderId: string) =>
      env.client.workflow.start(orderWorkflowType, {
        taskQueue: ordersTaskQueue,
        workflowId: orderWorkflowId(orderId),
        args: [{ orderId }],
      }),
    act: (orderId: string, action: OrderAction, person: TestPerson, options: ActOptions = {}) =>
      act(env, db, orderId, action, person, options),
    /** A payment notice into the inbox and on to the workflow, as the dispatcher does. */
    hear: async (orderId: string, notice: { kodeBilling: string; ntpn: string; kind?: 'SWEEP' }) => {
      const { id } = await db.$transaction((tx) =>
        storePaymentNotice(tx, { kind: 'ACTIVE_INQUIRY', ...notice }),
      );
      await env.client.workflow
        .getHandle(orderWorkflowId(orderId))
        .signal(paymentHeardSignal, { noticeId: id });
      return id;
    },
    row: (orderId: string) => db.order.findUniqueOrThrow({ where: { id: orderId } }),
    stop: async () => {
      worker.shutdown();
      await running;
      await Promise.all([env.teardown(), bank.simulator.stop()]);
      await database.drop();
    },
  };
}

export type OrderLab = Awaited<ReturnType<typeof startOrderLab>>;

export interface ActOptions {
  readonly note?: string;
  readonly input?: Record<string, unknown>;
  /** The same intent again, as a repeated request sends it. */
  readonly intentId?: string;
}

async function act(
  env: TestWorkflowEnvironment,
  db: Parameters<typeof storeAct>[0],
  orderId: string,
  action: OrderAction,
  person: TestPerson,
  options: ActOptions,
): Promise<OrderActResult | Refused> {
  const intentId = options.intentId ?? (await storeAct(db, orderId, action, person, options));
  const request: OrderActRequest = { intentId, action, actor: { id: person.id, roles: person.roles } };
  try {
    return await env.client.workflow
      .getHandle(orderWorkflowId(orderId))
      .executeUpdate<OrderActResult, [OrderActRequest]>(orderActUpdate, {
        args: [request],
        updateId: intentId,
      });
  } catch (error) {
    const cause = error instanceof WorkflowUpdateFailedError ? error.cause : undefined;
    if (!(cause instanceof ApplicationFailure)) throw error;
    return { code: cause.type ?? '', details: (cause.details?.[0] ?? {}) as Refused['details'] };
  }
}

/** SIMPONI's real client; before each call SIMPONI's clock is set to the workflow's. */
function inStepWith(syncClock: () => Promise<void>, url: string): SimponiPort {
  const { simponi } = testConfig({
    SIMPONI_URL: url,
    SIMPONI_TIMEOUT_MS: '500',
    SIMPONI_USER_ID: 'loket',
    SIMPONI_PASSWORD: 'simponi-demo',
  });
  const port = createSimponiPort(simponi);
  return {
    createBilling: async (request) => {
      await syncClock();
      return port.createBilling(request);
    },
    inquire: async (question) => {
      await syncClock();
      return port.inquire(question);
    },
  };
}
