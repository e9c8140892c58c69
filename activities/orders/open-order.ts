import type { OrderSnapshot } from '#contract/orders/facts';
import { claimOrder, readSnapshot } from '#records/orders/snapshot';
import type { OrderActivityDeps, OrderSettings } from './deps.ts';

export interface OpenedOrder {
  readonly order: OrderSnapshot;
  readonly settings: OrderSettings;
}

/**
 * The first act of a run: binds the order to it. Refuses (ACTION_NOT_ALLOWED) an order that another run has carried:
 * Temporal forgets closed workflows, the order's row does not.
 */
export const openOrder =
  ({ db, now, settings }: OrderActivityDeps) =>
  async ({ orderId, runId }: { orderId: string; runId: string }): Promise<OpenedOrder> => {
    await claimOrder(db, orderId, runId);
    return { order: await readSnapshot(db, orderId, now()), settings };
  };

/** The order as it stands in the database now. */
export const loadOrder =
  ({ db, now }: OrderActivityDeps) =>
  ({ orderId }: { orderId: string }): Promise<OrderSnapshot> =>
    readSnapshot(db, orderId, now());
