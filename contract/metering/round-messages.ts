/** Schedules around metered access and their workflows. They run on the queue of orders. */

/** Tells people of quotas that run out, every few minutes. */
export const quotaAlertsScheduleId = 'metering-quota-alerts';
export const quotaAlertsWorkflowType = 'quotaAlertsWorkflow';

/** Checks one file of databalikan. */
export const returnDataWorkflowType = 'returnDataWorkflow';
export const returnDataWorkflowId = (returnDataId: string): string => `return-data-${returnDataId}`;

/** Opens drafts of semester reports, reminds of them, and destroys files past their retention, once a day. */
export const dutiesScheduleId = 'institution-duties';
export const dutiesWorkflowType = 'institutionDutiesWorkflow';

/** Makes the months of the access log ahead and forgets what metered access needs no more, once a day. */
export const meteringUpkeepScheduleId = 'metering-upkeep';
export const meteringUpkeepWorkflowType = 'meteringUpkeepWorkflow';

/** Books what has lapsed of vouchers and tells of those that end soon, once a day. */
export const voucherValidityScheduleId = 'voucher-validity';
export const voucherValidityWorkflowType = 'voucherValidityWorkflow';
