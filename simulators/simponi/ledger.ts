import { randomInt } from 'node:crypto';
import type { BillingCall, BillingDetail } from '#contract/external/simponi';
import { formatWib, formatWibDay } from '#contract/external/simponi';
import { type Journal, openJournal } from '../shared/journal.ts';

/** A bill as the simulated SIMPONI keeps it. Times are ISO texts in UTC, amounts whole rupiah. */
export interface Billing {
  readonly kodeBilling: string;
  readonly simponiTrxId: string;
  readonly trxId: string;
  readonly issuedAt: string;
  readonly expiresAt: string;
  readonly payerName: string;
  readonly npwp: string;
  readonly kodeKl: string;
  readonly kodeEselon1: string;
  readonly kodeSatker: string;
  readonly total: number;
  readonly details: readonly BillingDetail[];
}

export interface Payment {
  readonly kodeBilling: string;
  readonly ntpn: string;
  readonly ntb: string;
  readonly paidAt: string;
  /** `YYYY-MM-DD` in Jakarta. */
  readonly bookDate: string;
  readonly bankCode: string;
  readonly channelCode: string;
  /** What the report prints; differs from the bill only on request. */
  readonly reportedTotal: number;
  /** How many notices are pushed; 0 = the notice is lost. */
  readonly notices: number;
}

type LedgerEvent =
  | { readonly type: 'billed'; readonly billing: Billing }
  | { readonly type: 'paid'; readonly payment: Payment }
  | { readonly type: 'noticeEnded'; readonly ntpn: string; readonly heard: boolean };

export interface PaymentOrder {
  readonly kodeBilling: string;
  readonly bankCode: string;
  readonly channelCode: string;
  /** A chosen moment; it is taken even after the expiry. Now, when absent. */
  readonly paidAt?: Date;
  readonly reportedTotal?: number;
  readonly notices: number;
  /** Takes a second payment for a code that is paid already. */
  readonly again?: boolean;
}

/** Why the teller cannot take a payment. */
export class PaymentRefused extends Error {
  readonly reason: 'unknown' | 'paid' | 'expired';

  constructor(reason: PaymentRefused['reason']) {
    super(reason);
    this.name = 'PaymentRefused';
    this.reason = reason;
  }
}

/**
 * Bills and payments: all of it in memory, and every change on the disk before it is answered. One transaction id has
 * one code for ever, a code has one payment unless a second one is asked for.
 */
export interface Ledger {
  /** Makes a bill, or finds the one that this transaction id has already. */
  bill(call: BillingCall, expiresAt: Date): Promise<Billing>;
  /** Throws `PaymentRefused`. */
  pay(order: PaymentOrder): Promise<Payment>;
  billing(kodeBilling: string): Billing | undefined;
  billingOf(trxId: string): Billing | undefined;
  /** Oldest first. */
  payments(kodeBilling: string): readonly Payment[];
  paymentByNtpn(ntpn: string): Payment | undefined;
  isExpired(billing: Billing): boolean;
  /** Newest first. */
  billings(limit: number): Billing[];
  allPayments(): Payment[];
  /** Payments whose notices are not through yet. */
  unheard(): Payment[];
  endNotice(ntpn: string, heard: boolean): Promise<void>;
  close(): Promise<void>;
}

/** Opens the ledger in its folder and reads what an earlier run left. `now` is the simulator's clock. */
export async function openLedger(dataDir: string, now: () => Date): Promise<Ledger> {
  const billings = new Map<string, Billing>();
  const byTrxId = new Map<string, Billing>();
  const payments = new Map<string, Payment[]>();
  const byNtpn = new Map<string, Payment>();
  const unheard = new Map<string, Payment>();

  function apply(event: LedgerEvent): void {
    if (event.type === 'billed') {
      billings.set(event.billing.kodeBilling, event.billing);
      byTrxId.set(event.billing.trxId, event.billing);
    } else if (event.type === 'paid') {
      const { payment } = event;
      payments.set(payment.kodeBilling, [...(payments.get(payment.kodeBilling) ?? []), payment]);
      byNtpn.set(payment.ntpn, payment);
      if (payment.notices > 0) unheard.set(payment.ntpn, payment);
    } else {
      unheard.delete(event.ntpn);
    }
  }

  const journal: Journal<LedgerEvent> = await openJournal(`${dataDir}/simponi.jsonl`, apply);
  const store = (event: LedgerEvent): Promise<void> => {
    apply(event);
    return journal.append(event);
  };
  const isExpired = (billing: Billing): boolean => now().toISOString() > billing.expiresAt;

  return {
    async bill(call, expiresAt) {
      const known = byTrxId.get(call.header.trxId);
      if (known) {
        // Its line may still be on the way to the disk.
        await journal.settled();
        return known;
      }
      const billing = newBilling(call, now(), expiresAt, (code) => billings.has(code), billings.size + 1);
      await store({ type: 'billed', billing });
      return billing;
    },

    async pay(order) {
      const billing = billings.get(order.kodeBilling);
      if (!billing) throw new PaymentRefused('unknown');
      if (payments.has(order.kodeBilling) && !order.again) throw new PaymentRefused('paid');
      if (!order.paidAt && isExpired(billing)) throw new PaymentRefused('expired');
      const payment = newPayment(billing, order, order.paidAt ?? now());
      await store({ type: 'paid', payment });
      return payment;
    },

    billing: (kodeBilling) => billings.get(kodeBilling),
    billingOf: (trxId) => byTrxId.get(trxId),
    payments: (kodeBilling) => payments.get(kodeBilling) ?? [],
    paymentByNtpn: (ntpn) => byNtpn.get(ntpn),
    isExpired,
    billings: (limit) => [...billings.values()].slice(-limit).reverse(),
    allPayments: () => [...byNtpn.values()],
    unheard: () => [...unheard.values()],
    endNotice: (ntpn, heard) => store({ type: 'noticeEnded', ntpn, heard }),
    close: () => journal.close(),
  };
}

function newBilling(
  { header, details }: BillingCall,
  issuedAt: Date,
  expiresAt: Date,
  isTaken: (code: string) => boolean,
  number: number,
): Billing {
  const day = formatWibDay(issuedAt).replaceAll('-', '');
  let kodeBilling: string;
  do kodeBilling = `8${day.slice(2)}${digits(8)}`;
  while (isTaken(kodeBilling));
  return {
    kodeBilling,
    simponiTrxId: `${day}${String(number).padStart(6, '0')}`,
    trxId: header.trxId,
    // The wire knows whole seconds.
    issuedAt: wholeSeconds(issuedAt),
    expiresAt: wholeSeconds(expiresAt),
    payerName: header.payerName,
    npwp: header.npwp,
    kodeKl: header.kodeKl,
    kodeEselon1: header.kodeEselon1,
    kodeSatker: header.kodeSatker,
    total: header.total,
    details,
  };
}

function newPayment(billing: Billing, order: PaymentOrder, paidAt: Date): Payment {
  return {
    kodeBilling: billing.kodeBilling,
    ntpn: newNtpn(),
    ntb: digits(12),
    paidAt: wholeSeconds(paidAt),
    bookDate: bookDate(paidAt),
    bankCode: order.bankCode,
    channelCode: order.channelCode,
    reportedTotal: order.reportedTotal ?? billing.total,
    notices: order.notices,
  };
}

const wholeSeconds = (moment: Date): string =>
  new Date(Math.floor(moment.getTime() / 1000) * 1000).toISOString();

/** What is paid after 15.00 WIB is booked on the next day (an assumption: the banks' usual cut-off). */
const bookDate = (paidAt: Date): string =>
  formatWibDay(formatWib(paidAt).slice(11) >= '15:00:00' ? new Date(paidAt.getTime() + 86_400_000) : paidAt);

const digits = (count: number): string => Array.from({ length: count }, () => randomInt(10)).join('');

const ntpnAlphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

const newNtpn = (): string =>
  Array.from({ length: 16 }, () => ntpnAlphabet[randomInt(ntpnAlphabet.length)]).join('');
