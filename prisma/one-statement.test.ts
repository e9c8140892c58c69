import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../tests/support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

it('reads several relations inside a transaction without a second statement on a busy connection', async () => {
  const warnings: string[] = [];
  const hear = ({ message }: Error) => warnings.push(message);
  process.on('warning', hear);
  try {
    const office = await database.db.$transaction(async (tx) => {
      const made = await tx.office.create({
        data: {
          ...{ code: `UJI-${randomUUID()}`, name: 'Dinas Uji', address: 'Jl. Uji 1' },
          ...{ phone: '024123456', zone: 'WIB' },
        },
      });
      const include = { regions: true, requests: { include: { steps: true, photos: true } }, holidays: true };
      return tx.office.findUniqueOrThrow({ where: { id: made.id }, include });
    });
    expect(office).toMatchObject({ name: 'Dinas Uji', regions: [], requests: [], holidays: [] });
  } finally {
    // Node says its warnings in the next turn.
    await new Promise((resolve) => setImmediate(resolve));
    process.off('warning', hear);
  }
  expect(warnings).toEqual([]);
});
