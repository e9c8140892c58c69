import { z } from 'zod';
import { Day } from '../shared/days.ts';
import { defineRoutes, uuidParams } from '../shared/http.ts';
import { listQuery } from '../shared/paging.ts';
import { institutionCategories, tariffDecisions, tariffStatuses } from './codes.ts';

const day = z.iso.date();
const words = (least: number, most: number) => z.string().trim().min(least).max(most);

/** SIMPONI's codes of a tariff that has some of its own; they are those of the product unless given. */
const SimponiCodes = z.strictObject({
  kodeTarif: z.string().regex(/^\d{6}$/),
  kodePp: z.string().regex(/^\d{7}$/),
  kodeAkun: z.string().regex(/^\d{6}$/),
});

/**
 * A rule of price with its legal basis. For one institution, or a category, or (neither) all that have no rule of
 * their own. Those of PP 10/2023 were there from the start: nobody proposed or decided them here.
 */
export const Tariff = z.object({
  id: z.uuid(),
  productId: z.uuid(),
  productName: z.string(),
  serviceName: z.string(),
  unit: z.string(),
  category: z.enum(institutionCategories).nullable(),
  institutionName: z.string().nullable(),
  /** Whole rupiah that one unit costs. */
  unitPrice: z.int(),
  /** Regulation or letter, its day and the passage, as the bill prints them. */
  article: z.string(),
  simponi: SimponiCodes.nullable(),
  validFrom: day,
  validTo: day.nullable(),
  status: z.enum(tariffStatuses),
  proposedByName: z.string().nullable(),
  proposedAt: z.iso.datetime().nullable(),
  decidedByName: z.string().nullable(),
  decidedAt: z.iso.datetime().nullable(),
  decisionNote: z.string().nullable(),
  /** The signed-in person may decide it now: never his own proposal. */
  mayDecide: z.boolean(),
});
export type Tariff = z.infer<typeof Tariff>;

/** What staff propose. Institution and category exclude each other. */
export const TariffInput = z.strictObject({
  productId: z.uuid(),
  category: z.enum(institutionCategories).optional(),
  institutionId: z.uuid().optional(),
  /** Whole rupiah for one unit; 0 where the basis says so. */
  amount: z.int().min(0).max(1_000_000_000),
  /** Number of the regulation or letter, its day, and where in it the figure stands. */
  documentNumber: words(3, 100),
  documentDate: Day,
  passage: words(3, 200),
  validFrom: Day,
  validTo: Day.optional(),
  simponi: SimponiCodes.optional(),
});

export const TariffDecision = z.strictObject({
  decision: z.enum(tariffDecisions),
  note: words(3, 500),
});

export const tariffListQuery = listQuery(
  ['validFrom'],
  { productId: z.uuid().optional(), status: z.enum(tariffStatuses).optional() },
  { sort: ['validFrom', 'DESC'] },
);

export const tariffRoutes = defineRoutes({
  'tariffs.list': {
    method: 'get',
    path: '/api/v1/tariffs',
    access: 'tariffs.read',
    tag: 'Tariffs',
    summary: 'Tariffs with their legal basis: in force, to come, ended, proposed and refused',
    query: tariffListQuery,
    list: true,
    response: z.array(Tariff),
  },
  'tariffs.export': {
    method: 'get',
    path: '/api/v1/tariffs.csv',
    access: 'tariffs.read',
    tag: 'Tariffs',
    summary: 'The filtered tariffs as CSV',
    query: tariffListQuery,
    response: { contentType: 'text/csv; charset=utf-8' },
  },
  'tariffs.propose': {
    method: 'post',
    path: '/api/v1/tariffs',
    access: 'tariffs.propose',
    tag: 'Tariffs',
    summary: 'Propose a tariff; it has no effect until somebody else decides',
    body: TariffInput,
    idempotency: 'create',
    status: 201,
    response: Tariff,
  },
  'tariffs.decide': {
    method: 'post',
    path: '/api/v1/tariffs/:id/decision',
    access: 'tariffs.decide',
    tag: 'Tariffs',
    summary: "Set or refuse a proposed tariff; never one's own proposal",
    params: uuidParams,
    body: TariffDecision,
    idempotency: 'create',
    response: Tariff,
  },
});
