import {
  decodeNotice,
  noticeAnswer,
  type PaymentNotice,
  SimponiFormatError,
} from '#contract/external/simponi';
import type { NoticeResponse } from '#contract/external/simponi-codes';
import { AppError } from '#contract/shared/errors';

export type { NoticeResponse, PaymentNotice };

/**
 * Reads the body of `POST /webhooks/simponi`: JSON or a form with a field `simponi_req`, raw (text, bytes) or already
 * parsed. The notice is unsigned and carries no amount: it only says when to ask SIMPONI.
 *
 * Throws `NOTICE_MALFORMED`; its message names the wrong element, never its value.
 */
export function parsePaymentNotice(body: unknown): PaymentNotice {
  try {
    return decodeNotice(Buffer.isBuffer(body) ? body.toString('utf8') : body);
  } catch (error) {
    if (!(error instanceof SimponiFormatError)) throw error;
    throw new AppError('NOTICE_MALFORMED', { message: error.message });
  }
}

/**
 * The JSON object that SIMPONI expects back, for the same body. `accepted` only once the notice is stored for good;
 * SIMPONI has one code for a failure and a duplicate.
 */
export const paymentNoticeAnswer = (body: unknown, response: NoticeResponse): Record<string, unknown> =>
  noticeAnswer(Buffer.isBuffer(body) ? body.toString('utf8') : body, response);
