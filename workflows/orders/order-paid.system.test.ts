import { afterAll, beforeAll, expect, it } from 'vitest';
import { eventually } from '../../tests/support/eventually.ts';
import { type OrderLab, startOrderLab } from '../../tests/support/order-lab.ts';
import { actionsOf, statusOf } from '../../tests/support/orders.ts';

let lab: OrderLab;
beforeAll(async () => {
  lab = await startOrderLab();
});
afterAll(() => lab.stop());

it('bills, hears of the payment, and gives the voucher', async () => {
  const { id } = await lab.order();
  const handle = await lab.start(id);
  const row = await eventually(async () => {
    const order = await lab.row(id);
    expect(order.status).toBe('MENUNGGU_PEMBAYARAN');
    return order;
  });
  const kodeBilling = row.kodeBilling ?? '';
  const ntpn = await lab.bank.pay(kodeBilling);
  await lab.hear(id, { kodeBilling, ntpn });
  expect(await handle.result()).toBe('SELESAI');
  expect(await statusOf(lab.db, id)).toBe('SELESAI');
  expect(await actionsOf(lab.db, id)).toEqual([
    'startBilling',
    'issueBilling',
    'confirmPayment',
    'issueVoucher',
  ]);
  const history = await handle.fetchHistory();
  console.log(history.events?.map((e) => e.eventType));
  expect(history.events?.length).toBeLessThanOrEqual(40);
});
