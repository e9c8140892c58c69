import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLogger } from '#platform/logger';
import { seed } from '#prisma/seed';
import { testConfig } from '../tests/support/config.ts';
import { createTestDatabase, type TestDatabase } from '../tests/support/database.ts';
import { eventually } from '../tests/support/eventually.ts';
import { createTestTemporal, type TestTemporal } from '../tests/support/temporal.ts';
import { startWorker } from './worker.ts';

/** Every Schedule of the worker, on the real Temporal server: what it starts is served by the queue that it names. */

let database: TestDatabase;
let temporal: TestTemporal;
let worker: { stop(): Promise<void> };

beforeAll(async () => {
  [database, temporal] = await Promise.all([createTestDatabase(), createTestTemporal()]);
  await seed(database.db);
  const variables = {
    DATABASE_URL: database.url,
    TEMPORAL_ADDRESS: temporal.address,
    TEMPORAL_NAMESPACE: temporal.namespace,
  };
  worker = await startWorker(testConfig(variables, 'worker'), createLogger('test-worker', 'fatal'));
});
afterAll(async () => {
  await worker?.stop();
  await temporal?.close();
  await database?.drop();
});

/** Every Schedule that the worker keeps, with the figure that its rounds give; a person keeps this table. */
const rounds = {
  'orders-payment-sweep': 'asked',
  'requests-photo-retention': 'requests',
  'institutions-agreement-reminders': 'reminded',
  'metering-quota-alerts': 'alerted',
  'metering-upkeep': 'months',
  'institution-duties': 'opened',
  'matching-retention': 'jobs',
  'voucher-validity': 'accounts',
} as const;

describe('the schedules', () => {
  it('are all there, and no other', async () => {
    await eventually(
      async () => {
        const found: string[] = [];
        for await (const { scheduleId } of temporal.client.schedule.list()) found.push(scheduleId);
        expect(found.sort()).toEqual(Object.keys(rounds).sort());
      },
      { withinMs: 40_000 },
    );
  });

  it.each(Object.entries(rounds))('%s starts a round that the worker serves and ends', async (id, figure) => {
    const schedule = temporal.client.schedule.getHandle(id);
    await schedule.trigger();
    const workflowId = await eventually(
      async () => {
        const [first] = (await schedule.describe()).info.recentActions;
        if (!first) throw new Error('nothing was started yet');
        return first.action.workflow.workflowId;
      },
      { withinMs: 40_000 },
    );
    const result: unknown = await temporal.client.workflow.getHandle(workflowId).result();
    expect(result).toHaveProperty(figure);
  });
});
