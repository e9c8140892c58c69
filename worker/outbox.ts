import { type Client, WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError } from '@temporalio/client';
import {
  type MatchingInput,
  matchingChangedSignal,
  matchingTaskQueue,
  matchingWorkflowId,
  matchingWorkflowType,
} from '#contract/metering/matching/messages';
import { returnDataWorkflowId, returnDataWorkflowType } from '#contract/metering/round-messages';
import type { OutboxKind } from '#contract/orders/codes';
import {
  type OrderInput,
  orderChangedSignal,
  ordersTaskQueue,
  orderWorkflowId,
  orderWorkflowType,
} from '#contract/orders/messages';
import {
  type RequestInput,
  requestChangedSignal,
  requestsTaskQueue,
  requestWorkflowId,
  requestWorkflowType,
} from '#contract/requests/messages';
import type { Logger } from '#platform/logger';
import type { Vault } from '#platform/vault';
import type { Database } from '#prisma/client';
import { isReleased } from '#records/releases';
import { moveDeadlines } from '#records/requests/calendar-moves';
import type { PromiseSettings } from '#records/requests/deadlines';

export interface OutboxDeps {
  readonly db: Database;
  readonly temporal: Client;
  readonly vault: Vault;
  readonly promise: PromiseSettings;
  readonly now: () => Date;
  readonly log: Logger;
}

interface OutboxRow {
  readonly id: string;
  readonly kind: OutboxKind;
  readonly refId: string;
  readonly attempts: number;
}

/** Rows of one round. */
const batch = 20;
/**
 * Which rows one loop carries, and for how long a row that a worker took belongs to it: a worker that dies gives it back
 * by this. The calendar has a loop of its own, since all open deadlines may move and nobody's start shall wait for that.
 */
export const outboxLanes = {
  quick: {
    kinds: [
      ...['START_ORDER', 'START_REQUEST', 'START_MATCHING', 'REQUEST_CHANGED', 'CHECK_RETURN_DATA'],
      ...['ORDER_ACTED', 'REQUEST_ACTED', 'MATCHING_ACTED'],
    ],
    leaseSeconds: 60,
  },
  calendar: { kinds: ['CALENDAR_CHANGED'], leaseSeconds: 600 },
} as const satisfies Record<string, { kinds: readonly OutboxKind[]; leaseSeconds: number }>;
/** How long Temporal may take to answer. */
export const callMs = 10_000;

/** Seconds until the next try after the n-th failure. */
export const backoffSeconds = (attempts: number): number => Math.min(60, 2 ** Math.min(attempts, 6));

/**
 * Carries what was accepted to Temporal, until Temporal has it: the workflow of each order and request is started once,
 * those whose row was changed elsewhere are told, and deadlines follow the calendar. Several workers may do this at
 * once. Gives how many rows it carried.
 */
export async function carryOutbox(
  deps: OutboxDeps,
  lane: keyof typeof outboxLanes = 'quick',
): Promise<number> {
  const { kinds, leaseSeconds } = outboxLanes[lane];
  const rows = await deps.db.$queryRaw<OutboxRow[]>`
    update outbox set attempts = attempts + 1, available_at = now() + make_interval(secs => ${leaseSeconds})
    where id in (select id from outbox where done_at is null and available_at <= now() and kind = any(${[...kinds]})
                 order by available_at limit ${batch} for update skip locked)
    returning id, kind, ref_id as "refId", attempts`;
  const carried = await Promise.all(rows.map((row) => carryOne(deps, row)));
  return carried.filter(Boolean).length;
}

async function carryOne(deps: OutboxDeps, row: OutboxRow): Promise<boolean> {
  const { db, log } = deps;
  try {
    await carriers[row.kind](deps, row.refId);
    // Who has set the row anew meanwhile wants it carried once more.
    await db.outbox.updateMany({
      where: { id: row.id, attempts: row.attempts },
      data: { doneAt: new Date(), lastError: null },
    });
    return true;
  } catch (error) {
    const lastError = error instanceof Error ? error.name : 'unknown';
    log.warn({ outboxId: row.id, attempts: row.attempts, err: error }, 'could not be carried to Temporal');
    await db.$executeRaw`
      update outbox set last_error = ${lastError},
        available_at = now() + make_interval(secs => ${backoffSeconds(row.attempts)})
      where id = ${row.id}::uuid and attempts = ${row.attempts}`;
    return false;
  }
}

/** What each kind of row is carried by. */
const carriers: Record<OutboxKind, (deps: OutboxDeps, refId: string) => Promise<void>> = {
  START_ORDER: async ({ db, temporal }, orderId) => {
    const input: OrderInput = { orderId };
    const again = await isReleased(db, 'START_ORDER', orderId);
    return start(temporal, orderWorkflowType, {
      ...{ taskQueue: ordersTaskQueue, workflowId: orderWorkflowId(orderId), input, again },
    });
  },
  START_REQUEST: async ({ db, temporal }, requestId) => {
    const input: RequestInput = { requestId };
    const again = await isReleased(db, 'START_REQUEST', requestId);
    return start(temporal, requestWorkflowType, {
      ...{ taskQueue: requestsTaskQueue, workflowId: requestWorkflowId(requestId), input, again },
    });
  },
  START_MATCHING: ({ temporal }, jobId) => {
    const input: MatchingInput = { jobId };
    return start(temporal, matchingWorkflowType, {
      ...{ taskQueue: matchingTaskQueue, workflowId: matchingWorkflowId(jobId), input, again: true },
    });
  },
  REQUEST_CHANGED: ({ temporal }, requestId) =>
    tell(temporal, requestWorkflowId(requestId), requestChangedSignal),
  ORDER_ACTED: async ({ db, temporal }, id) => {
    const { orderId } = await db.orderIntent.findUniqueOrThrow({ where: { id } });
    await tell(temporal, orderWorkflowId(orderId), orderChangedSignal);
  },
  REQUEST_ACTED: async ({ db, temporal }, id) => {
    const { requestId } = await db.requestIntent.findUniqueOrThrow({ where: { id } });
    await tell(temporal, requestWorkflowId(requestId), requestChangedSignal);
  },
  MATCHING_ACTED: ({ temporal }, jobId) => tell(temporal, matchingWorkflowId(jobId), matchingChangedSignal),
  CALENDAR_CHANGED: async ({ db, vault, promise, now }) => {
    await moveDeadlines(db, vault, promise, now());
  },
  CHECK_RETURN_DATA: ({ temporal }, returnDataId) =>
    start(temporal, returnDataWorkflowType, {
      ...{ taskQueue: ordersTaskQueue, workflowId: returnDataWorkflowId(returnDataId) },
      ...{ input: { returnDataId }, again: true },
    }),
};

/**
 * Starts a workflow once: one that was started before is as good. `again`: one that has ended is not, since its row wants
 * to be carried by another run (or, of files, a run that finds its work done ends at once).
 */
async function start(
  temporal: Client,
  type: string,
  options: { taskQueue: string; workflowId: string; input: object; again: boolean },
): Promise<void> {
  const { taskQueue, workflowId, input, again } = options;
  try {
    await temporal.withDeadline(Date.now() + callMs, () =>
      temporal.workflow.start(type, {
        ...{ taskQueue, workflowId, args: [input] },
        workflowIdReusePolicy: again ? 'ALLOW_DUPLICATE' : 'REJECT_DUPLICATE',
      }),
    );
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}

/** Lets a workflow read its row again. One that is not there reads it when it begins, or has ended: nobody is to be told. */
async function tell(temporal: Client, workflowId: string, signal: string): Promise<void> {
  try {
    await temporal.withDeadline(Date.now() + callMs, () =>
      temporal.workflow.getHandle(workflowId).signal(signal),
    );
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
  }
}
