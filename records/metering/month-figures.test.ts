import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { createPool, type Pool } from '#prisma/pool';
import { institutionId, productId, seed } from '#prisma/seed';
import { createTestDatabase, type TestDatabase } from '../../tests/support/database.ts';
import { type AccessGiven, accessOf, grantAt, moveTo } from '../../tests/support/metered-accesses.ts';
import { findBrokenInvariants, lapseUnits, takeUnits } from '../ledger.ts';
import { createMeter, type Meter } from './meter.ts';
import { credentials, expectedMonths, persons } from './month-figures.expectations.ts';
import { monthFigures } from './month-figures.ts';

const bank = institutionId('BANK-CONTOH');
const webservice = productId('WEBSERVICE-NIK');
const portal = productId('WEBPORTAL-NIK');

let database: TestDatabase;
let pool: Pool;
let meter: Meter;

beforeAll(async () => {
  database = await createTestDatabase();
  await seed(database.db);
  pool = createPool(database.url, { size: 2 });
  meter = createMeter({ pool });
  await playTwoMonths();
});
afterEach(async () => expect(await findBrokenInvariants(database.db)).toEqual([]));
afterAll(async () => {
  await pool?.end();
  await database?.drop();
});

/** An access at a moment by the caller's clock; the ledger's may be another. */
async function access(at: string, given: Partial<AccessGiven>, ledgerAt = at): Promise<void> {
  const before = await database.db.ledgerTransaction.count();
  const { outcome } = await meter.record(
    accessOf({ institutionId: bank, productId: webservice, at: new Date(at), ...given }),
  );
  if (outcome === 'DEBITED') await moveTo(database, before, ledgerAt);
}

const account = { institutionId: bank, productId: webservice };

async function handOver(at: string, units: number): Promise<void> {
  const before = await database.db.ledgerTransaction.count();
  const cause = `HANDOVER:${randomUUID()}`;
  await database.db.$transaction((tx) => takeUnits(tx, { ...account, units, cause }));
  await moveTo(database, before, at);
}

/** What is left of a voucher lapses at that moment: its last day is set to one that is long over. */
async function lapse(at: string, number: string): Promise<void> {
  const before = await database.db.ledgerTransaction.count();
  const validUntil = new Date('2026-05-10');
  await database.owner.voucher.update({ where: { number }, data: { validUntil } });
  await database.owner.quotaAccount.updateMany({ where: account, data: { nextEnd: validUntil } });
  await database.db.$transaction((tx) => lapseUnits(tx, account));
  await moveTo(database, before, at);
}

const grant = (at: string, number: string, product: string, units: number) =>
  grantAt(database, { number, institutionId: bank, productId: product, units }, at);

/** Three vouchers, two credentials, a person at the portal, repeats, refusals, and what happens at midnight. */
async function playTwoMonths(): Promise<void> {
  const { head, branch } = credentials;
  await grant('2026-04-10T03:00:00Z', 'VC-APRIL', webservice, 5);
  await access('2026-04-20T03:00:00Z', { credentialId: head, branch: 'Pusat' });
  await access('2026-04-20T03:00:01Z', { credentialId: head, branch: 'Pusat' });
  // The first moment of May in WIB.
  await grant('2026-04-30T17:00:00Z', 'VC-MEI', webservice, 5);
  await grant('2026-04-30T17:00:00Z', 'VC-MEI-2', webservice, 7);
  await access('2026-05-03T02:00:00Z', { credentialId: head, branch: 'Pusat', key: 'k1' });
  await access('2026-05-03T02:00:01Z', { credentialId: head, branch: 'Pusat', key: 'k1' });
  await access('2026-05-03T02:00:02Z', { credentialId: head, branch: 'Pusat', key: 'k1', question: 'other' });
  await access('2026-05-03T02:00:03Z', { credentialId: head, branch: 'Pusat', result: 'DECEASED' });
  await access('2026-05-03T02:00:04Z', { credentialId: head, result: 'FAILED', charged: false });
  const compared = { credentialId: branch, branch: 'Cabang', method: 'CALL_VERIFY_BY_ELEMEN' } as const;
  await access('2026-05-04T02:00:00Z', { ...compared, result: 'COMPARED' });
  await access('2026-05-04T18:00:00Z', { ...compared, result: 'COMPARED', dailyLimit: 1, day: '2026-05-05' });
  await access('2026-05-04T18:00:01Z', { ...compared, result: 'COMPARED', dailyLimit: 1, day: '2026-05-05' });
  await access('2026-05-05T02:00:00Z', { ...compared, result: 'NOT_FOUND' });
  await handOver('2026-05-10T02:00:00Z', 2);
  await lapse('2026-05-11T02:00:00Z', 'VC-MEI');
  // The last unit of May by both clocks, and the first of June whose caller still lived in May.
  await access('2026-05-31T16:59:59.999Z', { credentialId: head, branch: null });
  await access('2026-05-31T16:59:59.900Z', { credentialId: head, branch: 'Pusat' }, '2026-05-31T17:00:00Z');
  await grant('2026-05-20T02:00:00Z', 'VC-PORTAL', portal, 1);
  const seen = {
    productId: portal,
    personId: persons.operator,
    method: 'LIHAT_DATA',
    channel: 'WEB_PORTAL',
  } as const;
  await access('2026-05-21T02:00:00Z', { ...seen, branch: 'Cabang' });
  await access('2026-05-21T02:00:01Z', { ...seen, branch: 'Cabang' });
  // Of a product that it never had.
  await access('2026-05-22T02:00:00Z', {
    productId: productId('WEBSERVICE-FACE'),
    method: 'FACE_RECOGNITION',
  });
  await database.db.accessRefusal.createMany({
    data: [
      { hour: '2026-04-30T16:00:00Z', reason: 'WRONG_SECRET', count: 100 },
      { hour: '2026-04-30T17:00:00Z', reason: 'WRONG_SECRET', count: 3 },
      { hour: '2026-05-31T16:00:00Z', reason: 'ADDRESS_NOT_ALLOWED', count: 4 },
      // Two of them are the two above that the log holds.
      { hour: '2026-05-21T02:00:00Z', reason: 'QUOTA_EXHAUSTED', count: 7 },
    ].map((row) => ({ ...row, institutionId: bank, subject: '', address: '203.0.113.7' })),
  });
}

const products = {
  [webservice]: 'WEBSERVICE-NIK',
  [portal]: 'WEBPORTAL-NIK',
  [productId('WEBSERVICE-FACE')]: 'WEBSERVICE-FACE',
};

async function readable(month: string, institution = bank) {
  const { products: rows, refusals } = await monthFigures(database.db, institution, month);
  const named = rows.map(({ productId: id, vouchers, ...figures }) => [
    products[id] ?? id,
    { ...figures, vouchers: vouchers.map(({ number, units }) => `${number} ${units}`) },
  ]);
  return { products: Object.fromEntries(named), refusals };
}

it.each(Object.keys(expectedMonths))('tells %s to the last unit', async (month) => {
  expect(await readable(month)).toEqual(expectedMonths[month]);
});

it('tells nothing of an institution that never had a unit', async () => {
  expect(await readable('2026-05', institutionId('KEMENTERIAN-CONTOH'))).toEqual({
    products: {},
    refusals: [],
  });
});

it('shows units that ledger and log do not agree on', async () => {
  // As if somebody had tampered with the ledger past the application's role.
  await database.owner.$executeRaw`update ledger_transaction set last_unit = last_unit + 2
    where product_id = ${portal}::uuid and kind = 'DEBIT'`;
  const { products: rows } = await readable('2026-05');
  expect(rows['WEBPORTAL-NIK']).toMatchObject({ used: 3, closing: 0, gap: -2, logGap: 2 });
  await database.owner.$executeRaw`update ledger_transaction set last_unit = last_unit - 2
    where product_id = ${portal}::uuid and kind = 'DEBIT'`;
});
