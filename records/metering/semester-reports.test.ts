import { afterAll, beforeAll, expect, it } from 'vitest';
import { createVault } from '#platform/vault';
import { institutionId, seed } from '#prisma/seed';
import { testConfig } from '../../tests/support/config.ts';
import { createTestDatabase, type TestDatabase } from '../../tests/support/database.ts';
import { addAccess } from '../../tests/support/trail.ts';
import { semesterFigures } from './semester-reports.ts';

let database: TestDatabase;
const bank = institutionId('BANK-CONTOH');

beforeAll(async () => {
  database = await createTestDatabase();
  await seed(database.db);
});
afterAll(() => database?.drop());

it('counts each access in its month of WIB, and none of another half-year', async () => {
  const { dataKeys, indexKey } = testConfig();
  const vault = createVault(dataKeys, indexKey);
  const add = (at: string, result = 'DATA', institution = bank) =>
    addAccess(database.db, vault, {
      ...{ nik: '3374014101900001', institutionId: institution, result },
      at: new Date(at),
    });
  await add('2025-12-31T16:59:59.999Z');
  await add('2025-12-31T17:00:00Z');
  await add('2026-01-31T16:59:59.999Z');
  await add('2026-01-31T17:00:00Z');
  await add('2026-03-10T03:00:00Z', 'NOT_FOUND');
  await add('2026-03-10T03:00:00Z', 'DATA', institutionId('DEMO-PUSAT'));
  await add('2026-06-30T16:59:59.999Z');
  await add('2026-06-30T17:00:00Z');
  const figures = await semesterFigures(database.db, bank, '2026-1');
  expect(figures.map(({ result, month, accesses, units }) => [result, month, accesses, units])).toEqual([
    ['DATA', '2026-01', 2, 0],
    ['DATA', '2026-02', 1, 0],
    ['DATA', '2026-06', 1, 0],
    ['NOT_FOUND', '2026-03', 1, 0],
  ]);
});
