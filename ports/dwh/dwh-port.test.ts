import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { AppError } from '#contract/shared/errors';
import { loadConfig } from '#platform/config';
import { type DwhSimulator, startDwhSimulator } from '../../simulators/dwh/simulator.ts';
import { eventually } from '../../tests/support/eventually.ts';
import { createDwhPort, type DwhJob, type DwhPort, type DwhPortOptions } from './dwh-port.ts';
import { dwhFromConfig } from './from-config.ts';

const token = 'token-dwh-uji';
const noKk = '3273010101010001';
let simulator: DwhSimulator;
let dataDir: string;
let people = 0;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'dwh-port-'));
  simulator = await startDwhSimulator({ mode: 'demo', port: 0, dataDir, token, jobMs: 100 });
});
afterAll(async () => {
  await simulator.stop();
  await rm(dataDir, { recursive: true });
});
afterEach(() => control({ mode: 'normal' }));

const port = (changes: Partial<DwhPortOptions> = {}): DwhPort =>
  createDwhPort({ baseUrl: simulator.url, token, timeoutMs: 2_000, ...changes });

/** A NIK that no other test uses; the ending chooses the simulator's behaviour. */
function newNik(ending = '0001'): string {
  people += 1;
  return `3273${String(people).padStart(8, '0')}${ending}`;
}

async function control(body: object, path = '/control'): Promise<void> {
  const response = await fetch(`${simulator.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(response.status).toBe(200);
}

const jobsOf = async (nik: string): Promise<{ jobId: string }[]> => {
  const response = await fetch(`${simulator.url}/control/jobs`);
  return ((await response.json()) as { jobId: string; nik: string }[]).filter((job) => job.nik === nik);
};

const over = (jobId: string): Promise<DwhJob> =>
  eventually(async () => {
    const job = await port().pollJob(jobId);
    expect(job.finishedAt).not.toBeNull();
    return job;
  });

async function failureOf(act: Promise<unknown>): Promise<AppError> {
  const error = await act.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof AppError) return error;
  throw new Error(`expected an AppError, got ${String(error)}`);
}

/** Everything of an error that could reach a log or Temporal. */
const written = (error: AppError): string =>
  JSON.stringify([
    error.message,
    error.params,
    error.errors,
    error.details,
    String(error.cause),
    error.stack,
  ]);

describe('a job', () => {
  test('runs to its end, after which the NIK is read', async () => {
    const nik = newNik();
    expect(await port().read(nik)).toEqual({ kind: 'notFound' });
    const job = await port().submitJob({ key: `k-${nik}`, nik, noKk });
    const ended = await over(job.jobId);
    expect(ended).toMatchObject({ jobId: job.jobId, status: 'DONE', progress: 100, reasonCode: null });
    const reading = await port().read(nik);
    expect(reading).toEqual({
      kind: 'found',
      noKk,
      namaLengkap: expect.stringMatching(/^[A-Z]+ [A-Z]+$/),
      lastSyncedAt: ended.finishedAt,
    });
  });

  test('is one and the same for one key, also when sent ten times at once', async () => {
    const nik = newNik();
    const sent = Array.from({ length: 10 }, () => port().submitJob({ key: `k-${nik}`, nik, noKk }));
    expect(new Set((await Promise.all(sent)).map(({ jobId }) => jobId)).size).toBe(1);
    expect(await jobsOf(nik)).toHaveLength(1);
  });

  test('of another person under a used key is refused', async () => {
    const nik = newNik();
    await port().submitJob({ key: `k-${nik}`, nik, noKk });
    const error = await failureOf(port().submitJob({ key: `k-${nik}`, nik: newNik(), noKk }));
    expect([error.code, error.details]).toEqual([
      'DWH_REFUSED',
      { reason: 'refused', dwhCode: 'KEY_REUSED' },
    ]);
  });

  test('that was accepted in silence is the one that the same key brings', async () => {
    const nik = newNik('9908');
    const request = { key: `k-${nik}`, nik, noKk };
    const error = await failureOf(port({ timeoutMs: 300 }).submitJob(request));
    expect([error.code, error.details]).toEqual(['DWH_UNAVAILABLE', { reason: 'timeout' }]);
    const made = await jobsOf(nik);
    expect(made).toHaveLength(1);
    expect((await port().submitJob(request)).jobId).toBe(made[0]?.jobId);
  });

  test('fails for a reason, and the next one succeeds', async () => {
    const nik = newNik('9903');
    const first = await over((await port().submitJob({ key: `1-${nik}`, nik, noKk })).jobId);
    expect(first).toMatchObject({ status: 'FAILED', reasonCode: 'BIOMETRIK_GANDA' });
    expect(first.message).not.toBe('');
    expect(await port().read(nik)).toEqual({ kind: 'notFound' });
    const second = await over((await port().submitJob({ key: `2-${nik}`, nik, noKk })).jobId);
    expect(second).toMatchObject({ status: 'DONE', reasonCode: null });
  });

  test('is refused with the reason of the DWH, and none is started', async () => {
    const nik = newNik('9902');
    const error = await failureOf(port().submitJob({ key: `k-${nik}`, nik, noKk }));
    expect(error.code).toBe('DWH_REFUSED');
    expect(error.details).toEqual({ reason: 'refused', dwhCode: 'NIK_TIDAK_ADA_DI_SIAK' });
    expect(await jobsOf(nik)).toEqual([]);
  });

  test('that the DWH forgot is told apart from silence, and can be sent anew', async () => {
    const nik = newNik('9904');
    const { jobId } = await port().submitJob({ key: `k-${nik}`, nik, noKk });
    const error = await failureOf(port().pollJob(jobId));
    expect([error.code, error.details]).toEqual(['DWH_JOB_UNKNOWN', { reason: 'unknown' }]);
    expect((await failureOf(port().cancelJob(jobId))).code).toBe('DWH_JOB_UNKNOWN');
    const again = await port().submitJob({ key: `k-${nik}`, nik, noKk });
    expect(again.jobId).not.toBe(jobId);
    expect((await over(again.jobId)).status).toBe('DONE');
  });

  test('is cancelled, and a late end by the DWH changes nothing', async () => {
    const nik = newNik('9911');
    const { jobId } = await port().submitJob({ key: `k-${nik}`, nik, noKk });
    expect(await port().cancelJob(jobId)).toMatchObject({ jobId, status: 'CANCELLED' });
    expect(await port().cancelJob(jobId)).toMatchObject({ status: 'CANCELLED' });
    expect(await port().pollJob(jobId)).toMatchObject({ status: 'CANCELLED' });
    expect(await port().read(nik)).toEqual({ kind: 'notFound' });
  });

  test('that was over before it was cancelled stays what it was', async () => {
    const nik = newNik();
    const { jobId } = await port().submitJob({ key: `k-${nik}`, nik, noKk });
    await over(jobId);
    expect(await port().cancelJob(jobId)).toMatchObject({ status: 'DONE', progress: 100 });
  });

  test('is not even sent for a number that is no NIK or KK', async () => {
    const wrongNik = await failureOf(port().submitJob({ key: 'k', nik: '327301450790000', noKk }));
    const wrongKk = await failureOf(port().submitJob({ key: 'k', nik: newNik(), noKk: 'x' }));
    expect([wrongNik.code, wrongNik.errors[0]?.path]).toEqual(['INVALID_INPUT', 'nik']);
    expect([wrongKk.code, wrongKk.errors[0]?.path]).toEqual(['INVALID_INPUT', 'noKk']);
    expect(written(wrongNik)).not.toContain('327301450790000');
  });
});

describe('reading', () => {
  test('tells a NIK that was readable before any job, and one that is inactive', async () => {
    expect(await port().read(newNik('9906'))).toMatchObject({ kind: 'found' });
    expect(await port().read(newNik('9909'))).toEqual({ kind: 'inactive' });
  });

  test('recovers by itself once the DWH is back', async () => {
    const nik = newNik('9907');
    for (const _ of [1, 2, 3]) {
      const error = await failureOf(port().read(nik));
      expect([error.code, error.details]).toEqual(['DWH_UNAVAILABLE', { reason: 'http' }]);
    }
    expect(await port().read(nik)).toEqual({ kind: 'notFound' });
  });
});

test('is reachable while it takes calls with our token, and not otherwise', async () => {
  expect(await port().isReachable()).toBe(true);
  expect(await port({ token: 'salah' }).isReachable()).toBe(false);
  expect(await port({ baseUrl: 'http://127.0.0.1:1' }).isReachable()).toBe(false);
  await control({ mode: 'down' });
  expect(await port().isReachable()).toBe(false);
});

test('a wrong token is refused for certain, and told to nobody', async () => {
  const error = await failureOf(port({ token: 'salah-token' }).read(newNik()));
  expect([error.code, error.details.dwhCode]).toEqual(['DWH_REFUSED', 'UNAUTHENTICATED']);
  expect(written(error)).not.toContain('salah-token');
});

describe('nothing is known', () => {
  test.each([
    ['the DWH answers 503', { mode: 'down', how: '503' }, 'http'],
    ['the connection is reset', { mode: 'down', how: 'reset' }, 'connection'],
    ['the answer is a web page', { mode: 'garbage', how: 'html' }, 'unreadable'],
    ['half an answer comes', { mode: 'garbage', how: 'truncated' }, 'unreadable'],
    ['the DWH is too slow', { mode: 'slow', ms: 5_000 }, 'timeout'],
  ])('when %s, whatever was asked; and no error names a NIK', async (_name, fault, reason) => {
    const nik = newNik();
    const { jobId } = await port().submitJob({ key: `k-${nik}`, nik, noKk });
    await control(fault);
    const hasty = port({ timeoutMs: 300 });
    const errors = await Promise.all([
      failureOf(hasty.read(nik)),
      failureOf(hasty.submitJob({ key: `k-${nik}`, nik, noKk })),
      failureOf(hasty.pollJob(jobId)),
      failureOf(hasty.cancelJob(jobId)),
    ]);
    for (const error of errors) {
      expect([error.code, error.details]).toEqual(['DWH_UNAVAILABLE', { reason }]);
      expect(written(error)).not.toMatch(new RegExp(`${nik}|${noKk}`));
    }
  });

  test('when nobody listens', async () => {
    const error = await failureOf(port({ baseUrl: 'http://127.0.0.1:1' }).read(newNik()));
    expect([error.code, error.details]).toEqual(['DWH_UNAVAILABLE', { reason: 'connection' }]);
  });
});

describe('a DWH that is not what was agreed', () => {
  /** Asks a server of the test; gives its requests and what came out. */
  async function against<T>(
    listener: RequestListener,
    act: (port: DwhPort) => Promise<T>,
    options: Partial<DwhPortOptions> = {},
  ): Promise<{ result: T; asked: IncomingMessage[] }> {
    const asked: IncomingMessage[] = [];
    const server = createServer((request, response) => {
      asked.push(request);
      listener(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
      const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/base/`;
      return { result: await act(port({ baseUrl, timeoutMs: 500, ...options })), asked };
    } finally {
      server.closeAllConnections();
      server.close();
    }
  }
  const answering =
    (status: number, body: string | object): RequestListener =>
    (_request, response) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(typeof body === 'string' ? body : JSON.stringify(body));
    };
  const nik = '3273014507900001';
  const found = {
    status: 'FOUND',
    nik,
    noKk,
    namaLengkap: 'SITI',
    lastSyncedAt: '2026-01-02T03:04:05+07:00',
  };

  test.each([
    ['another NIK', { ...found, nik: '3273014507900002' }],
    ['a name that is none', { ...found, namaLengkap: '' }],
    ['a day that is none', { ...found, lastSyncedAt: 'kemarin' }],
    ['a status of its own', { status: 'MAYBE' }],
    ['a list', [found]],
    ['nothing', ''],
  ])('reads %s: nothing is known, and the answer is not repeated', async (_name, body) => {
    const { result } = await against(answering(200, body), (dwh) => failureOf(dwh.read(nik)));
    expect([result.code, result.details]).toEqual(['DWH_UNAVAILABLE', { reason: 'unreadable' }]);
    expect(written(result)).not.toMatch(/SITI|327301/);
  });

  test('has its moments read as UTC', async () => {
    const { result } = await against(answering(200, found), (dwh) => dwh.read(nik));
    expect(result).toMatchObject({ lastSyncedAt: new Date('2026-01-01T20:04:05Z') });
  });

  test.each([
    ['of another id', { jobId: 'J-2', status: 'DONE' }],
    ['in a state of its own', { jobId: 'J-1', status: 'PAUSED' }],
    ['with 101 percent', { jobId: 'J-1', status: 'RUNNING', progress: 101 }],
  ])('tells a job %s: nothing is known', async (_name, body) => {
    const { result } = await against(answering(200, body), (dwh) => failureOf(dwh.pollJob('J-1')));
    expect([result.code, result.details]).toEqual(['DWH_UNAVAILABLE', { reason: 'unreadable' }]);
  });

  test('names a new job by a NIK: it is not taken, since it would stand in addresses', async () => {
    const { result } = await against(answering(202, { jobId: nik, status: 'QUEUED' }), (dwh) =>
      failureOf(dwh.submitJob({ key: 'k', nik, noKk })),
    );
    expect([result.code, result.details]).toEqual(['DWH_UNAVAILABLE', { reason: 'unreadable' }]);
    expect(written(result)).not.toContain(nik);
  });

  test('fails a job for a reason of its own: a failure of the system, its words without numbers', async () => {
    const body = {
      jobId: 'J-1',
      status: 'FAILED',
      progress: 12.7,
      reasonCode: 'X-99',
      message: `Bentrok\u0000 dengan\n${nik} (3273 0145 0790 0001, 0812-3456-7890), 3 dari 5`,
    };
    const { result } = await against(answering(200, body), (dwh) => dwh.pollJob('J-1'));
    expect(result).toEqual({
      jobId: 'J-1',
      status: 'FAILED',
      progress: 12,
      reasonCode: 'GANGGUAN_SISTEM',
      message: 'Bentrok dengan … (…, …), 3 dari 5',
      finishedAt: null,
    });
  });

  test.each([
    [404, '<html>Not Found</html>', 'DWH_UNAVAILABLE', { reason: 'http' }],
    [429, { code: 'MALFORMED' }, 'DWH_UNAVAILABLE', { reason: 'http' }],
    [500, { code: 'JOB_UNKNOWN' }, 'DWH_UNAVAILABLE', { reason: 'http' }],
    [400, { code: `NIK ${nik}`, message: `NIK ${nik}` }, 'DWH_REFUSED', { reason: 'refused' }],
    [409, { code: 'DATA_TERKUNCI' }, 'DWH_REFUSED', { reason: 'refused', dwhCode: 'DATA_TERKUNCI' }],
  ])('answers %i with %j: %s', async (status, body, code, details) => {
    const { result } = await against(answering(status, body), (dwh) => failureOf(dwh.pollJob('J-1')));
    expect([result.code, result.details]).toEqual([code, details]);
    expect(written(result)).not.toContain(nik);
  });

  test('answers more than anything that it has to say', async () => {
    const endless: RequestListener = (_request, response) => {
      response.writeHead(200);
      const more = () => {
        while (response.writable && response.write('x'.repeat(10_000)));
      };
      response.on('drain', more);
      more();
    };
    const { result } = await against(endless, (dwh) => failureOf(dwh.read(nik)), { timeoutMs: 5_000 });
    expect([result.code, result.details]).toEqual(['DWH_UNAVAILABLE', { reason: 'tooLong' }]);
  });

  test('ends in the middle of its answer', async () => {
    const { result } = await against(
      (_request, response) => {
        response.writeHead(200, { 'content-length': 1_000 });
        response.write('{"status":', () => response.destroy());
      },
      (dwh) => failureOf(dwh.read(nik)),
    );
    expect([result.code, result.details]).toEqual(['DWH_UNAVAILABLE', { reason: 'connection' }]);
  });

  test('sends us elsewhere: neither the token nor the NIK follows, and no address holds it', async () => {
    const redirect: RequestListener = (_request, response) => {
      response.writeHead(307, { location: '/elsewhere' }).end();
    };
    const { result, asked } = await against(redirect, (dwh) => failureOf(dwh.read(nik)));
    expect([result.code, result.details]).toEqual(['DWH_UNAVAILABLE', { reason: 'http' }]);
    expect(asked.map(({ url, headers }) => [url, headers.authorization])).toEqual([
      ['/base/dwh/v1/read', `Bearer ${token}`],
    ]);
  });

  test('is asked over connections that are kept', async () => {
    const { asked } = await against(answering(200, { status: 'NOT_FOUND' }), async (dwh) => {
      for (let call = 0; call < 20; call += 1) await dwh.read(nik);
    });
    expect(asked).toHaveLength(20);
    // A connection falls free a moment after its answer was read, so there may be more than one.
    expect(new Set(asked.map(({ socket }) => socket)).size).toBeLessThan(10);
  });
});

describe('the settings', () => {
  const env = {
    DATABASE_URL: 'postgresql://loket_app:x@127.0.0.1:5432/loket',
    DWH_URL: '',
    DWH_TOKEN: token,
  };
  const configured = (url: string) => loadConfig({ ...env, DWH_URL: url }, 'simulator').dwh;

  test('without an address switch the interface off', () => {
    expect(dwhFromConfig(configured(''))).toBeNull();
  });

  test('with an address reach the DWH', async () => {
    expect(await dwhFromConfig(configured(`${simulator.url}/`))?.isReachable()).toBe(true);
  });
});
