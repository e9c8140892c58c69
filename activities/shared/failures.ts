import { ApplicationFailure, CancelledFailure } from '@temporalio/common';
import { errorKinds, isAppError } from '#contract/shared/errors';
import type { Logger } from '#platform/logger';

/** Details of an error that may travel: codes and figures. Words from outside and everything else stay here. */
const travelling = new Set(['state', 'status', 'version', 'failed', 'simponiCode', 'dwhCode']);

/**
 * An error as Temporal may know it: its code as the type, no words from outside, no personal data.
 *
 * What the same call can never mend is not retried. VERSION_CONFLICT is not either: the workflow must look again.
 */
export function toFailure(error: unknown): ApplicationFailure {
  if (error instanceof ApplicationFailure) return error;
  if (!isAppError(error)) {
    // A database that is away is the usual case: tried again until it is back.
    const name = error instanceof Error ? error.name : typeof error;
    return ApplicationFailure.retryable(`INTERNAL: ${name}`, 'INTERNAL');
  }
  const details = Object.entries(error.details).filter(([name]) => travelling.has(name));
  return ApplicationFailure.create({
    type: error.code,
    message: error.code,
    nonRetryable: !errorKinds[error.code].retry || error.code === 'VERSION_CONFLICT',
    details: details.length > 0 ? [Object.fromEntries(details)] : [],
  });
}

/** Wraps each act: what it throws is logged here in full and travels only as `toFailure` makes it. */
export function guarded<T extends Record<string, (input: never) => Promise<unknown>>>(
  deps: { readonly log: Logger },
  acts: T,
): T {
  const wrapped = Object.entries(acts).map(([name, act]) => [
    name,
    async (input: never) => {
      try {
        return await act(input);
      } catch (error) {
        // The workflow wanted it no more.
        if (error instanceof CancelledFailure) throw error;
        const failure = toFailure(error);
        deps.log.warn({ activity: name, type: failure.type, err: error }, 'activity failed');
        throw failure;
      }
    },
  ]);
  return Object.fromEntries(wrapped) as T;
}
