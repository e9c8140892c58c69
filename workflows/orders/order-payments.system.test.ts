import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ordersTaskQueue, paymentSweepWorkflowType } from '../../contract/orders/messages.ts';
import { findBrokenInvariants } from '../../records/ledger.ts';
import { storePaymentNotice } from '../../records/payments/inbox.ts';
import { eventually } from '../../tests/support/eventually.ts';
import { type OrderLab, startOrderLab } from '../../tests/support/order-lab.ts';
import { actionsOf, people, statusOf } from '../../tests/support/orders.ts';

let lab: OrderLab;
beforeAll(async () => {
  lab = await startOrderLab();
});
afterEach(async () => {
  await lab.bank.behave();
  expect(await findBrokenInvariants(lab.db)).toEqual([]);
});
afterAll(() => lab.stop());

const { buyer, treasurer } = people;
const note = 'Catatan uji';

const noticeOf = (id: string) => lab.db.paymentNotice.findUniqueOrThrow({ where: { id } });
const casesOf = (orderId: string) => lab.db.unmatchedPayment.findMany({ where: { orderId } });
const settled = (id: string, status: string) =>
  eventually(async () => expect((await noticeOf(id)).status).toBe(status));

/** One round of the sweep: gives what it found. */
async function sweep() {
  // The sweep leaves out what was asked about a moment ago.
  await lab.db.order.updateMany({ data: { inquiredAt: new Date(0) } });
  const handle = await lab.client.workflow.start(paymentSweepWorkflowType, {
    taskQueue: ordersTaskQueue,
    workflowId: `sweep-${Date.now()}`,
    args: [],
  });
  return handle.result() as Promise<{ asked: number; paid: number }>;
}

/** What the sweep put into the inbox, carried to the workflow as the dispatcher does. */
async function carrySwept(order: { id: string; kodeBilling: string }) {
  const { ntpn } = await lab.db.paymentNotice.findFirstOrThrow({
    where: { orderId: order.id, kind: 'SWEEP', status: 'RECEIVED' },
  });
  await lab.hear(order.id, { kodeBilling: order.kodeBilling, ntpn, kind: 'SWEEP' });
}

describe('R2: notices of payment', () => {
  it('200 copies at once, of every kind: one row each, one voucher, one ledger movement', async () => {
    const order = await lab.billed();
    const { kodeBilling } = order;
    const ntpn = await lab.bank.pay(kodeBilling);
    const copies = Array.from({ length: 200 }, (_, at) =>
      storePaymentNotice(lab.db, { kind: at % 2 ? 'ACTIVE_INQUIRY' : 'SWEEP', kodeBilling, ntpn }),
    );
    const stored = await Promise.all(copies);
    const ids = [...new Set(stored.map(({ id }) => id))];
    expect(ids).toHaveLength(2);
    expect(stored.filter(({ repeated }) => !repeated)).toHaveLength(2);
    await Promise.all([
      lab.hear(order.id, { kodeBilling, ntpn }),
      lab.hear(order.id, { kodeBilling, ntpn, kind: 'SWEEP' }),
      lab.hear(order.id, { kodeBilling, ntpn }),
    ]);
    expect(await order.handle.result()).toBe('SELESAI');
    for (const id of ids) await settled(id, 'CONFIRMED');
    const voucher = await lab.db.voucher.findUniqueOrThrow({ where: { orderId: order.id } });
    expect(await lab.db.ledgerTransaction.count({ where: { voucherId: voucher.id } })).toBe(1);
    expect(await casesOf(order.id)).toEqual([]);
  });

  it('one that SIMPONI does not confirm changes no order and becomes a case, until it is confirmed', async () => {
    const order = await lab.billed();
    const { kodeBilling } = order;
    const first = await lab.hear(order.id, { kodeBilling, ntpn: 'PALSU00000000001' });
    await settled(first, 'UNCONFIRMED');
    expect(await statusOf(lab.db, order.id)).toBe('MENUNGGU_PEMBAYARAN');
    expect(await casesOf(order.id)).toMatchObject([
      { reason: 'UNCONFIRMED', confirmed: false, status: 'TERBUKA' },
    ]);

    // The notice was early: SIMPONI's books know it a minute later.
    const ntpn = await lab.bank.pay(kodeBilling);
    await lab.pass('2 minutes');
    expect(await order.handle.result()).toBe('SELESAI');
    expect((await lab.row(order.id)).ntpn).toBe(ntpn);
    expect(await casesOf(order.id)).toMatchObject([{ ntpn: 'PALSU00000000001', status: 'TERBUKA' }]);
  });

  it('an early notice of the right payment is settled with it, and its case is closed', async () => {
    const order = await lab.billed();
    const { kodeBilling } = order;
    await lab.bank.misbehave({ mode: 'down' });
    const ntpn = await lab.bank.pay(kodeBilling);
    const id = await lab.hear(order.id, { kodeBilling, ntpn });
    await lab.db.paymentNotice.update({ where: { id }, data: { status: 'UNCONFIRMED' } });
    await lab.db.unmatchedPayment.create({
      data: { kodeBilling, ntpn, reason: 'UNCONFIRMED', orderId: order.id },
    });
    await lab.bank.behave();
    await lab.pass('1 hour');
    expect(await order.handle.result()).toBe('SELESAI');
    await settled(id, 'CONFIRMED');
    expect(await casesOf(order.id)).toMatchObject([
      { status: 'SELESAI', confirmed: true, closedBy: 'system' },
    ]);
  });

  it('a second payment of a paid order is a case, and the order stays as it is', async () => {
    const order = await lab.billed();
    const { kodeBilling } = order;
    await lab.act(order.id, 'cancel', buyer);
    const { cancelledAt } = await lab.row(order.id);
    const ntpn = await lab.bank.pay(kodeBilling, { paidAt: new Date((cancelledAt?.getTime() ?? 0) + 5_000) });
    await lab.hear(order.id, { kodeBilling, ntpn });
    await lab.until(order.id, 'PEMBAYARAN_BERMASALAH');
    const second = await lab.hear(order.id, { kodeBilling, ntpn: 'KEDUA00000000002' });
    await settled(second, 'UNMATCHED');
    expect(await casesOf(order.id)).toMatchObject([{ reason: 'SECOND_PAYMENT', ntpn: 'KEDUA00000000002' }]);
    expect(await lab.row(order.id)).toMatchObject({ ntpn, status: 'PEMBAYARAN_BERMASALAH' });
  });
});

describe('R4: SIMPONI and the kode billing', () => {
  it('times out after creating the code: the same trx id is sent again and brings the same code', async () => {
    const { id } = await lab.order();
    await lab.bank.misbehave({ mode: 'timeoutAfterCreate', count: 2 });
    await lab.start(id);
    const waiting = await eventually(async () => {
      const row = await lab.row(id);
      expect(row.billingWaitingSince).not.toBeNull();
      return row;
    });
    expect(waiting.status).toBe('PENERBITAN_TAGIHAN');
    await lab.pass('1 minute');
    const row = await lab.until(id, 'MENUNGGU_PEMBAYARAN');
    expect(row).toMatchObject({ trxId: waiting.trxId, billingAttempt: 1, billingWaitingSince: null });
    const made = await lab.bank.billings(row.trxId ?? '');
    expect(made.map((each) => each.kodeBilling)).toEqual([row.kodeBilling]);
  });

  it('is silent for a day: the order says so, and a retry sends the same trx id', async () => {
    const { id } = await lab.order();
    await lab.bank.misbehave({ mode: 'down' });
    await lab.start(id);
    await eventually(async () => expect((await lab.row(id)).billingWaitingSince).not.toBeNull());
    await lab.pass('25 hours');
    const silent = await lab.until(id, 'TAGIHAN_BERMASALAH');
    expect(silent).toMatchObject({ billingTrouble: 'SILENT', billingAttempt: 1 });
    expect(silent.billingWaitingSince, 'since when it is silent').not.toBeNull();
    await lab.bank.behave();
    expect(await lab.act(id, 'retryBilling', treasurer)).toMatchObject({ status: 'PENERBITAN_TAGIHAN' });
    const row = await lab.until(id, 'MENUNGGU_PEMBAYARAN');
    expect(row).toMatchObject({ trxId: silent.trxId, billingAttempt: 1 });
  });

  it('made a code that we never heard: staff enter it, and if it is paid already it is confirmed', async () => {
    const { id } = await lab.order();
    await lab.bank.misbehave({ mode: 'timeoutAfterCreate', count: 1 });
    const handle = await lab.start(id);
    await eventually(async () => expect((await lab.row(id)).billingWaitingSince).not.toBeNull());
    await lab.bank.misbehave({ mode: 'down' });
    await lab.pass('25 hours');
    const { trxId } = await lab.until(id, 'TAGIHAN_BERMASALAH');
    const [made] = await lab.bank.billings(trxId ?? '');
    if (!made) throw new Error('SIMPONI made no code');
    const { kodeBilling } = made;
    const input = { kodeBilling, expiresAt: new Date(made.expiresAt).toISOString() };
    expect(await lab.act(id, 'enterBilling', treasurer, { note, input })).toMatchObject({
      code: 'SIMPONI_UNAVAILABLE',
    });
    expect(await lab.row(id)).toMatchObject({ status: 'TAGIHAN_BERMASALAH', kodeBilling: null });

    await lab.bank.behave();
    await lab.bank.pay(kodeBilling);
    expect(await lab.act(id, 'enterBilling', treasurer, { note, input })).toHaveProperty('version');
    expect(await handle.result()).toBe('SELESAI');
    expect(await actionsOf(lab.db, id)).toEqual([
      'startBilling',
      'reportBillingTrouble',
      'enterBilling',
      'confirmPayment',
      'issueVoucher',
    ]);
  });

  it('does not take the code of another order, nor one that SIMPONI refuses to speak of', async () => {
    const other = await lab.billed();
    const { id } = await lab.order();
    await lab.bank.misbehave({ mode: 'refuse' });
    await lab.start(id);
    await lab.until(id, 'TAGIHAN_BERMASALAH');
    const input = { kodeBilling: '820999999999999', expiresAt: other.expiresAt.toISOString() };
    lab.wrongPassword(true);
    expect(await lab.act(id, 'enterBilling', treasurer, { note, input })).toMatchObject({
      code: 'BILLING_UNKNOWN_TO_SIMPONI',
    });
    lab.wrongPassword(false);
    const foreign = { ...input, kodeBilling: other.kodeBilling };
    expect(await lab.act(id, 'enterBilling', treasurer, { note, input: foreign })).toMatchObject({
      code: 'DUPLICATE',
    });
    expect(await lab.row(id)).toMatchObject({ status: 'TAGIHAN_BERMASALAH', kodeBilling: null, version: 3 });
  });
});

describe('R5: what was paid in time never ends as expired or cancelled', () => {
  it('the notice is lost: the sweep finds the payment', async () => {
    const order = await lab.billed();
    await lab.bank.pay(order.kodeBilling);
    expect((await sweep()).paid).toBeGreaterThan(0);
    await carrySwept(order);
    expect(await order.handle.result()).toBe('SELESAI');
  });

  it('SIMPONI is down at the deadline: the order says so, asks on, and expires only on its word', async () => {
    const [unpaid, paid] = [await lab.billed(), await lab.billed()];
    await lab.bank.misbehave({ mode: 'down' });
    await lab.pass('8 days');
    for (const { id } of [unpaid, paid]) {
      await eventually(async () => {
        expect(await lab.row(id)).toMatchObject({ status: 'MENUNGGU_PEMBAYARAN', inquiryAnswer: 'UNKNOWN' });
      });
    }
    await lab.bank.pay(paid.kodeBilling, { paidAt: new Date(paid.expiresAt.getTime() - 1_000) });
    await lab.bank.behave();
    await lab.pass('7 hours');
    await lab.until(unpaid.id, 'KEDALUWARSA');
    expect(await paid.handle.result()).toBe('SELESAI');
    expect(await actionsOf(lab.db, paid.id)).not.toContain('expire');
  });

  it('paid one second before expiry and heard of a day later', async () => {
    const order = await lab.billed();
    await lab.pass('8 days');
    await lab.until(order.id, 'KEDALUWARSA');
    const paidAt = new Date(order.expiresAt.getTime() - 1_000);
    const ntpn = await lab.bank.pay(order.kodeBilling, { paidAt });
    await lab.hear(order.id, { kodeBilling: order.kodeBilling, ntpn });
    expect(await order.handle.result()).toBe('SELESAI');
  });

  it('nobody ever tells us: the last question before the end of the grace period finds it', async () => {
    const order = await lab.billed();
    await lab.pass('8 days');
    await lab.until(order.id, 'KEDALUWARSA');
    await lab.bank.pay(order.kodeBilling, { paidAt: new Date(order.expiresAt.getTime() - 1_000) });
    await lab.pass('15 days');
    expect(await order.handle.result()).toBe('SELESAI');
  });

  it('cancelling while SIMPONI is down changes nothing', async () => {
    const order = await lab.billed();
    await lab.bank.misbehave({ mode: 'down' });
    const refusal = await lab.act(order.id, 'cancel', buyer);
    expect(refusal).toMatchObject({
      code: 'SIMPONI_UNAVAILABLE',
      details: { state: 'MENUNGGU_PEMBAYARAN', allowed: ['cancel'] },
    });
    expect(await lab.row(order.id)).toMatchObject({
      status: 'MENUNGGU_PEMBAYARAN',
      version: 3,
      inquiryAnswer: 'UNKNOWN',
    });
  });

  it('cancelled while paying: paid before the cancelling is honoured at once', async () => {
    const order = await lab.billed();
    expect(await lab.act(order.id, 'cancel', buyer)).toMatchObject({ status: 'DIBATALKAN' });
    const { cancelledAt } = await lab.row(order.id);
    await lab.bank.pay(order.kodeBilling, { paidAt: new Date((cancelledAt?.getTime() ?? 0) - 1_000) });
    expect((await sweep()).paid).toBeGreaterThan(0);
    await carrySwept(order);
    expect(await order.handle.result()).toBe('SELESAI');
  });

  it('a run does not end while a payment is heard of that SIMPONI could not be asked about', async () => {
    const order = await lab.billed();
    await lab.bank.misbehave({ mode: 'down', method: 'inquirybilling_v2' });
    const id = await lab.hear(order.id, { kodeBilling: order.kodeBilling, ntpn: 'SATU000000000001' });
    await lab.pass('22 days');
    expect((await order.handle.describe()).status.name).toBe('RUNNING');
    await lab.bank.behave();
    await lab.pass('1 day');
    await settled(id, 'UNCONFIRMED');
    expect(await statusOf(lab.db, order.id)).toBe('KEDALUWARSA');
  });
});
