import { activityInfo } from '@temporalio/activity';

/** Does nothing; before a wait it tells the driver which workflow is about to wait. */
export async function doNothing(beforeWait: boolean): Promise<void> {
  if (beforeWait)
    process.send?.({ type: 'waiting', workflowId: activityInfo().workflowExecution?.workflowId });
}

export interface BareActivities {
  doNothing: typeof doNothing;
}
