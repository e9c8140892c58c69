import type { OrderSnapshot } from '#contract/orders/facts';
import { dayKey } from '#platform/clock';
import { systemPerson } from '#records/audit';
import { reserveStandingDecision } from '#records/orders/decision';
import { readOrderRow } from '#records/orders/notice-params';
import { readSnapshot } from '#records/orders/snapshot';
import { recordTransitionIn } from '#records/orders/transition';
import type { OrderActivityDeps } from './deps.ts';
import { recordSystemStep, type SystemStep } from './system-step.ts';

/**
 * Approves by the standing decision of the PKS year, whose units are taken in the same transaction.
 * Fails with ACTION_NOT_ALLOWED when another order took the last units meanwhile.
 */
export const applyStandingDecision =
  ({ db, now }: OrderActivityDeps) =>
  async ({ orderId, expectedVersion }: SystemStep): Promise<OrderSnapshot> => {
    const row = await readOrderRow(db, orderId);
    if (row.version === expectedVersion) {
      await db.$transaction(async (tx) => {
        const standingDecisionId = await reserveStandingDecision(tx, row, dayKey(now()));
        await recordTransitionIn(tx, {
          orderId,
          expectedVersion,
          action: 'applyStandingDecision',
          from: 'DIPROSES',
          to: 'DISETUJUI',
          actor: systemPerson('system'),
          role: 'system',
          changes: { standingDecisionId, approvedAt: now() },
        });
      });
    }
    return readSnapshot(db, orderId, now());
  };

/** Puts the order before `pejabat`. */
export const requestApproval =
  (deps: OrderActivityDeps) =>
  ({ orderId, expectedVersion }: SystemStep): Promise<OrderSnapshot> =>
    recordSystemStep(deps, 'system', {
      orderId,
      expectedVersion,
      action: 'requestApproval',
      from: 'DIPROSES',
      to: 'MENUNGGU_PERSETUJUAN',
    });
