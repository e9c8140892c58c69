import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Role } from '#contract/access/roles';
import type { AccessRefusalReason } from '#contract/metering/codes';
import type { Monitoring, OwnRefusals } from '#contract/metering/monitoring-schemas';
import { createMetrics } from '#platform/metrics';
import { createSiakPort, type SiakPort } from '#ports/siak/siak-port';
import { institutionId, seed } from '#prisma/seed';
import { findBrokenInvariants } from '#records/ledger';
import { countAccessHours } from '#records/metering/access-hours';
import { type SiakSimulator, startSiakSimulator } from '../../../simulators/siak/simulator.ts';
import { createTestDatabase, type TestDatabase } from '../../../tests/support/database.ts';
import { serveTestApi, type TestApi } from '../../../tests/support/http.ts';
import {
  allowNetwork,
  giveCredential,
  giveUnits,
  type TestCredential,
} from '../../../tests/support/metering.ts';
import { addPerson, type TestPerson } from '../../../tests/support/people.ts';
import { accessServiceOf } from '../service/service.ts';
import { dukcapilService } from '../service/web-service.ts';
import { monitoringHandlers } from './index.ts';

const bank = { id: institutionId('BANK-CONTOH'), code: 'BANK-CONTOH' };
const other = { id: institutionId('KEMENTERIAN-CONTOH'), code: 'KEMENTERIAN-CONTOH' };
const token = 'token-siak-uji';
const found = '3374014101900001';
const now = new Date('2026-05-20T03:30:00Z');
const hour = '2026-05-20T03:00:00.000Z';

let database: TestDatabase;
let simulator: SiakSimulator;
let siak: SiakPort;
let api: TestApi;
let credential: TestCredential;
let foreign: TestCredential;
const people = {} as Record<'staff' | 'auditor' | 'technician' | 'otherTechnician' | 'operator', TestPerson>;

beforeAll(async () => {
  database = await createTestDatabase();
  await seed(database.db);
  simulator = await startSiakSimulator({ mode: 'demo', port: 0, token });
  for (const { id } of [bank, other]) await allowNetwork(database.db, id);
  credential = await giveCredential(database.db, bank.id);
  foreign = await giveCredential(database.db, other.id);
  const person = (role: Role, institution: string | null) =>
    addPerson(database.db, { roles: [role], institutionId: institution });
  people.staff = await person('staf-pnbp', null);
  people.auditor = await person('auditor', null);
  people.technician = await person('lembaga-teknis', bank.id);
  people.otherTechnician = await person('lembaga-teknis', other.id);
  people.operator = await person('lembaga-operator', bank.id);
});
beforeEach(async () => {
  const metrics = createMetrics('siak');
  siak = createSiakPort({ baseUrl: simulator.url, token, timeoutMs: 50_000, concurrency: 8, metrics });
  api = await serveTestApi(database, {
    implementations: monitoringHandlers,
    extras: [dukcapilService],
    ports: { siak },
    now: () => now,
  });
  await database.db.accessRefusal.deleteMany();
});
afterEach(async () => {
  await api.close();
  await siak.close();
  expect(await findBrokenInvariants(database.db)).toEqual([]);
});
afterAll(async () => {
  await simulator?.stop();
  await database?.drop();
});

async function call(institution: { code: string }, who: TestCredential, changes: object = {}): Promise<void> {
  await fetch(`${api.url}/dukcapil/get_json/${institution.code}/CALL_NIK`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      user_id: who.userId,
      password: who.secret,
      ip_user: '10.0.0.1',
      NIK: found,
      ...changes,
    }),
  });
}
const flush = () => accessServiceOf(api.deps).flush();
const get = async <T>(who: keyof typeof people, path: string): Promise<T> => {
  const { status, body } = await api.call('GET', path, { cookie: people[who].cookie });
  expect(status).toBe(200);
  return body as T;
};
const refused = (data: {
  institution: string;
  reason: AccessRefusalReason;
  count: number;
  at?: string;
  subject?: string;
  address?: string;
}) =>
  database.db.accessRefusal.create({
    data: {
      hour: new Date(data.at ?? hour),
      institutionId: data.institution,
      subject: data.subject ?? credential.id,
      address: data.address ?? '203.0.113.7',
      reason: data.reason,
      count: data.count,
    },
  });

describe('the page of the centre', () => {
  it('shows what was answered, debited and refused in the hour that runs, of all institutions or of one', async () => {
    await giveUnits(database.db, bank.id, 5);
    await call(bank, credential);
    await call(bank, credential);
    await call(bank, credential, { password: 'salah' });
    await call(other, foreign, { password: 'salah' });
    await flush();

    const all = await get<Monitoring>('staff', '/api/v1/monitoring');
    expect(all).toMatchObject({ readAt: now.toISOString(), span: 'HOURS' });
    expect(all.steps).toHaveLength(24);
    expect(all.steps.at(-1)).toEqual({
      at: hour,
      calls: 2,
      units: 2,
      refusals: [{ of: 'WRONG_SECRET', count: 2 }],
    });
    expect(all.reasons).toMatchObject([{ reason: 'WRONG_SECRET', count: 2, lastHour: hour }]);
    expect(all.reasons[0]?.institutions.map(({ id, count }) => [id, count]).sort()).toEqual(
      [
        [bank.id, 1],
        [other.id, 1],
      ].sort(),
    );
    const one = await get<Monitoring>('auditor', `/api/v1/monitoring?institutionId=${other.id}`);
    expect(one.steps.at(-1)).toMatchObject({ calls: 0, units: 0, refusals: [{ count: 1 }] });
    expect(one.reasons[0]?.institutions).toMatchObject([{ id: other.id, count: 1 }]);
  });

  it('shows the latency of answers alone, and SIAK, as this process knows them', async () => {
    await giveUnits(database.db, bank.id, 5);
    await call(bank, credential);
    await call(bank, credential, { password: 'salah' });
    const { process } = await get<Monitoring>('staff', '/api/v1/monitoring');
    expect(process.methods).toMatchObject([{ method: 'CALL_NIK', answers: 1 }]);
    expect(process.methods[0]?.p99Ms).toBeGreaterThanOrEqual(process.methods[0]?.p50Ms ?? Number.NaN);
    expect(process.siak).toMatchObject({ circuit: 'closed', inFlight: 0, waiting: 0, timeouts: 0 });
    expect(new Date(process.since).getTime()).toBeLessThan(Date.now());
  });

  it('shows 30 days by the day in WIB, the same before and after hours were counted', async () => {
    await refused({ institution: bank.id, reason: 'RATE_LIMITED', count: 3, at: '2026-05-18T16:00:00Z' });
    await refused({ institution: bank.id, reason: 'RATE_LIMITED', count: 4, at: '2026-05-18T17:00:00Z' });
    await refused({ institution: bank.id, reason: 'RATE_LIMITED', count: 9, at: '2026-04-01T00:00:00Z' });
    const before = await get<Monitoring>('staff', '/api/v1/monitoring?span=DAYS');
    expect(before.steps).toHaveLength(30);
    const counted = before.steps.filter(({ refusals }) => refusals.length > 0);
    expect(counted.map(({ at, refusals }) => [at, refusals[0]?.count])).toEqual([
      ['2026-05-17T17:00:00.000Z', 3],
      ['2026-05-18T17:00:00.000Z', 4],
    ]);
    expect(before.reasons).toMatchObject([{ reason: 'RATE_LIMITED', count: 7 }]);
    await countAccessHours(database.db, new Date('2026-05-20T05:00:00Z'));
    const after = await get<Monitoring>('staff', '/api/v1/monitoring?span=DAYS');
    expect(after.steps).toEqual(before.steps);
    expect(after.steps.at(-1)?.calls).toBeGreaterThan(0);
  });

  it('names five institutions of a reason at most, those with most refusals first', async () => {
    const institutions = await database.db.institution.createManyAndReturn({
      data: [1, 2, 3, 4, 5, 6, 7].map((number) => ({
        code: `BPR-UJI-${number}`,
        name: `BPR Uji ${number}`,
        category: 'PERBANKAN',
        address: 'Jl. Uji 1',
        email: 'uji@bpr.test',
        phone: '021-555',
      })),
    });
    for (const [at, { id }] of institutions.entries()) {
      await refused({ institution: id, reason: 'QUOTA_EXHAUSTED', count: at + 1 });
    }
    const { reasons } = await get<Monitoring>('staff', '/api/v1/monitoring');
    expect(reasons[0]?.institutions.map(({ count }) => count)).toEqual([7, 6, 5, 4, 3]);
    expect(reasons[0]?.count).toBe(28);
  });

  it('is a file as well, written down in the trail and without addresses', async () => {
    await refused({ institution: bank.id, reason: 'ADDRESS_NOT_ALLOWED', count: 2 });
    await refused({ institution: bank.id, reason: 'ADDRESS_NOT_ALLOWED', count: 1, address: '203.0.113.8' });
    const response = await fetch(`${api.url}/api/v1/monitoring/refusals.csv?institutionId=${bank.id}`, {
      headers: { cookie: people.staff.cookie },
    });
    const lines = (await response.text()).trim().split('\r\n');
    expect(lines).toHaveLength(2);
    expect(lines[1]).toMatch(/^20 Mei 2026 10\.00 WIB;BANK-CONTOH;.*;ADDRESS_NOT_ALLOWED;.*;3$/);
    expect(lines.join()).not.toContain('203.0.113');
    expect(await database.db.auditEntry.count({ where: { event: 'REFUSALS_EXPORTED' } })).toBe(1);
  });

  it('is closed to institutions and to whoever is not signed in', async () => {
    for (const path of ['/api/v1/monitoring', '/api/v1/monitoring/refusals.csv']) {
      expect((await api.call('GET', path, { cookie: people.technician.cookie })).status).toBe(403);
      expect((await api.call('GET', path)).status).toBe(401);
    }
  });
});

describe('the page of an institution', () => {
  it('shows its own refusals by credential, reason and address, and nobody else his', async () => {
    await call(bank, credential, { password: 'salah' });
    await call(bank, credential, { password: 'salah' });
    await call(other, foreign, { password: 'salah' });
    await flush();

    const own = await get<OwnRefusals>('technician', '/api/v1/refusals');
    expect(own.more).toBe(false);
    expect(own.rows).toEqual([
      {
        credential: {
          id: credential.id,
          userId: credential.userId,
          label: 'Uji',
          environment: 'PRODUKSI',
        },
        reason: 'WRONG_SECRET',
        address: expect.stringMatching(/127\.0\.0\.1$/),
        count: 2,
        lastHour: hour,
      },
    ]);
    expect(own.steps.at(-1)).toEqual({ at: hour, refusals: [{ of: 'WRONG_SECRET', count: 2 }] });
    // Naming another institution changes nothing: there is nothing to name.
    expect(await get('technician', `/api/v1/refusals?institutionId=${other.id}`)).toEqual(own);
    const theirs = await get<OwnRefusals>('otherTechnician', '/api/v1/refusals');
    expect(theirs.rows).toMatchObject([{ credential: { id: foreign.id }, count: 1 }]);
  });

  it('names no person who was refused at the web portal, and no address where there were too many', async () => {
    await refused({
      institution: bank.id,
      reason: 'TERMINAL_NOT_ALLOWED',
      count: 1,
      subject: people.operator.id,
      at: '2026-05-20T01:00:00Z',
    });
    await refused({ institution: bank.id, reason: 'RATE_LIMITED', count: 5, address: '*' });
    const own = await get<OwnRefusals>('technician', '/api/v1/refusals');
    expect(own.rows).toMatchObject([
      { credential: { id: credential.id }, reason: 'RATE_LIMITED', address: null, count: 5 },
      { credential: null, reason: 'TERMINAL_NOT_ALLOWED', address: '203.0.113.7', count: 1 },
    ]);
    expect(JSON.stringify(own)).not.toContain(people.operator.id);
  });

  it('shows the newest 200 rows, and says that there are more', async () => {
    await database.db.accessRefusal.createMany({
      data: Array.from({ length: 201 }, (_, at) => ({
        hour: new Date(at === 0 ? '2026-05-20T00:00:00Z' : hour),
        institutionId: bank.id,
        subject: credential.id,
        address: `198.51.100.${at}`,
        reason: 'ADDRESS_NOT_ALLOWED',
        count: 1,
      })),
    });
    const own = await get<OwnRefusals>('technician', '/api/v1/refusals');
    expect(own.rows).toHaveLength(200);
    expect(own.more).toBe(true);
    expect(own.rows.map(({ address }) => address)).not.toContain('198.51.100.0');
  });

  it('is closed to operators and to the centre, and to a span that is none', async () => {
    const status = async (who: keyof typeof people, path: string) =>
      (await api.call('GET', path, { cookie: people[who].cookie })).status;
    expect(await status('operator', '/api/v1/refusals')).toBe(403);
    expect(await status('staff', '/api/v1/refusals')).toBe(403);
    expect(await status('technician', '/api/v1/refusals?span=YEARS')).toBe(422);
  });
});
