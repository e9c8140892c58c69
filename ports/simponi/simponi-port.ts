import {
  decodeBillingAnswer,
  decodeInquiryAnswer,
  type ExpiredDateForm,
  encodeBillingCall,
  encodeInquiryCall,
  formatWib,
  type SimponiAnswer,
  SimponiFormatError,
  sanitizePayerName,
  unknownNik,
  unknownNpwp,
} from '#contract/external/simponi';
import { simponiRefusalCodes } from '#contract/external/simponi-codes';
import { AppError } from '#contract/shared/errors';
import type { Rupiah } from '#contract/shared/money';
import { postToSimponi } from './post.ts';

/** Codes that say what is sold, in SIMPONI's catalogue. */
export interface SimponiTariffCodes {
  readonly kodeTarif: string;
  readonly kodePp: string;
  readonly kodeAkun: string;
}

export interface SimponiPortOptions extends SimponiTariffCodes {
  /** Base address; the path of SIMPONI's endpoint is added. */
  readonly url: string;
  readonly userId: string;
  readonly password: string;
  readonly kodeKl: string;
  readonly kodeEselon1: string;
  readonly kodeSatker: string;
  /** The satker that collects; our own unless set. */
  readonly satkerPemungut?: string;
  readonly jenisPnbp: 'F' | 'U';
  readonly mataUang: string;
  readonly kodeLokasi: string;
  readonly kodeKabkota: string;
  readonly expiredDateFormat: ExpiredDateForm;
  /** What a kode billing looks like; never parse a meaning out of one. */
  readonly billingPattern: RegExp;
  readonly timeoutMs: number;
  /** Longest answer that is read, in bytes; 64 KiB unless set. */
  readonly maxAnswerBytes?: number;
  /** Answer codes that refuse for certain. Every other code but `00` and `NF` says nothing certain. */
  readonly refusalCodes?: readonly string[];
  /** Hears of each call, for metrics. */
  readonly onCall?: (call: SimponiCallReport) => void;
}

export interface SimponiCallReport {
  readonly call: 'createBilling' | 'inquire';
  readonly outcome: 'ok' | 'notFound' | 'refused' | 'unavailable';
  readonly seconds: number;
}

export interface BillingRequest {
  /** Our transaction id. The same id brings the same code, so a call without an answer is repeated unchanged. */
  readonly trxId: string;
  readonly expiresAt: Date;
  /** As we know it; SIMPONI's limits are applied here. */
  readonly payerName: string;
  readonly npwp: string | null;
  /** The product's own codes, where they differ from the settings'. */
  readonly tariff?: Partial<SimponiTariffCodes>;
  readonly unitPrice: Rupiah;
  readonly quantity: number;
  readonly unit: string;
  readonly total: Rupiah;
}

/** A kode billing that SIMPONI made. Times in UTC; `expiresAt` is SIMPONI's word, to the second. */
export interface BillingIssued {
  readonly simponiTrxId: string;
  readonly kodeBilling: string;
  readonly issuedAt: Date;
  readonly expiresAt: Date;
}

export interface PaymentFound {
  readonly kind: 'paid';
  readonly simponiTrxId: string;
  readonly ntb: string;
  readonly ntpn: string;
  /** UTC. */
  readonly paidAt: Date;
  readonly bankCode: string;
  readonly channelCode: string;
  /** Calendar day in Jakarta, `YYYY-MM-DD`. */
  readonly bookDate: string;
}

/** Not yet paid OR not known: SIMPONI does not tell which. Never a reason to change a state by itself. */
export interface PaymentNotFound {
  readonly kind: 'notFound';
  readonly code: 'NF';
  readonly words: string;
}

export type PaymentInquiry = PaymentFound | PaymentNotFound;

/**
 * The client of SIMPONI. Both calls throw
 * - `SIMPONI_REFUSED`: a definite no, in SIMPONI's words; nothing was created and the same call would be refused again;
 * - `SIMPONI_UNAVAILABLE`: nothing is known, since no answer came, or half of one, or one that says nothing certain.
 *   A billing may exist all the same: only the same trx id may be sent again.
 *
 * Both carry `details: {reason, simponiCode?, words?}`: for staff and logs, without credentials.
 */
export interface SimponiPort {
  createBilling(request: BillingRequest): Promise<BillingIssued>;
  inquire(question: { trxId: string; kodeBilling: string }): Promise<PaymentInquiry>;
}

/** Builds the client of SIMPONI from its settings. */
export function createSimponiPort(options: SimponiPortOptions): SimponiPort {
  const refusalCodes: readonly string[] = options.refusalCodes ?? simponiRefusalCodes;

  async function ask<T>(
    call: SimponiCallReport['call'],
    body: string,
    read: (answer: SimponiAnswer) => T,
  ): Promise<T> {
    const startedAt = performance.now();
    let outcome: SimponiCallReport['outcome'] = 'unavailable';
    try {
      const answer = await postToSimponi(options, body);
      if (refusalCodes.includes(answer.code)) {
        outcome = 'refused';
        throw refused(answer);
      }
      const result = readOrUnavailable(answer, read);
      outcome = answer.code === 'NF' ? 'notFound' : 'ok';
      return result;
    } finally {
      options.onCall?.({ call, outcome, seconds: (performance.now() - startedAt) / 1000 });
    }
  }

  return {
    async createBilling(request) {
      return ask('createBilling', encodeBillingCall(billingCall(options, request)), (answer) => {
        if (answer.code !== '00') throw uncertain(answer);
        const issued = decodeBillingAnswer(answer.data);
        if (!options.billingPattern.test(issued.kodeBilling))
          throw new SimponiFormatError('99', 'billing answer: kodeBilling does not match its pattern');
        return issued;
      });
    },

    async inquire({ trxId, kodeBilling }) {
      const { userId, password, kodeKl, kodeEselon1, kodeSatker } = options;
      const body = encodeInquiryCall({
        trxId,
        userId,
        password,
        kodeBilling,
        kodeKl,
        kodeEselon1,
        kodeSatker,
      });
      return ask<PaymentInquiry>('inquire', body, (answer) => {
        if (answer.code === 'NF') return { kind: 'notFound', code: 'NF', words: shortened(answer.words) };
        if (answer.code !== '00') throw uncertain(answer);
        return { kind: 'paid', ...decodeInquiryAnswer(answer.data) };
      });
    },
  };
}

/** Throws `INVALID_INPUT` when SIMPONI could not take the request: that is our own fault, found before the call. */
function billingCall(options: SimponiPortOptions, request: BillingRequest) {
  const payerName = sanitizePayerName(request.payerName);
  if (!payerName)
    throw new AppError('INVALID_INPUT', {
      message: 'nothing is left of the payer name once it is written as SIMPONI takes it',
      errors: [{ path: 'payerName', code: 'REQUIRED' }],
    });
  if (request.unitPrice * request.quantity !== request.total)
    throw new AppError('INVALID_INPUT', { message: 'total is not unit price times quantity' });
  const header = {
    trxId: request.trxId,
    userId: options.userId,
    password: options.password,
    expiredDate: formatWib(request.expiresAt, options.expiredDateFormat),
    kodeKl: options.kodeKl,
    kodeEselon1: options.kodeEselon1,
    kodeSatker: options.kodeSatker,
    jenisPnbp: options.jenisPnbp,
    mataUang: options.mataUang,
    total: request.total,
    payerName,
    satkerPemungut: options.satkerPemungut ?? options.kodeSatker,
    npwp: request.npwp ?? unknownNpwp,
    nik: unknownNik,
  };
  const detail = {
    payerName,
    kodeTarif: request.tariff?.kodeTarif ?? options.kodeTarif,
    kodePp: request.tariff?.kodePp ?? options.kodePp,
    kodeAkun: request.tariff?.kodeAkun ?? options.kodeAkun,
    unitPrice: request.unitPrice,
    quantity: request.quantity,
    unit: request.unit,
    total: request.total,
    kodeLokasi: options.kodeLokasi,
    kodeKabkota: options.kodeKabkota,
  };
  return { header, details: [detail] };
}

function readOrUnavailable<T>(answer: SimponiAnswer, read: (answer: SimponiAnswer) => T): T {
  try {
    return read(answer);
  } catch (error) {
    if (!(error instanceof SimponiFormatError)) throw error;
    throw new AppError('SIMPONI_UNAVAILABLE', {
      message: `SIMPONI answered ${answer.code}, but with unreadable data (${error.message})`,
      details: { reason: 'unreadable', simponiCode: answer.code, words: shortened(answer.words) },
    });
  }
}

const refused = (answer: SimponiAnswer): AppError =>
  new AppError('SIMPONI_REFUSED', {
    message: `SIMPONI refused with code ${answer.code}`,
    details: { reason: 'refused', simponiCode: answer.code, words: shortened(answer.words) },
  });

const uncertain = (answer: SimponiAnswer): AppError =>
  new AppError('SIMPONI_UNAVAILABLE', {
    message: `SIMPONI answered code ${answer.code}, which says nothing certain`,
    details: { reason: 'uncertain', simponiCode: answer.code, words: shortened(answer.words) },
  });

/** SIMPONI's words, fit to be stored and shown: one line, no control characters, at most 300 characters. */
function shortened(words: string): string {
  return words
    .replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ')
    .trim()
    .slice(0, 300);
}
