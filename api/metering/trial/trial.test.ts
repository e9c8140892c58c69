import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { usualElements } from '#contract/metering/person';
import { trialCases } from '#contract/metering/trial';
import type { Trial } from '#contract/metering/trial-http';
import { seed } from '#prisma/seed';
import { readPdf } from '../../../documents/shared/read-pdf.fixture.ts';
import { createTestDatabase, type TestDatabase } from '../../../tests/support/database.ts';
import { serveTestApi, type TestApi } from '../../../tests/support/http.ts';
import { allowNetwork, giveCredential, type TestCredential } from '../../../tests/support/metering.ts';
import { addPerson, type TestPerson } from '../../../tests/support/people.ts';
import { accessServiceOf } from '../service/service.ts';
import { dukcapilService } from '../service/web-service.ts';
import { trialHandlers } from './index.ts';

const now = new Date('2026-05-04T03:00:00Z');
let database: TestDatabase;
let api: TestApi;
let institution: { id: string; code: string };
let credential: TestCredential;
let technician: TestPerson;
let desk: TestPerson;

beforeAll(async () => {
  database = await createTestDatabase();
  await seed(database.db);
  api = await serveTestApi(database, {
    implementations: trialHandlers,
    extras: [dukcapilService],
    now: () => now,
  });
  desk = await addPerson(database.db, { roles: ['staf-kerjasama'], institutionId: null });
});
beforeEach(async () => {
  institution = await database.db.institution.create({
    data: {
      code: `BPR-${randomUUID().slice(0, 8).toUpperCase()}`,
      name: 'BPR Uji',
      category: 'PERBANKAN',
      address: 'Jl. Uji 1',
      email: 'uji@bpr.test',
      phone: '021-555',
      juknisDoneOn: new Date('2026-01-05'),
      juknisElements: [...usualElements],
      agreements: {
        create: {
          number: `PKS-${randomUUID()}`,
          startsOn: new Date('2026-01-01'),
          endsOn: new Date('2027-01-01'),
        },
      },
    },
  });
  await allowNetwork(database.db, institution.id);
  credential = await giveCredential(database.db, institution.id, { environment: 'UJI' });
  technician = await addPerson(database.db, {
    roles: ['lembaga-teknis'],
    institutionId: institution.id,
  });
});
afterAll(async () => {
  await api?.close();
  await database?.drop();
});

async function ask(nik: string, with_: TestCredential = credential): Promise<string> {
  const { body } = await api.call('POST', `/dukcapil/get_json/${institution.code}/CALL_NIK`, {
    body: { user_id: with_.userId, password: with_.secret, ip_user: '10.0.0.1', nik },
  });
  return body.content[0].RESPON ?? body.content[0].RESPONSE_DESC ?? 'data';
}
const path = () => `/api/v1/institutions/${institution.id}`;
async function trial(): Promise<Trial> {
  await accessServiceOf(api.deps).flush();
  return (await api.call('GET', `${path()}/trial`, { cookie: technician.cookie })).body;
}
const ticked = async () =>
  (await trial()).exercises.flatMap(({ exercise, count }) => (count > 0 ? [`${exercise} ${count}`] : []));
async function tryAll(): Promise<void> {
  for (const { nik } of Object.values(trialCases)) await ask(nik);
  await ask('123');
}
const open = () =>
  api.call('POST', `${path()}/production`, {
    cookie: desk.cookie,
    body: { number: '400/123/DUKCAPIL', date: '2026-05-02' },
  });

it('ticks what a test credential tried, also what it did wrong, and nothing that is not on the list', async () => {
  await ask(trialCases.FOUND.nik);
  await ask(trialCases.FOUND.nik);
  await ask('3374014101900001');
  await ask('123');
  await ask(trialCases.DECEASED.nik, { ...credential, secret: 'salah' });
  expect(await ticked()).toEqual(['FOUND 2', 'BAD_NIK 1']);
  await database.db.allowedNetwork.deleteMany({ where: { institutionId: institution.id } });
  const other = await giveCredential(database.db, institution.id, { environment: 'UJI' });
  await ask(trialCases.FOUND.nik, other);
  expect(await ticked()).toContain('ADDRESS_NOT_ALLOWED 1');
});

it('keeps the first time when more is written later', async () => {
  await ask(trialCases.FOUND.nik);
  const first = (await trial()).exercises[0]?.firstAt;
  await ask(trialCases.FOUND.nik);
  expect((await trial()).exercises[0]).toMatchObject({ firstAt: first, count: 2, methods: ['CALL_NIK'] });
});

it('prints the Berita Acara only once all that is needed was tried', async () => {
  const print = () => api.call('GET', `${path()}/trial/report`, { cookie: technician.cookie });
  await ask(trialCases.FOUND.nik);
  expect((await print()).body).toMatchObject({ code: 'TRIAL_INCOMPLETE' });
  await tryAll();
  expect(await trial()).toMatchObject({ complete: true, production: { open: false } });
  const answer = await fetch(`${api.url}${path()}/trial/report`, { headers: { cookie: technician.cookie } });
  expect(answer.status).toBe(200);
  const { text } = await readPdf(new Uint8Array(await answer.arrayBuffer()));
  expect(text).toContain('BERITA ACARA UJI COBA');
  expect(text).toContain(trialCases.DECEASED.nik);
});

it('opens production by letter after the trial, and the web service obeys it', async () => {
  const production = await giveCredential(database.db, institution.id);
  await database.db.institution.update({
    where: { id: institution.id },
    data: { productionOpenedOn: null },
  });
  expect(await ask('3374014101900001', production)).toBe('User ID Tidak Aktif');
  await tryAll();
  await accessServiceOf(api.deps).flush();
  expect((await open()).body.production).toEqual({
    open: true,
    openedOn: '2026-05-04',
    letter: { number: '400/123/DUKCAPIL', date: '2026-05-02' },
    closedAt: null,
  });
  const closing = await api.call('POST', `${path()}/production/closure`, {
    cookie: desk.cookie,
    body: { note: 'Kebocoran rahasia dilaporkan' },
  });
  expect(closing.body.production).toMatchObject({ open: false, closedAt: now.toISOString() });
  const after = await giveCredential(database.db, institution.id);
  expect(await ask('3374014101900001', after)).toBe('User ID Tidak Aktif');
  expect((await open()).body.production.open).toBe(true);
  const events = await database.db.auditEntry.findMany({
    where: { subjectId: institution.id, event: { startsWith: 'PRODUCTION_' } },
    orderBy: { id: 'asc' },
  });
  expect(events.map(({ event }) => event)).toEqual([
    'PRODUCTION_OPENED',
    'PRODUCTION_CLOSED',
    'PRODUCTION_OPENED',
  ]);
});

it('opens nothing to an institution that has not tried all, and shows nobody another one', async () => {
  await ask(trialCases.FOUND.nik);
  await accessServiceOf(api.deps).flush();
  const refused = await open();
  expect([refused.status, refused.body.code]).toEqual([409, 'TRIAL_INCOMPLETE']);
  const stranger = await addPerson(database.db, {
    roles: ['lembaga-admin'],
    institutionId: (await database.db.institution.findFirstOrThrow({ where: { code: 'BANK-CONTOH' } })).id,
  });
  const { status } = await api.call('GET', `${path()}/trial`, { cookie: stranger.cookie });
  expect(status).toBe(404);
});
