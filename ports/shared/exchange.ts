import { type Dispatcher, request } from 'undici';

/** Why an exchange gave no whole answer. */
export type ExchangeFailure = 'timeout' | 'connection' | 'tooLong';

/** No whole answer came. The message names no address, no body and nothing of the answer. */
export class ExchangeError extends Error {
  override readonly name = 'ExchangeError';
  readonly reason: ExchangeFailure;

  constructor(reason: ExchangeFailure, message: string) {
    super(message);
    this.reason = reason;
  }
}

export interface Exchange {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** For the whole of it: connecting, sending, and the last byte of the answer. */
  readonly timeoutMs: number;
  /** Longest answer that is read, in bytes; 64 KiB unless set. */
  readonly maxAnswerBytes?: number;
  /** Connections of its own; those of the process unless set. */
  readonly dispatcher?: Dispatcher;
}

const defaultMaxAnswerBytes = 64 * 1024;

/**
 * One call to an outside system and its whole answer, whatever its status. Connections are kept alive, no call is ever
 * repeated, and redirects are not followed: they would carry tokens and personal data elsewhere.
 * @throws ExchangeError
 */
export async function exchange(call: Exchange): Promise<{ status: number; text: string }> {
  const signal = AbortSignal.timeout(call.timeoutMs);
  try {
    const { statusCode, body } = await request(call.url, {
      method: call.method,
      headers: { accept: 'application/json', ...call.headers },
      ...(call.body === undefined ? {} : { body: call.body }),
      ...(call.dispatcher ? { dispatcher: call.dispatcher } : {}),
      signal,
    });
    return { status: statusCode, text: await readCapped(body, call.maxAnswerBytes ?? defaultMaxAnswerBytes) };
  } catch (error) {
    if (error instanceof ExchangeError) throw error;
    if (signal.aborted) throw new ExchangeError('timeout', `no answer in ${call.timeoutMs} ms`);
    throw new ExchangeError('connection', `no connection (${causeOf(error)})`);
  }
}

/** Leaving the loop cancels what is still to come. */
async function readCapped(body: AsyncIterable<Uint8Array>, maxBytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) throw new ExchangeError('tooLong', `an answer longer than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** `ECONNREFUSED` and the like. */
function causeOf(error: unknown): string {
  if (error instanceof Error && 'code' in error) return String(error.code);
  return error instanceof Error ? error.name : 'unknown';
}

/** What stands in an answer; undefined when it is no JSON. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
