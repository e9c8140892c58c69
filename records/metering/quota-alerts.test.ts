import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { thresholdReached } from '#contract/metering/quota';
import { institutionId, productId, seed } from '#prisma/seed';
import { createTestDatabase, type TestDatabase } from '../../tests/support/database.ts';
import { grantAt, moveTo } from '../../tests/support/metered-accesses.ts';
import { addPerson } from '../../tests/support/people.ts';
import { findBrokenInvariants, takeUnits } from '../ledger.ts';
import { alertOfLowQuota, quotaLevels } from './quota-alerts.ts';

const bank = institutionId('BANK-CONTOH');
const product = productId('WEBSERVICE-NIK');
let database: TestDatabase;
let number = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  await seed(database.db);
  await database.owner.user.updateMany({ where: { institutionId: bank }, data: { disabledAt: new Date() } });
  await addPerson(database.db, { roles: ['lembaga-pemesan', 'lembaga-keuangan'], institutionId: bank });
  await addPerson(database.db, { roles: ['lembaga-operator'], institutionId: bank });
});
beforeEach(() => database.db.outgoingNotice.deleteMany({ where: { template: 'QUOTA_LOW' } }));
afterEach(async () => expect(await findBrokenInvariants(database.db)).toEqual([]));
afterAll(() => database?.drop());

const grant = (units: number, at: string) =>
  grantAt(database, { number: `VC-LOW-${++number}`, institutionId: bank, productId: product, units }, at);
async function use(units: number, at: string): Promise<void> {
  const before = await database.db.ledgerTransaction.count();
  const cause = `HANDOVER:${++number}`;
  await database.db.$transaction((tx) =>
    takeUnits(tx, { institutionId: bank, productId: product, units, cause }),
  );
  await moveTo(database, before, at);
}
const round = () =>
  alertOfLowQuota(database.db, { changedSince: new Date(Date.now() - 86_400_000), after: null });
const told = async () =>
  (
    await database.db.outgoingNotice.findMany({
      where: { template: 'QUOTA_LOW' },
      orderBy: { createdAt: 'asc' },
    })
  ).map(({ params }) => {
    const { threshold, left, base } = params as Record<string, number>;
    return { threshold, left, base };
  });

it.each([
  [100, 100, null],
  [51, 100, null],
  [50, 100, 50],
  [21, 100, 50],
  [20, 100, 20],
  [5, 100, 5],
  [0, 100, 5],
  [1, 3, 50],
  [0, 0, null],
])('%i of %i units is at threshold %s', (left, base, threshold) => {
  expect(thresholdReached(left, base)).toBe(threshold);
});

describe('a quota that runs out', () => {
  it('is told of once at each threshold, measured against what was there after the last grant', async () => {
    await grant(60, '2026-04-01T00:00:00Z');
    await use(20, '2026-04-02T00:00:00Z');
    await grant(60, '2026-04-03T00:00:00Z');
    expect(await quotaLevels(database.db, bank)).toMatchObject([{ left: 100, base: 100 }]);
    await use(49, '2026-04-04T00:00:00Z');
    expect(await round()).toEqual({ next: null, alerted: 0 });
    await use(1, '2026-04-05T00:00:00Z');
    expect(await round()).toEqual({ next: null, alerted: 1 });
    expect(await round()).toEqual({ next: null, alerted: 0 });
    expect(await told()).toEqual([{ threshold: 50, left: 50, base: 100 }]);
    // Past 20 and 5 between two rounds: only the lowest is news.
    await use(46, '2026-04-06T00:00:00Z');
    expect(await round()).toEqual({ next: null, alerted: 1 });
    expect((await told()).map(({ threshold }) => threshold)).toEqual([50, 5]);
  });

  it('begins anew with a purchase', async () => {
    await grant(6, '2026-04-07T00:00:00Z');
    expect(await quotaLevels(database.db, bank)).toMatchObject([{ left: 10, base: 10 }]);
    expect(await round()).toEqual({ next: null, alerted: 0 });
    await use(5, '2026-04-08T00:00:00Z');
    expect(await round()).toEqual({ next: null, alerted: 1 });
    expect(await told()).toEqual([{ threshold: 50, left: 5, base: 10 }]);
  });

  it('is not looked at while nobody uses it', async () => {
    const changedSince = new Date(Date.now() + 60_000);
    expect(await alertOfLowQuota(database.db, { changedSince, after: null })).toEqual({
      next: null,
      alerted: 0,
    });
  });
});
