import type { FaultList, Occasion } from './faults.ts';
import type { Billing, Ledger, Payment } from './ledger.ts';
import type { Notifier } from './notifier.ts';

export interface TellerOrder {
  readonly kodeBilling: string;
  readonly bankCode: string;
  readonly channelCode: string;
  /** A chosen moment, taken even after the expiry. */
  readonly paidAt?: Date | undefined;
  /** False loses the notice. */
  readonly notify?: boolean | undefined;
  /** Pays a paid code once more. */
  readonly again?: boolean | undefined;
}

/** Difference that `reportOtherAmount` puts into the report when no amount was ordered, in rupiah. */
const otherAmountDifference = 1000;

/** What the faults need to know of a payment for this bill. */
export const payOccasion = (billing: Billing | undefined): Occasion => ({
  method: 'pay',
  trxId: billing?.trxId,
  quantity: billing?.details[0]?.quantity,
});

/**
 * Takes a payment at the counter: books it, applies the faults that concern payments, and announces it. Resolves when
 * the payment is on the disk. Throws `PaymentRefused`.
 */
export async function takePayment(
  { ledger, faults, notifier }: { ledger: Ledger; faults: FaultList; notifier: Notifier },
  order: TellerOrder,
): Promise<Payment> {
  const billing = ledger.billing(order.kodeBilling);
  const occasion = payOccasion(billing);
  // Faults are used up only by a payment that can be taken.
  const payable = billing && (order.again || ledger.payments(order.kodeBilling).length === 0);
  const late = payable && !order.paidAt ? faults.take(occasion, ['payLate']) : null;
  const paidAt =
    order.paidAt ??
    (late && billing ? (late.paidAt ?? new Date(Date.parse(billing.expiresAt) + 60_000)) : undefined);
  const willPay = payable && (paidAt || !ledger.isExpired(billing));
  const other = willPay ? faults.take(occasion, ['reportOtherAmount']) : null;
  const lost = order.notify === false || (willPay && faults.take(occasion, ['loseNotice']) !== null);
  const copies = lost ? 0 : willPay ? (faults.take(occasion, ['noticeTwice'])?.times ?? 1) : 1;

  const payment = await ledger.pay({
    kodeBilling: order.kodeBilling,
    bankCode: order.bankCode,
    channelCode: order.channelCode,
    notices: copies,
    ...(paidAt ? { paidAt } : {}),
    ...(other && billing
      ? { reportedTotal: other.amount ?? Math.max(0, billing.total - otherAmountDifference) }
      : {}),
    ...(order.again ? { again: true } : {}),
  });
  if (billing && copies > 0) notifier.announce(billing, payment, copies);
  return payment;
}
