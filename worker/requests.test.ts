import { afterAll, beforeAll, expect, it } from 'vitest';
import type { OutboxKind } from '#contract/orders/codes';
import { photoRetentionScheduleId, requestWorkflowId } from '#contract/requests/messages';
import { createLogger } from '#platform/logger';
import { createVault } from '#platform/vault';
import { tellWorkflow } from '#records/requests/calendar-moves';
import { tellUnlessHeard } from '#records/unheard-acts';
import { testConfig } from '../tests/support/config.ts';
import { createTestDatabase, type TestDatabase } from '../tests/support/database.ts';
import { eventually } from '../tests/support/eventually.ts';
import {
  createRequestWorld,
  onRequest,
  requestPeople,
  storeRequestAct,
} from '../tests/support/request-lab.ts';
import { createRequest } from '../tests/support/requests.ts';
import { createTestTemporal, type TestTemporal } from '../tests/support/temporal.ts';
import { startWorker } from './worker.ts';

/** The whole worker with its second task queue, on the real Temporal server. */

let database: TestDatabase;
let temporal: TestTemporal;
let worker: { stop(): Promise<void> };
const config = () =>
  testConfig(
    {
      DATABASE_URL: database.url,
      TEMPORAL_ADDRESS: temporal.address,
      TEMPORAL_NAMESPACE: temporal.namespace,
    },
    'worker',
  );

const vault = () => createVault(config().dataKeys, config().indexKey);

beforeAll(async () => {
  [database, temporal] = await Promise.all([createTestDatabase(), createTestTemporal()]);
  office = createRequestWorld(database.db).then(({ officeId }) => officeId);
  worker = await startWorker(config(), createLogger('test-worker', 'fatal'));
});
afterAll(async () => {
  await worker?.stop();
  await temporal?.close();
  await database?.drop();
});

let office: Promise<string>;

/** A request whose workflow runs. */
async function started(): Promise<string> {
  const { db } = database;
  const { id } = await createRequest(db, vault(), { officeId: await office });
  await db.outbox.create({ data: { kind: 'START_REQUEST', refId: id } });
  await eventually(
    async () => {
      const row = await db.syncRequest.findUniqueOrThrow({ where: { id } });
      expect(row.workflowRunId).not.toBeNull();
    },
    { withinMs: 40_000 },
  );
  return id;
}

const untilCarried = (kind: OutboxKind, refId: string) =>
  eventually(
    async () => {
      const rows = await database.db.outbox.findMany({ where: { kind, refId } });
      expect(rows).toMatchObject([{ lastError: null, doneAt: expect.any(Date) }]);
    },
    { withinMs: 20_000 },
  );

it('starts an accepted request, tells it of changes again and again, and keeps the retention scheduled', async () => {
  const id = await started();
  for (const _time of [1, 2]) {
    await database.db.$transaction((tx) => tellWorkflow(tx, id));
    await untilCarried('REQUEST_CHANGED', id);
  }
  const schedule = await temporal.client.schedule.getHandle(photoRetentionScheduleId).describe();
  expect(schedule.action).toMatchObject({ workflowType: 'photoRetentionWorkflow', taskQueue: 'requests' });
});

it('tells a request of an act that its workflow may not have heard of, when its time has come', async () => {
  const { db } = database;
  const id = await started();
  const intentId = await storeRequestAct(
    { db, vault: vault() },
    id,
    onRequest('approve'),
    requestPeople.operator,
  );
  await db.$transaction((tx) => tellUnlessHeard(tx, 'REQUEST_ACTED', intentId));
  const where = { kind_refId: { kind: 'REQUEST_ACTED', refId: intentId } };
  const { availableAt } = await db.outbox.findUniqueOrThrow({ where });
  expect(availableAt.getTime()).toBeGreaterThan(Date.now() + 5_000);
  await db.outbox.update({ where, data: { availableAt: new Date() } });
  await untilCarried('REQUEST_ACTED', intentId);
  const { events } = await temporal.client.workflow.getHandle(requestWorkflowId(id)).fetchHistory();
  const signals = (events ?? []).map(
    (event) => event.workflowExecutionSignaledEventAttributes?.signalName ?? null,
  );
  expect(signals.filter(Boolean)).toEqual(['requestChanged']);
});
