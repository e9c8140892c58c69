import { proxyActivities } from '@temporalio/workflow';
import type { MatchingActivities } from '../../activities/matching/index.ts';

const { destroyMatching } = proxyActivities<Pick<MatchingActivities, 'destroyMatching'>>({
  startToCloseTimeout: '1 hour',
  heartbeatTimeout: '3 minutes',
  retry: { maximumAttempts: 5, initialInterval: '10 seconds' },
});

/** One round of destroying the files of matching jobs whose time is over; started by a Schedule. */
export async function matchingRetentionWorkflow(): Promise<{ jobs: number }> {
  let jobs = 0;
  for (let more = true; more; ) {
    const page = await destroyMatching();
    jobs += page.jobs;
    more = page.more;
  }
  return { jobs };
}
