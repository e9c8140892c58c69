import { createHmac } from 'node:crypto';
import { type DeliveryReport, readDeliveryReports, WebhookChallenge } from '#contract/external/whatsapp';
import { AppError } from '#contract/shared/errors';
import { safeEqual } from '#platform/crypto';

export type { DeliveryReport } from '#contract/external/whatsapp';
export { signatureHeader } from '#contract/external/whatsapp';

/**
 * The word to answer WhatsApp with when it asks whether the webhook is ours.
 * @throws AppError SENDER_NOT_ALLOWED when it does not know our verify token
 */
export function answerChallenge(query: unknown, verifyToken: string): string {
  const asked = WebhookChallenge.safeParse(query);
  if (!asked.success || !safeEqual(asked.data['hub.verify_token'], verifyToken)) {
    throw new AppError('SENDER_NOT_ALLOWED', { message: 'a challenge without our verify token' });
  }
  return asked.data['hub.challenge'];
}

/** The signature of a body: HMAC-SHA256 over its bytes as they came. */
const signatureOf = (body: Uint8Array, appSecret: string): string =>
  `sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}`;

/**
 * The reports in a pushed body, in its order. A signed body that we cannot read has none: WhatsApp would push it
 * again for days, and it would not become readable.
 * @throws AppError SENDER_NOT_ALLOWED when the signature is missing or wrong
 */
export function readSignedReports(
  body: Uint8Array,
  signature: string | undefined,
  appSecret: string,
): readonly DeliveryReport[] {
  if (!signature || !safeEqual(signature, signatureOf(body, appSecret))) {
    throw new AppError('SENDER_NOT_ALLOWED', { message: 'a report without the signature of our app' });
  }
  try {
    return readDeliveryReports(JSON.parse(Buffer.from(body).toString('utf8'))) ?? [];
  } catch {
    return [];
  }
}
