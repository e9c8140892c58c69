import { fill } from '#contract/i18n/index';
import type { OrderSummary } from '#contract/orders/schemas';
import { formatInstant, formatMoment, formatRupiah } from '../i18n/format.ts';
import { currentTexts } from '../i18n/texts.ts';

/** What is odd about the order's payment, one sentence each with its figures; none when nothing is odd. */
export function oddPayment({ paymentOddity: odd, ...order }: OrderSummary): string[] {
  if (!odd) return [];
  const t = currentTexts().orders;
  const reported = odd.reportedAmount ?? order.total;
  const difference = fill(reported < order.total ? t.amountLess : t.amountMore, {
    amount: formatRupiah(Math.abs(reported - order.total)),
  });
  const figures = {
    paidAt: formatMoment(odd.paidAt),
    expiresAt: order.expiresAt ? formatMoment(order.expiresAt) : '–',
    cancelledAt: odd.cancelledAt ? formatMoment(odd.cancelledAt) : '–',
    total: formatRupiah(order.total),
    reported: formatRupiah(reported),
    difference,
  };
  return odd.kinds.map((kind) => fill(t.paymentOddity[kind], figures));
}

/** Why the order has no bill: SIMPONI's refusal with its words, or since when it is silent. */
export function billingProblem(order: OrderSummary): string[] {
  if (!order.billingTrouble) return [];
  const { orders: t, console } = currentTexts();
  const silent = order.billingTrouble === 'SILENT' && order.billingWaitingSince;
  return [
    silent
      ? fill(t.billingSilentSince, { time: formatInstant(silent) })
      : t.billingTrouble[order.billingTrouble],
    ...(order.billingTroubleWords
      ? [fill(console.detail.troubleWords, { words: order.billingTroubleWords })]
      : []),
  ];
}

/** What happened to an order that waits for staff, in sentences. */
export const whatHappened = (order: OrderSummary): string[] =>
  order.status === 'TAGIHAN_BERMASALAH' ? billingProblem(order) : oddPayment(order);
