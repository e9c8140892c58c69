import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FaceAnswer, PersonAnswer, siakPaths } from '#contract/external/siak';
import { magicEndings } from './faults.ts';
import { openPopulation, type Population, sampleSize, serialRanges } from './people.ts';
import { type SiakSimulator, startSiakSimulator } from './simulator.ts';

const token = 'token-siak-uji';
const nik = '3374014507900001';
let simulator: SiakSimulator;

beforeEach(async () => {
  simulator = await startSiakSimulator({ mode: 'demo', port: 0, token });
});
afterEach(() => simulator.stop());

async function call(path: string, body?: object | string, headers: Record<string, string> = {}) {
  const response = await fetch(`${simulator.url}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    signal: AbortSignal.timeout(20_000),
  });
  return { status: response.status, body: JSON.parse(await response.text()) as Record<string, unknown> };
}
const visit = async (path: string, form?: Record<string, string>) => {
  const response = await fetch(`${simulator.url}${path}`, {
    ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
  });
  return { status: response.status, text: await response.text(), headers: response.headers };
};
const person = (each: string) => call(siakPaths.person, { nik: each });

describe('people', () => {
  let population: Population;
  beforeEach(async () => {
    population = await openPopulation();
  });
  const found = (each: string) => {
    const someone = population.find(each);
    if (typeof someone === 'string') throw new Error(`${each} is ${someone}`);
    return someone;
  };

  test('are the same for the same NIK, and differ', () => {
    expect(found(nik)).toEqual(found(nik));
    expect(found('3374014507900002').NAMA_LGKP).not.toBe(found(nik).NAMA_LGKP);
  });

  test('have what their NIK says: place, day of birth, sex', () => {
    expect(found(nik)).toMatchObject({
      NIK: nik,
      TGL_LHR: '05-07-1990',
      JENIS_KLMIN: 'PEREMPUAN',
      NO_PROP: '33',
      PROP_NAME: 'JAWA TENGAH',
      NO_KAB: '74',
      KAB_NAME: 'KOTA SEMARANG',
      NO_KEC: '01',
    });
    expect(found('3374010507030001')).toMatchObject({ TGL_LHR: '05-07-2003', JENIS_KLMIN: 'LAKI-LAKI' });
  });

  test('of one house share card and address', () => {
    const [woman, man] = [found(nik), found('3374010507900001')];
    expect([man.NO_KK, man.ALAMAT, man.KEL_NAME]).toEqual([woman.NO_KK, woman.ALAMAT, woman.KEL_NAME]);
    expect(man.NO_KK).toMatch(/^337401\d{10}$/);
  });

  test.each([
    ['an unknown district', '9999994507900001'],
    ['the 32nd of a month', '3374013207900001'],
    ['the 30th of February', '3374013002900001'],
    ['month 13', '3374010513900001'],
    ['serial 0000', '3374014507900000'],
  ])('do not exist with %s', (_name, each) => {
    expect(population.find(each)).toBe('NOT_FOUND');
  });

  test('are found or not by ranges of the serial that leave no gap', () => {
    expect(serialRanges.map(({ from }) => from)).toEqual([
      1,
      ...serialRanges.slice(0, -1).map(({ to }) => to + 1),
    ]);
    expect(serialRanges.at(-1)?.to).toBe(9999);
    expect(
      ['5001', '6001', '7001', '8001'].map((serial) => population.find(`337401450790${serial}`)),
    ).toEqual(['DECEASED', 'DOUBLE', 'NOT_FOUND', 'INACTIVE']);
  });

  test('are a million by number, all different, about 96 of a hundred found and the rest of every kind', () => {
    const all = new Set<string>();
    const kinds: Record<string, number> = {};
    for (let number = 0; number < sampleSize; number += 1) {
      const each = population.sampleNik(number);
      all.add(each);
      // Every seventh: what they are is the same for all, and this keeps the test short.
      if (number % 7 !== 0) continue;
      const someone = population.find(each);
      const kind = typeof someone === 'string' ? someone : 'FOUND';
      kinds[kind] = (kinds[kind] ?? 0) + 1;
    }
    expect(all.size).toBe(sampleSize);
    const share = (kind: string) => Math.round(((kinds[kind] ?? 0) * 700) / sampleSize);
    expect(['FOUND', 'DECEASED', 'DOUBLE', 'NOT_FOUND', 'INACTIVE'].map(share)).toEqual([96, 1, 1, 1, 1]);
  });
});

describe('the wire', () => {
  test('speaks as agreed', async () => {
    const answer = await person(nik);
    expect(answer.status).toBe(200);
    expect(PersonAnswer.parse(answer.body)).toMatchObject({ status: 'FOUND', person: { nik } });
    const photo = Buffer.from('a photo').toString('base64');
    const face = FaceAnswer.parse((await call(siakPaths.face, { nik, photo })).body);
    expect(face.status === 'COMPARED' && face.score >= 60 && face.score <= 100).toBe(true);
    expect(await call(siakPaths.health)).toEqual({ status: 200, body: { status: 'ok' } });
  });

  test.each([
    ['another token', { authorization: 'Bearer other' }],
    ['a token of one letter less', { authorization: `Bearer ${token.slice(0, -1)}` }],
    ['no token', { authorization: '' }],
  ])('is closed to %s, also after somebody with the right one', async (_name, headers) => {
    await person(nik);
    expect(await call(siakPaths.person, { nik }, headers)).toMatchObject({
      status: 401,
      body: { code: 'UNAUTHENTICATED' },
    });
  });

  test.each([
    ['a NIK of 15 digits', { nik: '337401450790000' }],
    ['no NIK', {}],
    ['half a body', '{"nik":'],
    ['a body without end', `"${'x'.repeat(5_000_000)}"`],
  ])('refuses %s', async (_name, body) => {
    expect(await call(siakPaths.person, body)).toMatchObject({ status: 400, body: { code: 'MALFORMED' } });
  });
});

describe('the control endpoint', () => {
  test('makes one NIK absent once, and others not', async () => {
    await call('/control', { mode: 'absent', status: 'DECEASED', forNik: nik, count: 1 });
    const statuses = [];
    for (const each of ['3374014507900002', nik, nik]) statuses.push((await person(each)).body.status);
    expect(statuses).toEqual(['FOUND', 'DECEASED', 'FOUND']);
  });

  test('refuses what it does not know, counts calls, and gives NIK of the million', async () => {
    expect((await call('/control', { mode: 'sleepy' })).status).toBe(422);
    await person(nik);
    expect((await call('/control')).body).toEqual({
      behaviours: [],
      calls: { health: 0, person: 1, face: 0 },
    });
    const people = (await call('/control/people?from=999998&count=100')).body as unknown as string[];
    expect(people).toHaveLength(2);
    expect(people.join(' ')).toMatch(/^\d{16} \d{16}$/);
    expect((await call('/control/people?from=-1')).status).toBe(422);
  });
});

describe('the pages', () => {
  test('show a person by a form, so that no address holds a NIK', async () => {
    expect((await visit('/')).text).toContain('method="post"');
    const { text, headers } = await visit('/', { nik: '3374 0145 0790 0001' });
    expect(text).toContain('05-07-1990');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect((await visit('/', { nik: '3374014507905001' })).text).toContain('Meninggal dunia');
    expect((await visit('/', { nik: '<script>' })).text).not.toContain('<script>');
  });

  test('explain every ending and serial, and switch', async () => {
    const { text } = await visit('/bantuan');
    for (const { ending } of magicEndings) expect(text).toContain(ending);
    for (const { effect } of serialRanges) expect(text).toContain(effect);
    await visit('/bantuan', { mode: 'absent', nik });
    expect((await person(nik)).body).toEqual({ status: 'NOT_FOUND' });
    await visit('/bantuan', { mode: 'normal' });
    expect((await person(nik)).body.status).toBe('FOUND');
    expect((await visit('/bantuan', { mode: 'absent', nik: '12' })).status).toBe(422);
  });
});

test('it does not start in production', async () => {
  await expect(startSiakSimulator({ mode: 'production', port: 0, token })).rejects.toThrow(/production/);
});
