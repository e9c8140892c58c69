import { DwhRefusal, dwhRefusalCodes, isDwhReasonCode } from '#contract/external/dwh';
import { AppError } from '#contract/shared/errors';

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

type Reason = 'timeout' | 'connection' | 'http' | 'tooLong' | 'unreadable';

const defaultMaxAnswerBytes = 64 * 1024;

/**
 * One call to the DWH and the JSON of its answer. Node's own fetch keeps the connection alive and never repeats a
 * call; redirects are not followed, since they would carry the token and the NIK elsewhere.
 *
 * Throws `DWH_REFUSED`, `DWH_JOB_UNKNOWN` or `DWH_UNAVAILABLE`; none carries the DWH's words, which may name a person.
 */
export async function callDwh(options: CallOptions, call: DwhCall): Promise<unknown> {
  const { status, text } = await exchange(options, call);
  if (status >= 200 && status < 300) return parseJson(text);
  throw status >= 400 && status < 500 && status !== 408 && status !== 429
    ? refusal(status, text)
    : dwhUnavailable('http', `the DWH answered HTTP ${status}`);
}

async function exchange(options: CallOptions, call: DwhCall): Promise<{ status: number; text: string }> {
  const signal = AbortSignal.timeout(options.timeoutMs);
  try {
    const response = await fetch(`${options.baseUrl.replace(/\/+$/, '')}${call.path}`, {
      method: call.method,
      headers: {
        accept: 'application/json',
        authorization: `Bearer ${options.token}`,
        ...(call.body ? { 'content-type': 'application/json' } : {}),
        ...call.headers,
      },
      ...(call.body ? { body: JSON.stringify(call.body) } : {}),
      redirect: 'manual',
      signal,
    });
    const text = await readCapped(response, options.maxAnswerBytes ?? defaultMaxAnswerBytes);
    return { status: response.status, text };
  } catch (error) {
    if (error instanceof AppError) throw error;
    if (signal.aborted) throw dwhUnavailable('timeout', `the DWH gave no answer in ${options.timeoutMs} ms`);
    throw dwhUnavailable('connection', `no connection to the DWH (${causeOf(error)})`);
  }
}

/** Leaving the loop cancels the rest of the answer. */
async function readCapped(response: Response, maxBytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes)
      throw dwhUnavailable('tooLong', `the DWH's answer is longer than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw dwhUnavailable('unreadable', "the DWH's answer is no JSON");
  }
}

/** A 4xx that does not speak as the DWH does came from something before it, and says nothing certain. */
function refusal(status: number, text: string): AppError {
  const parsed = DwhRefusal.safeParse(jsonOrNull(text));
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

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

export const dwhUnavailable = (reason: Reason, message: string): AppError =>
  new AppError('DWH_UNAVAILABLE', { message, details: { reason } });

/** `ECONNREFUSED` and the like; fetch hides it one level down. */
function causeOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  if (cause instanceof Error && 'code' in cause) return String(cause.code);
  return cause instanceof Error ? cause.name : 'unknown';
}
