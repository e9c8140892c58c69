import type { ReportDifferenceKind } from '#contract/orders/codes';

/** One payment of SIMPONI's report: the rows (accounts) of one code and NTPN together. Rupiah; day in Jakarta. */
export interface ReportedPayment {
  readonly kodeBilling: string;
  readonly ntpn: string;
  readonly ntb: string | null;
  readonly amount: number;
  readonly paidOn: string;
}

/** An order as far as a report can speak of it. */
export interface BookedOrder {
  readonly id: string;
  readonly total: number;
  /** The payment that SIMPONI confirmed, if any. */
  readonly ntpn: string | null;
}

/** What our books hold about a reported payment: the order of its code, and the order that bears its NTPN. */
export interface BookEntry {
  readonly byCode: BookedOrder | null;
  readonly byNtpn: { readonly id: string } | null;
}

export interface Difference {
  readonly kind: ReportDifferenceKind;
  readonly kodeBilling: string;
  readonly ntpn: string;
  readonly orderId: string | null;
  readonly expectedAmount: number | null;
  readonly reportedAmount: number | null;
}

/**
 * Names every difference between one reported payment and our books; none means that they agree.
 *
 * UNKNOWN_CODE: no order has this code (an order that bears its NTPN is named). AMOUNT: the code's order has another
 * total. NTPN: the order was paid by another NTPN. MISSING_HERE: SIMPONI reports it paid, we have not heard.
 */
export function compare(payment: ReportedPayment, { byCode, byNtpn }: BookEntry): Difference[] {
  const { kodeBilling, ntpn, amount } = payment;
  const named = (kind: ReportDifferenceKind): Difference => ({
    kind,
    kodeBilling,
    ntpn,
    orderId: byCode?.id ?? byNtpn?.id ?? null,
    expectedAmount: byCode?.total ?? null,
    reportedAmount: amount,
  });
  if (!byCode) return [named('UNKNOWN_CODE')];
  if (byCode.ntpn !== null && byCode.ntpn !== ntpn) return [named('NTPN')];
  return [
    ...(byCode.ntpn === null ? [named('MISSING_HERE')] : []),
    ...(byCode.total === amount ? [] : [named('AMOUNT')]),
  ];
}
