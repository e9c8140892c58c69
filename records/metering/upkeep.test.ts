import { afterAll, beforeAll, expect, it } from 'vitest';
import { institutionId, productId, seed } from '#prisma/seed';
import { createTestDatabase, type TestDatabase } from '../../tests/support/database.ts';
import { monthFigures } from './month-figures.ts';
import { accessLogRowsOutside, forgetOldUse, makeAccessLogMonths } from './upkeep.ts';

const now = new Date('2026-05-20T03:00:00Z');
const institution = institutionId('BANK-CONTOH');
const product = productId('WEBSERVICE-NIK');
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  await seed(database.db);
});
afterAll(() => database?.drop());

it('makes the months ahead once, as the application', async () => {
  expect(await makeAccessLogMonths(database.db)).toEqual([]);
  const [month] = await database.owner.$queryRaw<{ name: string }[]>`
    select tablename as name from pg_tables where schemaname = 'access_log_parts' order by 1 desc limit 1 offset 1`;
  await database.owner.$executeRawUnsafe(`drop table access_log_parts."${month?.name ?? ''}"`);
  expect(await makeAccessLogMonths(database.db)).toEqual([month?.name.replace('access_log_', '')]);
});

it('counts the rows that lie in no month', async () => {
  expect(await accessLogRowsOutside(database.db)).toBe(0);
  await database.db.$executeRaw`
    insert into access_log (at, institution_id, product_id, channel, method, result, outcome, request_id, nik_index,
      nik_sealed, duration_ms)
    values ('2001-01-01', ${institution}::uuid, ${product}::uuid, 'WEB_SERVICE', 'CALL_NIK', 'DATA', 'FREE',
      gen_random_uuid(), 'index', 'sealed', 1)`;
  expect(await accessLogRowsOutside(database.db)).toBe(1);
});

it('forgets keys and daily counts that are old enough, and nothing else', async () => {
  const days = (count: number) => new Date(now.getTime() - count * 86_400_000);
  await database.db.accessKey.createMany({
    data: [31, 29].map((age) => ({
      institutionId: institution,
      productId: product,
      key: `key-${age}`,
      question: 'question',
      at: days(age),
    })),
  });
  await database.db.dailyUse.createMany({
    data: [402, 399].map((age) => ({ subject: 'somebody', productId: product, day: days(age), used: age })),
  });
  expect(await forgetOldUse(database.db, { now, keyDays: 30, refusalDays: 90 })).toEqual({
    ...{ forgotten: 2, more: false },
  });
  expect((await database.db.accessKey.findMany()).map(({ key }) => key)).toEqual(['key-29']);
  expect((await database.db.dailyUse.findMany()).map(({ used }) => used)).toEqual([399]);
});

it('destroys refusals some days after their day, and leaves their months with the same sums', async () => {
  const refusals = [
    // The last hour of 18 February in WIB, and the first of the 19th: 90 days before this 20 May.
    { hour: '2026-02-18T16:00:00Z', reason: 'WRONG_SECRET', count: 5, address: '203.0.113.7' },
    { hour: '2026-02-18T17:00:00Z', reason: 'WRONG_SECRET', count: 7, address: '203.0.113.7' },
    // By the clock of WIB already February.
    { hour: '2026-01-31T17:00:00Z', reason: 'WRONG_SECRET', count: 11, address: '203.0.113.8' },
    { hour: '2026-01-31T16:00:00Z', reason: 'RATE_LIMITED', count: 13, address: '203.0.113.8' },
  ].map((row) => ({ ...row, institutionId: institution, subject: 'somebody' }));
  await database.db.accessRefusal.createMany({ data: refusals });
  const months = () =>
    Promise.all(
      ['2026-01', '2026-02'].map(
        async (month) => (await monthFigures(database.db, institution, month)).refusals,
      ),
    );
  const before = await months();
  expect(before).toEqual([[{ of: 'RATE_LIMITED', units: 13 }], [{ of: 'WRONG_SECRET', units: 23 }]]);
  const forget = () => forgetOldUse(database.db, { now, keyDays: 30, refusalDays: 90 });
  expect(await forget()).toEqual({ forgotten: 3, more: false });
  expect((await database.db.accessRefusal.findMany()).map(({ count }) => count)).toEqual([7]);
  expect(await months()).toEqual(before);
  // Another day of a month that has its sum already.
  await database.db.accessRefusal.createMany({ data: refusals.slice(0, 1) });
  expect(await forget()).toEqual({ forgotten: 1, more: false });
  expect((await months())[1]).toEqual([{ of: 'WRONG_SECRET', units: 28 }]);
});
