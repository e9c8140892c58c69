import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { Client } from '@temporalio/client';
import type { Duration } from '@temporalio/common';
import { Worker } from '@temporalio/worker';
import { returnDataWorkflowId, returnDataWorkflowType } from '#contract/metering/round-messages';
import { ordersTaskQueue } from '#contract/orders/messages';
import { createLogger } from '#platform/logger';
import { createVault } from '#platform/vault';
import { putInPieces } from '#ports/storage/pieces';
import { keyRingSealer } from '#ports/storage/sealer';
import { createStoragePort } from '#ports/storage/storage-port';
import { institutionId, seed } from '#prisma/seed';
import { recordReturnData } from '#records/metering/return-data';
import { notePendingFiles } from '#records/requests/pending-files';
import { createDutyActivities } from '../../activities/metering/duties.ts';
import { createMeteringRounds } from '../../activities/metering/rounds.ts';
import { testConfig } from './config.ts';
import { crashing } from './crashes.ts';
import { createTestDatabase } from './database.ts';
import { testBundle } from './order-lab.ts';
import { createTimeSkippingEnv, testDataConverter } from './temporal.ts';

export const labKeyDays = 30;
export const labRefusalDays = 90;
export const labFileDays = 90;

/**
 * What the rounds around metered access live in, with time that can be skipped: the real workflows and acts, a real
 * database, a calendar that a test sets, and a worker that dies when it is told to.
 */
export async function startRoundsLab() {
  const [env, database, workflowBundle] = await Promise.all([
    createTimeSkippingEnv(),
    createTestDatabase(),
    testBundle(),
  ]);
  const { db } = database;
  await seed(db);
  const config = testConfig();
  let today: Date | null = null;
  const deps = {
    ...{ db, log: createLogger('lab', 'fatal'), now: () => today ?? new Date() },
    ...{ keyDays: labKeyDays, refusalDays: labRefusalDays, returnDataFileDays: labFileDays },
    vault: createVault(config.dataKeys, config.indexKey),
    storage: createStoragePort({
      url: undefined,
      directory: mkdtempSync(join(tmpdir(), 'loket-rounds-')),
      sealer: keyRingSealer(config.dataKeys),
    }),
  };
  const crashes = crashing({ ...createMeteringRounds(deps), ...createDutyActivities(deps) });
  // A client of its own: the environment's client skips time, years if need be, whenever a result is awaited.
  const client = new Client({ connection: env.connection, dataConverter: testDataConverter });
  const worker = await Worker.create({
    ...{ connection: env.nativeConnection, taskQueue: ordersTaskQueue, workflowBundle },
    ...{ activities: crashes.acts, dataConverter: testDataConverter },
  });
  const running = worker.run();
  const start = (type: string, workflowId: string, args: readonly object[] = []) =>
    client.workflow.start(type, { taskQueue: ordersTaskQueue, workflowId, args: [...args] });

  return {
    ...{ db, database, deps },
    /** The next time that this act is done, the worker dies before Temporal hears of it. */
    loseAnswerOf: crashes.loseAnswerOf,
    /** The next time that this act is asked for, it fails for good. */
    refuse: crashes.refuse,
    crashIsPending: () => crashes.pending,
    /** From now on it is this day for the acts. */
    setToday: (day: string) => {
      today = new Date(`${day}T03:00:00Z`);
    },
    /** One round, as its Schedule starts it. */
    round: (type: string) => start(type, `${type}-${randomUUID()}`),
    /** A file of databalikan, as the API takes it in. */
    returnData: async (content: string) => {
      const stream = Readable.from([Buffer.from(content)]);
      const note = (key: string) => notePendingFiles(db, [key], deps.now());
      const { keys, ...file } = await putInPieces(deps.storage, stream, note);
      const about = { institutionId: institutionId('BANK-CONTOH'), fileName: 'uji.csv', storageKeys: keys };
      const actor = { id: 'manager', name: 'Manajer', unit: 'Bank', roles: ['lembaga-admin'] as const };
      const { id } = await recordReturnData(db, { ...about, ...file }, actor, deps.now());
      return { id, keys };
    },
    check: (returnDataId: string) =>
      start(returnDataWorkflowType, returnDataWorkflowId(returnDataId), [{ returnDataId }]),
    pass: (time: Duration) => env.sleep(time),
    stop: async () => {
      worker.shutdown();
      await running;
      await env.teardown();
      await database.drop();
    },
  };
}

export type RoundsLab = Awaited<ReturnType<typeof startRoundsLab>>;
