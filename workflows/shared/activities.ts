import {
  ActivityFailure,
  type ActivityInterfaceFor,
  ApplicationFailure,
  type LocalActivityOptions,
  proxyLocalActivities,
  type UntypedActivities,
} from '@temporalio/workflow';
import { unstoppable } from './turns.ts';

/** Acts on our own database: a database that is away is waited for. */
export const ownDatabase: LocalActivityOptions = {
  startToCloseTimeout: '20 seconds',
  retry: { initialInterval: '200 milliseconds', backoffCoefficient: 2, maximumInterval: '15 seconds' },
};

/**
 * Acts on our own database, as local activities, which save events of the history. Called inside a turn only.
 *
 * An act may take longer than one workflow task (the database was away). What comes in meanwhile, a signal, an act of a
 * person, the end of another activity, is seen before the act's answer; a replay brings both in one task. So the answer
 * waits until the rest has gone as far as it can: the order, and with it the numbers of all that is begun afterwards, is
 * the same both times.
 */
export function ownRecords<Activities extends object>(): ActivityInterfaceFor<Activities> {
  const acts = proxyLocalActivities<UntypedActivities>(ownDatabase);
  return new Proxy({} as ActivityInterfaceFor<Activities>, {
    get: (_, name) => (input: unknown) => afterTheRest(acts[name as string]?.(input)),
  });
}

async function afterTheRest<T>(answer: Promise<T> | undefined): Promise<T> {
  try {
    return (await answer) as T;
  } finally {
    let looks = 0;
    await unstoppable(() => {
      looks += 1;
      return looks > 1;
    });
  }
}

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
