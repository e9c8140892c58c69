import {
  type Client,
  ScheduleAlreadyRunning,
  type ScheduleOptions,
  ScheduleOverlapPolicy,
} from '@temporalio/client';
import {
  agreementRemindersScheduleId,
  agreementRemindersWorkflowType,
} from '#contract/institutions/messages';
import {
  matchingRetentionScheduleId,
  matchingRetentionWorkflowType,
  matchingTaskQueue,
} from '#contract/metering/matching/messages';
import {
  dutiesScheduleId,
  dutiesWorkflowType,
  meteringUpkeepScheduleId,
  meteringUpkeepWorkflowType,
  quotaAlertsScheduleId,
  quotaAlertsWorkflowType,
  voucherValidityScheduleId,
  voucherValidityWorkflowType,
} from '#contract/metering/round-messages';
import { ordersTaskQueue, paymentSweepScheduleId, paymentSweepWorkflowType } from '#contract/orders/messages';
import {
  photoRetentionScheduleId,
  photoRetentionWorkflowType,
  requestsTaskQueue,
} from '#contract/requests/messages';

interface Round {
  readonly scheduleId: string;
  readonly workflowType: string;
  readonly taskQueue: string;
  readonly spec: ScheduleOptions['spec'];
  /** A round that was missed for no longer than this is made up for. */
  readonly catchupMs: number;
}

const minute = 60_000;

/** Makes the schedule that asks SIMPONI about open codes, or brings it to today's settings. */
export const ensurePaymentSweep = (temporal: Client, everyMinutes: number): Promise<void> =>
  ensure(temporal, {
    scheduleId: paymentSweepScheduleId,
    workflowType: paymentSweepWorkflowType,
    taskQueue: ordersTaskQueue,
    spec: { intervals: [{ every: everyMinutes * minute }] },
    catchupMs: 10 * minute,
  });

/** Likewise the one that destroys photos at the end of their retention, each night at 02.00 WIB. */
export const ensurePhotoRetention = (temporal: Client): Promise<void> =>
  ensure(temporal, {
    scheduleId: photoRetentionScheduleId,
    workflowType: photoRetentionWorkflowType,
    taskQueue: requestsTaskQueue,
    spec: { calendars: [{ hour: 19, minute: 0 }] },
    catchupMs: 24 * 60 * minute,
  });

/** Likewise the one that reminds of PKS that end soon, each morning at 08.00 WIB. */
export const ensureAgreementReminders = (temporal: Client): Promise<void> =>
  ensure(temporal, {
    scheduleId: agreementRemindersScheduleId,
    workflowType: agreementRemindersWorkflowType,
    taskQueue: ordersTaskQueue,
    spec: { calendars: [{ hour: 1, minute: 0 }] },
    catchupMs: 24 * 60 * minute,
  });

/** Likewise the one that tells people of quotas that run out, every five minutes. */
export const ensureQuotaAlerts = (temporal: Client): Promise<void> =>
  ensure(temporal, {
    scheduleId: quotaAlertsScheduleId,
    workflowType: quotaAlertsWorkflowType,
    taskQueue: ordersTaskQueue,
    spec: { intervals: [{ every: 5 * minute }] },
    catchupMs: 10 * minute,
  });

/** Likewise the one that keeps the access log's months ahead, each night at 01.30 WIB. */
export const ensureMeteringUpkeep = (temporal: Client): Promise<void> =>
  ensure(temporal, {
    scheduleId: meteringUpkeepScheduleId,
    workflowType: meteringUpkeepWorkflowType,
    taskQueue: ordersTaskQueue,
    spec: { calendars: [{ hour: 18, minute: 30 }] },
    catchupMs: 24 * 60 * minute,
  });

/** Likewise the one that books what has lapsed of vouchers, each night at 00.05 WIB. */
export const ensureVoucherValidity = (temporal: Client): Promise<void> =>
  ensure(temporal, {
    scheduleId: voucherValidityScheduleId,
    workflowType: voucherValidityWorkflowType,
    taskQueue: ordersTaskQueue,
    spec: { calendars: [{ hour: 17, minute: 5 }] },
    catchupMs: 24 * 60 * minute,
  });

/** Likewise the one of semester reports and files of databalikan, each morning at 08.15 WIB. */
export const ensureDuties = (temporal: Client): Promise<void> =>
  ensure(temporal, {
    scheduleId: dutiesScheduleId,
    workflowType: dutiesWorkflowType,
    taskQueue: ordersTaskQueue,
    spec: { calendars: [{ hour: 1, minute: 15 }] },
    catchupMs: 24 * 60 * minute,
  });

/** Likewise the one that destroys the files of matching jobs, each night at 02.30 WIB. */
export const ensureMatchingRetention = (temporal: Client): Promise<void> =>
  ensure(temporal, {
    scheduleId: matchingRetentionScheduleId,
    workflowType: matchingRetentionWorkflowType,
    taskQueue: matchingTaskQueue,
    spec: { calendars: [{ hour: 19, minute: 30 }] },
    catchupMs: 24 * 60 * minute,
  });

async function ensure(temporal: Client, round: Round): Promise<void> {
  const { scheduleId, workflowType, taskQueue, spec, catchupMs } = round;
  const action = { type: 'startWorkflow' as const, workflowType, workflowId: scheduleId, taskQueue };
  const policies = { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: catchupMs };
  try {
    await temporal.schedule.create({ scheduleId, spec, action, policies });
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
    const handle = temporal.schedule.getHandle(scheduleId);
    await handle.update((previous) => ({ ...previous, spec, action, policies }));
  }
}
