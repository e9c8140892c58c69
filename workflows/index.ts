/** Every workflow that the worker runs, by its type's name. */
export { agreementRemindersWorkflow } from './institutions/agreement-reminders.workflow.ts';
export { matchingWorkflow } from './matching/matching.workflow.ts';
export { matchingRetentionWorkflow } from './matching/matching-retention.workflow.ts';
export { institutionDutiesWorkflow } from './metering/duties.workflow.ts';
export { quotaAlertsWorkflow } from './metering/quota-alerts.workflow.ts';
export { returnDataWorkflow } from './metering/return-data.workflow.ts';
export { meteringUpkeepWorkflow } from './metering/upkeep.workflow.ts';
export { voucherValidityWorkflow } from './metering/voucher-validity.workflow.ts';
export { orderWorkflow } from './orders/order.workflow.ts';
export { paymentSweepWorkflow } from './orders/payment-sweep.workflow.ts';
export { photoRetentionWorkflow } from './requests/photo-retention.workflow.ts';
export { requestWorkflow } from './requests/request.workflow.ts';
