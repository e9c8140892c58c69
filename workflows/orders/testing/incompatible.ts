import { sleep } from '@temporalio/workflow';
import type { OrderInput } from '../../../contract/orders/messages.ts';
import { orderWorkflow as current } from '../order.workflow.ts';

/** A change that running orders would not survive: one timer more at the start. Only the replay test bundles it. */
export async function orderWorkflow(input: OrderInput): Promise<string> {
  await sleep('1 second');
  return current(input);
}
