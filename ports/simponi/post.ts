import {
  decodeAnswer,
  type SimponiAnswer,
  SimponiFormatError,
  simponiPath,
} from '#contract/external/simponi';
import { AppError } from '#contract/shared/errors';
import { ExchangeError, exchange } from '../shared/exchange.ts';

interface PostOptions {
  readonly url: string;
  readonly timeoutMs: number;
  readonly maxAnswerBytes?: number;
}

type Reason = 'timeout' | 'connection' | 'http' | 'tooLong' | 'unreadable';

/**
 * One POST to SIMPONI and its whole answer.
 *
 * Throws `SIMPONI_UNAVAILABLE` unless a complete, readable answer came within the time.
 */
export async function postToSimponi(options: PostOptions, body: string): Promise<SimponiAnswer> {
  const { url, ...limits } = options;
  const { status, text } = await exchange({
    ...limits,
    method: 'POST',
    url: `${url.replace(/\/+$/, '')}${simponiPath}`,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body,
  }).catch((error: unknown) => {
    throw error instanceof ExchangeError ? unavailable(error.reason, `SIMPONI: ${error.message}`) : error;
  });
  if (status !== 200) throw unavailable('http', `SIMPONI answered HTTP ${status}`);
  try {
    return decodeAnswer(text);
  } catch (error) {
    if (!(error instanceof SimponiFormatError)) throw error;
    throw unavailable('unreadable', `SIMPONI's answer is unreadable: ${error.message}`);
  }
}

const unavailable = (reason: Reason, message: string): AppError =>
  new AppError('SIMPONI_UNAVAILABLE', { message, details: { reason } });
