import { sleep } from '@temporalio/workflow';
import type { RequestInput } from '../../../contract/requests/messages.ts';
import { requestWorkflow as current } from '../request.workflow.ts';

/** A change that running requests would not survive: one timer more at the start. Only the replay test bundles it. */
export async function requestWorkflow(input: RequestInput): Promise<string> {
  await sleep('1 second');
  return current(input);
}
