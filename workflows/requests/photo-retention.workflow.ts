import { proxyActivities } from '@temporalio/workflow';
import type { RequestActivities } from '../../activities/requests/index.ts';

const { destroyPhotos } = proxyActivities<Pick<RequestActivities, 'destroyPhotos'>>({
  startToCloseTimeout: '30 minutes',
  heartbeatTimeout: '3 minutes',
  retry: { maximumAttempts: 5, initialInterval: '10 seconds' },
});

/**
 * One round of destroying photos whose retention is over; started by a Schedule. A round that is broken off goes on where
 * it stood, or with the next one. Gives of how many requests the photos were destroyed.
 */
export async function photoRetentionWorkflow(): Promise<{ requests: number }> {
  let requests = 0;
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof destroyPhotos>> = await destroyPhotos({ after });
    requests += page.requests;
    after = page.next;
  } while (after !== null);
  return { requests };
}
