import {
  ActivityFailure,
  type ActivityOptions,
  ApplicationFailure,
  proxyActivities,
  proxyLocalActivities,
} from '@temporalio/workflow';
import type { OrderActivities, OrderSettings } from '../../activities/orders/index.ts';

/**
 * Acts on our own database. As local activities they save history events; a database that is away is waited for.
 * What a repeat can never mend fails at once (`activities/orders/failures.ts`).
 */
export const records = proxyLocalActivities<OrderActivities>({
  startToCloseTimeout: '20 seconds',
  retry: { initialInterval: '200 milliseconds', backoffCoefficient: 2, maximumInterval: '15 seconds' },
});

const hour = 3_600_000;

/** Calls to SIMPONI; how long one may take is a setting. */
export const simponi = {
  /** Patient: the same attempt is sent again with growing pauses until the setting's patience is over. */
  billing: ({ billingPatienceHours, simponiTimeoutMs }: OrderSettings) =>
    proxyActivities<Pick<OrderActivities, 'createBilling'>>({
      ...within(simponiTimeoutMs),
      scheduleToCloseTimeout: billingPatienceHours * hour,
      retry: { initialInterval: '5 seconds', backoffCoefficient: 2, maximumInterval: '10 minutes' },
    }),
  /** Somebody waits for the answer: two tries; who may wait longer asks again after a pause. */
  inquiry: ({ simponiTimeoutMs }: OrderSettings) =>
    proxyActivities<Pick<OrderActivities, 'askPayment'>>({
      ...within(simponiTimeoutMs),
      retry: { initialInterval: '1 second', maximumAttempts: 2 },
    }),
};

/** The call, and a moment to write down what it brought. */
const within = (simponiTimeoutMs: number): ActivityOptions => ({
  startToCloseTimeout: simponiTimeoutMs + 15_000,
});

/** The error code with which an act failed; null when it failed otherwise (a timeout, a lost worker). */
export function codeOf(error: unknown): string | null {
  const cause = error instanceof ActivityFailure ? error.cause : error;
  return cause instanceof ApplicationFailure ? (cause.type ?? null) : null;
}
