import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@temporalio/client';
import { type Duration, msToNumber } from '@temporalio/common/lib/time.js';
import { Worker } from '@temporalio/worker';

import type { MatchingAction, MatchingActor } from '#contract/metering/matching/lifecycle';
import {
  type MatchingActRequest,
  type MatchingActResult,
  matchingActUpdate,
  matchingChangedSignal,
  matchingRetentionWorkflowType,
  matchingTaskQueue,
  matchingWorkflowId,
  matchingWorkflowType,
} from '#contract/metering/matching/messages';
import { AppError } from '#contract/shared/errors';
import { createLogger } from '#platform/logger';
import { createVault } from '#platform/vault';
import { createSiakPort, type SiakPort } from '#ports/siak/siak-port';
import { keyRingSealer } from '#ports/storage/sealer';
import { createStoragePort } from '#ports/storage/storage-port';
import { seed } from '#prisma/seed';
import { createMatchingActivities, type MatchingDeps } from '../../activities/matching/index.ts';
import { startSiakSimulator } from '../../simulators/siak/simulator.ts';
import { testConfig } from './config.ts';
import { crashing } from './crashes.ts';
import { createTestDatabase } from './database.ts';
import { eventually } from './eventually.ts';
import { matchingBank, matchingProduct, storeMatchingJob } from './matching-jobs.ts';
import { giveUnits } from './metering.ts';
import { outcomeOf, type Refused, testBundle } from './order-lab.ts';
import { addPerson } from './people.ts';
import { createTimeSkippingEnv, testDataConverter } from './temporal.ts';

const token = 'token-siak-uji';
export const labResultDays = 14;

/**
 * Everything a matching job lives in, but with time that can be skipped: the real workflow and acts, a real database,
 * a real SIAK simulator that can be held up, and a worker that dies when it is told to.
 */
export async function startMatchingLab() {
  const [env, database, workflowBundle, simulator] = await Promise.all([
    createTimeSkippingEnv(),
    createTestDatabase(),
    testBundle(),
    startSiakSimulator({ mode: 'demo', port: 0, token }),
  ]);
  const { db } = database;
  await seed(db);
  const technician = await addPerson(db, { roles: ['lembaga-teknis'], institutionId: matchingBank });
  const config = testConfig();
  const siak = createSiakPort({ baseUrl: simulator.url, token, timeoutMs: 5_000, concurrency: 8 });
  const register = new Register(siak);
  let skippedMs = 0;
  const deps: MatchingDeps = {
    ...{ db, siak: register.port, resultDays: labResultDays, log: createLogger('lab', 'fatal') },
    vault: createVault(config.dataKeys, config.indexKey),
    storage: createStoragePort({
      url: undefined,
      directory: mkdtempSync(join(tmpdir(), 'loket-matching-')),
      sealer: keyRingSealer(config.dataKeys),
    }),
    now: () => new Date(Date.now() + skippedMs),
  };
  const activities = createMatchingActivities(deps);
  const crashes = crashing(activities);
  // A client of its own: the environment's client skips time, years if need be, whenever a result is awaited.
  const client = new Client({ connection: env.connection, dataConverter: testDataConverter });
  const worker = await Worker.create({
    ...{ connection: env.nativeConnection, taskQueue: matchingTaskQueue, workflowBundle },
    ...{ activities: crashes.acts, dataConverter: testDataConverter },
  });
  const running = worker.run();
  const workflow = (type: string, workflowId: string, args: readonly object[]) =>
    client.workflow.start(type, { taskQueue: matchingTaskQueue, workflowId, args: [...args] });

  const lab = {
    ...{ client, db, owner: database.owner, deps, register, technician },
    /** The next time that this act is done, the worker dies before Temporal hears of it. */
    loseAnswerOf: crashes.loseAnswerOf,
    crashIsPending: () => crashes.pending,
    /** A job of chunks of these NIK, with a package that pays for it. */
    job: async (chunks: readonly (readonly string[])[], { paid = true }: { paid?: boolean } = {}) => {
      if (paid) await lab.givePackage();
      return storeMatchingJob(deps, technician, chunks, deps.now());
    },
    givePackage: () => giveUnits(db, matchingBank, 1, 'PEMADANAN-LENGKAP'),
    /** Packages that are left. */
    packages: async () => {
      const { granted, debited } = await db.quotaAccount.findUniqueOrThrow({
        where: { institutionId_productId: { institutionId: matchingBank, productId: matchingProduct } },
      });
      return Number(granted - debited);
    },
    /**
     * A job whose chunks ask the register and are kept waiting for its answer: as many at a time as a job has under way.
     */
    asking: async (chunks: readonly (readonly string[])[]) => {
      register.hold();
      const before = register.asked;
      const id = await lab.job(chunks);
      const handle = await lab.start(id);
      await register.untilAsked(before, Math.min(4, chunks.length));
      return { id, handle };
    },
    start: (jobId: string) => workflow(matchingWorkflowType, matchingWorkflowId(jobId), [{ jobId }]),
    /** A round of destroying, as its Schedule starts it. */
    retention: () => workflow(matchingRetentionWorkflowType, `retention-${randomUUID()}`, []),
    /** One whole round; gives how many jobs it was. */
    destroyExpired: async () => ((await (await lab.retention()).result()) as { jobs: number }).jobs,
    act: async (
      jobId: string,
      action: MatchingAction,
      roles: MatchingActor['roles'] = ['lembaga-teknis'],
      intentId: string = randomUUID(),
    ): Promise<MatchingActResult | Refused> => {
      const { version } = await lab.row(jobId);
      return outcomeOf(
        client.workflow
          .getHandle(matchingWorkflowId(jobId))
          .executeUpdate<MatchingActResult, [MatchingActRequest]>(matchingActUpdate, {
            updateId: intentId,
            args: [{ intentId, action, actor: { id: technician.id, roles }, version }],
          }),
      );
    },
    /** Records an act past its workflow, as when worker and server died before Temporal kept that it was asked for. */
    unheard: async (jobId: string, action: MatchingAction) => {
      const { version: expectedVersion } = await lab.row(jobId);
      const actor: MatchingActor = { id: technician.id, roles: ['lembaga-teknis'] };
      await activities.moveMatching({ jobId, action, expectedVersion, actor });
    },
    /** Says that an act was recorded elsewhere. */
    changed: (jobId: string) =>
      client.workflow.getHandle(matchingWorkflowId(jobId)).signal(matchingChangedSignal),
    row: (id: string) => db.matchingJob.findUniqueOrThrow({ where: { id } }),
    until: (id: string, expected: object) =>
      eventually(
        async () => {
          const row = await lab.row(id);
          for (const [name, value] of Object.entries(expected)) {
            const found = row[name as keyof typeof row];
            if (found !== value) throw new Error(`${name} is ${String(found)}, not ${String(value)}`);
          }
          return row;
        },
        { withinMs: 30_000 },
      ),
    /** Actions of the history, with the version that each made. */
    history: async (jobId: string) =>
      (await db.matchingHistory.findMany({ where: { jobId }, orderBy: { version: 'asc' } })).map(
        ({ action, version }) => `${version} ${action}`,
      ),
    /** What the job has cost and written: units of the package, rows of the access log, rows that are done. */
    traces: async (jobId: string) => ({
      units: await db.ledgerTransaction.count({ where: { cause: `MATCHING:${jobId}` } }),
      logged: await db.accessLog.count({ where: { requestId: jobId } }),
      done: (await lab.row(jobId)).doneRows,
    }),
    /** Lets days or minutes pass for the workflows and for the acts; nothing passes by itself. */
    pass: async (time: Duration) => {
      skippedMs += msToNumber(time);
      await env.sleep(time);
    },
    stop: async () => {
      register.release();
      worker.shutdown();
      await running;
      await siak.close();
      await Promise.all([env.teardown(), simulator.stop()]);
      await database.drop();
    },
  };
  return lab;
}

export type MatchingLab = Awaited<ReturnType<typeof startMatchingLab>>;

/** The register as the lab's jobs meet it: its answers can be held back, and it can be away. */
class Register {
  readonly port: SiakPort;
  #gate: Promise<void> = Promise.resolve();
  #open: () => void = () => undefined;
  #fault: 'SIAK_UNAVAILABLE' | 'SIAK_REFUSED' | null = null;
  #asked = 0;

  constructor(siak: SiakPort) {
    this.port = {
      ...siak,
      readPerson: async (institution, nik) => {
        this.#asked += 1;
        await this.#gate;
        if (this.#fault) throw new AppError(this.#fault, { message: 'as the test wants it' });
        return siak.readPerson(institution, nik);
      },
    };
  }

  /** Questions so far. */
  get asked(): number {
    return this.#asked;
  }

  /** From now on questions wait. */
  hold(): void {
    this.release();
    this.#gate = new Promise((resolve) => {
      this.#open = resolve;
    });
  }

  /** Answers those that wait and all that come. */
  release(): void {
    this.#open();
    this.#gate = Promise.resolve();
  }

  /** Every question fails so; null: none does. */
  fail(fault: 'SIAK_UNAVAILABLE' | 'SIAK_REFUSED' | null): void {
    this.#fault = fault;
  }

  /** Waits for so many questions beyond those of `before`. */
  untilAsked(before: number, more = 1): Promise<unknown> {
    return eventually(() => this.#asked >= before + more, { withinMs: 30_000 });
  }
}
