import { z } from 'zod';
import { voucherSources } from '../orders/codes.ts';
import {
  accessChannels,
  accessMethods,
  accessOutcomes,
  accessPurposes,
  accessRefusalReasons,
  accessResults,
} from './codes.ts';
import { Month } from './months.ts';

/** What finance, staff and auditors read of metered access. Units are whole; amounts whole rupiah; times ISO 8601 in UTC. */

const instant = z.iso.datetime();
const units = z.int();
const amount = z.int();

const share = <T extends z.ZodType>(of: T) => z.object({ of, units });

/** Who used units: a credential of the web service by its user id and label, or a person at the portal by his name. */
export const UsingSubject = z.object({
  kind: z.enum(['CREDENTIAL', 'PERSON', 'NOBODY']),
  name: z.string(),
});

const ReconciliationVoucher = z.object({
  id: z.uuid(),
  number: z.string(),
  source: z.enum(voucherSources),
  kuitansi: z.string().nullable(),
  ntpn: z.string().nullable(),
  units,
  grantedAt: instant,
});

/** `gap`, `logGap`: by how many units the figures do not agree; anything but 0 is shown as it is. */
export const ReconciliationProduct = z.object({
  productId: z.uuid(),
  serviceName: z.string(),
  productName: z.string(),
  unit: z.string(),
  opening: units,
  received: units,
  used: units,
  handedOver: units,
  lapsed: units,
  closing: units,
  gap: units,
  logGap: units,
  vouchers: z.array(ReconciliationVoucher),
  byBranch: z.array(share(z.string().nullable())),
  bySubject: z.array(share(UsingSubject)),
  byMethod: z.array(share(z.enum(accessMethods))),
  byResult: z.array(share(z.enum(accessResults))),
  byDay: z.array(share(z.iso.date())),
  unpaid: z.array(share(z.enum(accessOutcomes))),
});
export type ReconciliationProduct = z.infer<typeof ReconciliationProduct>;

/** A month of an institution. `balanced` only when no figure of any product disagrees. */
export const Reconciliation = z.object({
  month: Month,
  institutionId: z.uuid(),
  institutionName: z.string(),
  /** The month is not over: figures will still change. */
  running: z.boolean(),
  balanced: z.boolean(),
  products: z.array(ReconciliationProduct),
  refusals: z.array(share(z.enum(accessRefusalReasons))),
});
export type Reconciliation = z.infer<typeof Reconciliation>;

/** An order as it stands in the statement of a month. */
export const StatementLine = z.object({
  orderId: z.uuid(),
  kuitansi: z.string(),
  kodeBilling: z.string().nullable(),
  ntpn: z.string().nullable(),
  productName: z.string(),
  quantity: z.int(),
  total: amount,
  at: instant,
});
export type StatementLine = z.infer<typeof StatementLine>;

const lines = z.object({ total: amount, rows: z.array(StatementLine) });

/**
 * Bills of an institution in a month: opening + ordered - paid - ended = closing. `opening` and `closing` are what was
 * ordered and neither paid nor over; `paidLate` came for orders that were over already, so it lessens nothing.
 */
export const Statement = z.object({
  month: Month,
  institutionId: z.uuid(),
  institutionName: z.string(),
  running: z.boolean(),
  opening: lines,
  ordered: lines,
  paid: lines,
  paidLate: lines,
  ended: lines,
  closing: lines,
  gap: amount,
  vouchers: z.array(ReconciliationVoucher.extend({ productName: z.string(), unit: z.string() })),
});
export type Statement = z.infer<typeof Statement>;

/** A row of the access log. The NIK is masked, whoever reads. */
export const AccessRow = z.object({
  id: z.string(),
  at: instant,
  institutionId: z.uuid(),
  institutionName: z.string(),
  productId: z.uuid(),
  productName: z.string(),
  channel: z.enum(accessChannels),
  method: z.enum(accessMethods),
  result: z.enum(accessResults),
  outcome: z.enum(accessOutcomes),
  unit: z.int().nullable(),
  nikMasked: z.string(),
  subject: UsingSubject,
  branch: z.string().nullable(),
  address: z.string().nullable(),
  purpose: z.enum(accessPurposes).nullable(),
  durationMs: z.int(),
  requestId: z.uuid(),
});
export type AccessRow = z.infer<typeof AccessRow>;

/** Who paid for an access: from its unit back to the payment. Null where it used no unit. */
export const AccessThread = AccessRow.extend({
  voucher: z
    .object({
      id: z.uuid(),
      number: z.string(),
      source: z.enum(voucherSources),
      firstUnit: z.int(),
      lastUnit: z.int(),
      orderId: z.uuid().nullable(),
      kuitansi: z.string().nullable(),
      kodeBilling: z.string().nullable(),
      ntpn: z.string().nullable(),
      paidAt: instant.nullable(),
    })
    .nullable(),
  /** The caller's case number; only for the operator whose access it was. */
  caseNumber: z.string().nullable(),
  mayUnmask: z.boolean(),
});
export type AccessThread = z.infer<typeof AccessThread>;

export const AccessUnmaskInput = z.object({ reason: z.string().trim().min(10).max(500) }).strict();
export const AccessUnmasked = z.object({ nik: z.string(), caseNumber: z.string().nullable() });
