import { type Client, WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import type { OutboxKind } from '#contract/orders/codes';
import {
  type OrderInput,
  ordersTaskQueue,
  orderWorkflowId,
  orderWorkflowType,
} from '#contract/orders/messages';
import type { Logger } from '#platform/logger';
import type { Database } from '#prisma/client';

export interface OutboxDeps {
  readonly db: Database;
  readonly temporal: Client;
  readonly log: Logger;
}

interface OutboxRow {
  readonly id: string;
  readonly kind: string;
  readonly refId: string;
  readonly attempts: number;
}

/** The kind that is carried; rows of another kind wait for who carries them. */
const startOrderKind = 'START_ORDER' satisfies OutboxKind;
/** Rows of one round. */
const batch = 20;
/** A row that a worker took belongs to it for so long; a worker that dies gives it back by this. */
const leaseSeconds = 60;
/** How long Temporal may take to answer. */
export const callMs = 10_000;

/** Seconds until the next try after the n-th failure. */
export const backoffSeconds = (attempts: number): number => Math.min(60, 2 ** Math.min(attempts, 6));

/**
 * Carries what was accepted to Temporal, until Temporal has it: each order's workflow is started once. Several workers
 * may do this at once. Gives how many rows it carried.
 */
export async function carryOutbox(deps: OutboxDeps): Promise<number> {
  const rows = await deps.db.$queryRaw<OutboxRow[]>`
    update outbox set attempts = attempts + 1, available_at = now() + make_interval(secs => ${leaseSeconds})
    where id in (select id from outbox
                 where done_at is null and available_at <= now() and kind = ${startOrderKind}
                 order by available_at limit ${batch} for update skip locked)
    returning id, kind, ref_id as "refId", attempts`;
  const carried = await Promise.all(rows.map((row) => carryOne(deps, row)));
  return carried.filter(Boolean).length;
}

async function carryOne(deps: OutboxDeps, row: OutboxRow): Promise<boolean> {
  const { db, log } = deps;
  try {
    await startOrder(deps.temporal, row.refId);
    await db.outbox.update({ where: { id: row.id }, data: { doneAt: new Date(), lastError: null } });
    return true;
  } catch (error) {
    const lastError = error instanceof Error ? error.name : 'unknown';
    log.warn({ outboxId: row.id, attempts: row.attempts, err: error }, 'could not be carried to Temporal');
    await db.$executeRaw`
      update outbox set last_error = ${lastError},
        available_at = now() + make_interval(secs => ${backoffSeconds(row.attempts)})
      where id = ${row.id}::uuid`;
    return false;
  }
}

async function startOrder(temporal: Client, orderId: string): Promise<void> {
  const input: OrderInput = { orderId };
  try {
    await temporal.withDeadline(Date.now() + callMs, () =>
      temporal.workflow.start(orderWorkflowType, {
        taskQueue: ordersTaskQueue,
        workflowId: orderWorkflowId(orderId),
        workflowIdReusePolicy: 'REJECT_DUPLICATE',
        args: [input],
      }),
    );
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}
