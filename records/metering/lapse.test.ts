import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { dayKey } from '#platform/clock';
import { createPool, type Pool } from '#prisma/pool';
import { institutionId, productId, seed } from '#prisma/seed';
import { createTestDatabase, type TestDatabase } from '../../tests/support/database.ts';
import { accessOf } from '../../tests/support/metered-accesses.ts';
import { addPerson, type TestPerson } from '../../tests/support/people.ts';
import { findBrokenInvariants, issueUnits, takeUnits } from '../ledger.ts';
import { createMeter, type Metered } from './meter.ts';
import { lapseVouchers, remindOfEndingVouchers } from './voucher-rounds.ts';

let database: TestDatabase;
let pool: Pool;
let manager: TestPerson;
const bank = institutionId('BANK-CONTOH');
/** Each test has a product of its own, so that no balance of one is seen by another. */
let product: string;
let made = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  await seed(database.db);
  pool = createPool(database.url, { size: 4 });
  await database.owner.user.updateMany({ where: { institutionId: bank }, data: { disabledAt: new Date() } });
  manager = await addPerson(database.db, { roles: ['lembaga-admin'], institutionId: bank });
  await addPerson(database.db, { roles: ['lembaga-operator'], institutionId: bank });
});
beforeEach(async () => {
  const { id: _, ...like } = await database.db.product.findUniqueOrThrow({
    where: { id: productId('WEBSERVICE-NIK') },
  });
  const row = await database.owner.product.create({
    data: { ...like, code: `UJI-${++made}`, position: 100 + made },
  });
  product = row.id;
});
afterEach(async () => expect(await findBrokenInvariants(database.db)).toEqual([]));
afterAll(async () => {
  await pool?.end();
  await database?.drop();
});

/** The calendar day in WIB so many days from now. */
const dayIn = (days: number) => dayKey(new Date(Date.now() + days * 86_400_000));
const grant = (units: number, validUntil: string | null = null) =>
  database.db.$transaction((tx) =>
    issueUnits(tx, {
      ...{ number: `VC-LAPSE-${randomUUID()}`, institutionId: bank, productId: product, units, validUntil },
      ...{ orderId: null, ntpn: null, source: 'SALDO_AWAL' },
    }),
  );
/** Makes a voucher that is in use end yesterday; no rule does that to one that is issued. */
async function endYesterday(id: string): Promise<void> {
  const ended = new Date(dayIn(-1));
  await database.owner.voucher.update({ where: { id }, data: { validUntil: ended } });
  await database.owner.quotaAccount.updateMany({ where: { productId: product }, data: { nextEnd: ended } });
}
/** As one more API process. */
const newMeter = () => createMeter({ pool });
const access = () => accessOf({ institutionId: bank, productId: product, at: new Date() });
const take = (units: number) =>
  database.db.$transaction((tx) =>
    takeUnits(tx, { institutionId: bank, productId: product, units, cause: `HANDOVER:${randomUUID()}` }),
  );
const round = () => lapseVouchers(database.db, { now: new Date(), after: null });
/** Movements other than grants, as they were booked. */
async function booked() {
  const rows = await database.db.ledgerTransaction.findMany({
    where: { productId: product, kind: { not: 'GRANT' } },
    orderBy: { firstUnit: 'asc' },
    include: { entries: true },
  });
  return rows.map(({ kind, firstUnit, lastUnit, entries }) => ({
    of: `${kind} ${firstUnit}-${lastUnit}`,
    ...Object.fromEntries(entries.map(({ account, units }) => [account, Number(units)])),
  }));
}
const toOutcomes = (answers: readonly Metered[]) => answers.map(({ outcome, unit }) => [outcome, unit]);

describe('a voucher whose last day is over', () => {
  it('is not used any more: the next lookup takes the next voucher and books the lapse', async () => {
    const { id } = await grant(5);
    await grant(3, dayIn(1));
    const meter = newMeter();
    await meter.record(access());
    await meter.record(access());
    await endYesterday(id);
    expect(await meter.record(access())).toEqual({ outcome: 'DEBITED', unit: 6n, left: 2 });
    expect(await booked()).toEqual([
      { of: 'DEBIT 1-1', KUOTA: -1, PEMAKAIAN: 1 },
      { of: 'DEBIT 2-2', KUOTA: -1, PEMAKAIAN: 1 },
      { of: 'LAPSE 3-5', KUOTA: -3, HANGUS: 3 },
      { of: 'DEBIT 6-6', KUOTA: -1, PEMAKAIAN: 1 },
    ]);
  });

  it('leaves nothing when it was the only one', async () => {
    await grant(2, dayIn(-1));
    expect(await newMeter().record(access())).toEqual({ outcome: 'EXHAUSTED', unit: null, left: 0 });
    await expect(take(1)).rejects.toMatchObject({ code: 'QUOTA_EXHAUSTED', params: { left: 0 } });
    expect(await booked()).toEqual([{ of: 'LAPSE 1-2', KUOTA: -2, HANGUS: 2 }]);
  });

  it('is passed over by what an officer delivers', async () => {
    await grant(5, dayIn(-1));
    await grant(3);
    await take(2);
    expect(await booked()).toEqual([
      { of: 'LAPSE 1-5', KUOTA: -5, HANGUS: 5 },
      { of: 'HANDOVER 6-7', KUOTA: -2, PEMAKAIAN: 2 },
    ]);
  });

  it('lapses in the round where nobody uses it, once however often rounds run', async () => {
    await grant(5, dayIn(-1));
    await grant(4, dayIn(-1));
    await Promise.all([round(), round(), round()]);
    expect(await round()).toEqual({ next: null, accounts: 0 });
    expect(await booked()).toEqual([
      { of: 'LAPSE 1-5', KUOTA: -5, HANGUS: 5 },
      { of: 'LAPSE 6-9', KUOTA: -4, HANGUS: 4 },
    ]);
  });

  it('sells no unit in a race of lookups, deliveries and rounds', async () => {
    const { id } = await grant(50);
    await grant(30);
    await newMeter().record(access());
    await endYesterday(id);
    const meters = [newMeter(), newMeter(), newMeter()];
    const answers = Promise.all(
      Array.from({ length: 36 }, (_, at) => (meters[at % 3] ?? newMeter()).record(access())),
    );
    await Promise.allSettled([round(), take(1), round(), take(1), round()]);
    const sold = (await answers).filter(({ outcome }) => outcome === 'DEBITED');
    expect((await answers).every(({ outcome }) => outcome === 'DEBITED' || outcome === 'EXHAUSTED')).toBe(
      true,
    );
    expect(sold.every(({ unit }) => unit !== null && unit > 50n)).toBe(true);
    const movements = await booked();
    expect(movements.filter(({ of }) => of.startsWith('LAPSE'))).toEqual([
      { of: 'LAPSE 2-50', KUOTA: -49, HANGUS: 49 },
    ]);
    const handedOver = movements.filter(({ of }) => of.startsWith('HANDOVER')).length;
    expect(sold.length + handedOver).toBe(30);
  });
});

describe('a voucher that goes on', () => {
  it('is used on its last day', async () => {
    await grant(1, dayIn(0));
    expect(await round()).toMatchObject({ accounts: 0 });
    expect(await newMeter().record(access())).toMatchObject({ outcome: 'DEBITED', unit: 1n });
  });

  it('never lapses without an end of its own', async () => {
    await grant(3);
    expect(await round()).toMatchObject({ accounts: 0 });
    expect(await newMeter().record(access())).toMatchObject({ outcome: 'DEBITED', unit: 1n });
    expect(await booked()).toHaveLength(1);
  });

  it('is not lost to one behind it that has ended, which is passed over at its turn', async () => {
    await grant(2);
    await grant(3, dayIn(-1));
    await grant(2);
    await round();
    expect(await booked()).toEqual([]);
    await expect(take(3)).rejects.toMatchObject({ code: 'QUOTA_EXHAUSTED', params: { left: 2 } });
    const meter = newMeter();
    // The first goes alone, the others share the next statement.
    expect(toOutcomes(await Promise.all([1, 2, 3].map(() => meter.record(access()))))).toEqual([
      ['DEBITED', 1n],
      ['DEBITED', 2n],
      ['EXHAUSTED', null],
    ]);
    expect(await meter.record(access())).toEqual({ outcome: 'DEBITED', unit: 6n, left: 1 });
    expect((await booked()).map(({ of }) => of)).toEqual([
      'DEBIT 1-1',
      'DEBIT 2-2',
      'LAPSE 3-5',
      'DEBIT 6-6',
    ]);
  });
});

describe('the mail about a voucher that ends soon', () => {
  const remind = (days = 0) =>
    remindOfEndingVouchers(database.db, { now: new Date(Date.now() + days * 86_400_000), after: null });
  const mailsOf = async (voucherId: string) =>
    (await database.db.outgoingNotice.findMany({ where: { template: 'VOUCHER_ENDING' } })).filter(
      ({ params }) => (params as { voucherId: string }).voucherId === voucherId,
    );

  it('goes to office and managers once, from 30 days before, with what is left', async () => {
    const { id } = await grant(5, dayIn(31));
    await newMeter().record(access());
    await remind();
    expect(await mailsOf(id)).toEqual([]);
    await remind(1);
    await remind(2);
    const office = await database.db.institution.findUniqueOrThrow({ where: { id: bank } });
    const mails = await mailsOf(id);
    expect(mails.map(({ recipient }) => recipient).sort()).toEqual([manager.email, office.email].sort());
    expect(mails[0]?.params).toMatchObject({ left: 4, validUntil: dayIn(31), daysLeft: 30 });
  });

  it('is not sent for one that is used up, has ended, or has no end', async () => {
    const used = await grant(1, dayIn(5));
    await newMeter().record(access());
    const ended = await grant(1, dayIn(-1));
    const endless = await grant(1);
    await remind();
    for (const { id } of [used, ended, endless]) expect(await mailsOf(id)).toEqual([]);
  });
});
