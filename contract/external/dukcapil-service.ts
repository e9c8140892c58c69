/**
 * The wire of the web service that institutions call, `POST /dukcapil/get_json/{lembaga}/{METHOD}`, as clients of the
 * real one use it (seen in public integrators' code only):
 *
 * - names of fields in any case, values as text or number, blanks for what a caller does not want to say;
 * - every answer, refusals too, comes with HTTP 200 in the same envelope;
 * - a refusal's words stand under `RESPON`, `RESPONSE` and `RESPONSE_DESC`, since each is what some client reads.
 *   `RESPONSE_CODE` stands only with what the registry says of a NIK (11 to 15): clients take its mere presence for
 *   "this NIK failed", which a lack of quota is not.
 *
 * Pure.
 */
import { z } from 'zod';
import type { AccessRefusalReason } from '../metering/codes.ts';
import type { Comparison } from '../metering/compare.ts';
import {
  type AskedElements,
  comparableElements,
  type PersonElement,
  type PersonRecord,
} from '../metering/person.ts';
import { fieldOf } from './person-fields.ts';
import type { SiakAbsence } from './siak.ts';

export const serviceMethods = ['CALL_NIK', 'CALL_VERIFY_BY_ELEMEN'] as const;
export type ServiceMethod = (typeof serviceMethods)[number];

/** The method that a path's last part names, in any case; null when it is none of ours. */
export function serviceMethodOf(text: string): ServiceMethod | null {
  const name = text.toUpperCase();
  return serviceMethods.find((method) => method === name) ?? null;
}

interface RefusalWords {
  readonly words: string;
  readonly code?: string;
}

/** Everything but data that a call can be answered with, spelt as clients look for it. */
export const serviceRefusals = {
  DECEASED: { code: '11', words: 'Meninggal Dunia' },
  DOUBLE: { code: '12', words: 'Data Ganda' },
  NOT_FOUND: { code: '13', words: 'Data Tidak Ditemukan' },
  INACTIVE: { code: '14', words: 'Non Aktif' },
  BAD_NIK: { code: '15', words: 'NIK Salah Format' },
  LOGIN_FAILED: { words: 'Login gagal' },
  ADDRESS_NOT_ALLOWED: { words: 'IP Address Tidak Sesuai' },
  USER_INACTIVE: { words: 'User ID Tidak Aktif' },
  PARAMETERS_MISSING: { words: 'Parameter Tidak Lengkap' },
  QUOTA_EXHAUSTED: { words: 'Kuota Akses Hari ini telah Habis' },
  /**
   * An assumption of ours: what the real service says when it fails is not known. Nothing was debited, save perhaps
   * where it is not certain what became of the call (`UNCERTAIN`): the same `transactionid` may be sent again.
   */
  UNAVAILABLE: { words: 'Layanan Sedang Tidak Tersedia' },
} as const satisfies Record<SiakAbsence, RefusalWords> & Record<string, RefusalWords>;

export type ServiceRefusal = keyof typeof serviceRefusals;

/**
 * What the wire says for each reason of ours. The service knows no words for a contract that ended, too many calls or a
 * key that was used otherwise: each is said by the nearest words that its clients know (an assumption of ours). Who has
 * not shown who he is hears the same whatever is wrong.
 */
export const wireRefusalOf = {
  WRONG_SECRET: 'LOGIN_FAILED',
  FOREIGN_INSTITUTION: 'LOGIN_FAILED',
  CREDENTIAL_REVOKED: 'USER_INACTIVE',
  ADDRESS_NOT_ALLOWED: 'ADDRESS_NOT_ALLOWED',
  TERMINAL_NOT_ALLOWED: 'ADDRESS_NOT_ALLOWED',
  INSTITUTION_SUSPENDED: 'USER_INACTIVE',
  AGREEMENT_INACTIVE: 'USER_INACTIVE',
  TECHNICAL_GUIDE_MISSING: 'USER_INACTIVE',
  PRODUCTION_NOT_OPEN: 'USER_INACTIVE',
  METHOD_NOT_ALLOWED: 'USER_INACTIVE',
  RATE_LIMITED: 'UNAVAILABLE',
  QUOTA_EXHAUSTED: 'QUOTA_EXHAUSTED',
  DAILY_LIMIT: 'QUOTA_EXHAUSTED',
  KEY_REUSED: 'PARAMETERS_MISSING',
  MALFORMED: 'PARAMETERS_MISSING',
  BAD_NIK: 'BAD_NIK',
  UPSTREAM_UNAVAILABLE: 'UNAVAILABLE',
  UNCERTAIN: 'UNAVAILABLE',
} as const satisfies Record<
  AccessRefusalReason | 'DAILY_LIMIT' | 'KEY_REUSED' | 'BAD_NIK' | 'UNCERTAIN',
  ServiceRefusal
>;

/** What every call says, as it was read. */
export interface ServiceCall {
  readonly userId: string;
  readonly password: string;
  /** What the caller says of his address: never a proof of it. */
  readonly ipUser: string | null;
  /** Null when it is not 16 digits: `BAD_NIK`, to be said only to a caller who has shown who he is. */
  readonly nik: string | null;
  /** The caller's own key of this call; null when he has none. */
  readonly transactionId: string | null;
}

export interface ComparisonCall extends ServiceCall {
  /** Percent; 100 when the caller did not say. */
  readonly threshold: number;
  /** Never empty. */
  readonly elements: AskedElements;
}

export type Parsed<Call> = { readonly call: Call } | { readonly refusal: 'PARAMETERS_MISSING' };

const incomplete = { refusal: 'PARAMETERS_MISSING' } as const;
/** What a number is read as that is none, or has lost digits on the way; a broken client may write it itself. */
const lostNumber = 'NaN';
const text = z.string().max(300);

const CallFields = z
  .object({
    user_id: text,
    password: text,
    ip_user: text.optional(),
    nik: text,
    transactionid: z
      .string()
      .regex(/^[\x21-\x7e]{1,64}$/)
      // Else all calls of such a client were one call: the first is paid for, and every other one refused.
      .refine((key) => key !== lostNumber)
      .optional(),
  })
  .transform(
    (fields): ServiceCall => ({
      userId: fields.user_id,
      password: fields.password,
      ipUser: fields.ip_user ?? null,
      nik: /^\d{16}$/.test(fields.nik) ? fields.nik : null,
      transactionId: fields.transactionid ?? null,
    }),
  );

const percent = z
  .string()
  .regex(/^\d{1,3}$/)
  .transform(Number)
  .pipe(z.number().max(100));

/** Some callers spell the word right. */
const ThresholdFields = z
  .object({ treshold: percent.optional(), threshold: percent.optional() })
  .transform(({ treshold, threshold }) => treshold ?? threshold ?? 100);

const ElementFields = z
  .object(
    Object.fromEntries(comparableElements.map((name) => [fieldOf[name].toLowerCase(), text.optional()])),
  )
  .transform(
    (fields): AskedElements =>
      Object.fromEntries(
        comparableElements.flatMap((name) => {
          const said = fields[fieldOf[name].toLowerCase()];
          return said === undefined ? [] : [[name, said]];
        }),
      ),
  );

/** A number that a JavaScript number does not hold: NIK from Papua on (91…), and keys of calls made of date and time. */
const longNumber = /[:\s](?:9\d{15}|\d{17,})\s*[,}]/;
const textOrNumber = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g;

/**
 * The body's JSON, with or without a mark at its beginning. What is written as a number of 16 digits or more is taken as
 * it is written, since as a number it would lose its last digits. Throws SyntaxError.
 */
export function readServiceBody(written: string): unknown {
  const json = written.replace(/^\uFEFF/, '');
  const body: unknown = JSON.parse(json);
  if (!longNumber.test(json)) return body;
  return JSON.parse(json.replace(textOrNumber, (token) => (/^\d{16,}$/.test(token) ? `"${token}"` : token)));
}

/** Reads the body of CALL_NIK, whatever came. */
export function parseServiceCall(body: unknown): Parsed<ServiceCall> {
  const fields = foldedFields(body);
  const call = CallFields.safeParse(fields);
  return call.success ? { call: call.data } : incomplete;
}

/** Reads the body of CALL_VERIFY_BY_ELEMEN, whatever came. */
export function parseComparisonCall(body: unknown): Parsed<ComparisonCall> {
  const fields = foldedFields(body);
  const call = CallFields.safeParse(fields);
  const threshold = ThresholdFields.safeParse(fields);
  const elements = ElementFields.safeParse(fields);
  if (!call.success || !threshold.success || !elements.success) return incomplete;
  if (Object.keys(elements.data).length === 0) return incomplete;
  return { call: { ...call.data, threshold: threshold.data, elements: elements.data } };
}

/**
 * Fields by lower-case name, blank ones left out. Null when the body is no object or names a field twice with different
 * values, which nobody could answer rightly. What is neither text nor number stays as it is, for the schema to refuse
 * where it is asked for. A number beyond 2^53 has lost digits on the way, so it becomes none (`lostNumber`).
 */
function foldedFields(body: unknown): Record<string, unknown> | null {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return null;
  const fields = new Map<string, unknown>();
  for (const [name, value] of Object.entries(body)) {
    const key = name.toLowerCase();
    const said = typeof value === 'number' ? textOf(value) : typeof value === 'string' ? value.trim() : value;
    if (said === '' || said === null) continue;
    if (fields.has(key) && fields.get(key) !== said) return null;
    fields.set(key, said);
  }
  return Object.fromEntries(fields);
}

const textOf = (value: number): string => (Number.isSafeInteger(value) ? String(value) : lostNumber);

/** The envelope of every answer: one page with one entry. */
export interface ServiceAnswer {
  readonly content: readonly [Readonly<Record<string, string | null>>];
  readonly lastPage: true;
  readonly numberOfElements: 1;
  readonly sort: null;
  readonly totalElements: 1;
  readonly firstPage: true;
  readonly number: 0;
  readonly size: 1;
  readonly quotaLimiter: number;
}

/** `quotaLeft`: units that the caller may still use; 0 as long as it is not known who he is. */
const envelope = (entry: Readonly<Record<string, string | null>>, quotaLeft: number): ServiceAnswer => ({
  content: [entry],
  lastPage: true,
  numberOfElements: 1,
  sort: null,
  totalElements: 1,
  firstPage: true,
  number: 0,
  size: 1,
  quotaLimiter: quotaLeft,
});

/** The person's data, cut down to the elements that the caller's juknis names. */
export const personAnswer = (
  person: PersonRecord,
  allowed: readonly PersonElement[],
  quotaLeft: number,
): ServiceAnswer =>
  envelope(Object.fromEntries(allowed.map((name) => [fieldOf[name], person[name]])), quotaLeft);

/** `Sesuai`, `Tidak Sesuai`, or with the score behind: `Sesuai (92)`. An entry for the NIK says that it was found. */
export function comparisonAnswer(comparison: Comparison, quotaLeft: number): ServiceAnswer {
  const entries = comparableElements.flatMap((name) => {
    const result = comparison[name];
    if (!result) return [];
    const words = result.matches ? 'Sesuai' : 'Tidak Sesuai';
    return [[fieldOf[name], result.score === null ? words : `${words} (${result.score})`] as const];
  });
  return envelope({ NIK: 'Sesuai', ...Object.fromEntries(entries) }, quotaLeft);
}

/** A refusal, with the words where any client looks for them. */
export function refusalAnswer(refusal: ServiceRefusal, quotaLeft = 0): ServiceAnswer {
  const { words, code }: RefusalWords = serviceRefusals[refusal];
  return envelope(
    { RESPON: words, RESPONSE: words, RESPONSE_DESC: words, ...(code ? { RESPONSE_CODE: code } : {}) },
    quotaLeft,
  );
}
