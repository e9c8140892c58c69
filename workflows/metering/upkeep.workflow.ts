import { proxyActivities } from '@temporalio/workflow';
import type { MeteringRounds } from '../../activities/metering/rounds.ts';

const { makeAccessLogMonths, forgetOldUse } = proxyActivities<MeteringRounds>({
  startToCloseTimeout: '10 minutes',
  retry: { initialInterval: '10 seconds', maximumInterval: '10 minutes' },
});

/** Batches of one round: what is still left then is for the round of the next day. */
const mostBatches = 500;

/** One round a day: the months ahead first, since lookups are logged into them, then what need not be kept. */
export async function meteringUpkeepWorkflow(): Promise<{ months: number; forgotten: number }> {
  const months = await makeAccessLogMonths();
  let forgotten = 0;
  for (let at = 0; at < mostBatches; at += 1) {
    const done = await forgetOldUse();
    forgotten += done.forgotten;
    if (!done.more) break;
  }
  return { months: months.length, forgotten };
}
