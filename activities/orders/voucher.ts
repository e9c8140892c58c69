import type { OrderSnapshot } from '#contract/orders/facts';
import { readSnapshot } from '#records/orders/snapshot';
import { issueVoucher as record } from '#records/orders/voucher';
import type { OrderActivityDeps } from './deps.ts';
import type { SystemStep } from './system-step.ts';

/** Gives the units, once: voucher, ledger, history, audit and mail in one transaction. */
export const issueVoucher =
  ({ db, now }: OrderActivityDeps) =>
  async (input: SystemStep & { from: 'DIBAYAR' | 'DISETUJUI' }): Promise<OrderSnapshot> => {
    await record(db, { ...input, now: now() });
    return readSnapshot(db, input.orderId, now());
  };
