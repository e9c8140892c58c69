import { z } from 'zod';
import { Day, Moment } from '../shared/days.ts';
import {
  caseStatuses,
  checkoutStatuses,
  dashboardCounters,
  inquiryAnswers,
  institutionCategories,
  noticeChannels,
  noticeStatuses,
  noticeTemplates,
  paymentOddities,
  productDeliveries,
  reportDifferenceKinds,
  unmatchedReasons,
  voucherSources,
} from './codes.ts';
import {
  billingTroubles,
  type OrderAction,
  orderActions,
  orderStatuses,
  proposals,
  returnKinds,
} from './lifecycle.ts';

/** Shapes of the order's API. Amounts are whole rupiah, times ISO 8601 in UTC, days `YYYY-MM-DD` in WIB. */

const amount = z.int().min(0);
const day = z.iso.date();
const instant = z.iso.datetime();
const note = z.string().trim().max(2_000);
const requiredNote = note.min(3);

export const OrderStatusCode = z.enum(orderStatuses);
export const OrderActionName = z.enum(orderActions);

// ── Products, cart, checkout ──────────────────────────────────────────────────────────────────────────────────

export const Product = z.object({
  id: z.uuid(),
  code: z.string(),
  serviceName: z.string(),
  name: z.string(),
  description: z.string(),
  unit: z.string(),
  deliverable: z.boolean(),
  undeliverableReason: z.string().nullable(),
  maxQuantity: z.int(),
  delivery: z.enum(productDeliveries),
  /** Months for which a delivered unit is valid; null without a term. */
  termMonths: z.int().nullable(),
  /** The price for the asking institution today; null for staff or when no tariff row applies. */
  unitPrice: amount.nullable(),
  tariffArticle: z.string().nullable(),
  /** Whether some tariff is in force today, for whomever; without one nobody can order the product. */
  hasTariff: z.boolean(),
});
export type Product = z.infer<typeof Product>;

/** One row of the dashboard's "Daftar Produk". `units` is the sum of the ledger. */
export const ProductBalance = z.object({
  id: z.string(),
  number: z.int(),
  institutionName: z.string(),
  productId: z.uuid(),
  serviceName: z.string(),
  productName: z.string(),
  units: z.int(),
  /** Units that were there right after the last voucher, of which the level is told; 0 when there never was one. */
  base: z.int(),
  /** It can be given, and some tariff is in force today. */
  orderable: z.boolean(),
});
export type ProductBalance = z.infer<typeof ProductBalance>;

/** A counter of the dashboard: `key` has a label in i18n, `filter` is where a click leads (a list and its filter). */
export const DashboardCounter = z.object({
  key: z.enum(dashboardCounters),
  count: z.int(),
  resource: z.string(),
  filter: z.record(z.string(), z.unknown()),
});
export type DashboardCounter = z.infer<typeof DashboardCounter>;

export const Dashboard = z.object({ balances: z.array(ProductBalance), counters: z.array(DashboardCounter) });
export type Dashboard = z.infer<typeof Dashboard>;

/** Quantity as people send it: digits only; the range is checked against the product. */
export const Quantity = z.int().min(1).max(1_000_000_000);

export const CartLineInput = z.object({ productId: z.uuid(), quantity: Quantity }).strict();
export type CartLineInput = z.infer<typeof CartLineInput>;

export const CartLine = z.object({
  id: z.uuid(),
  productId: z.uuid(),
  productName: z.string(),
  serviceName: z.string(),
  unit: z.string(),
  quantity: z.int(),
  /** Unit price that the buyer saw when he put the line in, and the one in force now. */
  seenPrice: amount,
  unitPrice: amount.nullable(),
  priceChanged: z.boolean(),
  total: amount.nullable(),
  /** Error code when the line cannot be ordered now, with its sentence. */
  problem: z.object({ code: z.string(), message: z.string() }).nullable(),
  reorderOf: z.string().nullable(),
});
export type CartLine = z.infer<typeof CartLine>;

export const Cart = z.object({
  lines: z.array(CartLine),
  total: amount,
  /** The total is above the institution's limit: `lembaga-penyetuju` must release it. */
  needsApprover: z.boolean(),
  approvalAbove: amount.nullable(),
});
export type Cart = z.infer<typeof Cart>;

/** What the buyer saw and says "Ya" to: a price that differs from today's is refused and shown. */
export const CheckoutInput = z
  .object({
    lines: z.array(z.object({ id: z.uuid(), quantity: Quantity, unitPrice: amount }).strict()).max(100),
  })
  .strict();
export type CheckoutInput = z.infer<typeof CheckoutInput>;

export const CheckoutLine = z.object({
  productName: z.string(),
  serviceName: z.string(),
  quantity: z.int(),
  unitPrice: amount,
  total: amount,
});

export const Checkout = z.object({
  id: z.uuid(),
  status: z.enum(checkoutStatuses),
  institutionName: z.string(),
  total: amount,
  submittedByName: z.string(),
  submittedAt: instant,
  decidedByName: z.string().nullable(),
  decidedAt: instant.nullable(),
  note: z.string().nullable(),
  lines: z.array(CheckoutLine),
  orders: z.array(z.object({ id: z.uuid(), kuitansi: z.string() })),
  /** The signed-in person may release or refuse it now. */
  mayDecide: z.boolean(),
  /** The signed-in person submitted it and may take it back. */
  mayWithdraw: z.boolean(),
});
export type Checkout = z.infer<typeof Checkout>;

export const CheckoutDecision = z
  .object({ decision: z.enum(['release', 'refuse']), note: note.optional() })
  .strict();
export type CheckoutDecision = z.infer<typeof CheckoutDecision>;

// ── Orders ────────────────────────────────────────────────────────────────────────────────────────────────────

export const OrderSummary = z.object({
  id: z.uuid(),
  kuitansi: z.string(),
  institutionId: z.uuid(),
  institutionName: z.string(),
  serviceName: z.string(),
  productName: z.string(),
  quantity: z.int(),
  total: amount,
  createdAt: instant,
  status: OrderStatusCode,
  statusSince: instant,
  kodeBilling: z.string().nullable(),
  expiresAt: instant.nullable(),
  /** SIMPONI has not answered since then. The order goes on asking, until it is called in trouble for the silence. */
  billingWaitingSince: instant.nullable(),
  billingTrouble: z.enum(billingTroubles).nullable(),
  /** SIMPONI's own words. */
  billingTroubleWords: z.string().nullable(),
  /** What is odd about the payment that SIMPONI confirmed, with the figures; null when nothing is. */
  paymentOddity: z
    .object({
      kinds: z.array(z.enum(paymentOddities)).min(1),
      paidAt: instant,
      cancelledAt: instant.nullable(),
      reportedAmount: amount.nullable(),
    })
    .nullable(),
  /** What staff proposed to do about it. */
  proposed: z.enum(proposals).nullable(),
});
export type OrderSummary = z.infer<typeof OrderSummary>;

export const OrderTimelineRow = z.object({
  version: z.int(),
  action: z.string(),
  from: OrderStatusCode.nullable(),
  to: OrderStatusCode,
  actorName: z.string(),
  actorUnit: z.string(),
  actorRole: z.string(),
  note: z.string().nullable(),
  at: instant,
});
export type OrderTimelineRow = z.infer<typeof OrderTimelineRow>;

export const OrderNoticeRow = z.object({
  id: z.uuid(),
  channel: z.enum(noticeChannels),
  template: z.enum(noticeTemplates),
  status: z.enum(noticeStatuses),
  attempts: z.int(),
  lastError: z.string().nullable(),
  createdAt: instant,
  sentAt: instant.nullable(),
});

export const OrderFile = z.object({
  id: z.uuid(),
  kind: z.string(),
  fileName: z.string(),
  contentType: z.string(),
  bytes: z.int(),
  uploadedAt: instant,
});

export const AllowedAction = z.object({
  action: OrderActionName,
  note: z.enum(['required', 'optional']).nullable(),
});

/** Everything that the detail page shows. */
export const OrderDetail = OrderSummary.extend({
  version: z.int(),
  applicant: z.object({
    name: z.string(),
    category: z.enum(institutionCategories),
    address: z.string(),
    email: z.string(),
    phone: z.string(),
    npwp: z.string().nullable(),
    agreementActive: z.boolean(),
    agreementNumber: z.string().nullable(),
    agreementEndsOn: day.nullable(),
    technicalGuideDone: z.boolean(),
  }),
  unit: z.string(),
  unitPrice: amount,
  tariffArticle: z.string(),
  billingIssuedAt: instant.nullable(),
  openUntil: instant.nullable(),
  inquiry: z.object({ at: instant, answer: z.enum(inquiryAnswers), words: z.string().nullable() }).nullable(),
  payment: z
    .object({
      ntpn: z.string(),
      ntb: z.string(),
      paidAt: instant,
      bankCode: z.string(),
      bankName: z.string(),
      channelCode: z.string(),
      channelName: z.string(),
      bookDate: day,
      inTime: z.boolean(),
      inFull: z.boolean(),
      reportedAmount: amount.nullable(),
    })
    .nullable(),
  proposal: z.object({ kind: z.enum(proposals), byName: z.string() }).nullable(),
  returned: z.object({ kind: z.enum(returnKinds), letter: z.string(), on: day }).nullable(),
  voucher: z.object({ id: z.uuid(), number: z.string(), units: z.int() }).nullable(),
  reorderOf: z.object({ id: z.uuid(), kuitansi: z.string() }).nullable(),
  reorders: z.array(z.object({ id: z.uuid(), kuitansi: z.string() })),
  documents: z.array(z.string()),
  files: z.array(OrderFile),
  timeline: z.array(OrderTimelineRow),
  notices: z.array(OrderNoticeRow),
  /** Exactly the actions that the table allows the signed-in person now. */
  allowed: z.array(AllowedAction),
  mayReorder: z.boolean(),
  mayAskPayment: z.boolean(),
  mayUpload: z.boolean(),
});
export type OrderDetail = z.infer<typeof OrderDetail>;

/** Input of each action that a person takes. The table says whether a note is needed; the workflow asks it again. */
export const orderActionInputs = {
  approve: z.object({ note: note.optional() }).strict(),
  reject: z.object({ note: requiredNote }).strict(),
  retryBilling: z.object({ note: note.optional() }).strict(),
  enterBilling: z
    .object({
      kodeBilling: z
        .string()
        .trim()
        .regex(/^\d{6,20}$/),
      expiresAt: Moment,
      note: requiredNote,
    })
    .strict(),
  cancel: z.object({ note: note.optional() }).strict(),
  proposeHonour: z.object({ note: requiredNote }).strict(),
  proposeReturn: z.object({ note: requiredNote }).strict(),
  decide: z.object({ note: requiredNote }).strict(),
  refuse: z.object({ note: requiredNote }).strict(),
  completeReturn: z
    .object({
      kind: z.enum(returnKinds),
      letter: z.string().trim().min(3).max(100),
      date: Day,
      note: note.optional(),
    })
    .strict(),
} as const satisfies Partial<Record<OrderAction, z.ZodType>>;
export type OrderActionInputs = {
  [A in keyof typeof orderActionInputs]: z.infer<(typeof orderActionInputs)[A]>;
};

export const OrderActionResult = z.object({ status: OrderStatusCode, version: z.int() });
export type OrderActionResult = z.infer<typeof OrderActionResult>;

/** SIMPONI's answer to "Saya sudah bayar", with the time it was asked. */
export const PaymentInquiryResult = z.object({
  at: instant,
  answer: z.enum(inquiryAnswers),
  words: z.string().nullable(),
  message: z.string(),
});
export type PaymentInquiryResult = z.infer<typeof PaymentInquiryResult>;

// ── Vouchers, payments without an order, reports, standing decisions ─────────────────────────────────────────

export const Voucher = z.object({
  id: z.uuid(),
  number: z.string(),
  institutionId: z.uuid(),
  institutionName: z.string(),
  serviceName: z.string(),
  productName: z.string(),
  units: z.int(),
  /** The numbers of its units, both included. */
  firstUnit: z.int(),
  lastUnit: z.int(),
  /**
   * Of its units: vouchers are used oldest first. `lapsed` are those that nobody used by its last day, `returned` those of
   * reversed handovers, which another voucher has since.
   */
  used: z.int(),
  lapsed: z.int(),
  returned: z.int(),
  left: z.int(),
  source: z.enum(voucherSources),
  /** The voucher that paid for units which came back. */
  origin: z.object({ id: z.uuid(), number: z.string() }).nullable(),
  orderId: z.uuid().nullable(),
  kuitansi: z.string().nullable(),
  ntpn: z.string().nullable(),
  issuedAt: instant,
  /** Its day of issue in WIB, or its origin's, whose rule of validity it has, and the last day by that; null: no end of its own. */
  issuedOn: day,
  validUntil: day.nullable(),
});
export type Voucher = z.infer<typeof Voucher>;

export const UnmatchedPayment = z.object({
  id: z.uuid(),
  kodeBilling: z.string(),
  ntpn: z.string(),
  amount: amount.nullable(),
  paidAt: instant.nullable(),
  reason: z.enum(unmatchedReasons),
  confirmed: z.boolean(),
  orderId: z.uuid().nullable(),
  kuitansi: z.string().nullable(),
  status: z.enum(caseStatuses),
  note: z.string().nullable(),
  closedByName: z.string().nullable(),
  closedAt: instant.nullable(),
  createdAt: instant,
});
export type UnmatchedPayment = z.infer<typeof UnmatchedPayment>;

export const CloseCase = z.object({ note: requiredNote }).strict();

export const ReportImport = z.object({
  id: z.uuid(),
  fileName: z.string(),
  encoding: z.string(),
  rowCount: z.int(),
  matched: z.int(),
  differences: z.int(),
  periodFrom: day.nullable(),
  periodTo: day.nullable(),
  importedByName: z.string(),
  importedAt: instant,
  /** True when this very file had been imported before and nothing was changed. */
  repeated: z.boolean(),
});
export type ReportImport = z.infer<typeof ReportImport>;

export const ReportDifference = z.object({
  id: z.uuid(),
  importId: z.uuid(),
  kind: z.enum(reportDifferenceKinds),
  kodeBilling: z.string(),
  ntpn: z.string(),
  orderId: z.uuid().nullable(),
  kuitansi: z.string().nullable(),
  expectedAmount: amount.nullable(),
  reportedAmount: amount.nullable(),
  status: z.enum(caseStatuses),
  note: z.string().nullable(),
  closedByName: z.string().nullable(),
  closedAt: instant.nullable(),
  createdAt: instant,
});
export type ReportDifference = z.infer<typeof ReportDifference>;

export const StandingDecision = z.object({
  id: z.uuid(),
  institutionId: z.uuid(),
  institutionName: z.string(),
  productId: z.uuid(),
  productName: z.string(),
  validFrom: day,
  validTo: day,
  maxUnits: z.int(),
  usedUnits: z.int(),
  note: z.string(),
  decidedByName: z.string(),
  decidedAt: instant,
  revokedAt: instant.nullable(),
});
export type StandingDecision = z.infer<typeof StandingDecision>;

/** One decision for a Rp0 product and a PKS year: it ends with the PKS year that holds today, at the latest with the PKS. */
export const StandingDecisionInput = z
  .object({ institutionId: z.uuid(), productId: z.uuid(), maxUnits: Quantity, note: requiredNote })
  .strict();
