import { DwhRefusal, dwhRefusalCodes, isDwhReasonCode } from '#contract/external/dwh';
import { AppError } from '#contract/shared/errors';
import { ExchangeError, type ExchangeFailure, exchange, jsonOf } from '../shared/exchange.ts';

export interface CallOptions {
  readonly baseUrl: string;
  readonly token: string;
  readonly timeoutMs: number;
  /** Longest answer that is read, in bytes; 64 KiB unless set. */
  readonly maxAnswerBytes?: number;
}

export interface DwhCall {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: object;
}

type Reason = ExchangeFailure | 'http' | 'unreadable';

/**
 * One call to the DWH and the JSON of its answer.
 *
 * Throws `DWH_REFUSED`, `DWH_JOB_UNKNOWN` or `DWH_UNAVAILABLE`; none carries the DWH's words, which may name a person.
 */
export async function callDwh(options: CallOptions, call: DwhCall): Promise<unknown> {
  const { baseUrl, token, ...limits } = options;
  const { status, text } = await exchange({
    ...limits,
    method: call.method,
    url: `${baseUrl.replace(/\/+$/, '')}${call.path}`,
    headers: {
      authorization: `Bearer ${token}`,
      ...(call.body ? { 'content-type': 'application/json' } : {}),
      ...call.headers,
    },
    ...(call.body ? { body: JSON.stringify(call.body) } : {}),
  }).catch((error: unknown) => {
    throw error instanceof ExchangeError ? dwhUnavailable(error.reason, `the DWH: ${error.message}`) : error;
  });
  if (status >= 200 && status < 300) {
    const answer = jsonOf(text);
    if (answer === undefined) throw dwhUnavailable('unreadable', "the DWH's answer is no JSON");
    return answer;
  }
  throw status >= 400 && status < 500 && status !== 408 && status !== 429
    ? refusal(status, text)
    : dwhUnavailable('http', `the DWH answered HTTP ${status}`);
}

/** A 4xx that does not speak as the DWH does came from something before it, and says nothing certain. */
function refusal(status: number, text: string): AppError {
  const parsed = DwhRefusal.safeParse(jsonOf(text));
  if (!parsed.success) return dwhUnavailable('http', `HTTP ${status}, not in the words of the DWH`);
  const { code } = parsed.data;
  if (code === 'JOB_UNKNOWN')
    return new AppError('DWH_JOB_UNKNOWN', {
      message: 'the DWH does not know the job',
      details: { reason: 'unknown' },
    });
  // Only codes that we know are repeated: others could hold anything.
  const known = isDwhReasonCode(code) || (dwhRefusalCodes as readonly string[]).includes(code);
  return new AppError('DWH_REFUSED', {
    message: `the DWH refused with HTTP ${status}, code ${known ? code : 'unknown to us'}`,
    details: { reason: 'refused', ...(known ? { dwhCode: code } : {}) },
  });
}

export const dwhUnavailable = (reason: Reason, message: string): AppError =>
  new AppError('DWH_UNAVAILABLE', { message, details: { reason } });
