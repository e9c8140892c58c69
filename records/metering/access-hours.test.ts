import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { institutionId, productId, seed } from '#prisma/seed';
import { createTestDatabase, type TestDatabase } from '../../tests/support/database.ts';
import { accessFigures, countAccessHours } from './access-hours.ts';

const bank = institutionId('BANK-CONTOH');
const other = institutionId('BPR-CONTOH');
const product = productId('WEBSERVICE-NIK');
const hourMs = 3_600_000;
const now = new Date('2026-05-20T03:30:00Z');
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  await seed(database.db);
});
beforeEach(async () => {
  await database.owner.$executeRaw`delete from access_log`;
  await database.db.accessHour.deleteMany();
});
afterAll(() => database?.drop());

let unit = 0;
async function log(at: string, given: { institution?: string; outcome?: string; channel?: string } = {}) {
  const { institution = bank, outcome = 'DEBITED', channel = 'WEB_SERVICE' } = given;
  unit += 1;
  await database.db.$executeRaw`
    insert into access_log (at, institution_id, product_id, channel, method, result, outcome, unit, request_id,
      nik_index, nik_sealed, duration_ms)
    values (${new Date(at)}, ${institution}::uuid, ${product}::uuid, ${channel}, 'CALL_NIK', 'DATA', ${outcome},
      ${outcome === 'DEBITED' ? unit : null}, ${randomUUID()}::uuid, 'index', 'sealed', 1)`;
}

const kept = async () =>
  (await database.db.accessHour.findMany({ orderBy: [{ hour: 'asc' }, { institutionId: 'asc' }] })).map(
    ({ hour, institutionId: id, calls, units }) => [hour.toISOString(), id, calls, units],
  );
const figures = async (institution?: string, at = now) =>
  Object.fromEntries(
    await accessFigures(database.db, {
      from: new Date('2026-05-19T04:00:00Z'),
      stepMs: hourMs,
      now: at,
      institutionId: institution,
    }),
  );

it('counts each hour that is over once, by institution', async () => {
  await log('2026-05-20T01:00:00Z');
  await log('2026-05-20T01:59:59Z', { outcome: 'FREE' });
  await log('2026-05-20T02:00:00Z', { institution: other });
  await log('2026-05-20T03:10:00Z');
  await Promise.all([countAccessHours(database.db, now), countAccessHours(database.db, now)]);
  await countAccessHours(database.db, now);
  expect(await kept()).toEqual([
    ['2026-05-20T01:00:00.000Z', bank, 2, 1],
    ['2026-05-20T02:00:00.000Z', other, 1, 1],
  ]);
});

it('leaves an hour open for a while, since calls reach the log a little late', async () => {
  await log('2026-05-20T02:59:59Z');
  await countAccessHours(database.db, new Date('2026-05-20T03:05:00Z'));
  expect(await kept()).toEqual([]);
  await countAccessHours(database.db, new Date('2026-05-20T03:10:00Z'));
  expect(await kept()).toEqual([['2026-05-20T02:00:00.000Z', bank, 1, 1]]);
});

it('counts neither what gave nothing out nor files for matching', async () => {
  await log('2026-05-20T01:00:00Z', { outcome: 'REPEATED' });
  await log('2026-05-20T01:00:00Z', { outcome: 'EXHAUSTED' });
  await log('2026-05-20T01:00:00Z', { outcome: 'FREE', channel: 'PEMADANAN' });
  await countAccessHours(database.db, now);
  expect(await kept()).toEqual([['2026-05-20T01:00:00.000Z', bank, 1, 0]]);
});

it('shows the same figures whether the hours were counted already or not', async () => {
  await log('2026-05-19T04:00:00Z');
  await log('2026-05-20T02:30:00Z');
  await log('2026-05-20T02:40:00Z', { institution: other });
  await log('2026-05-20T03:29:00Z');
  const all = { 0: { calls: 1, units: 1 }, 22: { calls: 2, units: 2 }, 23: { calls: 1, units: 1 } };
  expect(await figures()).toEqual(all);
  await countAccessHours(database.db, now);
  expect(await figures()).toEqual(all);
  expect(await figures(other)).toEqual({ 22: { calls: 1, units: 1 } });
});

it('takes up where it stopped, however long ago, and forgets what is more than a month old', async () => {
  await log('2026-04-20T00:30:00Z');
  await log('2026-04-25T00:30:00Z');
  await log('2026-05-19T00:30:00Z');
  await countAccessHours(database.db, new Date('2026-04-25T03:00:00Z'));
  expect(await kept()).toHaveLength(2);
  await countAccessHours(database.db, new Date('2026-05-23T03:00:00Z'));
  expect(await kept()).toEqual([
    ['2026-04-25T00:00:00.000Z', bank, 1, 1],
    ['2026-05-19T00:00:00.000Z', bank, 1, 1],
  ]);
});
