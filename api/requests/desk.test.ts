import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '#contract/access/roles';
import { officeId, seed } from '#prisma/seed';
import { createTestDatabase, type TestDatabase } from '../../tests/support/database.ts';
import { serveTestApi, type TestApi } from '../../tests/support/http.ts';
import { addPerson, type TestPerson } from '../../tests/support/people.ts';
import { createRequest, type RequestOptions } from '../../tests/support/requests.ts';
import { requestHandlers } from './index.ts';

const semarang = officeId('3374');
const badung = officeId('5103');

let database: TestDatabase;
let api: TestApi;
let operator: TestPerson;
let colleague: TestPerson;
let supervisor: TestPerson;
let foreigner: TestPerson;
let centre: TestPerson;

beforeAll(async () => {
  database = await createTestDatabase();
  const { db } = database;
  await seed(db);
  api = await serveTestApi(database, { implementations: requestHandlers });
  const of = (role: Role, name: string, office: string | undefined = semarang) =>
    addPerson(db, { roles: [role], institutionId: null, officeId: office, name });
  operator = await of('operator-dinas', 'Ani Operator');
  colleague = await of('operator-dinas', 'Budi Rekan');
  supervisor = await of('supervisor-dinas', 'Sri Kepala');
  foreigner = await of('operator-dinas', 'Ketut Badung', badung);
  centre = await addPerson(db, { roles: ['staf-konsolidasi'], institutionId: null });
});
afterAll(async () => {
  await api?.close();
  await database?.drop();
});

const add = (more: Partial<RequestOptions> = {}) =>
  createRequest(database.db, api.deps.vault, { officeId: semarang, ...more });
const call = (who: TestPerson, method: string, path: string, body?: unknown) =>
  api.call(method, `/api/v1/${path}`, {
    cookie: who.cookie,
    key: randomUUID(),
    ...(body === undefined ? {} : { body }),
  });
const assign = (who: TestPerson, id: string, to: string | null) =>
  call(who, 'POST', `requests/${id}/assignment`, { to });
const row = (id: string) => database.db.syncRequest.findUniqueOrThrow({ where: { id } });
const trail = async (subjectId: string) =>
  (await database.db.auditEntry.findMany({ where: { subjectId }, orderBy: { id: 'asc' } })).map(
    ({ event }) => event,
  );

describe('who works on a request', () => {
  it('takes what is free and releases what he has; each is written down once', async () => {
    const { id } = await add();
    const taken = await assign(operator, id, operator.id);
    expect(taken.body.assignee).toEqual({ id: operator.id, name: 'Ani Operator' });
    expect((await assign(operator, id, operator.id)).status).toBe(200);
    expect((await assign(operator, id, null)).body.assignee).toBeNull();
    expect((await assign(operator, id, null)).status).toBe(200);
    expect(await trail(id)).toEqual(['REQUEST_TAKEN', 'REQUEST_RELEASED']);
    expect(await row(id)).toMatchObject({
      assigneeId: null,
      assigneeName: null,
      assignedAt: null,
      version: 1,
    });
  });

  it('is one of two who take it at the same moment; the other reads his name', async () => {
    const { id } = await add();
    const answers = await Promise.all([
      assign(operator, id, operator.id),
      assign(colleague, id, colleague.id),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const refused = answers.find(({ status }) => status === 409);
    expect(refused?.body.code).toBe('REQUEST_TAKEN');
    expect(refused?.body.detail).toContain((await row(id)).assigneeName ?? 'nobody');
  });

  it("cannot take away a colleague's, nor give to another; the head of section can", async () => {
    const { id } = await add({ assignee: colleague });
    expect((await assign(operator, id, operator.id)).body.code).toBe('REQUEST_TAKEN');
    expect((await assign(operator, id, null)).body.code).toBe('REQUEST_TAKEN');
    expect((await assign(colleague, id, operator.id)).status).toBe(403);
    expect((await assign(supervisor, id, operator.id)).body.assignee.name).toBe('Ani Operator');
    expect((await assign(supervisor, id, null)).body.assignee).toBeNull();
    expect(await trail(id)).toEqual(['REQUEST_HANDED_OVER', 'REQUEST_RELEASED']);
  });

  it('is somebody enabled of the same office', async () => {
    const { id } = await add();
    const gone = await addPerson(database.db, {
      roles: ['operator-dinas'],
      institutionId: null,
      officeId: semarang,
    });
    await database.db.user.update({ where: { id: gone.id }, data: { disabledAt: new Date() } });
    for (const to of [foreigner.id, gone.id, centre.id, 'nobody']) {
      const answer = await assign(supervisor, id, to);
      expect([answer.status, answer.body.errors?.[0]?.path]).toEqual([422, 'to']);
    }
    const offered = (await call(supervisor, 'GET', 'office/colleagues')).body.map(nameOf);
    expect(offered).toEqual(expect.arrayContaining(['Ani Operator', 'Budi Rekan', 'Sri Kepala']));
    for (const { name } of [foreigner, gone, centre]) expect(offered).not.toContain(name);
  });

  it('is nobody any more once the request is over or has left the office', async () => {
    const ended = await add({ status: 'SELESAI' });
    const answer = await assign(operator, ended.id, operator.id);
    expect([answer.status, answer.body.code]).toEqual([409, 'ACTION_NOT_ALLOWED']);
    const left = await add({ officeId: badung });
    expect((await assign(operator, left.id, operator.id)).status).toBe(404);
  });
});

const nameOf = ({ name }: { name: string }) => name;

describe('a telephone', () => {
  const prove = async (who: TestPerson, id: string, version?: number) =>
    call(who, 'POST', `requests/${id}/phone-proof`, { version: version ?? (await row(id)).version });

  it('is proven once, by whom and when, and only where there is one', async () => {
    const { id } = await add();
    expect((await prove(operator, id)).status).toBe(200);
    expect((await prove(colleague, id)).status).toBe(200);
    expect(await row(id)).toMatchObject({ phoneProvenBy: operator.id, phoneProvenName: 'Ani Operator' });
    expect(await trail(id)).toEqual(['REQUEST_PHONE_PROVEN']);
    const without = await add({ phone: null });
    expect((await prove(operator, without.id)).status).toBe(422);
  });

  it('is not proven by who compared the one that a colleague has corrected since', async () => {
    const { id } = await add();
    const { version } = await row(id);
    await database.db.syncRequest.update({ where: { id }, data: { version: version + 1 } });
    const late = await prove(operator, id, version);
    expect([late.status, late.body.code]).toEqual([409, 'VERSION_CONFLICT']);
    expect(await row(id)).toMatchObject({ phoneProvenAt: null });
    expect(await trail(id)).toEqual([]);
    expect((await prove(operator, id)).status).toBe(200);
  });
});

describe('a hold', () => {
  it('keeps the pictures with who and why until it is ended', async () => {
    const { id } = await add({ status: 'SELESAI' });
    const hold = (who: TestPerson, note: string) => call(who, 'POST', `requests/${id}/hold`, { note });
    expect((await hold(supervisor, 'Ada sengketa')).status).toBe(200);
    expect((await hold(centre, 'Alasan kedua')).status).toBe(200);
    expect((await call(operator, 'GET', `requests/${id}`)).body.hold).toMatchObject({
      byName: 'Sri Kepala',
      note: 'Ada sengketa',
    });
    expect((await call(centre, 'DELETE', `requests/${id}/hold`)).status).toBe(200);
    expect((await call(operator, 'GET', `requests/${id}`)).body.hold).toBeNull();
    const events = (await trail(id)).filter((event) => event !== 'REQUEST_READ');
    expect(events).toEqual(['REQUEST_HELD', 'REQUEST_HOLD_ENDED']);
  });

  it('comes too late for pictures that are gone', async () => {
    const { id } = await add({ status: 'SELESAI' });
    await database.db.syncRequest.update({ where: { id }, data: { photosDestroyedAt: new Date() } });
    const answer = await call(centre, 'POST', `requests/${id}/hold`, { note: 'Terlambat' });
    expect([answer.status, answer.body.code]).toEqual([410, 'PHOTOS_DESTROYED']);
  });
});
