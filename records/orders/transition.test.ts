import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ValidityRule } from '#contract/metering/validity';
import { createTestDatabase, type TestDatabase } from '../../tests/support/database.ts';
import {
  actionsOf,
  createOrder,
  createOrderWorld,
  type OrderWorld,
  people,
  storeAct,
} from '../../tests/support/orders.ts';
import { systemPerson } from '../audit.ts';
import { findBrokenInvariants, quotaBalances } from '../ledger.ts';
import { recordTransition, type TransitionInput } from './transition.ts';
import { issueVoucher } from './voucher.ts';

let database: TestDatabase;
let world: OrderWorld;
beforeAll(async () => {
  database = await createTestDatabase();
  world = await createOrderWorld(database.db);
});
afterAll(() => database.drop());

const ask = (orderId: string, more: Partial<TransitionInput> = {}): TransitionInput => ({
  orderId,
  action: 'requestApproval',
  from: 'DIPROSES',
  to: 'MENUNGGU_PERSETUJUAN',
  expectedVersion: 1,
  actor: systemPerson('system'),
  role: 'system',
  ...more,
});

it('writes status, history, audit and messages together', async () => {
  const { db } = database;
  const { id } = await createOrder(db, world, { unitPrice: 0 });
  const result = await recordTransition(db, ask(id));
  expect(result).toEqual({ status: 'MENUNGGU_PERSETUJUAN', version: 2 });
  expect(await db.order.findUniqueOrThrow({ where: { id } })).toMatchObject(result);
  expect(await actionsOf(db, id)).toEqual(['requestApproval']);
  expect(await db.auditEntry.findMany({ where: { subjectId: id } })).toMatchObject([
    { event: 'ORDER_APPROVAL_REQUESTED', actorId: 'system', institutionId: world.institutionId },
  ]);
});

it('gives a repeat the first result and writes nothing again', async () => {
  const { db } = database;
  const { id } = await createOrder(db, world, { unitPrice: 0 });
  const results = await Promise.all([1, 2, 3].map(() => recordTransition(db, ask(id))));
  expect(new Set(results.map((each) => JSON.stringify(each))).size).toBe(1);
  expect(await actionsOf(db, id)).toEqual(['requestApproval']);
  expect(await db.auditEntry.count({ where: { subjectId: id } })).toBe(1);
});

it('refuses a writer who saw another version, with what stands there now', async () => {
  const { db } = database;
  const { id } = await createOrder(db, world, { unitPrice: 0 });
  await recordTransition(db, ask(id));
  const late = ask(id, { action: 'startBilling', to: 'PENERBITAN_TAGIHAN' });
  await expect(recordTransition(db, late)).rejects.toMatchObject({
    code: 'VERSION_CONFLICT',
    details: { status: 'MENUNGGU_PERSETUJUAN', version: 2 },
  });
  expect(await actionsOf(db, id)).toEqual(['requestApproval']);
});

it('knows a repeated act by its intent, also after the order has moved on', async () => {
  const { db } = database;
  const { id } = await createOrder(db, world, { unitPrice: 0 });
  await recordTransition(db, ask(id));
  const intentId = await storeAct(db, id, 'approve', people.official);
  const approve = ask(id, {
    action: 'approve',
    from: 'MENUNGGU_PERSETUJUAN',
    to: 'DISETUJUI',
    expectedVersion: 2,
    role: 'pejabat',
    intentId,
    changes: { approvedAt: new Date() },
  });
  const first = await recordTransition(db, approve);
  await issueVoucher(db, { orderId: id, from: 'DISETUJUI', expectedVersion: 3, now: new Date() });
  expect(await recordTransition(db, approve)).toEqual(first);
  expect(await db.orderIntent.findUniqueOrThrow({ where: { id: intentId } })).toMatchObject({
    status: 'APPLIED',
    result: first,
  });
});

it('refuses what the table has no row for', async () => {
  const { id } = await createOrder(database.db, world);
  await expect(recordTransition(database.db, ask(id, { to: 'SELESAI' }))).rejects.toThrow('no row');
});

it('rolls everything back when one part fails', async () => {
  const { db } = database;
  const { id } = await createOrder(db, world, { unitPrice: 0 });
  const broken = ask(id, {
    also: async () => {
      throw new Error('full disk');
    },
  });
  await expect(recordTransition(db, broken)).rejects.toThrow('full disk');
  expect(await db.order.findUniqueOrThrow({ where: { id } })).toMatchObject({
    status: 'DIPROSES',
    version: 1,
  });
  expect(await actionsOf(db, id)).toEqual([]);
  expect(await db.auditEntry.count({ where: { subjectId: id } })).toBe(0);
});

it('issues one voucher however often it is asked, and books it once', async () => {
  const { db } = database;
  const before = await quotaBalances(db, { institutionId: world.institutionId });
  const { id } = await createOrder(db, world, { unitPrice: 0, quantity: 77 });
  await recordTransition(db, ask(id, { action: 'requestApproval' }));
  await recordTransition(
    db,
    ask(id, {
      action: 'approve',
      from: 'MENUNGGU_PERSETUJUAN',
      to: 'DISETUJUI',
      expectedVersion: 2,
      changes: { approvedAt: new Date() },
    }),
  );
  const now = new Date('2026-05-04T18:00:00Z');
  const rules: ValidityRule[] = [
    { from: '2026-05-05', months: 12, agreementEnd: 'KEPT', suspension: 'FROZEN', yearEnd: 'KEPT' },
  ];
  const issue = () => issueVoucher(db, { orderId: id, from: 'DISETUJUI', expectedVersion: 3, now }, rules);
  await Promise.all([issue(), issue(), issue()]);
  // The fifth of May in WIB, and a year from there.
  expect(await db.voucher.findMany({ where: { orderId: id } })).toMatchObject([
    { units: 77, validUntil: new Date('2027-05-04') },
  ]);
  const after = await quotaBalances(db, { institutionId: world.institutionId });
  expect((after[0]?.units ?? 0) - (before[0]?.units ?? 0)).toBe(77);
  const mails = await db.outgoingNotice.findMany({ where: { orderId: id, template: 'VOUCHER_ISSUED' } });
  // The office and its buyers, each once.
  expect(mails).toHaveLength(3);
  expect(await findBrokenInvariants(db)).toEqual([]);
});

it('lets no ledger movement commit that does not sum to zero, and no voucher without its order', async () => {
  const { db } = database;
  const { institutionId, productId } = world;
  const unbalanced = db.$transaction(async (tx) => {
    const { id: transactionId } = await tx.ledgerTransaction.create({
      data: { kind: 'GRANT', institutionId, productId, firstUnit: 1n, lastUnit: 5n },
    });
    await tx.ledgerEntry.create({
      data: { transactionId, account: 'KUOTA', institutionId, productId, units: 5n },
    });
  });
  await expect(unbalanced).rejects.toThrow(/sum to zero/);
  const orphan = db.voucher.create({
    data: {
      number: 'VC-X',
      institutionId,
      productId,
      units: 1,
      firstUnit: 1n,
      lastUnit: 1n,
      source: 'PESANAN',
    },
  });
  await expect(orphan).rejects.toThrow(/voucher_origin/);
});
