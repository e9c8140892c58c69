import type { Role } from '../access/roles.ts';
import type { OrderAction, OrderStatus } from './lifecycle.ts';

/** Names and payloads by which the API, the worker and the order's workflow speak. Ids, codes and times only. */
export const ordersTaskQueue = 'orders';

export const orderWorkflowType = 'orderWorkflow';

/** One workflow per order, found by this id for ever. */
export const orderWorkflowId = (orderId: string): string => `order-${orderId}`;

export interface OrderInput {
  readonly orderId: string;
}

/** A person's act. What he wrote (note, letter) stays in Postgres under `intentId`. */
export interface OrderActRequest {
  readonly intentId: string;
  readonly action: OrderAction;
  readonly actor: { readonly id: string; readonly roles: readonly Role[] };
  /** The version of the row that he has seen: a workflow that knows an older one reads it anew before it answers. */
  readonly version: number;
}

export interface OrderActResult {
  readonly status: OrderStatus;
  readonly version: number;
}

/** Name of the Update by which a person acts. Its Update id is the intent's id, so that a repeat has one effect. */
export const orderActUpdate = 'act';

/** Name of the Signal "read it again": an act was recorded of which the workflow may not know. */
export const orderChangedSignal = 'orderChanged';

/** Name of the Signal "a payment was heard of": carries the inbox row's id; the workflow then asks SIMPONI itself. */
export const paymentHeardSignal = 'paymentHeard';
export interface PaymentHeard {
  readonly noticeId: string;
}

/** Schedule that asks SIMPONI about codes that are still payable, and its workflow. */
export const paymentSweepScheduleId = 'orders-payment-sweep';
export const paymentSweepWorkflowType = 'paymentSweepWorkflow';
