import { type PaymentOddity, paymentOddities } from './codes.ts';
import type { BillingTrouble, OrderFacts, OrderStatus, Proposal } from './lifecycle.ts';

/**
 * An order as the table and the workflow look at it: codes, figures, ids and ISO times, no personal data. The records
 * read it from the row, the workflow keeps the last one it was given, the API makes a page's buttons from it.
 */
export interface OrderSnapshot {
  readonly orderId: string;
  readonly status: OrderStatus;
  readonly version: number;
  /** ISO 8601. */
  readonly statusSince: string;
  /** Whole rupiah. */
  readonly total: number;
  readonly decisionRequired: boolean;
  /** A standing decision exists today whose units suffice. Looked up only while it matters (DIPROSES). */
  readonly standingDecision: boolean;
  readonly approved: boolean;
  readonly agreementActive: boolean;
  /** Last day of the PKS in force, or of the latest one; `YYYY-MM-DD`. */
  readonly agreementEndsOn: string | null;
  readonly trxId: string | null;
  readonly kodeBilling: string | null;
  readonly billingTrouble: BillingTrouble | null;
  readonly expiresAt: string | null;
  readonly cancelledAt: string | null;
  readonly openUntil: string | null;
  readonly ntpn: string | null;
  readonly paidInTime: boolean | null;
  readonly paidInFull: boolean | null;
  /** SIMPONI's report shows another amount than the bill. */
  readonly amountDiffers: boolean;
  readonly proposal: Proposal | null;
  readonly proposedBy: string | null;
}

/** The facts of the table. `saidUnpaid` only when SIMPONI was asked just now, or no code is alive that could be paid. */
export const factsOf = (order: OrderSnapshot, saidUnpaid = false): OrderFacts => ({
  total: order.total,
  decisionRequired: order.decisionRequired,
  standingDecision: order.standingDecision,
  approved: order.approved,
  agreementActive: order.agreementActive,
  payment:
    order.ntpn === null
      ? null
      : { ntpn: order.ntpn, inTime: order.paidInTime === true, inFull: order.paidInFull === true },
  saidUnpaid,
  proposal: order.proposal,
  proposedBy: order.proposedBy,
});

/**
 * What is odd about a payment that SIMPONI confirmed: made after the expiry (to the second), made at or after a
 * cancelling, or of another amount. SIMPONI's inquiry names no amount: only its report can show another one.
 */
export function odditiesOf(
  order: Pick<OrderSnapshot, 'expiresAt' | 'cancelledAt' | 'amountDiffers'>,
  paidAt: string,
): PaymentOddity[] {
  const paid = Date.parse(paidAt);
  const odd: Record<PaymentOddity, boolean> = {
    LATE: order.expiresAt !== null && paid > Date.parse(order.expiresAt),
    CANCELLED: order.cancelledAt !== null && paid >= Date.parse(order.cancelledAt),
    AMOUNT: order.amountDiffers,
  };
  return paymentOddities.filter((kind) => odd[kind]);
}

/** Whether a payment that SIMPONI confirmed was made in time and in full. */
export function judgePayment(
  order: Pick<OrderSnapshot, 'expiresAt' | 'cancelledAt' | 'amountDiffers'>,
  paidAt: string,
): { inTime: boolean; inFull: boolean } {
  const odd = odditiesOf(order, paidAt);
  return { inTime: !odd.includes('LATE') && !odd.includes('CANCELLED'), inFull: !odd.includes('AMOUNT') };
}
