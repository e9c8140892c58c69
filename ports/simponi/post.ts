import {
  decodeAnswer,
  type SimponiAnswer,
  SimponiFormatError,
  simponiPath,
} from '#contract/external/simponi';
import { AppError } from '#contract/shared/errors';
import { AnswerTooLong, causeOf, readCapped } from '../shared/answers.ts';

interface PostOptions {
  readonly url: string;
  readonly timeoutMs: number;
  readonly maxAnswerBytes?: number;
}

type Reason = 'timeout' | 'connection' | 'http' | 'tooLong' | 'unreadable';

const defaultMaxAnswerBytes = 64 * 1024;

/**
 * One POST to SIMPONI and its whole answer. The connection is kept alive by Node's own fetch and never repeated by
 * it; redirects are not followed, since they would carry the credentials elsewhere.
 *
 * Throws `SIMPONI_UNAVAILABLE` unless a complete, readable answer came within the time.
 */
export async function postToSimponi(options: PostOptions, body: string): Promise<SimponiAnswer> {
  const signal = AbortSignal.timeout(options.timeoutMs);
  let text: string;
  try {
    const response = await fetch(`${options.url.replace(/\/+$/, '')}${simponiPath}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
      body,
      redirect: 'manual',
      signal,
    });
    if (response.status !== 200) {
      // Freed without waiting for the rest, so that the connection serves the next call.
      await response.body?.cancel().catch(() => undefined);
      throw unavailable('http', `SIMPONI answered HTTP ${response.status}`);
    }
    text = await readCapped(response, options.maxAnswerBytes ?? defaultMaxAnswerBytes);
  } catch (error) {
    if (error instanceof AppError) throw error;
    if (error instanceof AnswerTooLong) throw unavailable('tooLong', `SIMPONI's answer is ${error.message}`);
    if (signal.aborted) throw unavailable('timeout', `SIMPONI gave no answer in ${options.timeoutMs} ms`);
    throw unavailable('connection', `no connection to SIMPONI (${causeOf(error)})`);
  }
  try {
    return decodeAnswer(text);
  } catch (error) {
    if (!(error instanceof SimponiFormatError)) throw error;
    throw unavailable('unreadable', `SIMPONI's answer is unreadable: ${error.message}`);
  }
}

const unavailable = (reason: Reason, message: string): AppError =>
  new AppError('SIMPONI_UNAVAILABLE', { message, details: { reason } });
