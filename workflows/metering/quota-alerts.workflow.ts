import { proxyActivities } from '@temporalio/workflow';
import type { MeteringRounds } from '../../activities/metering/rounds.ts';

const { alertOfQuotas } = proxyActivities<MeteringRounds>({
  startToCloseTimeout: '5 minutes',
  retry: { initialInterval: '10 seconds', maximumInterval: '10 minutes', maximumAttempts: 5 },
});

/**
 * One round over the quotas that were used lately; started by a Schedule every few minutes. People are told of each
 * threshold once, whenever and however often rounds run. Gives of how many quotas somebody was told.
 */
export async function quotaAlertsWorkflow(): Promise<{ alerted: number }> {
  let alerted = 0;
  let after: { institutionId: string; productId: string } | null = null;
  do {
    const page: Awaited<ReturnType<typeof alertOfQuotas>> = await alertOfQuotas({ after });
    alerted += page.alerted;
    after = page.next;
  } while (after !== null);
  return { alerted };
}
