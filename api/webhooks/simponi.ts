import express, { type Request, type Response } from 'express';
import type { NoticeResponse } from '#contract/external/simponi-codes';
import { AppError, isAppError } from '#contract/shared/errors';
import { type PaymentNotice, parsePaymentNotice, paymentNoticeAnswer } from '#ports/simponi/payment-notice';
import { storePaymentNotice } from '#records/payments/inbox';
import type { Extra } from '../app.ts';
import type { ApiDeps } from '../shared/deps.ts';
import { limitRate, type RateLimit } from '../shared/rate-limit.ts';
import { factsOf } from '../shared/request.ts';

const path = '/webhooks/simponi';
/** Payments of one code that SIMPONI has not confirmed. */
const mostDoubtful = 20;
/** Codes that no order has, from one sender. */
export const unknownCodes: RateLimit = { name: 'unknown-code', points: 600, seconds: 3600 };
const rawBody = express.text({ type: () => true, limit: '64kb', defaultCharset: 'utf-8' });

/**
 * `POST /webhooks/simponi`: SIMPONI says that a code was paid. The notice is unsigned, so only listed senders are
 * heard, and it changes no order: it is kept in the inbox and carried to the order's workflow, which asks SIMPONI.
 *
 * Answered "accepted" once the notice is stored, "failed or duplicate" for one that was stored before or cannot be
 * read. When it could not be stored the answer is an error status, so that SIMPONI sends it again.
 */
export const simponiWebhook: Extra = (app, deps) => {
  const heard = deps.metrics.counter('simponi_notices_total', 'Notices of payment by outcome.', ['outcome']);
  app.post(path, async (request, response) => {
    factsOf(request).route = path;
    try {
      const answer = await receive(deps, request, response);
      heard.inc({ outcome: answer.outcome });
      response.status(answer.status).json(paymentNoticeAnswer(request.body ?? '', answer.response));
    } catch (error) {
      heard.inc({ outcome: isAppError(error) ? error.code : 'FAILED' });
      throw error;
    }
  });
  app.all(path, (request, response) => {
    factsOf(request).route = path;
    response.setHeader('Allow', 'POST');
    throw new AppError('METHOD_NOT_ALLOWED');
  });
};

interface Answer {
  readonly status: number;
  readonly response: NoticeResponse;
  readonly outcome: string;
}

async function receive(deps: ApiDeps, request: Request, response: Response): Promise<Answer> {
  const sender = request.ip ?? '';
  if (!deps.config.simponi.allowedSenders.contains(sender)) {
    throw new AppError('SENDER_NOT_ALLOWED', { message: 'a notice from an unlisted sender' });
  }
  await new Promise<void>((resolve, reject) => {
    rawBody(request, response, (error?: unknown) => (error ? reject(error) : resolve()));
  });
  const notice = readNotice(deps, request);
  if (!notice) return { status: 400, response: 'failedOrDuplicate', outcome: 'NOTICE_MALFORMED' };
  const { kodeBilling, ntpn, ntb, paidAt, bankCode, channelCode } = notice;
  if (await isMadeUp(deps, notice, sender)) {
    return { status: 200, response: 'failedOrDuplicate', outcome: 'too_many' };
  }
  const { repeated } = await deps.db.$transaction((tx) =>
    storePaymentNotice(tx, {
      kind: 'ACTIVE_INQUIRY',
      kodeBilling,
      ntpn,
      ntb,
      paidAt,
      bankCode,
      channelCode,
      sender,
    }),
  );
  return repeated
    ? { status: 200, response: 'failedOrDuplicate', outcome: 'repeated' }
    : { status: 200, response: 'accepted', outcome: 'accepted' };
}

/**
 * A code has one payment, seldom a second one. Whoever names ever more NTPNs for one code, or ever more codes that are
 * none, makes them up: each would be asked of SIMPONI and become a case or a step of an order. Nothing true is lost by
 * not keeping them, since the sweep asks SIMPONI about every open code.
 */
async function isMadeUp(
  { db, now }: ApiDeps,
  { kodeBilling, ntpn }: PaymentNotice,
  sender: string,
): Promise<boolean> {
  const isOurs = (await db.order.count({ where: { kodeBilling } })) > 0;
  if (!isOurs) await limitRate(db, unknownCodes, sender, now());
  const doubtful = await db.paymentNotice.count({
    where: { kodeBilling, ntpn: { not: ntpn }, status: { in: ['RECEIVED', 'CARRIED', 'UNCONFIRMED'] } },
    take: mostDoubtful,
  });
  return doubtful >= mostDoubtful;
}

function readNotice({ logger }: ApiDeps, request: Request) {
  try {
    return parsePaymentNotice(request.body ?? '');
  } catch (error) {
    if (!isAppError(error)) throw error;
    logger.warn(
      { requestId: factsOf(request).requestId, why: error.message },
      'unreadable notice of payment',
    );
    return null;
  }
}
