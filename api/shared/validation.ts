import type { z } from 'zod';
import { texts } from '#contract/i18n/index';
import { AppError, type ErrorParams, type FieldError } from '#contract/shared/errors';
import { findUnstorable } from './storable.ts';

const knownCodes: readonly string[] = Object.keys(texts('id').fieldErrors);

/**
 * Parses or throws `INVALID_INPUT` with one error a field; `at` is put before each path (`query`). Also refuses texts
 * that PostgreSQL cannot keep, in what came (a body) and in what it became (JSON texts of a query).
 */
export function parseInput<S extends z.ZodType>(schema: S, value: unknown, at?: string): z.output<S> {
  refuseUnstorable(value, at);
  const result = schema.safeParse(value, { reportInput: true });
  if (!result.success) throw invalid(result.error.issues.flatMap((issue) => fieldErrorsOf(issue, at)));
  refuseUnstorable(result.data, at);
  return result.data;
}

function refuseUnstorable(value: unknown, at?: string): void {
  const found = findUnstorable(value);
  if (found) throw invalid([{ path: [...(at ? [at] : []), ...found].join('.'), code: 'BAD_FORMAT' }]);
}

const invalid = (errors: readonly FieldError[]): AppError =>
  new AppError('INVALID_INPUT', {
    message: errors.map(({ path, code }) => `${path || '(all)'}: ${code}`).join(', '),
    errors,
  });

function fieldErrorsOf(issue: z.core.$ZodIssue, at?: string): FieldError[] {
  const path = [...(at ? [at] : []), ...issue.path.map(String)];
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ path: [...path, key].join('.'), code: 'UNKNOWN_FIELD' }));
  }
  return [{ path: path.join('.'), ...codeOf(issue) }];
}

/** A schema that says a code of its own means it; else what zod found. */
function codeOf(issue: z.core.$ZodIssue): { code: string; params?: ErrorParams } {
  if (knownCodes.includes(issue.message)) return { code: issue.message };
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined) return { code: 'REQUIRED' };
      if (issue.expected === 'int' || (issue.expected === 'number' && typeof issue.input === 'number')) {
        return { code: typeof issue.input === 'number' ? 'NOT_WHOLE' : 'NOT_A_NUMBER' };
      }
      return { code: issue.expected === 'number' ? 'NOT_A_NUMBER' : 'BAD_FORMAT' };
    case 'too_small':
      return issue.input === ''
        ? { code: 'REQUIRED' }
        : { code: 'TOO_SMALL', params: { min: Number(issue.minimum) } };
    case 'too_big':
      return { code: 'TOO_BIG', params: { max: Number(issue.maximum) } };
    case 'not_multiple_of':
      return { code: 'NOT_WHOLE' };
    case 'invalid_format':
      if (issue.format === 'email') return { code: 'BAD_EMAIL' };
      return { code: issue.format === 'date' || issue.format === 'datetime' ? 'BAD_DATE' : 'BAD_FORMAT' };
    case 'invalid_value':
      return { code: issue.input === undefined ? 'REQUIRED' : 'NOT_IN_LIST' };
    default:
      return { code: 'DEFAULT' };
  }
}
