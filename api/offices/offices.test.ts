import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { officeId, seed } from '#prisma/seed';
import { officeForRegion } from '#records/offices/office-for-region';
import { createTestDatabase, type TestDatabase } from '../../tests/support/database.ts';
import { serveTestApi, type TestApi } from '../../tests/support/http.ts';
import { addPerson, type TestPerson } from '../../tests/support/people.ts';
import { accountHandlers } from '../accounts/index.ts';
import { officeHandlers } from './index.ts';

let database: TestDatabase;
let api: TestApi;
let admin: TestPerson;
let keys = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  await seed(database.db);
  api = await serveTestApi(database, { implementations: [...officeHandlers, ...accountHandlers] });
  admin = await addPerson(database.db, { roles: ['admin'], institutionId: null });
});
afterAll(async () => {
  await api?.close();
  await database?.drop();
});

const send = (method: string, path: string, body?: unknown) =>
  api.call(method, `/api/v1${path}`, {
    cookie: admin.cookie,
    key: `offices-${++keys}`,
    ...(body === undefined ? {} : { body }),
  });
const office = (code: string) => database.db.office.findUniqueOrThrow({ where: { code } });
const lastAudit = (subjectId: string) =>
  database.db.auditEntry.findFirstOrThrow({ where: { subjectId }, orderBy: { id: 'desc' } });
const data = { name: 'Dinas Dukcapil Uji', address: 'Jl. Uji 1', phone: '021-555', zone: 'WIB' };

describe('the regions of the public form', () => {
  it('are all of them by province, small, and may be kept for a day', async () => {
    const answer = await api.call('GET', '/api/v1/public/regions');
    expect(answer.headers.get('cache-control')).toBe('public, max-age=86400');
    expect(answer.text.length).toBeLessThan(40_000);
    expect(answer.body).toHaveLength(38);
    const central = answer.body.find(({ name }: { name: string }) => name === 'Jawa Tengah');
    expect(central).toMatchObject({ code: '33', zone: 'WIB' });
    expect(central.regions).toContainEqual({ code: '3374', name: 'Kota Semarang' });
    expect(answer.body.flatMap(({ regions }: { regions: unknown[] }) => regions)).toHaveLength(514);
  });
});

describe('offices', () => {
  it('are recorded once for a code, with a row in the trail', async () => {
    const made = await send('POST', '/offices', { code: 'dinas-uji', ...data });
    expect(made.status, made.text).toBe(201);
    expect(made.body).toMatchObject({
      code: 'DINAS-UJI',
      active: true,
      regions: [],
      operators: 0,
      version: 1,
    });
    const again = await send('POST', '/offices', { code: 'DINAS-UJI', ...data });
    expect([again.status, again.body.code]).toEqual([409, 'DUPLICATE']);
    expect(await lastAudit(made.body.id)).toMatchObject({
      event: 'OFFICE_RECORDED',
      actorId: admin.id,
      subjectType: 'OFFICE',
    });
  });

  it('change when the form is still what is recorded, and keep old and new in the trail', async () => {
    const { id, version, address, name, zone } = await office('9171');
    const changed = await send('PUT', `/offices/${id}`, {
      name,
      address,
      zone,
      phone: '(0967) 112',
      version,
    });
    expect(changed.body).toMatchObject({ phone: '(0967) 112', version: version + 1 });
    expect((await lastAudit(id)).details).toEqual({ changed: { phone: ['(0967) 5550171', '(0967) 112'] } });
    const late = await send('PUT', `/offices/${id}`, { name, address, zone, phone: '(0967) 113', version });
    expect([late.status, late.body.code]).toEqual([409, 'VERSION_CONFLICT']);
    expect((await office('9171')).phone).toBe('(0967) 112');
  });

  it('never lose the centre, which takes what no other office can', async () => {
    const { id, version } = await office('PUSAT');
    const closed = await send('PUT', `/offices/${id}`, { ...data, active: false, version });
    expect(closed.status).toBe(422);
    expect(closed.body.errors).toMatchObject([{ path: 'active', code: 'CENTRE_STAYS_OPEN' }]);
    expect((await office('PUSAT')).active).toBe(true);
  });

  it('are found by name and code, with regions and people at work', async () => {
    const query = new URLSearchParams({ filter: JSON.stringify({ q: 'semarang' }) });
    const { body } = await send('GET', `/offices?${query}`);
    expect(body).toMatchObject([
      { code: '3374', operators: 2, regions: [{ code: '3374', name: 'Kota Semarang' }] },
    ]);
  });
});

describe('the regions of an office', () => {
  it('move from one office to another, and both trails say so', async () => {
    const made = await send('POST', '/offices', { code: 'BARU', ...data });
    const moved = await send('PUT', `/offices/${made.body.id}/regions`, {
      regions: ['5103', '5171'],
      version: 1,
    });
    expect(moved.body.regions.map(({ code }: { code: string }) => code)).toEqual(['5103', '5171']);
    expect((await lastAudit(made.body.id)).details).toEqual({ gained: ['5103', '5171'], lost: [] });
    expect((await lastAudit(officeId('5103'))).details).toEqual({ gained: [], lost: ['5103'] });
    const back = await send('PUT', `/offices/${officeId('5103')}/regions`, {
      regions: ['5103'],
      version: (await office('5103')).version,
    });
    expect(back.body.regions).toEqual([{ code: '5103', name: 'Kabupaten Badung' }]);
  });

  it('are refused as a whole when one is unknown', async () => {
    const { id, version } = await office('3374');
    const answer = await send('PUT', `/offices/${id}/regions`, { regions: ['3374', '9999'], version });
    expect(answer.body.errors).toMatchObject([{ path: 'regions', code: 'REGION_UNKNOWN' }]);
    expect(await database.db.region.count({ where: { officeId: id } })).toBe(1);
  });

  it('are listed with the office that serves them', async () => {
    const query = new URLSearchParams({ filter: JSON.stringify({ id: ['3374', '1101'] }) });
    const { body, headers } = await send('GET', `/regions?${query}`);
    expect(headers.get('content-range')).toBe('items 0-1/2');
    expect(body).toMatchObject([
      { id: '1101', name: 'Kabupaten Aceh Selatan', officeName: null },
      { id: '3374', officeName: 'Dinas Dukcapil Kota Semarang' },
    ]);
  });
});

describe('the office that a request goes to', () => {
  const codeFor = async (region: string) => (await officeForRegion(database.db, region)).code;

  it("is the region's own while somebody there can work, else the centre's", async () => {
    const { db } = database;
    const operators = { officeId: officeId('9171'), roles: { some: { role: 'operator-dinas' } } };
    expect(await officeForRegion(db, '9171')).toEqual({
      id: officeId('9171'),
      code: '9171',
      name: 'Dinas Dukcapil Kota Jayapura',
      zone: 'WIT',
    });
    await db.user.updateMany({ where: operators, data: { disabledAt: new Date() } });
    expect(await codeFor('9171')).toBe('PUSAT');
    // A supervisor alone approves nothing at the counter.
    await addPerson(db, { roles: ['supervisor-dinas'], institutionId: null, officeId: officeId('9171') });
    expect(await codeFor('9171')).toBe('PUSAT');
    await db.user.updateMany({ where: operators, data: { disabledAt: null } });
    expect(await codeFor('9171')).toBe('9171');
    await db.office.update({ where: { code: '9171' }, data: { active: false } });
    expect(await codeFor('9171')).toBe('PUSAT');
    expect(await codeFor('1101')).toBe('PUSAT');
  });

  it('is refused for a region that does not exist', async () => {
    await expect(officeForRegion(database.db, '0000')).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });
});

describe('people of a Dinas', () => {
  const invite = (more: object) =>
    send('POST', '/people', { name: 'Orang Uji', email: `uji${++keys}@dinas.test`, ...more });

  it('are invited into an office, whose name is their unit', async () => {
    const invited = await invite({ roles: ['operator-dinas'], officeId: officeId('3374') });
    expect(invited.body).toMatchObject({ officeName: 'Dinas Dukcapil Kota Semarang', institutionId: null });
    const person = await addPerson(database.db, {
      roles: ['operator-dinas'],
      institutionId: null,
      officeId: officeId('5103'),
    });
    const { body } = await api.call('GET', '/api/v1/me', { cookie: person.cookie });
    expect(body).toMatchObject({
      unit: 'Dinas Dukcapil Kabupaten Badung',
      office: { code: '5103', zone: 'WITA' },
    });
  });

  it.each([
    [{ roles: ['operator-dinas'] }, 'officeId', 'OFFICE_NEEDED'],
    [{ roles: ['staf-pnbp'], officeId: officeId('3374') }, 'officeId', 'OFFICE_NOT_ALLOWED'],
    [{ roles: ['operator-dinas', 'admin'], officeId: officeId('3374') }, 'roles', 'ROLES_MIXED'],
    [{ roles: ['operator-dinas'], officeId: officeId('9171') }, 'officeId', 'OFFICE_CLOSED'],
  ])('are not invited as %j', async (input, path, code) => {
    const answer = await invite(input);
    expect(answer.status).toBe(422);
    expect(answer.body.errors).toMatchObject([{ path, code }]);
  });

  it('move to another office, or to the centre, with their roles', async () => {
    const { db } = database;
    const person = await addPerson(db, {
      roles: ['operator-dinas'],
      institutionId: null,
      officeId: officeId('3374'),
    });
    const put = (body: object) => send('PUT', `/people/${person.id}/roles`, body);
    const moved = await put({ roles: ['operator-dinas'], officeId: officeId('5103') });
    expect(moved.body).toMatchObject({ officeId: officeId('5103') });
    expect((await lastAudit(person.id)).details).toEqual({
      given: [],
      taken: [],
      officeId: [officeId('3374'), officeId('5103')],
    });
    expect((await put({ roles: ['staf-konsolidasi'] })).body.errors).toMatchObject([
      { path: 'officeId', code: 'OFFICE_NOT_ALLOWED' },
    ]);
    const central = await put({ roles: ['staf-konsolidasi'], officeId: null });
    expect(central.body).toMatchObject({ roles: ['staf-konsolidasi'], officeId: null });
  });
});
