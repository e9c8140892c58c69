import { afterAll, beforeAll, expect, it } from 'vitest';
import type { OrderAction } from '../../contract/orders/lifecycle.ts';
import { orderLifecycle } from '../../contract/orders/lifecycle.ts';
import { findBrokenInvariants } from '../../records/ledger.ts';
import { type OrderLab, startOrderLab } from '../../tests/support/order-lab.ts';
import { actionsOf, people, type TestPerson } from '../../tests/support/orders.ts';

/**
 * Every row of the table, walked by the real workflow: each test is one way through it, and the last one proves that
 * together they took every edge, by every kind of person.
 */

let lab: OrderLab;
beforeAll(async () => {
  lab = await startOrderLab();
});
afterAll(() => lab.stop());

const { buyer, treasurer, official, both } = people;
const note = 'Catatan uji';

/** Takes an act and expects it to be done. */
async function done(id: string, action: OrderAction, person: TestPerson, input?: Record<string, unknown>) {
  const outcome = await lab.act(id, action, person, { note, ...(input ? { input } : {}) });
  expect(outcome, `${action} by ${person.id}`).toHaveProperty('version');
}

/** Pays the code at the bank, at a moment if given, and lets the workflow hear of it. */
async function pay(order: { id: string; kodeBilling: string }, paidAt?: Date) {
  const { kodeBilling } = order;
  const ntpn = await lab.bank.pay(kodeBilling, paidAt ? { paidAt } : {});
  await lab.hear(order.id, { kodeBilling, ntpn });
}

/** An order whose code SIMPONI refused to make. */
async function refusedOrder() {
  const { id } = await lab.order();
  await lab.bank.misbehave({ mode: 'refuse', code: '99', words: 'Tidak boleh' });
  const handle = await lab.start(id);
  await lab.until(id, 'TAGIHAN_BERMASALAH');
  await lab.bank.behave();
  return { id, handle };
}

/** An order that was paid a day after its expiry. */
async function paidLate() {
  const order = await lab.billed();
  await lab.pass('8 days');
  await lab.until(order.id, 'KEDALUWARSA');
  await pay(order, new Date(order.expiresAt.getTime() + 1_000));
  await lab.until(order.id, 'PEMBAYARAN_BERMASALAH');
  return order;
}

it('goes the straight way in at most 40 history events', async () => {
  const order = await lab.billed();
  await pay(order);
  expect(await order.handle.result()).toBe('SELESAI');
  expect(await actionsOf(lab.db, order.id)).toEqual([
    'startBilling',
    'issueBilling',
    'confirmPayment',
    'issueVoucher',
  ]);
  const { events } = await order.handle.fetchHistory();
  expect(events?.length).toBeLessThanOrEqual(40);
  const voucher = await lab.db.voucher.findUniqueOrThrow({ where: { orderId: order.id } });
  expect(voucher).toMatchObject({ units: 100, source: 'PESANAN', institutionId: lab.world.institutionId });
  expect(voucher.ntpn).toBe((await lab.row(order.id)).ntpn);
});

it('lets pejabat approve an order of Rp0, which then gives its voucher without a bill', async () => {
  const { id } = await lab.order({ unitPrice: 0 });
  const handle = await lab.start(id);
  await lab.until(id, 'MENUNGGU_PERSETUJUAN');
  await done(id, 'approve', official);
  expect(await handle.result()).toBe('SELESAI');
  expect(await actionsOf(lab.db, id)).toEqual(['requestApproval', 'approve', 'issueVoucher']);
  expect((await lab.row(id)).kodeBilling).toBeNull();
});

it('lets pejabat reject, and the institution hears why', async () => {
  const { id } = await lab.order({ unitPrice: 0 });
  const handle = await lab.start(id);
  await lab.until(id, 'MENUNGGU_PERSETUJUAN');
  await done(id, 'reject', official);
  expect(await handle.result()).toBe('DITOLAK');
  const mails = await lab.db.outgoingNotice.findMany({ where: { orderId: id, template: 'ORDER_REJECTED' } });
  expect(mails.length).toBeGreaterThan(0);
  expect(mails[0]?.params).toMatchObject({ note });
});

it('approves by a standing decision while its units last, then asks pejabat again', async () => {
  const { institutionId, productId } = lab.world;
  const decision = await lab.db.standingDecision.create({
    data: {
      institutionId,
      productId,
      validFrom: new Date('2020-01-01'),
      validTo: new Date('2099-01-01'),
      maxUnits: 150,
      note,
      decidedBy: official.id,
    },
  });
  const first = await lab.order({ unitPrice: 0, quantity: 100 });
  expect(await (await lab.start(first.id)).result()).toBe('SELESAI');
  expect(await actionsOf(lab.db, first.id)).toEqual(['applyStandingDecision', 'issueVoucher']);
  const second = await lab.order({ unitPrice: 0, quantity: 51 });
  await lab.start(second.id);
  await lab.until(second.id, 'MENUNGGU_PERSETUJUAN');
  const { usedUnits } = await lab.db.standingDecision.findUniqueOrThrow({ where: { id: decision.id } });
  expect(usedUnits).toBe(100);
  await done(second.id, 'cancel', buyer);
  await lab.db.standingDecision.update({ where: { id: decision.id }, data: { revokedAt: new Date() } });
});

it('bills an order that a rule wanted decided first', async () => {
  const { id } = await lab.order({ decisionRequired: true });
  await lab.start(id);
  await lab.until(id, 'MENUNGGU_PERSETUJUAN');
  await done(id, 'approve', official);
  await lab.until(id, 'MENUNGGU_PEMBAYARAN');
  await done(id, 'cancel', treasurer);
});

it('retries with a new attempt after a refusal', async () => {
  const { id } = await refusedOrder();
  const troubled = await lab.row(id);
  expect(troubled).toMatchObject({ billingTrouble: 'REFUSED', billingAttempt: 1 });
  expect(troubled.billingTroubleWords).toContain('Tidak boleh');
  await done(id, 'retryBilling', treasurer);
  const row = await lab.until(id, 'MENUNGGU_PEMBAYARAN');
  expect(row.billingAttempt).toBe(2);
  expect(row.trxId).not.toBe(troubled.trxId);
  expect(row).toMatchObject({ billingTrouble: null, billingTroubleWords: null });
  await done(id, 'cancel', buyer);
});

it('takes a code that SIMPONI made and we never heard of', async () => {
  const { id } = await refusedOrder();
  const input = {
    kodeBilling: '820990000000001',
    expiresAt: new Date(Date.now() + 86_400_000).toISOString(),
  };
  await done(id, 'enterBilling', treasurer, input);
  expect(await lab.row(id)).toMatchObject({ status: 'MENUNGGU_PEMBAYARAN', kodeBilling: input.kodeBilling });
  await done(id, 'cancel', buyer);
});

for (const person of [buyer, treasurer]) {
  it(`lets ${person.id} cancel from every state that allows it`, async () => {
    const atStart = await lab.order();
    const outcome = await lab.startWithAct(atStart.id, 'cancel', person, { note });
    expect(outcome).toMatchObject({ status: 'DIBATALKAN' });
    expect(await actionsOf(lab.db, atStart.id)).toEqual(['cancel']);

    const waiting = await lab.order({ unitPrice: 0 });
    await lab.start(waiting.id);
    await lab.until(waiting.id, 'MENUNGGU_PERSETUJUAN');
    await done(waiting.id, 'cancel', person);

    const refused = await refusedOrder();
    await done(refused.id, 'cancel', person);
    // No code, no grace: the run ends at once.
    expect(await refused.handle.result()).toBe('DIBATALKAN');

    const billed = await lab.billed();
    await done(billed.id, 'cancel', person);
    const row = await lab.row(billed.id);
    expect(row.openUntil?.getTime()).toBeGreaterThan(billed.expiresAt.getTime());
    await lab.pass('22 days');
    expect(await billed.handle.result()).toBe('DIBATALKAN');
  });
}

it('expires after the deadline, reminds before it, and ends after the grace period', async () => {
  const order = await lab.billed();
  await lab.pass('8 days');
  const row = await lab.until(order.id, 'KEDALUWARSA');
  expect(row.inquiryAnswer).toBe('NOT_FOUND');
  const reminders = await lab.db.outgoingNotice.findMany({
    where: { orderId: order.id, template: 'PAYMENT_REMINDER' },
  });
  const daysLeft = reminders.map(({ params }) => (params as { daysLeft: number }).daysLeft);
  expect([...new Set(daysLeft)].sort()).toEqual([1, 3]);
  await lab.pass('15 days');
  expect(await order.handle.result()).toBe('KEDALUWARSA');
});

it('confirms a payment in time that is heard of after expiry or cancelling', async () => {
  const expired = await lab.billed();
  await lab.pass('8 days');
  await lab.until(expired.id, 'KEDALUWARSA');
  await pay(expired, new Date(expired.expiresAt.getTime() - 1_000));
  expect(await expired.handle.result()).toBe('SELESAI');

  const cancelled = await lab.billed();
  await done(cancelled.id, 'cancel', buyer);
  const { cancelledAt } = await lab.row(cancelled.id);
  await pay(cancelled, new Date((cancelledAt?.getTime() ?? 0) - 2_000));
  expect(await cancelled.handle.result()).toBe('SELESAI');
});

it('flags what is late, after cancelling, or of another amount', async () => {
  await paidLate();

  const cancelled = await lab.billed();
  await done(cancelled.id, 'cancel', buyer);
  const { cancelledAt } = await lab.row(cancelled.id);
  await pay(cancelled, new Date((cancelledAt?.getTime() ?? 0) + 60_000));
  expect(await lab.until(cancelled.id, 'PEMBAYARAN_BERMASALAH')).toMatchObject({ paidInTime: false });

  const other = await lab.billed();
  await lab.db.order.update({ where: { id: other.id }, data: { reportedAmount: 99_000n } });
  await pay(other);
  expect(await lab.until(other.id, 'PEMBAYARAN_BERMASALAH')).toMatchObject({
    paidInTime: true,
    paidInFull: false,
  });
  const refusal = await lab.act(other.id, 'proposeHonour', treasurer, { note });
  expect(refusal).toMatchObject({ code: 'ACTION_NOT_ALLOWED', details: { allowed: ['proposeReturn'] } });
});

it('honours a late payment when somebody else than the proposer decides so', async () => {
  const order = await paidLate();
  await done(order.id, 'proposeHonour', both);
  expect(await lab.act(order.id, 'decide', both, { note })).toMatchObject({ code: 'OWN_PROPOSAL' });
  await done(order.id, 'refuse', official);
  expect(await lab.row(order.id)).toMatchObject({ proposal: null, proposedBy: null });
  await done(order.id, 'proposeHonour', treasurer);
  await done(order.id, 'decide', official);
  expect(await order.handle.result()).toBe('SELESAI');
});

it('returns a late payment, and says so to the institution', async () => {
  const order = await paidLate();
  await done(order.id, 'proposeReturn', treasurer);
  await done(order.id, 'decide', official);
  await lab.until(order.id, 'PENGEMBALIAN');
  await done(order.id, 'completeReturn', treasurer, {
    kind: 'KREDIT_PNBP_BERIKUTNYA',
    letter: 'S-12/2026',
    date: '2026-11-23',
  });
  expect(await order.handle.result()).toBe('DIKEMBALIKAN');
  expect(await lab.row(order.id)).toMatchObject({
    returnKind: 'KREDIT_PNBP_BERIKUTNYA',
    returnLetter: 'S-12/2026',
  });
  expect(await lab.db.voucher.count({ where: { orderId: order.id } })).toBe(0);
});

it('reminds our people of what waits for them, and escalates', async () => {
  const { id } = await lab.order({ unitPrice: 0 });
  await lab.start(id);
  await lab.until(id, 'MENUNGGU_PERSETUJUAN');
  await lab.pass('6 days');
  const notices = await lab.db.outgoingNotice.findMany({ where: { orderId: id } });
  expect([...new Set(notices.map(({ template }) => template))].sort()).toEqual([
    'STAFF_ESCALATION',
    'STAFF_REMINDER',
  ]);
  await done(id, 'cancel', buyer);
});

it('took every edge of the table, by every kind of person, and broke no invariant', async () => {
  const taken = await lab.db.orderHistory.findMany({ where: { version: { gt: 1 } } });
  const edges = new Set(taken.map((row) => `${row.action} ${row.from}>${row.to} ${row.actorRole}`));
  const missing = orderLifecycle.rows
    .flatMap((row) => row.from.flatMap((from) => row.by.map((by) => `${row.action} ${from}>${row.to} ${by}`)))
    .filter((edge) => !edges.has(edge));
  expect(missing).toEqual([]);
  expect(await findBrokenInvariants(lab.db)).toEqual([]);
  const events = new Set((await lab.db.auditEntry.findMany()).map(({ event }) => event));
  expect(orderLifecycle.rows.filter(({ event }) => !events.has(event))).toEqual([]);
});
