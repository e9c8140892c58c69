import { proxyActivities } from '@temporalio/workflow';
import type { RequestActivities, RequestSettings } from '../../activities/requests/index.ts';
import { ownDatabase, ownRecords } from '../shared/activities.ts';

/** Acts on our own database; a database that is away is waited for (`activities/shared/failures.ts`). */
export const records = ownRecords<RequestActivities>();

/** Calls to the DWH; how long one may take is a setting. */
export const dwh = {
  /** A silent DWH is the workflow's matter, which stops the clock and waits. */
  calls: ({ dwhTimeoutMs }: RequestSettings) =>
    proxyActivities<Pick<RequestActivities, 'submitDwhJob' | 'readDwhEvidence'>>({
      startToCloseTimeout: dwhTimeoutMs + 15_000,
      retry: { ...ownDatabase.retry, nonRetryableErrorTypes: ['DWH_UNAVAILABLE'] },
    }),
  /** Waits for a job, days if need be: begun again and again without an entry in the history. It sees for
   * itself when nobody wants the job any more, and is never cancelled. */
  waiting: proxyActivities<Pick<RequestActivities, 'pollDwhJob'>>({
    startToCloseTimeout: '5 minutes',
    scheduleToCloseTimeout: '5 days',
    heartbeatTimeout: '90 seconds',
    retry: { initialInterval: '5 seconds', backoffCoefficient: 1.5, maximumInterval: '5 minutes' },
  }),
  /** Nobody waits for it: as patient as a day. */
  cancelling: ({ dwhTimeoutMs }: RequestSettings) =>
    proxyActivities<Pick<RequestActivities, 'cancelDwhJob'>>({
      startToCloseTimeout: dwhTimeoutMs + 15_000,
      scheduleToCloseTimeout: '1 day',
      retry: { initialInterval: '5 seconds', backoffCoefficient: 2, maximumInterval: '30 minutes' },
    }),
};
