import { z } from 'zod';
import { accountChanges } from '../accounts/changes.ts';
import { RoleName } from '../accounts/schemas.ts';
import { quotaThresholds } from '../metering/quota.ts';
import { requestStatuses } from '../requests/lifecycle.ts';
import { requestSteps } from '../requests/steps.ts';
import { type NoticeTemplate, paymentOddities } from './codes.ts';
import { orderStatuses, returnKinds } from './lifecycle.ts';

/**
 * What each mail is filled with: the `params` of an outgoing notice's row. Amounts are whole rupiah, times ISO 8601 in
 * UTC, days `YYYY-MM-DD` in WIB. Links are made from ids when the mail is rendered, so PUBLIC_URL may change.
 * Params stay in Postgres: they never travel through Temporal, logs or URLs.
 */

const amount = z.int().min(0);
const count = z.int().min(1);
const day = z.iso.date();
const instant = z.iso.datetime();

/** What every mail about one order names. */
export const OrderNotice = z.object({
  orderId: z.uuid(),
  kuitansi: z.string(),
  institutionName: z.string(),
  serviceName: z.string(),
  productName: z.string(),
});
export type OrderNotice = z.infer<typeof OrderNotice>;

/** An order that stays too long with people of ours. `days` counts whole days in that status. */
const attention = OrderNotice.extend({ status: z.enum(orderStatuses), since: instant, days: count });

/** A request that its office or the centre has not dealt with: its code and status, nothing of the citizen. */
const requestAttention = z.object({
  requestId: z.uuid(),
  code: z.string(),
  status: z.enum(requestStatuses),
  dueAt: instant,
});

/** A question that the centre asked the office of a request. */
const requestQuestion = z.object({
  requestId: z.uuid(),
  code: z.string(),
  step: z.enum(requestSteps),
  askedAt: instant,
});

/** A semester report that its institution has to write. */
const semesterReport = z.object({
  reportId: z.uuid(),
  institutionName: z.string(),
  half: z.string(),
  dueOn: day,
});

const aboutComplaint = z.object({ complaintId: z.uuid(), number: z.string(), institutionName: z.string() });

export const noticeParams = {
  INVITATION: z.object({
    name: z.string(),
    institutionName: z.string().nullable(),
    invitedByName: z.string(),
    roles: z.array(RoleName),
    /** The secret of the link; only its hash is kept elsewhere. */
    token: z.string().min(20),
    expiresAt: instant,
  }),
  PASSWORD_RESET: z.object({ name: z.string(), token: z.string().min(20), expiresAt: instant }),
  /** An administrator took the second factor away; to its owner. */
  TWO_FACTOR_RESET: z.object({ name: z.string(), byName: z.string(), at: instant }),
  /** Somebody who was signed in as the owner, or had his mail, changed how he signs in; to the owner. */
  ACCOUNT_CHANGED: z.object({ name: z.string(), change: z.enum(accountChanges), at: instant }),
  CHECKOUT_WAITING: z.object({
    checkoutId: z.uuid(),
    institutionName: z.string(),
    submittedByName: z.string(),
    submittedAt: instant,
    lineCount: count,
    total: amount,
  }),
  CHECKOUT_REJECTED: z.object({
    checkoutId: z.uuid(),
    institutionName: z.string(),
    decidedByName: z.string(),
    total: amount,
    note: z.string().nullable(),
  }),
  BILLING_ISSUED: OrderNotice.extend({ kodeBilling: z.string(), total: amount, expiresAt: instant }),
  /** `daysLeft` is 3 or 1, see `paymentReminderDays`. */
  PAYMENT_REMINDER: OrderNotice.extend({
    kodeBilling: z.string(),
    total: amount,
    expiresAt: instant,
    daysLeft: count,
  }),
  ORDER_EXPIRED: OrderNotice.extend({ kodeBilling: z.string(), total: amount, expiresAt: instant }),
  /** `kodeBilling` is null when no code had been issued; `note` is the canceller's. */
  ORDER_CANCELLED: OrderNotice.extend({ kodeBilling: z.string().nullable(), note: z.string().nullable() }),
  ORDER_APPROVED: OrderNotice.extend({ quantity: count, unit: z.string() }),
  ORDER_REJECTED: OrderNotice.extend({ note: z.string() }),
  /** LATE: after the expiry; CANCELLED: after the cancelling; AMOUNT: another amount than billed. */
  PAYMENT_FLAGGED: OrderNotice.extend({ reason: z.enum(paymentOddities), paidAt: instant }),
  RETURN_DECIDED: OrderNotice.extend({ total: amount }),
  RETURN_COMPLETED: OrderNotice.extend({
    total: amount,
    kind: z.enum(returnKinds),
    letter: z.string(),
    returnedOn: day,
  }),
  /** `paidAt` is null for an order of Rp0. */
  VOUCHER_ISSUED: OrderNotice.extend({
    voucherNumber: z.string(),
    quantity: count,
    unit: z.string(),
    paidAt: instant.nullable(),
    /** Whose rule of validity it has, and the last day by it. Mails queued before there were rules have neither. */
    issuedOn: day.nullable().default(null),
    validUntil: day.nullable().default(null),
  }),
  STAFF_REMINDER: attention,
  STAFF_ESCALATION: attention,
  REQUEST_REMINDER: requestAttention,
  REQUEST_ESCALATION: requestAttention,
  REQUEST_QUESTION: requestQuestion,
  /** It was not answered for a working day; to the head of section. */
  REQUEST_QUESTION_OPEN: requestQuestion,
  /** A PKS that ends soon; to the institution, or to the partnership desk. `daysLeft` counts to its last day. */
  AGREEMENT_ENDING: z.object({
    institutionId: z.uuid(),
    institutionName: z.string(),
    agreementNumber: z.string(),
    endsOn: day,
    daysLeft: z.int().min(0),
    forDesk: z.boolean(),
  }),
  /** A quota that has come down to a threshold of what was there after the last grant (`contract/metering/quota`). */
  QUOTA_LOW: z.object({
    institutionName: z.string(),
    productId: z.uuid(),
    productName: z.string(),
    serviceName: z.string(),
    unit: z.string(),
    left: z.int().min(0),
    base: count,
    threshold: z.union(quotaThresholds.map((percent) => z.literal(percent))),
  }),
  /** Units of a voucher are left whose validity ends soon, after `validUntil`. */
  VOUCHER_ENDING: z.object({
    institutionName: z.string(),
    serviceName: z.string(),
    productName: z.string(),
    voucherId: z.uuid(),
    voucherNumber: z.string(),
    unit: z.string(),
    left: count,
    validUntil: day,
    daysLeft: z.int().min(0),
  }),
  /** An officer delivered units of a voucher. `validUntil` is the last day of the term; null without a term. */
  HANDOVER_RECORDED: z.object({
    institutionName: z.string(),
    productName: z.string(),
    voucherNumber: z.string(),
    quantity: count,
    unit: z.string(),
    handedOn: day,
    letterNumber: z.string(),
    validUntil: day.nullable(),
  }),
  /** A recorded handover does not hold; its units came back in the voucher `voucherNumber`. */
  HANDOVER_REVERSED: z.object({
    institutionName: z.string(),
    productName: z.string(),
    voucherNumber: z.string(),
    quantity: count,
    unit: z.string(),
    handedOn: day,
    letterNumber: z.string(),
    reason: z.string(),
  }),
  SEMESTER_REPORT_DUE: semesterReport.extend({ daysLeft: z.int().min(0) }),
  SEMESTER_REPORT_LATE: semesterReport.extend({ daysLate: count }),
  SEMESTER_REPORT_RETURNED: semesterReport.extend({ note: z.string() }),
  /** What a citizen and the desk wrote stands on the page alone. */
  COMPLAINT_FORWARDED: aboutComplaint,
  /** The citizen has had no word for longer than is promised; to who handles it. `dueOn`: the last day of the promise. */
  COMPLAINT_OVERDUE: aboutComplaint.extend({ dueOn: day }),
} as const satisfies Record<NoticeTemplate, z.ZodType>;

/** Params of each template, by its code. */
export type NoticeParams = { readonly [T in NoticeTemplate]: z.infer<(typeof noticeParams)[T]> };

/** A mail to be sent: a template with its own params. */
export type Notice = {
  [T in NoticeTemplate]: { readonly template: T; readonly params: NoticeParams[T] };
}[NoticeTemplate];
