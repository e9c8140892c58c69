import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MockActivityEnvironment } from '@temporalio/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { MatchingAction } from '#contract/metering/matching/lifecycle';
import {
  matchingActUpdate,
  matchingTaskQueue,
  matchingWorkflowId,
  matchingWorkflowType,
} from '#contract/metering/matching/messages';
import { AppError } from '#contract/shared/errors';
import { createLogger } from '#platform/logger';
import { testPayloadKeys } from '#platform/temporal';
import { createVault } from '#platform/vault';
import { createSiakPort, type SiakPort } from '#ports/siak/siak-port';
import { keyRingSealer } from '#ports/storage/sealer';
import { createStoragePort } from '#ports/storage/storage-port';
import { seed } from '#prisma/seed';
import { findBrokenInvariants } from '#records/ledger';
import { recordChunk } from '#records/metering/matching/chunks';
import { writeChunk } from '#records/metering/matching/input';
import { destroyExpiredMatching } from '#records/metering/matching/retention';
import { createMatchingActivities, type MatchingDeps } from '../../activities/matching/index.ts';
import { matchChunk } from '../../activities/matching/match-chunk.ts';
import { type SiakSimulator, startSiakSimulator } from '../../simulators/siak/simulator.ts';
import { testConfig } from '../../tests/support/config.ts';
import { createTestDatabase, type TestDatabase } from '../../tests/support/database.ts';
import { eventually } from '../../tests/support/eventually.ts';
import { matchingBank, matchingProduct, nikOf, storeMatchingJob } from '../../tests/support/matching-jobs.ts';
import { giveUnits } from '../../tests/support/metering.ts';
import { outcomeOf, testBundle } from '../../tests/support/order-lab.ts';
import { addPerson, type TestPerson } from '../../tests/support/people.ts';
import { createTestTemporal, type TestTemporal } from '../../tests/support/temporal.ts';
import { startTemporalWorker } from '../../worker/temporal-worker.ts';

const token = 'token-siak-uji';
const log = createLogger('test', 'fatal');
let database: TestDatabase;
let temporal: TestTemporal;
let simulator: SiakSimulator;
let siak: SiakPort;
let deps: MatchingDeps;
let worker: ReturnType<typeof startTemporalWorker>;
let technician: TestPerson;

beforeAll(async () => {
  const config = testConfig();
  const directory = mkdtempSync(join(tmpdir(), 'loket-matching-'));
  [database, temporal, simulator] = await Promise.all([
    createTestDatabase(),
    createTestTemporal(),
    startSiakSimulator({ mode: 'demo', port: 0, token }),
  ]);
  await seed(database.db);
  siak = createSiakPort({ baseUrl: simulator.url, token, timeoutMs: 2_000, concurrency: 8 });
  const sealer = keyRingSealer(config.dataKeys);
  deps = {
    ...{ db: database.db, siak, log, resultDays: 14, now: () => new Date() },
    vault: createVault(config.dataKeys, config.indexKey),
    storage: createStoragePort({ url: undefined, directory, sealer }),
  };
  technician = await addPerson(database.db, { roles: ['lembaga-teknis'], institutionId: matchingBank });
  worker = startTemporalWorker({
    ...{ address: temporal.address, namespace: temporal.namespace, payloadKeys: testPayloadKeys, log },
    workflowBundle: await testBundle(),
    taskQueue: matchingTaskQueue,
    activities: createMatchingActivities(deps),
  });
});
beforeEach(() => giveUnits(database.db, matchingBank, 1, 'PEMADANAN-LENGKAP'));
afterEach(async () => {
  await control({ mode: 'normal' });
  expect(await findBrokenInvariants(database.db)).toEqual([]);
});
afterAll(async () => {
  await worker?.stop();
  await siak?.close();
  await Promise.all([temporal?.close(), simulator?.stop()]);
  await database?.drop();
});

const control = (order: object) =>
  fetch(`${simulator.url}/control`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(order),
  });

/** The first chunk once more, past the workflow: as after a crash. */
const matchNow = (jobId: string) => new MockActivityEnvironment().run(matchChunk(deps), { jobId, chunk: 0 });

const job = (chunks: readonly (readonly string[])[]) => storeMatchingJob(deps, technician, chunks);
const start = (jobId: string) =>
  temporal.client.workflow.start(matchingWorkflowType, {
    ...{ taskQueue: matchingTaskQueue, workflowId: matchingWorkflowId(jobId), args: [{ jobId }] },
  });
const act = (jobId: string, action: MatchingAction, roles: readonly string[] = ['lembaga-teknis']) =>
  outcomeOf(
    temporal.client.workflow
      .getHandle(matchingWorkflowId(jobId))
      .executeUpdate<{ status: string; version: number }, [object]>(matchingActUpdate, {
        updateId: randomUUID(),
        args: [{ intentId: 'x', action, actor: { id: technician.id, roles }, version: 1 }],
      }),
  );
const row = (id: string) => database.db.matchingJob.findUniqueOrThrow({ where: { id } });
const until = (id: string, expected: object) =>
  eventually(async () => expect(await row(id)).toMatchObject(expected), { withinMs: 60_000 });
const logged = (id: string) => database.db.accessLog.findMany({ where: { requestId: id } });
const charged = (id: string) => database.db.ledgerTransaction.count({ where: { cause: `MATCHING:${id}` } });
async function resultOf(jobId: string): Promise<string> {
  const chunks = await database.db.matchingChunk.findMany({ where: { jobId }, orderBy: { chunk: 'asc' } });
  let text = '';
  for (const { resultKey } of chunks) {
    if (!resultKey) continue;
    for await (const part of await deps.storage.get(resultKey)) text += String(part);
  }
  return text;
}

describe('a matching job', () => {
  it('goes through its chunks for one unit, logs each row once, and keeps the results', async () => {
    const id = await job([
      [nikOf(1), nikOf(2), nikOf(1)],
      [nikOf(5001), nikOf(7001), ''],
    ]);
    await (await start(id)).result();
    expect(await row(id)).toMatchObject({ status: 'SELESAI', doneRows: 6, totalRows: 6 });
    expect(await charged(id)).toBe(1);
    const rows = await logged(id);
    expect(rows.map(({ result }) => result).sort()).toEqual([
      'COMPARED',
      'COMPARED',
      'COMPARED',
      'DECEASED',
      'NOT_FOUND',
    ]);
    expect(rows.every((each) => each.channel === 'PEMADANAN' && each.outcome === 'FREE')).toBe(true);
    expect((await resultOf(id)).split('\r\n')).toEqual([
      `1,${nikOf(1)},DITEMUKAN,Tidak`,
      `2,${nikOf(2)},DITEMUKAN,Tidak`,
      `3,${nikOf(1)},DITEMUKAN,Tidak`,
      `4,${nikOf(5001)},MENINGGAL,`,
      `5,${nikOf(7001)},TIDAK_DITEMUKAN,`,
      '6,,NIK_TIDAK_SAH,',
      '',
    ]);
    const history = await database.db.matchingHistory.findMany({ where: { jobId: id } });
    expect(history.map(({ action }) => action).sort()).toEqual(['complete', 'submit']);
  });

  it('leaves blank in its result what a row does not say', async () => {
    const id = await job([[nikOf(1), nikOf(2)]]);
    const { inputKey } = await database.db.matchingChunk.findFirstOrThrow({ where: { jobId: id } });
    const rows = [
      { line: 1, nik: nikOf(1), valid: true, said: [''] },
      { line: 2, nik: nikOf(2), valid: true, said: ['BUKAN DIA'] },
    ];
    await deps.storage.put(inputKey, writeChunk(rows), { contentType: 'application/json' });
    await matchNow(id);
    expect(await resultOf(id)).toBe(`1,${nikOf(1)},DITEMUKAN,\r\n2,${nikOf(2)},DITEMUKAN,Tidak\r\n`);
  });

  it('whose chunk is repeated after a crash charges and logs nothing again', async () => {
    const id = await job([[nikOf(3), nikOf(4)]]);
    await Promise.all([matchNow(id), matchNow(id)]);
    await matchNow(id);
    expect(await logged(id)).toHaveLength(2);
    expect(await charged(id)).toBe(1);
    expect(await row(id)).toMatchObject({ doneRows: 2 });
    expect(await database.db.pendingFile.count()).toBe(0);
  });

  it('waits while the register is away, is paused, resumed and goes on where it stood', async () => {
    await control({ mode: 'down', how: 'reset' });
    const id = await job([[nikOf(1)], [nikOf(2)], [nikOf(3)], [nikOf(4)], [nikOf(5)]]);
    await start(id);
    expect(await eventually(() => act(id, 'pause'))).toMatchObject({ status: 'DIJEDA' });
    expect(await act(id, 'pause')).toMatchObject({ code: 'ACTION_NOT_ALLOWED' });
    expect(await act(id, 'resume', ['lembaga-keuangan'])).toMatchObject({ code: 'FORBIDDEN' });
    await control({ mode: 'normal' });
    expect(await act(id, 'resume')).toMatchObject({ status: 'DIPROSES' });
    await until(id, { status: 'SELESAI', doneRows: 5 });
    expect(await logged(id)).toHaveLength(5);
    expect(await charged(id)).toBe(1);
  });

  it('that is cancelled before its first chunk costs nothing, and records nothing after', async () => {
    await control({ mode: 'down', how: 'reset' });
    const id = await job([[nikOf(1)]]);
    await start(id);
    expect(await eventually(() => act(id, 'cancel'))).toMatchObject({ status: 'DIBATALKAN' });
    await control({ mode: 'normal' });
    await matchNow(id);
    const late = { jobId: id, chunk: 0, resultKey: 'x', accesses: [], at: new Date() };
    expect(await recordChunk(deps.db, deps.vault, late)).toBe('STOPPED');
    expect([await charged(id), (await logged(id)).length]).toEqual([0, 0]);
    expect((await row(id)).expiresAt).not.toBeNull();
  });

  it('reads nobody any more for an attempt that has failed: it would be neither kept nor logged', async () => {
    const id = await job([Array.from({ length: 100 }, (_, at) => nikOf(at + 1))]);
    let read = 0;
    const failing: SiakPort = {
      ...siak,
      readPerson: () => {
        read += 1;
        return Promise.reject(new AppError('SIAK_UNAVAILABLE'));
      },
    };
    const attempt = new MockActivityEnvironment().run(matchChunk({ ...deps, siak: failing }), {
      ...{ jobId: id, chunk: 0 },
    });
    await expect(attempt).rejects.toMatchObject({ code: 'SIAK_UNAVAILABLE' });
    await new Promise((resolve) => setImmediate(resolve));
    // Those that were under way at the same time, and none of the other ninety.
    expect(read).toBeLessThanOrEqual(8);
    expect(await logged(id)).toEqual([]);
  });

  it('without a package pauses itself and says why, and goes on when there is one', async () => {
    const { granted, debited } = await database.db.quotaAccount.findUniqueOrThrow({
      where: { institutionId_productId: { institutionId: matchingBank, productId: matchingProduct } },
    });
    const ids: string[] = [];
    // One job more than there are packages.
    for (let left = granted - debited; left >= 0n; left -= 1n) ids.push(await job([[nikOf(6)]]));
    for (const id of ids.slice(0, -1)) await (await start(id)).result();
    const last = ids.at(-1) as string;
    await start(last);
    await until(last, { status: 'DIJEDA', hold: 'QUOTA_EXHAUSTED', doneRows: 0 });
    await giveUnits(database.db, matchingBank, 1, 'PEMADANAN-LENGKAP');
    await act(last, 'resume');
    await until(last, { status: 'SELESAI', hold: null, doneRows: 1 });
  });

  it('has its files destroyed when their time is over', async () => {
    const id = await job([[nikOf(8)]]);
    await (await start(id)).result();
    const [chunk] = await database.db.matchingChunk.findMany({ where: { jobId: id } });
    await destroyExpiredMatching(database.db, {
      ...{ now: new Date(Date.now() + 15 * 86_400_000), take: 20, alive: () => undefined },
      destroy: (key) => deps.storage.delete(key),
    });
    expect((await row(id)).destroyedAt).not.toBeNull();
    await expect(deps.storage.get(chunk?.resultKey ?? '')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(deps.storage.get(chunk?.inputKey ?? '')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
