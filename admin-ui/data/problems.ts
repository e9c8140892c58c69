import { HttpError } from 'react-admin';
import type { Problem } from '#contract/shared/http';
import { currentTexts } from '../i18n/texts.ts';

/** What a failed request tells the pages. Status 0: no answer came. */
export interface ProblemBody extends Partial<Omit<Problem, 'errors'>> {
  /** Field path -> sentence, the form in which react-admin puts a server's errors at their fields. */
  errors?: Record<string, unknown>;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `lines.0.quantity` -> `{lines: [{quantity: sentence}]}`-like nested records, as react-hook-form wants them. */
export function nestErrors(errors: Problem['errors']): Record<string, unknown> | undefined {
  if (!errors?.length) return undefined;
  const nested: Record<string, unknown> = {};
  for (const { path, message } of errors) {
    const parts = path.split('.').filter(Boolean);
    const last = parts.pop() ?? 'root';
    let node = nested;
    for (const part of parts) {
      if (!isRecord(node[part])) node[part] = {};
      node = node[part] as Record<string, unknown>;
    }
    // What is wrong with one field in several ways is said in one go.
    node[last] = typeof node[last] === 'string' ? `${node[last]} ${message}` : message;
  }
  return nested;
}

/**
 * Turns an answer that is no success into react-admin's error. A problem document says its own `detail`; anything
 * else (a proxy's page, a broken body) gets our sentence for its kind; `reading` when the request changes nothing.
 */
export function problemFrom(status: number, body: unknown, reading = false): HttpError {
  const texts = currentTexts();
  if (isRecord(body) && typeof body.detail === 'string') {
    const problem = body as unknown as Problem;
    const errors = nestErrors(problem.errors);
    return new HttpError(problem.detail, status, { ...problem, errors } satisfies ProblemBodyLike);
  }
  const sentence =
    status === 0
      ? reading
        ? texts.console.error.noAnswerReading
        : texts.console.error.noAnswer
      : status === 401
        ? texts.errors.UNAUTHENTICATED
        : status === 403
          ? texts.errors.FORBIDDEN
          : status === 404
            ? texts.errors.NOT_FOUND
            : status === 413
              ? texts.console.error.tooLarge
              : status >= 502 && status <= 504
                ? texts.console.error.serverAway
                : texts.console.error.unexpected;
  return new HttpError(sentence, status, { code: status === 0 ? 'NO_ANSWER' : 'UNKNOWN' });
}

type ProblemBodyLike = Omit<Problem, 'errors'> & { errors?: Record<string, unknown> | undefined };

/** The problem's code, or null for an error that is no answer of the API. */
export const codeOf = (error: unknown): string | null =>
  error instanceof HttpError && isRecord(error.body) && typeof error.body.code === 'string'
    ? error.body.code
    : null;

/** What was shown before is there no more for this person: it moved out of his sight, or never was in it. */
export const isGone = (error: unknown): boolean => error instanceof HttpError && error.status === 404;

/** The sentence to show for whatever was thrown. */
export const sentenceOf = (error: unknown): string =>
  error instanceof HttpError ? error.message : currentTexts().console.error.unexpected;

/** The sentences at all fields, for a place that has no field to put them at. */
export function fieldSentences(error: unknown): string[] {
  if (!(error instanceof HttpError) || !isRecord(error.body)) return [];
  const leaves = (node: unknown): string[] =>
    typeof node === 'string' ? [node] : isRecord(node) ? Object.values(node).flatMap(leaves) : [];
  return [...new Set(leaves(error.body.errors))];
}

/** The sentence at one field (`nik`, or `fields.nik` inside another), or null. */
export function fieldSentence(error: unknown, field: string): string | null {
  if (!(error instanceof HttpError) || !isRecord(error.body)) return null;
  let node: unknown = error.body.errors;
  for (const part of field.split('.')) node = isRecord(node) ? node[part] : undefined;
  return typeof node === 'string' ? node : null;
}
