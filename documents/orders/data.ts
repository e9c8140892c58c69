import type { ValidityRule } from '#contract/metering/validity';
import type { BillState } from '#contract/orders/documents';

/** Everything that both documents of an order print. Amounts are whole rupiah, times UTC, days `YYYY-MM-DD` in WIB. */
export interface OrderPaper {
  readonly kuitansi: string;
  readonly kodeBilling: string;
  readonly payer: {
    readonly name: string;
    /** As people read it: `KEMENTERIAN`, `PERBANKAN`, … */
    readonly category: string;
    readonly address: string;
    readonly email: string;
    readonly phone: string;
    readonly npwp: string | null;
    readonly agreement: { readonly number: string; readonly endsOn: string } | null;
  };
  readonly item: {
    readonly serviceName: string;
    readonly productName: string;
    readonly unit: string;
    readonly quantity: number;
    readonly unitPrice: number;
    readonly total: number;
    readonly tariffArticle: string;
    readonly kodeAkun: string;
  };
  readonly createdAt: Date;
  readonly issuedAt: Date;
  readonly expiresAt: Date;
  readonly state: BillState;
  /** Of quota that is issued on the day of the bill. */
  readonly validity: ValidityRule;
  /** Codes under which SIMPONI books the revenue. */
  readonly revenue: {
    readonly kodeKl: string;
    readonly kodeEselon1: string;
    readonly kodeSatker: string;
    readonly jenisPnbp: 'F' | 'U';
  };
  /** Where the QR leads (with the signed token), and the same page without it. */
  readonly verification: { readonly document: string; readonly page: string };
  readonly printedAt: Date;
}

export type Bill = OrderPaper;

/** A payment as SIMPONI's inquiry tells it. */
export interface RevenueCopy extends OrderPaper {
  readonly payment: {
    readonly ntpn: string;
    readonly ntb: string;
    readonly paidAt: Date;
    readonly bookDate: string;
    readonly bankCode: string;
    readonly channelCode: string;
    /** From SIMPONI's report, when one with this payment was imported; the inquiry carries no amount. */
    readonly reportedAmount: number | null;
  };
}
