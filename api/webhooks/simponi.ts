import express, { type Request, type Response } from 'express';
import type { NoticeResponse } from '#contract/external/simponi-codes';
import { AppError, isAppError } from '#contract/shared/errors';
import { parsePaymentNotice, paymentNoticeAnswer } from '#ports/simponi/payment-notice';
import { storePaymentNotice } from '#records/payments/inbox';
import type { Extra } from '../app.ts';
import type { ApiDeps } from '../shared/deps.ts';
import { factsOf } from '../shared/request.ts';

const path = '/webhooks/simponi';
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
