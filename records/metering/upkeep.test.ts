import { afterAll, beforeAll, expect, it } from 'vitest';
import { institutionId, productId, seed } from '#prisma/seed';
import { createTestDatabase, type TestDatabase } from '../../tests/support/database.ts';
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
  expect(await forgetOldUse(database.db, { now, keyDays: 30 })).toEqual({ forgotten: 2, more: false });
  expect((await database.db.accessKey.findMany()).map(({ key }) => key)).toEqual(['key-29']);
  expect((await database.db.dailyUse.findMany()).map(({ used }) => used)).toEqual([399]);
});
