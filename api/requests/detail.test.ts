import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RequestDetail } from '#contract/requests/schemas';
import { officeId, seed } from '#prisma/seed';
import { createTestDatabase, type TestDatabase } from '../../tests/support/database.ts';
import { serveTestApi, type TestApi } from '../../tests/support/http.ts';
import { addPerson, type TestPerson } from '../../tests/support/people.ts';
import { createRequest, type RequestOptions, randomNik } from '../../tests/support/requests.ts';
import { requestHandlers } from './index.ts';
import { readingWindowMs } from './reading.ts';

const semarang = officeId('3374');
const badung = officeId('5103');
const day = 86_400_000;
const daysAgo = (days: number) => new Date(Date.now() - days * day);

let database: TestDatabase;
let api: TestApi;
let operator: TestPerson;
let supervisor: TestPerson;
let foreigner: TestPerson;
let centre: TestPerson;
let auditor: TestPerson;

beforeAll(async () => {
  database = await createTestDatabase();
  await seed(database.db);
  api = await serveTestApi(database, { implementations: requestHandlers });
  const { db } = database;
  const of = (role: 'operator-dinas' | 'supervisor-dinas', office: string) =>
    addPerson(db, { roles: [role], institutionId: null, officeId: office });
  operator = await of('operator-dinas', semarang);
  supervisor = await of('supervisor-dinas', semarang);
  foreigner = await of('operator-dinas', badung);
  centre = await addPerson(db, { roles: ['staf-konsolidasi'], institutionId: null });
  auditor = await addPerson(db, { roles: ['auditor'], institutionId: null });
});
afterAll(async () => {
  await api?.close();
  await database?.drop();
});

const add = (more: Partial<RequestOptions> = {}) =>
  createRequest(database.db, api.deps.vault, { officeId: semarang, ...more });
const call = (who: TestPerson, id: string) =>
  api.call('GET', `/api/v1/requests/${id}`, { cookie: who.cookie });
async function read(who: TestPerson, id: string): Promise<RequestDetail> {
  const answer = await call(who, id);
  expect(answer.status, answer.text).toBe(200);
  return answer.body;
}
const readings = (subjectId: string) =>
  database.db.auditEntry.findMany({ where: { event: 'REQUEST_READ', subjectId }, orderBy: { id: 'asc' } });
const actions = (offers: readonly { action: string }[]) => offers.map(({ action }) => action);

describe('who reads a request', () => {
  it('shows everything to people of its own office, and writes each reading down', async () => {
    const { id, nik, noKk, name, phone } = await add();
    expect((await read(operator, id)).personal).toEqual({
      namaPemohon: name,
      nik,
      noKk,
      nomorWa: phone,
      permasalahan: 'NIK tidak terbaca di BPJS',
    });
    await read(supervisor, id);
    expect((await readings(id)).map(({ actorId }) => actorId)).toEqual([operator.id, supervisor.id]);
  });

  it('is one reading of one person while his page reads again and again, and another after a quarter of an hour', async () => {
    const { id } = await add();
    const other = await add();
    for (let time = 0; time < 3; time += 1) await read(operator, id);
    await read(supervisor, id);
    await read(operator, other.id);
    await read(operator, id);
    expect((await readings(id)).map(({ actorId }) => actorId)).toEqual([operator.id, supervisor.id]);
    expect(await readings(other.id)).toHaveLength(1);
    await database.owner.auditEntry.updateMany({
      where: { subjectId: id },
      data: { at: new Date(Date.now() - readingWindowMs) },
    });
    await read(operator, id);
    expect((await readings(id)).map(({ actorId }) => actorId)).toEqual([
      operator.id,
      supervisor.id,
      operator.id,
    ]);
  });

  it('is a reading of its own from another address', async () => {
    const { id } = await add();
    await read(operator, id);
    await database.owner.auditEntry.updateMany({ where: { subjectId: id }, data: { address: '192.0.2.7' } });
    await read(operator, id);
    expect(await readings(id)).toHaveLength(2);
  });

  it('is masked for the centre and the auditor, save for the member of staff who holds a step', async () => {
    const { id, nik, noKk, name } = await add({ status: 'DIPROSES', stepAssignee: centre });
    const masked = await call(auditor, id);
    expect(masked.body).toMatchObject({ personal: null, mayUnmask: true, nameMasked: 'Siti R*** W***' });
    for (const part of [nik, noKk, name]) expect(masked.text).not.toContain(part);
    expect(await readings(id)).toEqual([]);
    expect((await read(centre, id)).personal).toMatchObject({ nik });
    expect(await readings(id)).toHaveLength(1);
    const done = await add({ status: 'SELESAI' });
    expect((await read(centre, done.id)).personal).toBeNull();
  });

  it('does not exist for another office', async () => {
    const { id } = await add();
    expect((await call(foreigner, id)).status).toBe(404);
    const lost = await addPerson(database.db, { roles: ['operator-dinas'], institutionId: null });
    expect((await call(lost, id)).status).toBe(404);
  });

  it('hides long numbers in notes, and corrections, from who reads it masked', async () => {
    const { id } = await add({ status: 'DIBATALKAN', note: 'NIK 3374 0101 0190 0001 tidak cocok' });
    expect((await read(operator, id)).statusHistory[1]?.note).toBe('NIK 3374 0101 0190 0001 tidak cocok');
    expect((await read(auditor, id)).statusHistory[1]?.note).toBe('NIK … tidak cocok');
  });
});

describe('what may be pressed', () => {
  it('is what the two tables let this person do now', async () => {
    const fresh = await add();
    expect(actions((await read(operator, fresh.id)).allowed)).toEqual([
      'correct',
      'forward',
      'approve',
      'cancel',
    ]);
    expect((await read(centre, fresh.id)).allowed).toEqual([]);
    expect((await read(auditor, fresh.id)).allowed).toEqual([]);

    const approved = await add({ status: 'DISETUJUI' });
    const [consolidation, synchronisation] = (await read(centre, approved.id)).steps;
    expect(actions(consolidation?.allowed ?? [])).toEqual(['take']);
    expect(synchronisation?.allowed).toEqual([]);

    const mine = await add({ status: 'DIPROSES', stepAssignee: centre });
    const detail = await read(centre, mine.id);
    expect(detail.allowed).toEqual([{ action: 'cancel', note: 'required', results: [] }]);
    expect(actions(detail.steps[0]?.allowed ?? [])).toEqual(['release', 'ask', 'complete', 'fail']);
    expect(detail.steps[0]?.allowed.find(({ action }) => action === 'complete')?.results).toEqual([
      'SUDAH_DIKONSOLIDASI',
      'DATA_DIPERBAIKI',
      'SUDAH_SESUAI',
    ]);
  });

  it("leaves an office's acts to the office where the request stands, whatever else a person may see", async () => {
    const both = await addPerson(database.db, {
      roles: ['operator-dinas', 'staf-konsolidasi'],
      institutionId: null,
      officeId: badung,
    });
    const here = await add();
    const there = await add({ officeId: badung, regionCode: '5103' });
    expect((await read(both, here.id)).allowed).toEqual([]);
    expect(actions((await read(both, there.id)).allowed)).toContain('approve');
  });

  it('offers a free request to be taken, an own one to be released, and any to the head of section', async () => {
    const free = await add();
    const taken = await add({ assignee: operator });
    const ended = await add({ status: 'SELESAI' });
    const may = async (who: TestPerson, id: string) => (await read(who, id)).mayAssign;
    expect(await may(operator, free.id)).toBe('take');
    expect(await may(operator, taken.id)).toBe('release');
    expect(await may(supervisor, taken.id)).toBe('hand-over');
    expect(await may(operator, ended.id)).toBe('no');
    expect(await may(centre, free.id)).toBe('no');
    const colleague = await addPerson(database.db, {
      roles: ['operator-dinas'],
      institutionId: null,
      officeId: semarang,
    });
    expect(await may(colleague, taken.id)).toBe('no');
    expect((await read(colleague, taken.id)).allowed).toEqual([]);
  });
});

describe('the warnings', () => {
  const warned = async (more: Partial<RequestOptions>) =>
    (await read(operator, (await add(more)).id)).warnings;

  it('are none for an ordinary request', async () => {
    expect(await warned({})).toEqual([]);
  });

  it.each([
    ['3374013213900001', ['NIK_TANGGAL_JANGGAL']],
    ['0074010101900001', ['NIK_WILAYAH_TIDAK_DIKENAL']],
    ['5103010101900001', ['NIK_WILAYAH_BERBEDA']],
    ['3374014101900001', []],
  ])('look at the digits of %s', async (nik, expected) => {
    expect(await warned({ nik })).toEqual(expected);
  });

  it('name the same NIK open elsewhere, without saying where to who may not see it', async () => {
    const nik = randomNik();
    const other = await add({ nik, officeId: badung, regionCode: '5103' });
    const here = await read(operator, (await add({ nik })).id);
    expect(here.warnings).toEqual(['NIK_TERBUKA_DI_TEMPAT_LAIN']);
    expect(here.sameNik).toEqual([]);
    expect((await read(centre, here.id)).sameNik).toMatchObject([{ id: other.id, code: other.code }]);
  });

  it('name the third request of a NIK within thirty days, not what was filed later or long ago', async () => {
    const nik = randomNik();
    const ended = { nik, status: 'SELESAI' } as const;
    await add({ ...ended, submittedAt: daysAgo(50) });
    const second = await add({ ...ended, submittedAt: daysAgo(20) });
    await add({ ...ended, submittedAt: daysAgo(10) });
    const third = await read(operator, (await add({ nik })).id);
    expect(third.warnings).toEqual(['KETIGA_DALAM_SEBULAN']);
    expect(third.sameNik).toHaveLength(3);
    expect((await read(operator, second.id)).warnings).toEqual(['NIK_TERBUKA_DI_TEMPAT_LAIN']);
  });

  it('say that the citizen wishes it stopped, until it has ended', async () => {
    expect(await warned({ status: 'DIPROSES', stopWished: true })).toEqual(['INGIN_BERHENTI']);
    expect(await warned({ status: 'DIBATALKAN', stopWished: true })).toEqual([]);
  });
});

describe('what hangs together', () => {
  it('links a request with the one that it follows, both ways', async () => {
    const first = await add({ status: 'DIBATALKAN' });
    const second = await add({ previous: { id: first.id, link: 'PERBAIKAN' } });
    expect((await read(operator, second.id)).previous).toEqual({
      id: first.id,
      code: first.code,
      link: 'PERBAIKAN',
    });
    expect((await read(operator, first.id)).followers).toEqual([
      { id: second.id, code: second.code, link: 'PERBAIKAN' },
    ]);
  });
});
