import { afterAll, beforeAll, expect, it } from 'vitest';
import { photoRetentionScheduleId } from '#contract/requests/messages';
import { createLogger } from '#platform/logger';
import { createVault } from '#platform/vault';
import { tellWorkflow } from '#records/requests/calendar-moves';
import { testConfig } from '../tests/support/config.ts';
import { createTestDatabase, type TestDatabase } from '../tests/support/database.ts';
import { eventually } from '../tests/support/eventually.ts';
import { createRequestWorld } from '../tests/support/request-lab.ts';
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

beforeAll(async () => {
  [database, temporal] = await Promise.all([createTestDatabase(), createTestTemporal()]);
  worker = await startWorker(config(), createLogger('test-worker', 'fatal'));
});
afterAll(async () => {
  await worker?.stop();
  await temporal?.close();
  await database?.drop();
});

it('starts an accepted request, tells it of changes again and again, and keeps the retention scheduled', async () => {
  const { db } = database;
  const { dataKeys, indexKey } = config();
  const { officeId } = await createRequestWorld(db);
  const { id } = await createRequest(db, createVault(dataKeys, indexKey), { officeId });
  await db.outbox.create({ data: { kind: 'START_REQUEST', refId: id } });
  await eventually(
    async () => {
      const row = await db.syncRequest.findUniqueOrThrow({ where: { id } });
      expect(row.workflowRunId).not.toBeNull();
    },
    { withinMs: 40_000 },
  );
  for (const time of [1, 2]) {
    await db.$transaction((tx) => tellWorkflow(tx, id));
    await eventually(
      async () => {
        const rows = await db.outbox.findMany({ where: { kind: 'REQUEST_CHANGED', refId: id } });
        expect(rows, `time ${time}`).toMatchObject([{ lastError: null }]);
        expect(rows[0]?.doneAt).not.toBeNull();
      },
      { withinMs: 20_000 },
    );
  }
  const schedule = await temporal.client.schedule.getHandle(photoRetentionScheduleId).describe();
  expect(schedule.action).toMatchObject({ workflowType: 'photoRetentionWorkflow', taskQueue: 'requests' });
});
