import { proxyActivities } from '@temporalio/workflow';
import type { DutyActivities } from '../../activities/metering/duties.ts';

const { checkReturnDataFile } = proxyActivities<DutyActivities>({
  startToCloseTimeout: '4 hours',
  // A worker that died is noticed by its silence; the next one goes on where it stopped.
  heartbeatTimeout: '2 minutes',
  retry: { initialInterval: '2 seconds', maximumInterval: '5 minutes' },
});

/** Checks one file of databalikan to its end, however often it breaks off. */
export async function returnDataWorkflow(input: { returnDataId: string }): Promise<void> {
  await checkReturnDataFile(input);
}
