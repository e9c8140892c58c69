import { texts } from '#contract/i18n/index';
import type { InquiryAnswer } from '#contract/orders/codes';
import { type OrderStatus, payableStatuses } from '#contract/orders/lifecycle';
import { AppError, isAppError } from '#contract/shared/errors';
import type { PaymentFound, SimponiPort } from '#ports/simponi/simponi-port';
import { writeAudit } from '#records/audit';
import { storePaymentNotice } from '#records/payments/inbox';
import { recordInquiry } from '#records/payments/inquiry';
import { limitRate, type RateLimit } from '../shared/rate-limit.ts';
import { implement } from '../shared/route.ts';
import { actingPerson } from '../shared/scope.ts';
import { requireOrder } from './require-order.ts';

/** People press the button again and again while they wait; SIMPONI need not hear each press. */
const askLimit: RateLimit = { name: 'payment-inquiry', points: 5, seconds: 60 };

/**
 * "Saya sudah bayar": asks SIMPONI at once and answers its words. A payment that it knows goes into the inbox, and the
 * order's workflow, which asks again itself, decides what it means.
 */
export const paymentInquiryHandlers = [
  implement('orders.askPayment', async (context) => {
    const { deps, actor, params, language } = context;
    const order = await requireOrder(deps.db, actor, params.id);
    const { kodeBilling, trxId } = order;
    if (!kodeBilling || !trxId || !payableStatuses.includes(order.status as OrderStatus)) {
      throw new AppError('ACTION_NOT_ALLOWED', { details: { state: order.status, allowed: [] } });
    }
    await limitRate(deps.db, askLimit, order.id, deps.now());
    const heard = await ask(deps.ports.simponi, { kodeBilling, trxId });
    const at = deps.now();
    const { answer, words } = heard;
    await recordInquiry(deps.db, { orderId: order.id, at, answer, words });
    await deps.db.$transaction(async (tx) => {
      if (heard.payment) {
        const { ntpn, ntb, paidAt, bankCode, channelCode } = heard.payment;
        await storePaymentNotice(tx, {
          kind: 'ASKED',
          kodeBilling,
          ntpn,
          ntb,
          paidAt,
          bankCode,
          channelCode,
        });
      }
      await writeAudit(tx, {
        event: 'PAYMENT_ASKED',
        actor: actingPerson(context),
        subjectType: 'ORDER',
        subjectId: order.id,
        institutionId: order.institutionId,
        outcome: answer,
      });
    });
    const message = texts(language).orders.inquiry[answer];
    return { at: at.toISOString(), answer, words, message };
  }),
];

interface Heard {
  readonly answer: InquiryAnswer;
  readonly words: string | null;
  readonly payment: PaymentFound | null;
}

/** No answer, or one that says nothing, is an answer too: `UNKNOWN`. */
async function ask(simponi: SimponiPort, question: { trxId: string; kodeBilling: string }): Promise<Heard> {
  try {
    const inquiry = await simponi.inquire(question);
    if (inquiry.kind === 'paid') return { answer: 'PAID', words: null, payment: inquiry };
    return { answer: 'NOT_FOUND', words: inquiry.words, payment: null };
  } catch (error) {
    if (!isAppError(error)) throw error;
    const { words } = error.details;
    return { answer: 'UNKNOWN', words: typeof words === 'string' ? words : null, payment: null };
  }
}
