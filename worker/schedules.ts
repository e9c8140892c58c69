import { type Client, ScheduleAlreadyRunning, ScheduleOverlapPolicy } from '@temporalio/client';
import { ordersTaskQueue, paymentSweepScheduleId, paymentSweepWorkflowType } from '#contract/orders/messages';

/** Makes the schedule that asks SIMPONI about open codes, or brings it to today's settings. */
export async function ensurePaymentSweep(temporal: Client, everyMinutes: number): Promise<void> {
  const spec = { intervals: [{ every: everyMinutes * 60_000 }] };
  const action = {
    type: 'startWorkflow' as const,
    workflowType: paymentSweepWorkflowType,
    workflowId: paymentSweepScheduleId,
    taskQueue: ordersTaskQueue,
  };
  const policies = { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: 10 * 60_000 };
  try {
    await temporal.schedule.create({ scheduleId: paymentSweepScheduleId, spec, action, policies });
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
    const handle = temporal.schedule.getHandle(paymentSweepScheduleId);
    await handle.update((previous) => ({ ...previous, spec, action, policies }));
  }
}
