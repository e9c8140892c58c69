/** Schedules around metered access and their workflows. They run on the queue of orders. */

/** Tells people of quotas that run out, every few minutes. */
export const quotaAlertsScheduleId = 'metering-quota-alerts';
export const quotaAlertsWorkflowType = 'quotaAlertsWorkflow';

/** Makes the months of the access log ahead and forgets what metered access needs no more, once a day. */
export const meteringUpkeepScheduleId = 'metering-upkeep';
export const meteringUpkeepWorkflowType = 'meteringUpkeepWorkflow';
