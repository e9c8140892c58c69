import { sleep } from '@temporalio/workflow';
import type { MatchingStatus } from '../../../contract/metering/matching/lifecycle.ts';
import type { MatchingInput } from '../../../contract/metering/matching/messages.ts';
import { matchingWorkflow as current } from '../matching.workflow.ts';
import { matchingRetentionWorkflow as currentRetention } from '../matching-retention.workflow.ts';

/** Changes that running jobs would not survive: one timer more at the start. Only the replay test bundles them. */
export async function matchingWorkflow(input: MatchingInput): Promise<MatchingStatus> {
  await sleep('1 second');
  return current(input);
}

export async function matchingRetentionWorkflow(): Promise<{ jobs: number }> {
  await sleep('1 second');
  return currentRetention();
}
