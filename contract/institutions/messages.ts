/** Schedule that reminds of PKS that end soon, once a day, and its workflow. It runs on the queue of orders. */
export const agreementRemindersScheduleId = 'institutions-agreement-reminders';
export const agreementRemindersWorkflowType = 'agreementRemindersWorkflow';
