import { type ActivityOptions, proxyActivities } from '@temporalio/workflow';
import type { OrderActivities, OrderSettings } from '../../activities/orders/index.ts';
import { ownRecords } from '../shared/activities.ts';

/** Acts on our own database. What a repeat can never mend fails at once (`activities/shared/failures.ts`). */
export const records = ownRecords<OrderActivities>();

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
