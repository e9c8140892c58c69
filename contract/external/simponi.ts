/**
 * The wire of SIMPONI (Kementerian Keuangan): requests, answers and notices as positional arrays, and the wall
 * clock of Jakarta. Seen in public integrators' code only; no official specification is public, so every code is a
 * setting of the port. SIMPONI's spelling stands here and nowhere else.
 *
 * Pure. Everything that decodes throws `SimponiFormatError` and nothing else.
 */
import { z } from 'zod';
import { type NoticeResponse, noticeResponseCodes } from './simponi-codes.ts';

/** Path of SIMPONI's one endpoint, below its base address. */
export const simponiPath = '/api/simponi/index/format/json';

export const simponiMethods = {
  createBilling: 'billingcode_v4',
  inquire: 'inquirybilling_v2',
  notifyPayment: 'activeinquiry',
} as const;

export type SimponiMethod = (typeof simponiMethods)[keyof typeof simponiMethods];

/** Something on the wire is not what its position asks for. `code` is SIMPONI's own answer for the fault. */
export class SimponiFormatError extends Error {
  readonly code: '30' | '99';

  constructor(code: '30' | '99', message: string) {
    super(message);
    this.name = 'SimponiFormatError';
    this.code = code;
  }
}

/** The order of the elements in each positional array. */
const positions = {
  billingHeader: [
    'trxId',
    'userId',
    'password',
    'expiredDate',
    'kodeKl',
    'kodeEselon1',
    'kodeSatker',
    'jenisPnbp',
    'mataUang',
    'total',
    'payerName',
    'satkerPemungut',
    'npwp',
    'nik',
  ],
  billingDetail: [
    'payerName',
    'kodeTarif',
    'kodePp',
    'kodeAkun',
    'unitPrice',
    'quantity',
    'unit',
    'total',
    'kodeLokasi',
    'kodeKabkota',
  ],
  billingAnswer: ['simponiTrxId', 'kodeBilling', 'issuedAt', 'expiresAt'],
  inquiry: ['trxId', 'userId', 'password', 'kodeBilling', 'kodeKl', 'kodeEselon1', 'kodeSatker'],
  inquiryAnswer: ['simponiTrxId', 'ntb', 'ntpn', 'paidAt', 'bankCode', 'channelCode', 'bookDate'],
  notice: ['simponiTrxId', 'kodeBilling', 'ntpn', 'ntb', 'paidAt', 'bankCode', 'channelCode'],
} as const;

const anyText = z.union([z.string(), z.number()]).transform((value) => String(value).trim());
const text = anyText.pipe(z.string().min(1));
const wholeNumber = anyText.pipe(z.string().regex(/^\d{1,15}$/)).transform(Number);
/** A moment of Jakarta's wall clock, in either form. */
const wibMoment = text.transform((value, context) => {
  const moment = parseWib(value);
  if (moment) return moment;
  context.addIssue('not a date and time');
  return z.NEVER;
});
const wibDay = text.transform((value, context) => {
  const day = parseWibDay(value);
  if (day) return day;
  context.addIssue('not a date');
  return z.NEVER;
});

export const BillingHeader = z.object({
  /** Our transaction id: the same id always brings the same code. */
  trxId: text,
  userId: text,
  password: text,
  /** Wall clock of Jakarta, see `formatWib`. */
  expiredDate: text,
  kodeKl: anyText.pipe(z.string().regex(/^\d{3}$/)),
  kodeEselon1: anyText.pipe(z.string().regex(/^\d{2}$/)),
  kodeSatker: anyText.pipe(z.string().regex(/^\d{6}$/)),
  /** `F` fungsional, `U` umum. */
  jenisPnbp: z.enum(['F', 'U']),
  /** `1` is rupiah. */
  mataUang: text,
  /** Rupiah. */
  total: wholeNumber,
  payerName: text.pipe(
    z
      .string()
      .max(50)
      .regex(/^[^'/-]*$/),
  ),
  satkerPemungut: anyText,
  npwp: anyText,
  nik: anyText,
});
export type BillingHeader = z.infer<typeof BillingHeader>;

export const BillingDetail = z.object({
  payerName: text,
  kodeTarif: anyText,
  kodePp: anyText,
  kodeAkun: anyText.pipe(z.string().regex(/^\d{6}$/)),
  /** Rupiah for one unit. */
  unitPrice: wholeNumber,
  quantity: wholeNumber,
  unit: anyText,
  /** Rupiah. */
  total: wholeNumber,
  kodeLokasi: anyText,
  kodeKabkota: anyText,
});
export type BillingDetail = z.infer<typeof BillingDetail>;

export interface BillingCall {
  readonly header: BillingHeader;
  readonly details: readonly BillingDetail[];
}

/** SIMPONI's answer to a new billing; times in UTC. */
export const BillingAnswer = z.object({
  simponiTrxId: text,
  kodeBilling: text,
  issuedAt: wibMoment,
  expiresAt: wibMoment,
});
export type BillingAnswer = z.infer<typeof BillingAnswer>;

export const InquiryCall = z.object({
  trxId: text,
  userId: text,
  password: text,
  kodeBilling: text,
  kodeKl: text,
  kodeEselon1: text,
  kodeSatker: text,
});
export type InquiryCall = z.infer<typeof InquiryCall>;

const ntpn = text.transform((value) => value.toUpperCase()).pipe(z.string().regex(/^[A-Z0-9]{16}$/));

/** SIMPONI's answer about a paid code; `paidAt` in UTC, `bookDate` a calendar day `YYYY-MM-DD`. No amount. */
export const InquiryAnswer = z.object({
  simponiTrxId: text,
  ntb: text,
  ntpn,
  paidAt: wibMoment,
  bankCode: text,
  channelCode: text,
  bookDate: wibDay,
});
export type InquiryAnswer = z.infer<typeof InquiryAnswer>;

/** A notice of payment that SIMPONI pushes; `paidAt` in UTC. Unsigned and without an amount: a hint, no proof. */
export const PaymentNotice = z.object({
  simponiTrxId: text,
  kodeBilling: text.pipe(z.string().regex(/^\d{1,20}$/)),
  ntpn,
  ntb: text,
  paidAt: wibMoment,
  bankCode: text,
  channelCode: text,
});
export type PaymentNotice = z.infer<typeof PaymentNotice>;

/** What SIMPONI answers: its code, its words, and data when there are any. */
export interface SimponiAnswer {
  readonly code: string;
  readonly words: string;
  readonly data: unknown;
}

type Fields = Readonly<Record<string, unknown>>;

const toArray = (fields: Fields, order: readonly string[]): unknown[] => order.map((name) => fields[name]);

function fromArray<T>(value: unknown, order: readonly string[], schema: z.ZodType<T>, what: string): T {
  if (!Array.isArray(value)) throw new SimponiFormatError('99', `${what}: not an array`);
  if (value.length !== order.length)
    throw new SimponiFormatError('30', `${what}: ${value.length} elements instead of ${order.length}`);
  const parsed = schema.safeParse(Object.fromEntries(order.map((name, index) => [name, value[index]])));
  if (parsed.success) return parsed.data;
  // Only the names of the elements: their values may be a person's.
  const wrong = [...new Set(parsed.error.issues.map((issue) => String(issue.path[0])))];
  throw new SimponiFormatError('99', `${what}: ${wrong.join(', ')}`);
}

/** Body of a POST to SIMPONI: one form field that holds JSON. */
const formBody = (method: SimponiMethod, data: unknown): string =>
  new URLSearchParams({ simponi_req: JSON.stringify({ method, data }) }).toString();

export const encodeBillingCall = (call: BillingCall): string =>
  formBody(simponiMethods.createBilling, {
    header: toArray(call.header, positions.billingHeader),
    detail: call.details.map((detail) => toArray(detail, positions.billingDetail)),
  });

export function decodeBillingCall(data: unknown): BillingCall {
  const parts = z.object({ header: z.unknown(), detail: z.array(z.unknown()).min(1) }).safeParse(data);
  if (!parts.success) throw new SimponiFormatError('99', 'billing: header or detail');
  return {
    header: fromArray(parts.data.header, positions.billingHeader, BillingHeader, 'header'),
    details: parts.data.detail.map((row) => fromArray(row, positions.billingDetail, BillingDetail, 'detail')),
  };
}

export const encodeInquiryCall = (call: InquiryCall): string =>
  formBody(simponiMethods.inquire, toArray(call, positions.inquiry));

export const decodeInquiryCall = (data: unknown): InquiryCall =>
  fromArray(data, positions.inquiry, InquiryCall, 'inquiry');

/** The JSON body of an answer. Dates go out in the `yyyy-MM-dd` form. */
export const encodeAnswer = (code: string, words: string, data: unknown): string =>
  JSON.stringify({ response: { code, message: words, data } });

export const billingAnswerData = (answer: BillingAnswer): unknown[] =>
  toArray(withWibTexts(answer), positions.billingAnswer);

export const inquiryAnswerData = (answer: InquiryAnswer): unknown[] =>
  toArray(withWibTexts(answer), positions.inquiryAnswer);

/** Reads code and words of an answer's body; its data are for `decodeBillingAnswer` and `decodeInquiryAnswer`. */
export function decodeAnswer(body: string): SimponiAnswer {
  const shape = z.object({
    response: z.object({ code: anyText, message: anyText.catch(''), data: z.unknown() }),
  });
  const parsed = shape.safeParse(parseJson(body));
  if (!parsed.success) throw new SimponiFormatError('99', 'the answer has no response with a code');
  const { code, message, data } = parsed.data.response;
  return { code: code.toUpperCase(), words: message, data };
}

export const decodeBillingAnswer = (data: unknown): BillingAnswer =>
  fromArray(data, positions.billingAnswer, BillingAnswer, 'billing answer');

export const decodeInquiryAnswer = (data: unknown): InquiryAnswer =>
  fromArray(data, positions.inquiryAnswer, InquiryAnswer, 'inquiry answer');

/** The JSON body of a notice, as SIMPONI pushes it. */
export const encodeNotice = (notice: PaymentNotice): string =>
  JSON.stringify({
    simponi_req: {
      method: simponiMethods.notifyPayment,
      data: toArray(withWibTexts(notice), positions.notice),
    },
  });

/**
 * Method and data of a request to SIMPONI or a notice from it. Takes what stands in public code: the parsed JSON
 * `{simponi_req: {...}}`, its text, a parsed or raw form with a field `simponi_req` that holds JSON, also when that
 * JSON carries the name `simponi_req` once more.
 */
export function decodeEnvelope(body: unknown): { method: string; data: unknown } {
  let value: unknown = body;
  for (let depth = 0; depth < 4; depth += 1) {
    if (typeof value === 'string') value = parseText(value);
    else if (isObject(value) && 'simponi_req' in value) value = value.simponi_req;
  }
  if (!isObject(value) || typeof value.method !== 'string' || value.data === undefined)
    throw new SimponiFormatError('99', 'no simponi_req with method and data');
  return { method: value.method, data: value.data };
}

export function decodeNotice(body: unknown): PaymentNotice {
  const { method, data } = decodeEnvelope(body);
  if (method !== simponiMethods.notifyPayment) throw new SimponiFormatError('99', 'not a notice of payment');
  return fromArray(data, positions.notice, PaymentNotice, 'notice');
}

/**
 * Our answer to a notice, an object to be sent as JSON. It repeats what came; nothing when that was unreadable or no
 * plain list.
 */
export function noticeAnswer(body: unknown, response: NoticeResponse): Record<string, unknown> {
  let data: unknown = [];
  try {
    const came = decodeEnvelope(body).data;
    const isPlain = Array.isArray(came) && came.every((each) => each === null || typeof each !== 'object');
    if (isPlain) data = came;
  } catch {
    // An answer is owed to unreadable notices too.
  }
  return {
    simponi_result: {
      method: simponiMethods.notifyPayment,
      data,
      response_code: noticeResponseCodes[response],
    },
  };
}

/** Whether a receiver's answer to a notice says that it was heard, be it for the first time or again. */
export function noticeWasHeard(body: string): boolean {
  const shape = z.object({ simponi_result: z.object({ response_code: anyText }) });
  const parsed = shape.safeParse(parseJson(body));
  const codes: readonly string[] = Object.values(noticeResponseCodes);
  return parsed.success && codes.includes(parsed.data.simponi_result.response_code);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parseJson(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}

function parseText(value: string): unknown {
  return value.trimStart().startsWith('{')
    ? parseJson(value)
    : Object.fromEntries(new URLSearchParams(value));
}

// --- Time: SIMPONI speaks the wall clock of Jakarta (WIB, UTC+7, no summer time) ---------------------------------

/** Integrators disagree on the form of `expired_date`; it is a setting. */
export const expiredDateForms = ['yyyy-MM-dd HH:mm:ss', 'dd-MM-yyyy HH:mm:ss'] as const;
export type ExpiredDateForm = (typeof expiredDateForms)[number];

const wibOffsetMs = 7 * 60 * 60 * 1000;

/** A moment as Jakarta's wall clock, cut to the second. */
export function formatWib(moment: Date, form: ExpiredDateForm = 'yyyy-MM-dd HH:mm:ss'): string {
  const [day, time] = new Date(moment.getTime() + wibOffsetMs).toISOString().slice(0, 19).split('T') as [
    string,
    string,
  ];
  return `${form.startsWith('dd') ? day.split('-').reverse().join('-') : day} ${time}`;
}

/** The calendar day in Jakarta, `YYYY-MM-DD`. */
export const formatWibDay = (moment: Date): string => formatWib(moment).slice(0, 10);

/** Reads a calendar day in either form, with or without a time behind it, as `YYYY-MM-DD`; null if it is none. */
export function parseWibDay(value: string): string | null {
  const match = /^(?:(\d{4})-(\d{2})-(\d{2})|(\d{2})-(\d{2})-(\d{4}))(?: \d{2}:\d{2}:\d{2})?$/.exec(value);
  if (!match) return null;
  const day = match[1] ? match.slice(1, 4).join('-') : match.slice(4, 7).reverse().join('-');
  const moment = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(day) ? day : null;
}

/** Reads a moment of Jakarta's wall clock in either form; null if it is none (31 February, 25 o'clock). */
export function parseWib(value: string): Date | null {
  const time = /^\S+ (\d{2}:\d{2}:\d{2})$/.exec(value)?.[1];
  const day = time && parseWibDay(value);
  if (!day) return null;
  const wall = new Date(`${day}T${time}Z`);
  // 24:00:00 would be read as the next day.
  if (Number.isNaN(wall.getTime()) || !wall.toISOString().includes(`T${time}`)) return null;
  return new Date(wall.getTime() - wibOffsetMs);
}

function withWibTexts(fields: object): Fields {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, value instanceof Date ? formatWib(value) : value]),
  );
}

// --- Payer ----------------------------------------------------------------------------------------------------

/** SIMPONI's filler for a payer whose NIK is not known: an institution. */
export const unknownNik = '9'.repeat(16);

/** Our filler for a payer without NPWP (an assumption: fifteen zeros, as tax forms use them). */
export const unknownNpwp = '0'.repeat(15);

/**
 * A name as SIMPONI takes it: at most 50 characters, without `'`, `-` and `/`. Accents fall off, other characters
 * beyond ASCII too. May come out empty.
 */
export const sanitizePayerName = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/['’‘`]/g, '')
    .replace(/[-/–—]/g, ' ')
    .replace(/[^\x20-\x7e]/g, (character) => (/\s/.test(character) ? ' ' : ''))
    .replace(/ +/g, ' ')
    .trim()
    .slice(0, 50)
    .trim();
