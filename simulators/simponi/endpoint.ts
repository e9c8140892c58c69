import type { Request, RequestHandler, Response } from 'express';
import {
  type BillingCall,
  billingAnswerData,
  decodeBillingCall,
  decodeEnvelope,
  decodeInquiryCall,
  encodeAnswer,
  inquiryAnswerData,
  parseWib,
  SimponiFormatError,
  simponiMethods,
} from '#contract/external/simponi';
import type { FaultList, Occasion } from './faults.ts';
import type { Ledger } from './ledger.ts';

/** Who may call, as SIMPONI registered him. */
export interface Registration {
  readonly userId: string;
  readonly password: string;
  readonly kodeKl: string;
  readonly kodeEselon1: string;
  readonly kodeSatker: string;
}

interface Context {
  readonly ledger: Ledger;
  readonly faults: FaultList;
  readonly registration: Registration;
  readonly now: () => Date;
}

/** A refusal in SIMPONI's words, as an answer. */
class Refusal extends Error {
  readonly code: string;

  constructor(code: string, words: string) {
    super(words);
    this.name = 'Refusal';
    this.code = code;
  }
}

/** SIMPONI's one address: creates billings and answers inquiries, as well or as badly as it was told to. */
export function simponiEndpoint(context: Context): RequestHandler {
  return async (request, response) => {
    const call = readCall(request);
    const occasion = occasionOf(call);
    if (await misbehave(context.faults, occasion, response)) return;
    const { answer, refused } = await answerOrRefusal(context, call);
    // The code exists, the answer never comes: the connection ends with the caller's patience.
    if (isCreate(call.method) && !refused && context.faults.take(occasion, ['timeoutAfterCreate'])) return;
    const garbage = context.faults.take(occasion, ['garbage']);
    if (garbage?.how === 'html') response.type('html').send('<html><body>Service Temporarily</body>');
    else response.type('json').send(garbage ? answer.slice(0, answer.length / 2) : answer);
  };
}

interface Call {
  readonly method: string;
  readonly data: unknown;
}

async function answerOrRefusal(context: Context, call: Call): Promise<{ answer: string; refused: boolean }> {
  try {
    return { answer: await answerTo(context, call), refused: false };
  } catch (error) {
    const { code, message } = asRefusal(error);
    return { answer: encodeAnswer(code, message, null), refused: true };
  }
}

const isCreate = (method: string): boolean => method === simponiMethods.createBilling;

function readCall(request: Request): Call {
  try {
    return decodeEnvelope(request.body);
  } catch {
    return { method: '', data: null };
  }
}

function occasionOf({ method, data }: Call): Occasion {
  try {
    if (!isCreate(method)) return { method, trxId: decodeInquiryCall(data).trxId };
    const { header, details } = decodeBillingCall(data);
    return { method, trxId: header.trxId, quantity: details[0]?.quantity };
  } catch {
    return { method };
  }
}

/** Faults that come instead of work, or before it. True when the answer is given. */
async function misbehave(faults: FaultList, occasion: Occasion, response: Response): Promise<boolean> {
  const down = faults.take(occasion, ['down']);
  if (down?.how === 'reset') {
    response.socket?.resetAndDestroy();
    return true;
  }
  if (down) {
    response.status(503).type('text').send('Service Unavailable');
    return true;
  }
  const slow = faults.take(occasion, ['slow']);
  if (slow) await new Promise((resolve) => setTimeout(resolve, slow.ms).unref());
  const refuse = isCreate(occasion.method) ? faults.take(occasion, ['refuse']) : null;
  if (refuse) response.type('json').send(encodeAnswer(refuse.code, refuse.words, null));
  return refuse !== null;
}

async function answerTo(context: Context, { method, data }: Call): Promise<string> {
  if (method === simponiMethods.createBilling) return createBilling(context, decodeBillingCall(data));
  if (method === simponiMethods.inquire) return inquire(context, data);
  throw new Refusal('99', 'Method tidak dikenal');
}

async function createBilling(context: Context, call: BillingCall): Promise<string> {
  const { header, details } = call;
  checkCaller(context.registration, header);
  const expiresAt = parseWib(header.expiredDate);
  if (!expiresAt) throw new Refusal('99', 'Format tanggal kedaluwarsa salah');
  const sum = details.reduce((total, detail) => total + detail.total, 0);
  if (sum !== header.total || details.some((row) => row.unitPrice * row.quantity !== row.total))
    throw new Refusal('99', 'Total nominal billing tidak sama dengan jumlah rincian');
  if (header.total < 1) throw new Refusal('99', 'Total nominal billing harus lebih dari nol');
  // A known transaction id is answered as before, also after its expiry.
  if (!context.ledger.billingOf(header.trxId) && expiresAt <= context.now())
    throw new Refusal('99', 'Tanggal kedaluwarsa sudah lewat');
  const billing = await context.ledger.bill(call, expiresAt);
  const answer = billingAnswerData({
    simponiTrxId: billing.simponiTrxId,
    kodeBilling: billing.kodeBilling,
    issuedAt: new Date(billing.issuedAt),
    expiresAt: new Date(billing.expiresAt),
  });
  return encodeAnswer('00', 'Sukses', answer);
}

function inquire({ ledger, registration }: Context, data: unknown): string {
  const call = decodeInquiryCall(data);
  checkCaller(registration, call);
  const billing = ledger.billing(call.kodeBilling);
  const payment = ledger.payments(call.kodeBilling).at(-1);
  // One answer for both, as integrators report it.
  if (!billing || billing.trxId !== call.trxId || !payment)
    throw new Refusal('NF', 'Data tidak ditemukan atau belum dibayar');
  const answer = inquiryAnswerData({
    simponiTrxId: billing.simponiTrxId,
    ntb: payment.ntb,
    ntpn: payment.ntpn,
    paidAt: new Date(payment.paidAt),
    bankCode: payment.bankCode,
    channelCode: payment.channelCode,
    bookDate: payment.bookDate,
  });
  return encodeAnswer('00', 'Sukses', answer);
}

function checkCaller(registration: Registration, call: Registration): void {
  if (call.userId !== registration.userId || call.password !== registration.password)
    throw new Refusal('IU', 'User ID atau password salah');
  if (
    call.kodeKl !== registration.kodeKl ||
    call.kodeEselon1 !== registration.kodeEselon1 ||
    call.kodeSatker !== registration.kodeSatker
  )
    throw new Refusal('IS', 'Kode K/L, unit eselon I, atau satker tidak terdaftar');
}

function asRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  if (!(error instanceof SimponiFormatError)) throw error;
  return new Refusal(
    error.code,
    error.code === '30'
      ? `Jumlah parameter salah (${error.message})`
      : `Format data salah (${error.message})`,
  );
}
