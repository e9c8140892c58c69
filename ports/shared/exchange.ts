import { Agent, type Dispatcher } from 'undici';

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

/** Not undici's global one: Node's own fetch may have put its older Agent there, which knows other handlers. */
const shared = new Agent();

/** A whole answer. */
export interface ExchangeAnswer {
  readonly status: number;
  readonly text: string;
}

/**
 * One call to an outside system and its whole answer, whatever its status. Connections are kept alive, no call is ever
 * repeated, and redirects are not followed: they would carry tokens and personal data elsewhere.
 *
 * Stands on undici's dispatch, without a stream and a signal for each answer: metered access makes one such call for
 * every call that it serves.
 * @throws ExchangeError
 */
export function exchange(call: Exchange): Promise<ExchangeAnswer> {
  return new Promise((resolve, reject) => {
    const { origin, pathname, search } = new URL(call.url);
    const collector = new Collector(call, resolve, reject);
    (call.dispatcher ?? shared).dispatch(
      {
        origin,
        path: pathname + search,
        method: call.method,
        headers: { accept: 'application/json', ...call.headers },
        body: call.body ?? null,
      },
      collector,
    );
  });
}

/** Gathers one answer, within its time and its size. */
class Collector implements Dispatcher.DispatchHandler {
  readonly #maxBytes: number;
  readonly #timer: NodeJS.Timeout;
  readonly #resolve: (answer: ExchangeAnswer) => void;
  readonly #reject: (error: ExchangeError) => void;
  readonly #chunks: Buffer[] = [];
  #bytes = 0;
  #status = 0;
  #controller: Dispatcher.DispatchController | null = null;
  #failure: ExchangeError | null = null;

  constructor(
    { timeoutMs, maxAnswerBytes = defaultMaxAnswerBytes }: Exchange,
    resolve: (answer: ExchangeAnswer) => void,
    reject: (error: ExchangeError) => void,
  ) {
    this.#maxBytes = maxAnswerBytes;
    this.#resolve = resolve;
    this.#reject = reject;
    this.#timer = setTimeout(
      () => this.#giveUp(new ExchangeError('timeout', `no answer in ${timeoutMs} ms`)),
      timeoutMs,
    );
  }

  /** Given up while the connection was still being made: then nothing is sent over it. */
  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#failure) controller.abort(this.#failure);
  }

  onResponseStart(_controller: Dispatcher.DispatchController, status: number): void {
    this.#status = status;
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#bytes += chunk.byteLength;
    if (this.#bytes > this.#maxBytes) {
      this.#giveUp(new ExchangeError('tooLong', `an answer longer than ${this.#maxBytes} bytes`));
    } else {
      this.#chunks.push(chunk);
    }
  }

  onResponseEnd(): void {
    clearTimeout(this.#timer);
    this.#resolve({ status: this.#status, text: Buffer.concat(this.#chunks).toString('utf8') });
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    clearTimeout(this.#timer);
    this.#reject(this.#failure ?? new ExchangeError('connection', `no connection (${causeOf(error)})`));
  }

  /** Nothing of the answer is waited for any more. */
  #giveUp(failure: ExchangeError): void {
    clearTimeout(this.#timer);
    this.#failure = failure;
    this.#controller?.abort(failure);
    this.#reject(failure);
  }
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
