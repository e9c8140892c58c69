import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { AppError } from '#contract/shared/errors';
import { loadConfig } from '#platform/config';
import { createMetrics } from '#platform/metrics';
import { type SiakSimulator, startSiakSimulator } from '../../simulators/siak/simulator.ts';
import { siakFromConfig } from './from-config.ts';
import { createSiakPort, type SiakPort, type SiakPortOptions } from './siak-port.ts';

const token = 'token-siak-uji';
const bank = 'bank-1';
const nik = '3374014507900001';
let simulator: SiakSimulator;
const opened: SiakPort[] = [];

beforeAll(async () => {
  simulator = await startSiakSimulator({ mode: 'demo', port: 0, token });
});
afterEach(async () => {
  await control({ mode: 'normal' });
  await Promise.all(opened.splice(0).map((each) => each.close()));
});
afterAll(() => simulator.stop());

function port(changes: Partial<SiakPortOptions> = {}): SiakPort {
  const each = createSiakPort({
    baseUrl: simulator.url,
    token,
    timeoutMs: 5_000,
    concurrency: 8,
    ...changes,
  });
  opened.push(each);
  return each;
}

async function control(body: object): Promise<void> {
  const response = await fetch(`${simulator.url}/control`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(response.status).toBe(200);
}

const personCalls = async (): Promise<number> => {
  const response = await fetch(`${simulator.url}/control`);
  return ((await response.json()) as { calls: { person: number } }).calls.person;
};

async function failureOf(act: Promise<unknown>): Promise<AppError> {
  const error = await act.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof AppError) return error;
  throw new Error(`expected an AppError, got ${String(error)}`);
}

/** Everything of an error that could reach a log. */
const written = (error: AppError): string =>
  JSON.stringify([
    error.message,
    error.params,
    error.errors,
    error.details,
    String(error.cause),
    error.stack,
  ]);

describe('a NIK', () => {
  test('that somebody has brings his elements, under our names', async () => {
    const reading = await port().readPerson(bank, nik);
    expect(reading).toMatchObject({
      kind: 'found',
      person: { nik, tanggalLahir: '05-07-1990', jenisKelamin: 'PEREMPUAN', noProp: '33', noKab: '74' },
    });
  });

  test.each([
    ['5001', 'DECEASED'],
    ['6001', 'DOUBLE'],
    ['7001', 'NOT_FOUND'],
    ['8001', 'INACTIVE'],
  ])('with the serial %s is %s', async (serial, absence) => {
    expect(await port().readPerson(bank, `337401450790${serial}`)).toEqual({ kind: 'absent', absence });
  });

  test.each(['337401450790000', '33740145079000011', '33740145079O0001', ''])(
    'written %j is refused before anything is sent',
    async (wrong) => {
      const before = await personCalls();
      const error = await failureOf(port().readPerson(bank, wrong));
      expect(error.code).toBe('INVALID_INPUT');
      expect(written(error)).not.toContain(wrong || '337401');
      expect(await personCalls()).toBe(before);
    },
  );
});

describe('a face', () => {
  const photo = Buffer.concat([Buffer.from('ffd8ffe000104a464946', 'hex'), Buffer.alloc(20_000, 7)]);

  test('is scored, the same one the same', async () => {
    const first = await port().compareFace(bank, nik, photo);
    expect(first).toEqual({ kind: 'compared', score: expect.any(Number) });
    expect(await port().compareFace(bank, nik, photo)).toEqual(first);
  });

  test('that the photo does not show, or whose person died, is told apart from a low score', async () => {
    expect(await port().compareFace(bank, nik, Buffer.from([0, 1]))).toEqual({ kind: 'noFace' });
    expect(await port().compareFace(bank, '3374014507905001', photo)).toEqual({
      kind: 'absent',
      absence: 'DECEASED',
    });
  });

  test('of no bytes or too many is refused before anything is sent', async () => {
    for (const bytes of [0, 2 * 1024 * 1024 + 1])
      expect((await failureOf(port().compareFace(bank, nik, new Uint8Array(bytes)))).code).toBe(
        'INVALID_INPUT',
      );
  });

  test('as large as allowed arrives', async () => {
    const reading = await port().compareFace(bank, nik, new Uint8Array(2 * 1024 * 1024).fill(7));
    expect(reading.kind).toBe('compared');
  });
});

describe('nothing is known, and no error names the NIK,', () => {
  test.each([
    ['9902', 'timeout'],
    ['9903', 'http'],
    ['9904', 'unreadable'],
    ['9905', 'connection'],
    ['9906', 'unreadable'],
  ])('with the ending %s: %s', async (ending, reason) => {
    const error = await failureOf(port({ timeoutMs: 500 }).readPerson(bank, `337401450790${ending}`));
    expect([error.code, error.details]).toEqual(['SIAK_UNAVAILABLE', { reason }]);
    expect(written(error)).not.toMatch(/3374\d{6}/);
  });

  test('when nobody listens', async () => {
    const error = await failureOf(port({ baseUrl: 'http://127.0.0.1:1' }).readPerson(bank, nik));
    expect([error.code, error.details]).toEqual(['SIAK_UNAVAILABLE', { reason: 'connection' }]);
  });

  test('and who asks again gets the answer', async () => {
    const siak = port();
    const flaky = '3374014507909907';
    expect((await failureOf(siak.readPerson(bank, flaky))).code).toBe('SIAK_UNAVAILABLE');
    expect((await siak.readPerson(bank, flaky)).kind).toBe('found');
  });
});

describe('the circuit breaker', () => {
  test('spares a SIAK that is down, and finds it again', async () => {
    let now = 0;
    const siak = port({ breaker: { atLeast: 5, openMs: 1_000, now: () => now } });
    await control({ mode: 'down' });
    for (let count = 0; count < 5; count += 1) await failureOf(siak.readPerson(bank, nik));
    expect(siak.health().circuit).toBe('open');
    const before = await personCalls();
    const error = await failureOf(siak.readPerson(bank, nik));
    expect(error.details).toEqual({ reason: 'open' });
    expect(await personCalls()).toBe(before);
    await control({ mode: 'normal' });
    now = 1_000;
    expect((await siak.readPerson(bank, nik)).kind).toBe('found');
    expect(siak.health()).toEqual({ circuit: 'closed', inFlight: 0, waiting: 0 });
  });

  test('takes a refusal for an answer: SIAK is there', async () => {
    const siak = port({ token: 'wrong' });
    for (let count = 0; count < 8; count += 1) {
      const error = await failureOf(siak.readPerson(bank, nik));
      expect([error.code, error.details]).toEqual([
        'SIAK_REFUSED',
        { reason: 'refused', siakCode: 'UNAUTHENTICATED' },
      ]);
    }
    expect(siak.health().circuit).toBe('closed');
    expect(await siak.isReachable()).toBe(false);
  });
});

describe('calls at once', () => {
  test('are as many as allowed, and the rest wait for their turn', async () => {
    let now = 0;
    let most = 0;
    const held = await serve((_request, response) => {
      now += 1;
      most = Math.max(most, now);
      setImmediate(() => {
        now -= 1;
        response.end(JSON.stringify({ status: 'NOT_FOUND' }));
      });
    });
    const siak = port({ baseUrl: held.url, concurrency: 4, perInstitution: 4 });
    const readings = await Promise.all(Array.from({ length: 50 }, () => siak.readPerson(bank, nik)));
    expect(readings).toHaveLength(50);
    expect(most).toBeLessThanOrEqual(4);
    expect(new Set(held.asked.map(({ socket }) => socket)).size).toBeLessThanOrEqual(4);
    held.close();
  });

  test('of an institution that SIAK keeps waiting hold nobody else up', async () => {
    const siak = port({ concurrency: 2, timeoutMs: 2_000 });
    const stuck = Array.from({ length: 5 }, () => failureOf(siak.readPerson('busy', '3374014507909902')));
    expect((await siak.readPerson('other', nik)).kind).toBe('found');
    expect(siak.health()).toMatchObject({ inFlight: 1, waiting: 4 });
    const reasons = (await Promise.all(stuck)).map((error) => error.details.reason);
    expect(reasons.filter((reason) => reason === 'timeout').length).toBeGreaterThanOrEqual(1);
    expect(reasons.filter((reason) => reason === 'busy').length).toBeGreaterThanOrEqual(1);
    expect(siak.health().waiting).toBe(0);
  });
});

describe('a SIAK that is not what was agreed', () => {
  const person = { NIK: nik, NAMA_LGKP: 'SITI' };

  test.each([
    ['a number for a name', { status: 'FOUND', person: { ...person, NAMA_LGKP: 1 } }],
    ['no NIK', { status: 'FOUND', person: { NAMA_LGKP: 'SITI' } }],
    ['no person', { status: 'FOUND' }],
    ['a state of its own', { status: 'MAYBE' }],
    ['a list', [person]],
  ])('answers %s: nothing is known, and it is not repeated', async (_name, body) => {
    const strange = await serve((_request, response) => void response.end(JSON.stringify(body)));
    const error = await failureOf(port({ baseUrl: strange.url }).readPerson(bank, nik));
    expect([error.code, error.details]).toEqual(['SIAK_UNAVAILABLE', { reason: 'unreadable' }]);
    expect(written(error)).not.toMatch(/SITI|327301|MAYBE/);
    strange.close();
  });

  test('leaves elements out: they are not known', async () => {
    const sparse = await serve(
      (_request, response) => void response.end(JSON.stringify({ status: 'FOUND', person })),
    );
    expect(await port({ baseUrl: sparse.url }).readPerson(bank, nik)).toMatchObject({
      person: { nik, namaLengkap: 'SITI', agama: null, kodePos: null },
    });
    sparse.close();
  });

  test('answers without end', async () => {
    const endless = await serve((_request, response) => {
      const more = () => {
        while (response.writable && response.write('x'.repeat(10_000)));
      };
      response.on('drain', more);
      more();
    });
    const error = await failureOf(port({ baseUrl: endless.url }).readPerson(bank, nik));
    expect(error.details).toEqual({ reason: 'tooLong' });
    endless.close();
  });

  test('sends us elsewhere: neither the token nor the NIK follows, and no address holds it', async () => {
    const away = await serve(
      (_request, response) => void response.writeHead(307, { location: '/elsewhere' }).end(),
    );
    const error = await failureOf(port({ baseUrl: `${away.url}/base/` }).readPerson(bank, nik));
    expect(error.details).toEqual({ reason: 'http' });
    expect(away.asked.map(({ url }) => url)).toEqual(['/base/siak/v1/person']);
    away.close();
  });
});

test('its figures tell calls by outcome, the turns and the circuit, and name nobody', async () => {
  const metrics = createMetrics('test');
  const siak = port({ metrics, timeoutMs: 500 });
  await siak.readPerson(bank, nik);
  await failureOf(siak.readPerson(bank, '3374014507909903'));
  const text = await metrics.registry.metrics();
  expect(text).toMatch(/siak_call_duration_seconds_count\{part="test",call="person",outcome="ok"\} 1/);
  expect(text).toMatch(/siak_call_duration_seconds_count\{part="test",call="person",outcome="http"\} 1/);
  expect(text).toMatch(/siak_circuit_state\{part="test"\} 0/);
  expect(text).toMatch(/siak_calls_in_flight\{part="test"\} 0/);
  expect(text).not.toMatch(/337401|bank-1/);
});

describe('the settings', () => {
  const env = { DATABASE_URL: 'postgresql://loket_app:x@127.0.0.1:5432/loket', SIAK_TOKEN: token };
  const configured = (url: string) => loadConfig({ ...env, SIAK_URL: url }, 'simulator').siak;

  test('without an address switch it off', () => {
    expect(siakFromConfig(configured(''))).toBeNull();
  });

  test('with an address reach SIAK', async () => {
    const siak = siakFromConfig(configured(`${simulator.url}/`));
    expect(await siak?.isReachable()).toBe(true);
    await siak?.close();
  });
});

/** A server of the test, with what it was asked. */
async function serve(listener: RequestListener) {
  const asked: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    asked.push(request);
    listener(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
