import { day } from '../shared/waits.ts';
import { records } from './activities.ts';
import type { OrderRun } from './order-run.ts';

/** Waits for an act; reminds and escalates once each while nothing happens. */
export function waitForPeople(run: OrderRun): Promise<void> {
  const { orderId, version } = run.order;
  const { decisionRemindDays, decisionEscalateDays } = run.settings;
  const appointment = (kind: 'remind' | 'escalate', days: number) => ({
    key: kind,
    at: run.since + days * day,
    keep: () => run.turns.take(() => records.remindStaff({ orderId, version, kind, days })),
  });
  return run.follow([
    appointment('remind', decisionRemindDays),
    appointment('escalate', decisionEscalateDays),
  ]);
}
