import { type OrderStatus, orderAttention } from '../../contract/orders/lifecycle.ts';
import { records } from './activities.ts';
import type { OrderRun } from './order-run.ts';
import { day } from './waits.ts';

/** States that wait for people of ours: reminded after some days, told to others after some more. */
export type AttentionStatus = keyof typeof orderAttention;

export const needsAttention = (status: OrderStatus): status is AttentionStatus => status in orderAttention;

/** Waits for an act; reminds and escalates once each while nothing happens. */
export function waitForPeople(run: OrderRun): Promise<void> {
  const { orderId, version } = run.order;
  const { decisionRemindDays, decisionEscalateDays } = run.settings;
  const appointment = (kind: 'remind' | 'escalate', days: number) => ({
    key: kind,
    at: run.since + days * day,
    keep: () => records.remindStaff({ orderId, version, kind, days }),
  });
  return run.follow([
    appointment('remind', decisionRemindDays),
    appointment('escalate', decisionEscalateDays),
  ]);
}
