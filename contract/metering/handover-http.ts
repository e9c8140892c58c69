import { z } from 'zod';
import { Day } from '../shared/days.ts';
import { defineRoutes, uuidParams } from '../shared/http.ts';
import { listQuery } from '../shared/paging.ts';

const day = z.iso.date();

/** The signed letter (Berita Acara or receipt) as it was uploaded last. */
export const HandoverLetter = z.object({
  fileName: z.string(),
  uploadedAt: z.iso.datetime(),
});

/** A handover that was recorded wrongly: why it does not hold, and the voucher that has its units since. */
export const HandoverReversal = z.object({
  reason: z.string(),
  voucherId: z.uuid(),
  voucherNumber: z.string(),
  reversedByName: z.string(),
  reversedAt: z.iso.datetime(),
});

/** Units of a voucher that an officer delivered. `validUntil` is the last day of the term; null without a term. */
export const Handover = z.object({
  id: z.uuid(),
  institutionId: z.uuid(),
  institutionName: z.string(),
  productId: z.uuid(),
  productName: z.string(),
  unit: z.string(),
  voucherId: z.uuid(),
  voucherNumber: z.string(),
  units: z.int(),
  handedOn: day,
  recipientPosition: z.string(),
  letterNumber: z.string(),
  validUntil: day.nullable(),
  recordedByName: z.string(),
  recordedAt: z.iso.datetime(),
  letter: HandoverLetter.nullable(),
  /** Null: it holds. */
  reversal: HandoverReversal.nullable(),
  /** Whether the asking person may reverse it: not his own, and not twice. */
  mayReverse: z.boolean(),
});
export type Handover = z.infer<typeof Handover>;

/** A voucher of which units are still to be delivered; `isNext`: no older one of institution and product is. */
export const AwaitingHandover = z.object({
  id: z.uuid(),
  number: z.string(),
  institutionId: z.uuid(),
  institutionName: z.string(),
  productId: z.uuid(),
  productName: z.string(),
  unit: z.string(),
  termMonths: z.int().nullable(),
  units: z.int(),
  unitsLeft: z.int(),
  isNext: z.boolean(),
  issuedAt: z.iso.datetime(),
});
export type AwaitingHandover = z.infer<typeof AwaitingHandover>;

/** Whom it was given to is said by his office alone; his name stands in the letter. */
export const HandoverInput = z.strictObject({
  voucherId: z.uuid(),
  units: z.int().min(1).max(10_000_000),
  handedOn: Day,
  recipientPosition: z.string().trim().min(3).max(200),
  letterNumber: z.string().trim().min(2).max(100),
});

export const HandoverReversalInput = z.strictObject({ reason: z.string().trim().min(10).max(500) });

const letterFile = {
  file: { maxBytes: 10 * 1024 * 1024, types: ['application/pdf', 'image/jpeg', 'image/png'] },
} as const;

const filters = { institutionId: z.uuid().optional(), productId: z.uuid().optional() };

export const handoverListQuery = listQuery(['recordedAt'], filters, { sort: ['recordedAt', 'DESC'] });

export const handoverRoutes = defineRoutes({
  'handovers.list': {
    method: 'get',
    path: '/api/v1/handovers',
    access: 'handovers.read',
    tag: 'Handovers',
    summary: 'Products that an officer delivered, with the term of each',
    query: handoverListQuery,
    list: true,
    response: z.array(Handover),
  },
  'handovers.export': {
    method: 'get',
    path: '/api/v1/handovers.csv',
    access: 'handovers.read',
    tag: 'Handovers',
    summary: 'The filtered handovers as CSV',
    query: handoverListQuery,
    response: { contentType: 'text/csv; charset=utf-8' },
  },
  'handovers.awaiting': {
    method: 'get',
    path: '/api/v1/awaiting-handovers',
    access: 'handovers.record',
    tag: 'Handovers',
    summary: 'Vouchers of which an officer has still to deliver units',
    query: listQuery(['issuedAt'], filters, { sort: ['issuedAt', 'ASC'] }),
    list: true,
    response: z.array(AwaitingHandover),
  },
  'handovers.create': {
    method: 'post',
    path: '/api/v1/handovers',
    access: 'handovers.record',
    tag: 'Handovers',
    summary: 'Record that units of a voucher were delivered, and take them from it',
    body: HandoverInput,
    idempotency: 'create',
    status: 201,
    response: Handover,
  },
  'handovers.uploadLetter': {
    method: 'post',
    path: '/api/v1/handovers/:id/letter',
    access: 'handovers.record',
    tag: 'Handovers',
    summary: 'The signed letter as PDF, JPEG or PNG; a later one takes the place of the one before',
    params: uuidParams,
    body: z.object({}),
    files: letterFile,
    status: 201,
    response: Handover,
  },
  'handovers.letter': {
    method: 'get',
    path: '/api/v1/handovers/:id/letter',
    access: 'handovers.read',
    tag: 'Handovers',
    summary: 'The signed letter',
    params: uuidParams,
    response: { contentType: 'application/octet-stream' },
  },
  'handovers.reverse': {
    method: 'post',
    path: '/api/v1/handovers/:id/reversal',
    access: 'handovers.reverse',
    tag: 'Handovers',
    summary: "Record that a handover does not hold, and give its units back; never one's own",
    params: uuidParams,
    body: HandoverReversalInput,
    idempotency: 'create',
    status: 201,
    response: Handover,
  },
});
