import { matchingStatuses } from '#contract/metering/matching/lifecycle';
import {
  matchingChangedSignal,
  matchingWorkflowId,
  matchingWorkflowType,
} from '#contract/metering/matching/messages';
import { returnDataWorkflowId, returnDataWorkflowType } from '#contract/metering/round-messages';
import { orderLifecycle, orderStatuses } from '#contract/orders/lifecycle';
import { orderChangedSignal, orderWorkflowId, orderWorkflowType } from '#contract/orders/messages';
import { requestLifecycle, requestStatuses } from '#contract/requests/lifecycle';
import { requestChangedSignal, requestWorkflowId, requestWorkflowType } from '#contract/requests/messages';
import type { Database } from '#prisma/client';
import type { StartKind } from '#records/releases';

/** A row that a workflow carries. */
export interface CarriedRow {
  readonly id: string;
  readonly status: string;
  /** Null: rows of this kind have none, their workflow reads them anew at each step. */
  readonly version: number | null;
  readonly runId: string | null;
  /** Whether a workflow should run for it. */
  readonly open: boolean;
}

/** A kind of row that a workflow carries, and how both find each other. */
export interface Carried {
  readonly kind: StartKind;
  /** For people: `order`. */
  readonly name: string;
  readonly workflowType: string;
  readonly workflowId: (id: string) => string;
  /** Makes the workflow read its row again; null when it does so by itself. */
  readonly changedSignal: string | null;
  /** All rows that are open, or those of these ids. */
  readonly rows: (db: Database, now: Date, ids?: readonly string[]) => Promise<CarriedRow[]>;
}

const wanted = <S extends string>(ids: readonly string[] | undefined, states: readonly S[]) =>
  ids ? { id: { in: [...ids] } } : { status: { in: [...states] } };

const without = <S extends string>(all: readonly S[], ended: readonly S[]): S[] =>
  all.filter((status) => !ended.includes(status));

const openOrders = without(orderStatuses, orderLifecycle.final);
/** Money may still come on them for a while. */
const lateOrders = ['KEDALUWARSA', 'DIBATALKAN'] as const;
const openRequests = without(requestStatuses, requestLifecycle.final);
const openMatching = without(matchingStatuses, ['SELESAI', 'DIBATALKAN']);
const openReturnData = ['ANTRE', 'DIPERIKSA'] as const;

/** Each kind of row that has a workflow of its own for as long as it is open. */
export const carriedKinds: readonly Carried[] = [
  {
    ...{ kind: 'START_ORDER', name: 'order', workflowType: orderWorkflowType, workflowId: orderWorkflowId },
    changedSignal: orderChangedSignal,
    rows: async (db, now, ids) => {
      const select = { id: true, status: true, version: true, workflowRunId: true, openUntil: true } as const;
      const where = ids ? wanted(ids, []) : openOrdersAt(now);
      const rows = await db.order.findMany({ where, select, orderBy: { id: 'asc' } });
      return rows.map(({ workflowRunId: runId, openUntil, ...row }) => ({
        ...row,
        runId,
        open: isOrderOpen(row.status, openUntil, now),
      }));
    },
  },
  {
    ...{ kind: 'START_REQUEST', name: 'request', workflowType: requestWorkflowType },
    ...{ workflowId: requestWorkflowId, changedSignal: requestChangedSignal },
    rows: async (db, _now, ids) => {
      const select = { id: true, status: true, version: true, workflowRunId: true } as const;
      const where = wanted(ids, openRequests);
      const rows = await db.syncRequest.findMany({ where, select, orderBy: { id: 'asc' } });
      return rows.map(({ workflowRunId: runId, ...row }) => ({
        ...row,
        runId,
        open: (openRequests as string[]).includes(row.status),
      }));
    },
  },
  {
    ...{ kind: 'START_MATCHING', name: 'matching job', workflowType: matchingWorkflowType },
    ...{ workflowId: matchingWorkflowId, changedSignal: matchingChangedSignal },
    rows: async (db, _now, ids) => {
      const select = { id: true, status: true, version: true } as const;
      const where = wanted(ids, openMatching);
      const rows = await db.matchingJob.findMany({ where, select, orderBy: { id: 'asc' } });
      return rows.map((row) => ({
        ...row,
        runId: null,
        open: (openMatching as string[]).includes(row.status),
      }));
    },
  },
  {
    ...{ kind: 'CHECK_RETURN_DATA', name: 'file of databalikan', workflowType: returnDataWorkflowType },
    ...{ workflowId: returnDataWorkflowId, changedSignal: null },
    rows: async (db, _now, ids) => {
      const select = { id: true, status: true } as const;
      const where = wanted(ids, openReturnData);
      const rows = await db.returnData.findMany({ where, select, orderBy: { id: 'asc' } });
      return rows.map((row) => ({
        ...row,
        ...{ runId: null, version: null },
        open: (openReturnData as readonly string[]).includes(row.status),
      }));
    },
  },
];

/** An expired or cancelled order is carried for as long as money may still come on its code. */
function isOrderOpen(status: string, openUntil: Date | null, now: Date): boolean {
  if ((lateOrders as readonly string[]).includes(status)) return openUntil !== null && openUntil > now;
  return (openOrders as string[]).includes(status);
}

/** Those orders alone: of all that ever ended without money there are many. */
const openOrdersAt = (now: Date) => ({
  OR: [
    { status: { in: without(openOrders, lateOrders) } },
    { status: { in: [...lateOrders] }, openUntil: { gt: now } },
  ],
});
