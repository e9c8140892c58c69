import type { SystemActor } from '#contract/access/roles';
import type { OrderSnapshot } from '#contract/orders/facts';
import { systemPerson } from '#records/audit';
import { readSnapshot } from '#records/orders/snapshot';
import { recordTransition, type TransitionInput } from '#records/orders/transition';
import type { OrderActivityDeps } from './deps.ts';

/** What every act of the system needs: which order, and in which version the workflow saw it. */
export interface SystemStep {
  readonly orderId: string;
  readonly expectedVersion: number;
}

/** Records a transition that no person takes, and gives the order as it stands after it. */
export async function recordSystemStep(
  { db, now }: OrderActivityDeps,
  actor: SystemActor,
  input: Omit<TransitionInput, 'actor' | 'role'>,
): Promise<OrderSnapshot> {
  await recordTransition(db, { ...input, actor: systemPerson(actor), role: actor });
  return readSnapshot(db, input.orderId, now());
}
