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
 * Approves by the standing decision of the PKS year, whose units are taken in the same transaction, once: an attempt that
 * was believed dead and the next one take turns behind the order's row.
 * Fails with ACTION_NOT_ALLOWED when another order took the last units meanwhile.
 */
export const applyStandingDecision =
  ({ db, now }: OrderActivityDeps) =>
  async ({ orderId, expectedVersion }: SystemStep): Promise<OrderSnapshot> => {
    await db.$transaction(async (tx) => {
      await tx.$queryRaw`select 1 as one from "order" where id = ${orderId}::uuid for no key update`;
      const row = await readOrderRow(tx, orderId);
      if (row.version !== expectedVersion) return;
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
