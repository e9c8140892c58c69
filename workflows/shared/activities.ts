import { ActivityFailure, ApplicationFailure, type LocalActivityOptions } from '@temporalio/workflow';

/** Acts on our own database: a database that is away is waited for. */
export const ownDatabase: LocalActivityOptions = {
  startToCloseTimeout: '20 seconds',
  retry: { initialInterval: '200 milliseconds', backoffCoefficient: 2, maximumInterval: '15 seconds' },
};

/** The error code with which an act failed; null when it failed otherwise (a timeout, a lost worker). */
export function codeOf(error: unknown): string | null {
  const cause = error instanceof ActivityFailure ? error.cause : error;
  return cause instanceof ApplicationFailure ? (cause.type ?? null) : null;
}

/** The first of the details that a failed act carries. */
export function detailsOf(error: unknown): Readonly<Record<string, unknown>> {
  const cause = error instanceof ActivityFailure ? error.cause : error;
  const [first] = cause instanceof ApplicationFailure ? (cause.details ?? []) : [];
  return (first ?? {}) as Record<string, unknown>;
}
