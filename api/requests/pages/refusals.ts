import type { Language } from '#contract/i18n/index';
import { AppError } from '#contract/shared/errors';
import { problemOf, toAppError } from '../../shared/problem.ts';
import type { FieldProblems } from './fields.ts';

/** A refusal as a page shows it: a sentence for the whole, sentences at the fields. */
export interface Refusal {
  readonly error: AppError;
  readonly notice: string;
  readonly problems: FieldProblems;
}

export function refusalOf(thrown: unknown, language: Language, requestId: string): Refusal {
  const error = toAppError(thrown);
  const { detail, errors = [] } = problemOf(error, language, requestId);
  const problems: Record<string, string> = {};
  for (const { path, message } of errors) problems[path] ??= message;
  return { error, notice: detail, problems };
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const waits = [100, 200, 400, 800, 1_500, 3_000, 5_000];

/**
 * The form was sent twice and the first is still being taken in: whoever pressed twice sees the answer of the second
 * press only, so it waits for the first one's.
 */
export async function afterTheFirst<T>(work: () => Promise<T>): Promise<T> {
  for (const ms of waits) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'IDEMPOTENCY_IN_PROGRESS') throw error;
      await pause(ms);
    }
  }
  return work();
}
