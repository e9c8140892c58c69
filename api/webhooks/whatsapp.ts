import express, { type Request, type Response } from 'express';
import { AppError, isAppError } from '#contract/shared/errors';
import { answerChallenge, readSignedReports, signatureHeader } from '#ports/whatsapp/webhook';
import { recordDelivery } from '#records/whatsapp-notice';
import type { Extra } from '../app.ts';
import type { ApiDeps } from '../shared/deps.ts';
import { factsOf } from '../shared/request.ts';

const path = '/webhooks/whatsapp';
/** WhatsApp's own limit. As they came: the signature is over the bytes, so nothing is unpacked. */
const rawBody = express.raw({ type: () => true, limit: '3mb', inflate: false });

/**
 * `GET /webhooks/whatsapp`: WhatsApp asks whether the webhook is ours when it is registered. `POST`: it reports what
 * became of messages. Only what the app's secret signed is heard; the rest is 403 and changes nothing.
 *
 * Reports come in any order and again and again: each moves its message forward or changes nothing. Answered 200 also
 * for messages that we do not know and for what people write to us (which nobody reads here), since WhatsApp repeats
 * everything else for days. What could not be stored is an error status, so that it comes again.
 */
export const whatsappWebhook: Extra = (app, deps) => {
  const heard = deps.metrics.counter('whatsapp_reports_total', 'Reports of messages by outcome.', [
    'outcome',
  ]);
  app.get(path, (request, response) => {
    factsOf(request).route = path;
    requireSetUp(deps);
    response.type('text').send(answerChallenge(request.query, deps.config.whatsapp.verifyToken));
  });
  app.post(path, async (request, response) => {
    factsOf(request).route = path;
    try {
      for (const outcome of await receive(deps, request, response)) heard.inc({ outcome });
      response.json({});
    } catch (error) {
      heard.inc({ outcome: isAppError(error) ? error.code : 'FAILED' });
      throw error;
    }
  });
  app.all(path, (request, response) => {
    factsOf(request).route = path;
    response.setHeader('Allow', 'GET, POST');
    throw new AppError('METHOD_NOT_ALLOWED');
  });
};

/** Without a secret of the app nobody can be told from anybody. */
function requireSetUp({ config }: ApiDeps): void {
  if (config.whatsapp.url === undefined) {
    throw new AppError('SENDER_NOT_ALLOWED', { message: 'WhatsApp is not set up' });
  }
}

type Outcome = 'moved' | 'unchanged';

async function receive(deps: ApiDeps, request: Request, response: Response): Promise<Outcome[]> {
  requireSetUp(deps);
  await new Promise<void>((resolve, reject) => {
    rawBody(request, response, (error?: unknown) => (error ? reject(error) : resolve()));
  });
  // A request without a body has no bytes to be signed.
  const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  const { appSecret } = deps.config.whatsapp;
  const outcomes: Outcome[] = [];
  for (const report of readSignedReports(body, request.get(signatureHeader), appSecret)) {
    if (report.status === 'FAILED') {
      deps.logger.warn({ reasonCode: report.errorCode }, 'WhatsApp reports a message as failed');
    }
    outcomes.push((await recordDelivery(deps.db, report)) ? 'moved' : 'unchanged');
  }
  return outcomes;
}
