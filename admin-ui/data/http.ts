import { currentLanguage } from '../i18n/texts.ts';
import { PressKeys } from './press-keys.ts';
import { codeOf, problemFrom } from './problems.ts';
import { refusalFrom } from './refusal.ts';

export interface RequestOptions {
  readonly method?: string;
  readonly body?: string;
  readonly signal?: AbortSignal;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly json: unknown;
}

/** Longer than the API's own patience with the process engine (about 5 s) and with SIMPONI. */
const patienceMs = 45_000;
const keys = new PressKeys();

const parse = (text: string): unknown => {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Headers that every call of ours carries; the language decides in which one the API's sentences come back. */
export const ownHeaders = (): Record<string, string> => ({
  Accept: 'application/json',
  'Accept-Language': currentLanguage(),
});

async function fetchAnswer(url: string, init: RequestInit, signal?: AbortSignal): Promise<Response> {
  const timeout = AbortSignal.timeout(patienceMs);
  try {
    return await fetch(url, { ...init, signal: signal ? AbortSignal.any([signal, timeout]) : timeout });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw problemFrom(0, null, init.method === 'GET');
  }
}

/**
 * One call of the API. Every POST carries an Idempotency-Key that stays the same while the same request is repeated
 * after an uncertain end. Throws react-admin's `HttpError` with the API's sentence, field errors and code.
 */
export async function request(url: string, options: RequestOptions = {}): Promise<Answer> {
  const method = (options.method ?? 'GET').toUpperCase();
  const headers: Record<string, string> = ownHeaders();
  if (options.body !== undefined) headers['Content-Type'] = 'application/json';
  const press = method === 'POST' ? `${url} ${options.body ?? ''}` : null;
  if (press !== null) headers['Idempotency-Key'] = keys.take(press);
  const init: RequestInit = { method, headers, credentials: 'same-origin', cache: 'no-store' };
  if (options.body !== undefined) init.body = options.body;
  const response = await fetchAnswer(url, init, options.signal);
  const json = parse(await response.text());
  if (!response.ok) {
    const problem = refusalFrom(response.status, json);
    if (press !== null) keys.settle(press, response.status, codeOf(problem) ?? undefined);
    throw problem;
  }
  if (press !== null) keys.settle(press, response.status);
  return { status: response.status, headers: response.headers, json };
}
