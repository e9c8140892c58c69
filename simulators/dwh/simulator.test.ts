import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { dwhPaths, type JobState } from '#contract/external/dwh';
import { magicEndings } from './faults.ts';
import { type DwhSimulator, startDwhSimulator } from './simulator.ts';

const token = 'token-dwh-uji';
const noKk = '3273010101010001';
let simulator: DwhSimulator;
let dataDir: string;
/** What the simulator's clock is ahead of ours, in milliseconds. */
let ahead: number;

const start = () =>
  startDwhSimulator({
    mode: 'demo',
    port: 0,
    dataDir,
    token,
    jobMs: 10_000,
    now: () => new Date(Date.UTC(2026, 0, 1) + ahead),
  });

beforeEach(async () => {
  ahead = 0;
  dataDir = await mkdtemp(join(tmpdir(), 'dwh-simulator-'));
  simulator = await start();
});
afterEach(async () => {
  await simulator.stop();
  await rm(dataDir, { recursive: true });
});

type Answer = { status: number; body: Record<string, unknown> };

async function call(path: string, body?: object | string, headers: Record<string, string> = {}) {
  const response = await fetch(`${simulator.url}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    signal: AbortSignal.timeout(20_000),
  });
  const text = await response.text();
  return { status: response.status, body: JSON.parse(text) } as Answer;
}
const read = (nik: string) => call(dwhPaths.read, { nik });
const submit = (nik: string, key = `k-${nik}`) =>
  call(dwhPaths.jobs, { nik, noKk, jobType: 'SINKRONISASI' }, { 'idempotency-key': key });
const submitted = async (nik: string, key?: string): Promise<string> =>
  String((await submit(nik, key)).body.jobId);
const poll = async (jobId: string) => (await call(`${dwhPaths.jobs}/${jobId}`)).body as unknown as JobState;

const visit = async (path: string, form?: Record<string, string>, headers: Record<string, string> = {}) => {
  const response = await fetch(`${simulator.url}${path}`, {
    ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
    headers,
  });
  return { status: response.status, text: await response.text(), headers: response.headers };
};

describe('a job', () => {
  test('waits, runs with progress, and ends; then its NIK is read', async () => {
    const nik = '3273014507900001';
    expect((await read(nik)).body).toEqual({ status: 'NOT_FOUND' });
    const accepted = await submit(nik);
    expect(accepted).toMatchObject({ status: 202, body: { status: 'QUEUED', progress: 0 } });
    const jobId = String(accepted.body.jobId);
    ahead = 5_000;
    expect(await poll(jobId)).toEqual({ jobId, status: 'RUNNING', progress: 49 });
    ahead = 10_000;
    const finishedAt = '2026-01-01T00:00:10.000Z';
    expect(await poll(jobId)).toEqual({ jobId, status: 'DONE', progress: 100, finishedAt });
    expect((await read(nik)).body).toMatchObject({ status: 'FOUND', nik, noKk, lastSyncedAt: finishedAt });
  });

  test('survives a restart and a last line that a crash tore', async () => {
    const nik = '3273014507900001';
    const jobId = await submitted(nik);
    await simulator.stop();
    await appendFile(join(dataDir, 'dwh.jsonl'), '{"type":"ended","jobId":"J-');
    simulator = await start();
    expect(await submitted(nik)).toBe(jobId);
    ahead = 10_000;
    expect(await poll(jobId)).toMatchObject({ status: 'DONE' });
  });

  test('that was forgotten stays forgotten after a restart, and its key is free', async () => {
    const nik = '3273014507909904';
    const jobId = await submitted(nik);
    expect(await call(`${dwhPaths.jobs}/${jobId}`)).toMatchObject({
      status: 404,
      body: { code: 'JOB_UNKNOWN' },
    });
    await simulator.stop();
    simulator = await start();
    expect(await submitted(nik)).not.toBe(jobId);
  });

  test('that is over is not ended a second time, by nobody', async () => {
    const jobId = await submitted('3273014507900001');
    ahead = 10_000;
    await call(`${dwhPaths.jobs}/${jobId}/cancel`, {});
    expect(await call(`/control/jobs/${jobId}`, { status: 'FAILED', reasonCode: 'DATA_TERKUNCI' })).toEqual({
      status: 409,
      body: { error: 'over' },
    });
    expect(await poll(jobId)).toMatchObject({ status: 'DONE' });
  });
});

describe('people', () => {
  test('are the same for the same NIK, and differ', async () => {
    const first = (await read('3273014507909906')).body;
    expect((await read('3273014507909906')).body).toEqual(first);
    expect((await read('3273014607909906')).body.namaLengkap).not.toBe(first.namaLengkap);
    expect(first.noKk).toMatch(/^327301\d{10}$/);
  });
});

describe('magic endings', () => {
  test('are four digits, each with one meaning', () => {
    const endings = magicEndings.map(({ ending }) => ending);
    expect(endings.join(' ')).toMatch(/^\d{4}( \d{4})*$/);
    expect(new Set(endings).size).toBe(endings.length);
  });

  test('9905 fails every job', async () => {
    const nik = '3273014507909905';
    const ids = [await submitted(nik, '1'), await submitted(nik, '2')];
    ahead = 10_000;
    for (const id of ids) {
      expect(await poll(id)).toMatchObject({ status: 'FAILED', reasonCode: 'ELEMEN_TIDAK_COCOK' });
    }
  });

  test('9911 runs until a person ends it', async () => {
    const jobId = await submitted('3273014507909911');
    ahead = 86_400_000;
    expect(await poll(jobId)).toEqual({ jobId, status: 'RUNNING', progress: 50 });
    await visit(`/pekerjaan/${jobId}`, { status: 'FAILED', reasonCode: 'DATA_TERKUNCI' });
    expect(await poll(jobId)).toMatchObject({ status: 'FAILED', reasonCode: 'DATA_TERKUNCI' });
  });
});

describe('the control endpoint', () => {
  test('makes one NIK fail once, and others not', async () => {
    await call('/control', { mode: 'fail', code: 'DATA_TERKUNCI', forNik: '3273014507900001', count: 1 });
    const other = await submitted('3273014507900002');
    const first = await submitted('3273014507900001', '1');
    const second = await submitted('3273014507900001', '2');
    ahead = 10_000;
    expect((await poll(first)).reasonCode).toBe('DATA_TERKUNCI');
    expect([(await poll(second)).status, (await poll(other)).status]).toEqual(['DONE', 'DONE']);
  });

  test('makes jobs of one kind of call long', async () => {
    await call('/control', { mode: 'slow', ms: 0, jobMs: 20_000, call: 'submit' });
    const jobId = await submitted('3273014507900001');
    ahead = 15_000;
    expect((await poll(jobId)).status).toBe('RUNNING');
  });

  test('refuses what it does not know, and takes everything back', async () => {
    expect((await call('/control', { mode: 'sulk' })).status).toBe(422);
    await call('/control', { mode: 'inactive' });
    expect((await call('/control')).body).toEqual({ behaviours: [{ mode: 'inactive' }] });
    expect((await call('/control', { mode: 'normal' })).body).toEqual({ behaviours: [] });
    expect((await read('3273014507900001')).body).toEqual({ status: 'NOT_FOUND' });
  });
});

describe('the endpoint', () => {
  test.each([
    ['a NIK of 15 digits', dwhPaths.read, { nik: '327301450790000' }],
    ['half a JSON', dwhPaths.read, '{"nik":'],
    ['a job without a key', dwhPaths.jobs, { nik: '3273014507900001', noKk, jobType: 'SINKRONISASI' }],
    ['a job of another kind', dwhPaths.jobs, { nik: '3273014507900001', noKk, jobType: 'HAPUS' }],
  ])('calls %s malformed', async (_name, path, body) => {
    expect(await call(path, body)).toEqual({ status: 400, body: { code: 'MALFORMED', message: '' } });
  });

  test('wants its token', async () => {
    for (const authorization of ['', `Basic ${token}`, 'Bearer x']) {
      expect((await call(dwhPaths.health, undefined, { authorization })).status).toBe(401);
    }
    expect((await call(dwhPaths.health)).status).toBe(200);
  });
});

describe('the pages', () => {
  test('list jobs with masked NIKs, and let a person finish one', async () => {
    const jobId = await submitted('3273014507900001');
    const list = await visit('/');
    expect(list.text).toContain('3273********0001');
    expect(list.text).not.toContain('3273014507900001');
    expect(list.headers.get('content-security-policy')).toContain("default-src 'none'");
    const after = await visit(`/pekerjaan/${jobId}`, { status: 'DONE' });
    expect(after.text).toContain('<span class="tag paid">Selesai</span>');
    expect(await poll(jobId)).toMatchObject({ status: 'DONE', finishedAt: '2026-01-01T00:00:00.000Z' });
    expect(await visit(`/pekerjaan/${jobId}`, { status: 'DONE' })).toMatchObject({ status: 409 });
    expect(await visit('/pekerjaan/J-0', { status: 'DONE' })).toMatchObject({ status: 404 });
  });

  test('explain every magic ending, and switch behaviours for one NIK', async () => {
    const help = await visit('/bantuan');
    for (const { ending, effect } of magicEndings) {
      expect(help.text).toContain(`<span class="code">${ending}</span>`);
      expect(help.text).toContain(effect);
    }
    expect(await visit('/bantuan', { mode: 'inactive', nik: '123' })).toMatchObject({ status: 422 });
    await visit('/bantuan', { mode: 'inactive', nik: '3273 0145 0790 0001' });
    expect((await read('3273014507900001')).body).toEqual({ status: 'INACTIVE' });
    expect((await read('3273014507900002')).body).toEqual({ status: 'NOT_FOUND' });
    expect((await visit('/bantuan', { mode: 'normal' })).text).toContain('tidak ada gangguan');
  });

  test('refuse what another site makes a browser send', async () => {
    const jobId = await submitted('3273014507900001');
    const headers = { 'sec-fetch-site': 'cross-site' };
    expect((await visit(`/pekerjaan/${jobId}`, { status: 'DONE' }, headers)).status).toBe(403);
    expect((await poll(jobId)).status).toBe('QUEUED');
  });
});

test('it does not start in production', async () => {
  const options = { mode: 'production', port: 0, dataDir, token } as const;
  await expect(startDwhSimulator(options)).rejects.toThrow('does not start in production');
});
