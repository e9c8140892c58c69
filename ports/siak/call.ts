import { Pool } from 'undici';
import type { z } from 'zod';
import { SiakRefusal, siakPaths, siakRefusalCodes } from '#contract/external/siak';
import { AppError } from '#contract/shared/errors';
import type { Metrics } from '#platform/metrics';
import { ExchangeError, type ExchangeFailure, exchange, jsonOf } from '../shared/exchange.ts';
import { type Breaker, type BreakerOptions, type CircuitState, createBreaker } from './breaker.ts';
import { createSiakMetrics } from './metrics.ts';
import { createSlots, NoSlot } from './slots.ts';

export interface SiakCallOptions {
  /** The paths of SIAK are added. */
  readonly baseUrl: string;
  readonly token: string;
  /** For one call with its waiting for a turn. */
  readonly timeoutMs: number;
  /** Calls under way at once, which is also the number of connections. */
  readonly concurrency: number;
  /** Of these, how many one institution may have; half of them, rounded up, unless set. */
  readonly perInstitution?: number;
  readonly breaker?: BreakerOptions;
  /** Counted nowhere unless set. */
  readonly metrics?: Metrics;
}

export interface SiakHealth {
  readonly circuit: CircuitState;
  readonly inFlight: number;
  readonly waiting: number;
}

type Reason = ExchangeFailure | 'http' | 'unreadable' | 'open' | 'busy';
type Call = keyof typeof siakPaths;

export interface Question<T> {
  readonly call: Call;
  readonly body: object;
  readonly schema: z.ZodType<T>;
  /** Whether an answer of the right form is one to this question; any is unless set. */
  readonly fits?: (answer: T) => boolean;
}

/** Calls to SIAK behind turns, breaker and time limit; see `SiakPort` for what is thrown. */
export interface SiakCaller {
  ask<T>(institution: string, question: Question<T>): Promise<T>;
  isReachable(): Promise<boolean>;
  health(): SiakHealth;
  close(): Promise<void>;
}

export function createSiakCaller(options: SiakCallOptions): SiakCaller {
  const { concurrency, timeoutMs } = options;
  const { send, pool } = connect(options);
  const slots = createSlots({
    total: concurrency,
    perKey: options.perInstitution ?? Math.ceil(concurrency / 2),
    maxWaiting: concurrency * 50,
  });
  const breaker = createBreaker(options.breaker);
  const health = (): SiakHealth => ({
    circuit: breaker.state(),
    inFlight: slots.inUse(),
    waiting: slots.waiting(),
  });
  const metrics = options.metrics ? createSiakMetrics(options.metrics, health) : null;

  const spared = () => unavailable('open', 'SIAK failed a moment ago and is spared');

  /** The breaker is asked before the waiting for a turn, which may be in vain, and after it, for what happened meanwhile. */
  async function guarded<T>(institution: string, question: Question<T>): Promise<T> {
    if (breaker.state() === 'open') throw spared();
    const startedAt = performance.now();
    const release = await slots.take(institution, timeoutMs).catch((error: unknown) => {
      throw error instanceof NoSlot ? unavailable('busy', error.message) : error;
    });
    try {
      if (!breaker.admit()) throw spared();
      return await reportedTo(breaker, async () => {
        const left = Math.max(1, Math.ceil(timeoutMs - (performance.now() - startedAt)));
        const { status, text } = await send(question.call, left, question.body);
        return answerOf(question, status, text);
      });
    } finally {
      release();
    }
  }

  async function ask<T>(institution: string, question: Question<T>): Promise<T> {
    const stop = metrics?.start(question.call);
    try {
      const answer = await guarded(institution, question);
      stop?.('ok');
      return answer;
    } catch (error) {
      stop?.(error instanceof AppError ? String(error.details.reason) : 'fault');
      throw error;
    }
  }

  return {
    ask,
    async isReachable() {
      const { status } = await send('health', timeoutMs).catch((error: unknown) => {
        if (error instanceof ExchangeError) return { status: 0 };
        throw error;
      });
      return status === 200;
    },

    health,
    close: () => pool.destroy(),
  };
}

/** The connections: as many as calls may be under way, kept alive. */
function connect({ baseUrl, token, concurrency }: SiakCallOptions) {
  const base = new URL(baseUrl);
  const pool = new Pool(base.origin, { connections: concurrency });
  const send = (call: Call, withinMs: number, body?: object) =>
    exchange({
      method: body ? 'POST' : 'GET',
      url: `${base.href.replace(/\/+$/, '')}${siakPaths[call]}`,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
      timeoutMs: withinMs,
      dispatcher: pool,
    });
  return { send, pool };
}

/** Tells the breaker how a call went: SIAK's refusal is an answer, and a fault of ours says nothing of SIAK. */
async function reportedTo<T>(breaker: Breaker, act: () => Promise<T>): Promise<T> {
  try {
    const result = await act();
    breaker.succeeded();
    return result;
  } catch (error) {
    const known =
      error instanceof ExchangeError ? unavailable(error.reason, `SIAK: ${error.message}`) : error;
    if (!(known instanceof AppError)) breaker.withdrawn();
    else if (known.code === 'SIAK_UNAVAILABLE') breaker.failed();
    else breaker.succeeded();
    throw known;
  }
}

function answerOf<T>({ schema, fits }: Question<T>, status: number, text: string): T {
  if (status !== 200) throw refusalOf(status, text);
  const parsed = schema.safeParse(jsonOf(text));
  if (parsed.success) {
    if (!fits || fits(parsed.data)) return parsed.data;
    throw unavailable('unreadable', 'SIAK answered about another NIK');
  }
  // Only the names of the elements: their values are a person's.
  const wrong = [...new Set(parsed.error.issues.map(({ path }) => path.join('.') || 'all of it'))];
  throw unavailable('unreadable', `SIAK's answer is not as agreed: ${wrong.join(', ')}`);
}

/** A status that does not speak as SIAK does came from something before it, and says nothing certain. */
function refusalOf(status: number, text: string): AppError {
  const parsed = SiakRefusal.safeParse(jsonOf(text));
  if (status < 400 || status >= 500 || status === 408 || status === 429 || !parsed.success)
    return unavailable('http', `SIAK answered HTTP ${status}`);
  // Only codes that we know are repeated: others could hold anything.
  const code = siakRefusalCodes.find((known) => known === parsed.data.code);
  return new AppError('SIAK_REFUSED', {
    message: `SIAK refused with HTTP ${status}, code ${code ?? 'unknown to us'}`,
    details: { reason: 'refused', ...(code ? { siakCode: code } : {}) },
  });
}

const unavailable = (reason: Reason, message: string): AppError =>
  new AppError('SIAK_UNAVAILABLE', { message, details: { reason } });
