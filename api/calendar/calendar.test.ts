import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { officeId, seed } from '#prisma/seed';
import { readCalendar } from '#records/calendar/calendar';
import { createTestDatabase, type TestDatabase } from '../../tests/support/database.ts';
import { serveTestApi, type TestApi } from '../../tests/support/http.ts';
import { addPerson, type TestPerson } from '../../tests/support/people.ts';
import { calendarHandlers } from './index.ts';

let database: TestDatabase;
let api: TestApi;
let admin: TestPerson;
let keys = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  await seed(database.db);
  api = await serveTestApi(database, { implementations: calendarHandlers });
  admin = await addPerson(database.db, { roles: ['admin'], institutionId: null });
});
afterAll(async () => {
  await api?.close();
  await database?.drop();
});

const send = (method: string, path: string, body?: unknown) =>
  api.call(method, `/api/v1${path}`, {
    cookie: admin.cookie,
    key: `calendar-${++keys}`,
    ...(body === undefined ? {} : { body }),
  });
const holiday = (more: object = {}) => ({
  day: '2028-05-02',
  name: 'Libur susulan',
  kind: 'LIBUR_NASIONAL',
  ...more,
});
const announced = () => database.db.outbox.count({ where: { kind: 'CALENDAR_CHANGED' } });
const trail = (event: string) =>
  database.db.auditEntry.findFirstOrThrow({ where: { event }, orderBy: { id: 'desc' } });
const badung = officeId('5103');
const daysOf = async (office: string) => (await readCalendar(database.db, office)).holidays;

describe('a free day', () => {
  it('that is added late moves deadlines, and so does its removal', async () => {
    const before = await announced();
    const made = await send('POST', '/holidays', holiday());
    expect(made.status, made.text).toBe(201);
    expect(await announced()).toBe(before + 1);
    expect(await daysOf(badung)).toContain('2028-05-02');
    expect(await trail('HOLIDAY_ADDED')).toMatchObject({ actorId: admin.id, subjectId: made.body.id });
    expect((await send('DELETE', `/holidays/${made.body.id}`)).status).toBe(204);
    expect(await announced()).toBe(before + 2);
    expect(await daysOf(badung)).not.toContain('2028-05-02');
    expect((await trail('HOLIDAY_REMOVED')).details).toEqual({
      day: '2028-05-02',
      name: 'Libur susulan',
      kind: 'LIBUR_NASIONAL',
      officeId: null,
    });
    expect((await send('DELETE', `/holidays/${made.body.id}`)).status).toBe(404);
    expect(await announced()).toBe(before + 2);
  });

  it("of one office is no other office's", async () => {
    const made = await send(
      'POST',
      '/holidays',
      holiday({ day: '2028-06-14', name: 'Hari Raya Galungan', kind: 'LIBUR_DAERAH', officeId: badung }),
    );
    expect(made.body).toMatchObject({ officeId: badung, officeName: 'Dinas Dukcapil Kabupaten Badung' });
    expect(await daysOf(badung)).toContain('2028-06-14');
    expect(await daysOf(officeId('3374'))).not.toContain('2028-06-14');
  });

  it('stands once, also of two that are added at once', async () => {
    const before = await announced();
    const both = await Promise.all(
      [1, 2].map(() => send('POST', '/holidays', holiday({ day: '2028-07-03' }))),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(await announced()).toBe(before + 1);
  });

  it.each([
    [{ kind: 'LIBUR_DAERAH' }, 'officeId', 'OFFICE_OF_HOLIDAY_NEEDED'],
    [{ officeId: badung }, 'officeId', 'HOLIDAY_EVERYWHERE'],
    [{ kind: 'LIBUR_DAERAH', officeId: '00000000-0000-4000-8000-000000000000' }, 'officeId', 'NOT_IN_LIST'],
    [{ day: '2028-02-30' }, 'day', 'BAD_DATE'],
  ])('is refused as %j', async (more, path, code) => {
    const answer = await send('POST', '/holidays', holiday(more));
    expect(answer.status).toBe(422);
    expect(answer.body.errors).toMatchObject([{ path, code }]);
  });

  it('is found by its year', async () => {
    const query = new URLSearchParams({ filter: JSON.stringify({ year: 2026 }), range: '[0,99]' });
    const { body } = await send('GET', `/holidays?${query}`);
    expect(body).toHaveLength(25);
    expect(body[0]).toMatchObject({ day: '2026-01-01', kind: 'LIBUR_NASIONAL', officeName: null });
  });
});

describe('a Ramadan', () => {
  it('shortens the hours of every office while it is there', async () => {
    const before = await announced();
    const period = { from: '2028-01-28', to: '2028-02-26' };
    const made = await send('POST', '/ramadan-periods', period);
    expect(made.status, made.text).toBe(201);
    expect((await readCalendar(database.db, badung)).ramadan).toContainEqual(period);
    const meeting = await send('POST', '/ramadan-periods', { from: '2028-02-26', to: '2028-03-01' });
    expect(meeting.body.code).toBe('DUPLICATE');
    expect((await send('DELETE', `/ramadan-periods/${made.body.id}`)).status).toBe(204);
    expect((await readCalendar(database.db, badung)).ramadan).not.toContainEqual(period);
    expect(await announced()).toBe(before + 2);
  });

  it('has at most thirty days', async () => {
    const answer = await send('POST', '/ramadan-periods', { from: '2028-01-28', to: '2028-02-27' });
    expect(answer.body.errors).toMatchObject([{ path: 'to', code: 'RAMADAN_TOO_LONG' }]);
  });
});

it("is read with the office's own zone", async () => {
  expect(await readCalendar(database.db, officeId('9171'))).toMatchObject({ zone: 'WIT' });
});
