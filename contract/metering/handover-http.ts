import { z } from 'zod';
import { Day } from '../shared/days.ts';
import { defineRoutes } from '../shared/http.ts';
import { listQuery } from '../shared/paging.ts';

const day = z.iso.date();

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

const filters = { institutionId: z.uuid().optional(), productId: z.uuid().optional() };

export const handoverRoutes = defineRoutes({
  'handovers.list': {
    method: 'get',
    path: '/api/v1/handovers',
    access: 'handovers.read',
    tag: 'Handovers',
    summary: 'Products that an officer delivered, with the term of each',
    query: listQuery(['recordedAt'], filters, { sort: ['recordedAt', 'DESC'] }),
    list: true,
    response: z.array(Handover),
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
});
