import type { OrderSnapshot } from '#contract/orders/facts';
import { type ActInput, type IntentView, readIntent, recordAct as record } from '#records/orders/acts';
import { readSnapshot } from '#records/orders/snapshot';
import type { OrderActivityDeps } from './deps.ts';

/** A person's act and the order, both as they stand now. */
export const openAct =
  ({ db, now }: OrderActivityDeps) =>
  async (input: {
    orderId: string;
    intentId: string;
  }): Promise<{ order: OrderSnapshot; intent: IntentView }> => {
    const intent = await readIntent(db, input.orderId, input.intentId);
    return { order: await readSnapshot(db, input.orderId, now()), intent };
  };

/** Records a person's act: what he wrote is taken from his stored intent, never from Temporal. */
export const recordAct =
  ({ db, now }: OrderActivityDeps) =>
  async (input: ActInput): Promise<OrderSnapshot> => {
    await record(db, input);
    return readSnapshot(db, input.orderId, now());
  };
