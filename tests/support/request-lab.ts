import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@temporalio/client';
import type { Duration } from '@temporalio/common';
import { Worker } from '@temporalio/worker';
import type { Actor } from '#contract/access/roles';
import type { RequestStatus } from '#contract/requests/lifecycle';
import {
  type RequestAct,
  type RequestActRequest,
  type RequestActResult,
  requestActUpdate,
  requestChangedSignal,
  requestsTaskQueue,
  requestWorkflowId,
  requestWorkflowType,
} from '#contract/requests/messages';
import { planAct } from '#contract/requests/moves';
import type { RequestStep, StepStatus } from '#contract/requests/steps';
import { createLogger } from '#platform/logger';
import { createVault } from '#platform/vault';
import { createDwhPort, type DwhPort } from '#ports/dwh/dwh-port';
import { keyRingSealer } from '#ports/storage/sealer';
import { createStoragePort } from '#ports/storage/storage-port';
import type { Database } from '#prisma/client';
import { promiseFor } from '#records/requests/deadlines';
import { storeRequestIntent } from '#records/requests/intents';
import { createRequestActivities, type RequestActivityDeps } from '../../activities/requests/index.ts';
import { startDwhSimulator } from '../../simulators/dwh/simulator.ts';
import { testConfig } from './config.ts';
import { createTestDatabase } from './database.ts';
import { eventually } from './eventually.ts';
import { outcomeOf, type Refused, testBundle } from './order-lab.ts';
import { createRequest, type RequestOptions, randomNik } from './requests.ts';
import { createTimeSkippingEnv, testDataConverter } from './temporal.ts';

/** A person of the tests: his id is his name. */
export interface RequestPerson {
  readonly id: string;
  readonly roles: readonly Actor[];
}

export const requestPeople = {
  operator: { id: 'operator', roles: ['operator-dinas'] },
  colleague: { id: 'colleague', roles: ['operator-dinas'] },
  supervisor: { id: 'supervisor', roles: ['supervisor-dinas'] },
  staff: { id: 'staff', roles: ['staf-konsolidasi'] },
  secondStaff: { id: 'second-staff', roles: ['staf-konsolidasi'] },
  citizen: { id: 'pemohon', roles: ['pemohon'] },
} as const satisfies Record<string, RequestPerson>;

/** Working days that the lab promises in each status. */
export const labPromise = { serviceDays: { BARU: 1, DISETUJUI: 1, DIPROSES: 1 }, remindHours: 2 };

export const konsolidasi = 'KONSOLIDASI_MANUAL' satisfies RequestStep;
export const sinkronisasi = 'SINKRONISASI_DWH' satisfies RequestStep;
export const onRequest = (action: Extract<RequestAct, { on: 'request' }>['action']): RequestAct => ({
  on: 'request',
  action,
});
export const onStep = (
  step: RequestStep,
  action: Extract<RequestAct, { on: 'step' }>['action'],
): RequestAct => ({
  on: 'step',
  step,
  action,
});

export interface LabOptions {
  /** False: the DWH's interface is switched off. */
  readonly dwhOn?: boolean;
}

/**
 * Everything a request lives in, but with time that can be skipped: the real workflow and acts, a real database, a real
 * DWH simulator (which lives in real time), and two offices with people.
 */
export async function startRequestLab({ dwhOn = true }: LabOptions = {}) {
  const [env, database, workflowBundle, dwhSimulator] = await Promise.all([
    createTimeSkippingEnv(),
    createTestDatabase(),
    testBundle(),
    startDwhSimulator({
      ...{ mode: 'demo', port: 0, token: 'token-dwh-uji', jobMs: 100 },
      dataDir: mkdtempSync(join(tmpdir(), 'loket-dwh-')),
    }),
  ]);
  const { db } = database;
  const config = testConfig({ DATABASE_URL: database.url });
  const vault = createVault(config.dataKeys, config.indexKey);
  // A client of its own: the environment's client skips time, years if need be, whenever a result is awaited.
  const client = new Client({ connection: env.connection, dataConverter: testDataConverter });
  const world = await createRequestWorld(db);
  const storage = createStoragePort({ ...config.storage, sealer: keyRingSealer(config.dataKeys) });
  const port: DwhPort = createDwhPort({
    baseUrl: dwhSimulator.url,
    token: 'token-dwh-uji',
    timeoutMs: 1_500,
  });
  const deps: RequestActivityDeps = {
    ...{ db, vault, storage, promise: labPromise },
    dataKeys: config.dataKeys,
    dwh: dwhOn ? port : null,
    settings: { dwhTimeoutMs: 1_500 },
    photoRetentionDays: 365,
    dwhPollMs: 50,
    publicUrl: 'http://loket.test',
    now: () => new Date(),
    log: createLogger('lab', 'fatal'),
  };
  const activities = createRequestActivities(deps);
  const worker = await Worker.create({
    connection: env.nativeConnection,
    taskQueue: requestsTaskQueue,
    workflowBundle,
    activities,
    dataConverter: testDataConverter,
  });
  const running = worker.run();
  const now = async () => new Date(await env.currentTimeMs());
  const lab = {
    ...{ env, client, db, database, deps, vault, world, now, dwhUrl: dwhSimulator.url },
    /** Tells the DWH to behave otherwise, e.g. `{ mode: 'down' }`; `normal` takes all back. */
    misbehave: (order: Record<string, unknown>) => control(dwhSimulator.url, '/control', order),
    /** Ends a job that the DWH holds. */
    endJob: (jobId: string, end: Record<string, unknown>) =>
      control(dwhSimulator.url, `/control/jobs/${jobId}`, end),
    /** A request as it was filed a moment ago; the ending of its NIK chooses how the DWH behaves. */
    request: (options: { nikEnding?: string } & Partial<RequestOptions> = {}) => fileRequest(lab, options),
    start: (requestId: string) =>
      client.workflow.start(requestWorkflowType, {
        taskQueue: requestsTaskQueue,
        workflowId: requestWorkflowId(requestId),
        args: [{ requestId }],
      }),
    act: (requestId: string, act: RequestAct, person: RequestPerson, options: RequestActOptions = {}) =>
      actOn(lab, requestId, act, person, options),
    /** The act, which must be done. */
    done: async (
      requestId: string,
      act: RequestAct,
      person: RequestPerson,
      options: RequestActOptions = {},
    ) => {
      const outcome = await actOn(lab, requestId, act, person, options);
      if ('code' in outcome) throw new Error(`${act.action} by ${person.id}: ${JSON.stringify(outcome)}`);
      return outcome;
    },
    /** Records an act past its workflow, as when worker and server died before Temporal kept that it was asked for. */
    unheard: (requestId: string, act: RequestAct, person: RequestPerson, options: RequestActOptions = {}) =>
      recordUnheard(lab, activities, { requestId, act, person, options }),
    /** Says that the row was changed elsewhere. */
    changed: (requestId: string) =>
      client.workflow.getHandle(requestWorkflowId(requestId)).signal(requestChangedSignal),
    row: (requestId: string) =>
      db.syncRequest.findUniqueOrThrow({ where: { id: requestId }, include: { steps: true } }),
    step: (requestId: string, step: RequestStep) =>
      db.requestStepState.findUniqueOrThrow({ where: { requestId_step: { requestId, step } } }),
    until: (requestId: string, status: RequestStatus) =>
      eventually(
        async () => {
          const row = await lab.row(requestId);
          if (row.status !== status) throw new Error(`request is ${row.status}, not ${status}`);
          return row;
        },
        { withinMs: 30_000 },
      ),
    untilStep: (requestId: string, step: RequestStep, status: StepStatus) =>
      eventually(
        async () => {
          const row = await lab.step(requestId, step);
          if (row.status !== status) throw new Error(`${step} is ${row.status}, not ${status}`);
          return row;
        },
        { withinMs: 30_000 },
      ),
    /** Lets days or minutes pass for the workflows; nothing passes by itself. */
    pass: (time: Duration) => env.sleep(time),
    stop: async () => {
      worker.shutdown();
      await running;
      await Promise.all([env.teardown(), dwhSimulator.stop()]);
      await database.drop();
    },
  };
  return lab;
}

export type RequestLab = Awaited<ReturnType<typeof startRequestLab>>;

interface LabParts {
  readonly db: Database;
  readonly vault: RequestActivityDeps['vault'];
  readonly client: Client;
  readonly world: { readonly officeId: string };
  readonly now: () => Promise<Date>;
}

export interface RequestActOptions {
  readonly note?: string;
  readonly input?: Record<string, unknown>;
  /** The same intent again, as a repeated request sends it. */
  readonly intentId?: string;
}

async function control(url: string, path: string, body: Record<string, unknown>): Promise<void> {
  const response = await fetch(`${url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`the DWH's control: ${response.status} ${await response.text()}`);
}

async function fileRequest(
  { db, vault, world, now }: LabParts,
  { nikEnding = '0001', ...options }: { nikEnding?: string } & Partial<RequestOptions>,
) {
  const from = await now();
  const nik = `${randomNik().slice(0, -4)}${nikEnding}`;
  const made = await createRequest(db, vault, {
    ...{ officeId: world.officeId, nik, submittedAt: from, ...options },
  });
  const { officeId, priority, status } = await db.syncRequest.findUniqueOrThrow({ where: { id: made.id } });
  const promise = await promiseFor(db, {
    ...{ officeId, priority, from, settings: labPromise, status: status as RequestStatus },
  });
  await db.syncRequest.update({ where: { id: made.id }, data: promise });
  return made;
}

/** Stores a person's act as the API does before the workflow hears of it; gives the intent's id. */
export async function storeRequestAct(
  { db, vault }: Pick<LabParts, 'db' | 'vault'>,
  requestId: string,
  act: RequestAct,
  person: RequestPerson,
  { note = null, input = {} }: { note?: string | null; input?: Record<string, unknown> } = {},
): Promise<string> {
  const { intent } = await storeRequestIntent(db, vault, {
    ...{ requestId, act, input, note },
    key: crypto.randomUUID(),
    bodyHash: JSON.stringify({ act, note, input }),
    actor: { id: person.id, name: `Orang ${person.id}`, unit: 'Unit Uji', roles: person.roles },
    role: person.roles[0] as Actor,
  });
  return intent.id;
}

async function actOn(
  lab: LabParts,
  requestId: string,
  act: RequestAct,
  person: RequestPerson,
  options: RequestActOptions,
): Promise<RequestActResult | Refused> {
  const intentId = options.intentId ?? (await storeRequestAct(lab, requestId, act, person, options));
  const { version } = await lab.db.syncRequest.findUniqueOrThrow({ where: { id: requestId } });
  const actor = { id: person.id, roles: person.roles };
  const request: RequestActRequest = { intentId, act, actor, version };
  return outcomeOf(
    lab.client.workflow
      .getHandle(requestWorkflowId(requestId))
      .executeUpdate<RequestActResult, [RequestActRequest]>(requestActUpdate, {
        args: [request],
        updateId: intentId,
      }),
  );
}

async function recordUnheard(
  lab: LabParts,
  activities: ReturnType<typeof createRequestActivities>,
  {
    requestId,
    act,
    person,
    options,
  }: { requestId: string; act: RequestAct; person: RequestPerson; options: RequestActOptions },
): Promise<string> {
  const intentId = await storeRequestAct(lab, requestId, act, person, options);
  const { request, intent } = await activities.openRequestAct({ requestId, intentId });
  const verdict = planAct(request, intent.act, { id: person.id, roles: person.roles });
  if (!verdict.ok) throw new Error(`${act.action} by ${person.id}: ${verdict.code}`);
  const { moves } = verdict;
  const at = (await lab.now()).toISOString();
  await activities.recordRequestAct({ requestId, intentId, moves, expectedVersion: request.version, at });
  return intentId;
}

/** Two offices of one zone, the region of the first, and one person of each role. */
export async function createRequestWorld(db: Database) {
  const tag = crypto.randomUUID().slice(0, 8);
  const office = (name: string) =>
    db.office.create({
      data: {
        ...{ code: `${name}-${tag}`, name: `Dinas ${name}`, address: 'Jl. Uji 1' },
        ...{ phone: '024123456', zone: 'WIB' },
      },
    });
  const [own, other] = await Promise.all([office('SATU'), office('DUA')]);
  const province = { provinceCode: '33', provinceName: 'Jawa Tengah', zone: 'WIB' };
  await db.region.createMany({
    data: [
      { code: '3374', name: 'Kota Semarang', officeId: own.id, ...province },
      { code: '3372', name: 'Kota Surakarta', officeId: other.id, ...province },
    ],
  });
  const people: [string, string, string | null][] = [
    ['operator', 'operator-dinas', own.id],
    ['supervisor', 'supervisor-dinas', own.id],
    ['other-operator', 'operator-dinas', other.id],
    ['staff', 'staf-konsolidasi', null],
    ['official', 'pejabat', null],
  ];
  for (const [name, role, officeId] of people) {
    await db.user.create({
      data: {
        ...{ id: `${name}-${tag}`, name, email: `${name}@uji.test`, officeId },
        roles: { create: { role } },
      },
    });
  }
  return { officeId: own.id, otherOfficeId: other.id };
}
