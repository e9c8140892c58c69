import { afterAll, beforeAll, expect, it } from 'vitest';
import { dayKey } from '#platform/clock';
import type { Database } from '#prisma/client';
import { createTestDatabase, type TestDatabase } from '../../tests/support/database.ts';
import { createOrder, createOrderWorld, statusOf } from '../../tests/support/orders.ts';
import { applyStandingDecision } from './decide-start.ts';
import type { OrderActivityDeps } from './deps.ts';

let database: TestDatabase;
let db: Database;
beforeAll(async () => {
  database = await createTestDatabase();
  ({ db } = database);
});
afterAll(() => database?.drop());

it('takes the units of a decision once, though an attempt that was believed dead still works', async () => {
  const world = await createOrderWorld(db);
  const { institutionId, productId } = world;
  const today = new Date(dayKey(new Date()));
  const decision = await db.standingDecision.create({
    data: {
      ...{ institutionId, productId, validFrom: today, validTo: today },
      ...{ maxUnits: 1_000, note: 'Uji', decidedBy: 'official' },
    },
  });
  const { id: orderId } = await createOrder(db, world, { quantity: 100, unitPrice: 0 });
  const deps = { db, now: () => new Date() } as OrderActivityDeps;
  const attempt = () => applyStandingDecision(deps)({ orderId, expectedVersion: 1 });
  const seen = await Promise.all([attempt(), attempt(), attempt()]);
  expect(seen.map(({ status, version }) => [status, version])).toEqual([1, 2, 3].map(() => ['DISETUJUI', 2]));
  expect(await statusOf(db, orderId)).toBe('DISETUJUI');
  const { usedUnits } = await db.standingDecision.findUniqueOrThrow({ where: { id: decision.id } });
  expect(usedUnits).toBe(100);
});
