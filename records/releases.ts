import type { OutboxKind } from '#contract/orders/codes';
import type { Database, Transaction } from '#prisma/client';
import { systemPerson, writeAudit } from './audit.ts';
import { wakeDispatcher } from './payments/inbox.ts';
import { releasedRun } from './released-run.ts';

/** Kinds of outbox rows that start the workflow of a row. */
export type StartKind = Extract<
  OutboxKind,
  'START_ORDER' | 'START_REQUEST' | 'START_MATCHING' | 'CHECK_RETURN_DATA'
>;

interface Carried {
  readonly kind: StartKind;
  readonly id: string;
}

/** Whether the row waits for a run in place of one that was lost. */
export async function isReleased(
  db: Database,
  kind: 'START_ORDER' | 'START_REQUEST',
  id: string,
): Promise<boolean> {
  const where = { id, workflowRunId: releasedRun };
  const found =
    kind === 'START_ORDER' ? await db.order.count({ where }) : await db.syncRequest.count({ where });
  return found > 0;
}

/**
 * Lets another run carry a row whose workflow Temporal does not run any more (its file was restored from an older moment,
 * or is lost), and asks the worker to start it: in one transaction, which the audit trail names. `runId` is the run that
 * the row named when Temporal was asked; false, and nothing done, when it names another one by now.
 *
 * Only for a row of which Temporal has just said that no workflow runs: two at once would be the harm.
 */
export async function releaseRun(
  db: Database,
  { kind, id, runId }: Carried & { readonly runId: string | null },
): Promise<boolean> {
  return db.$transaction(async (tx) => {
    const released = { where: { id, workflowRunId: runId }, data: { workflowRunId: releasedRun } };
    if (kind === 'START_ORDER') {
      if ((await tx.order.updateMany(released)).count === 0) return false;
      await hearAgainInside(tx, id);
    } else if (kind === 'START_REQUEST') {
      if ((await tx.syncRequest.updateMany(released)).count === 0) return false;
    }
    await tx.outbox.upsert({
      where: { kind_refId: { kind, refId: id } },
      create: { kind, refId: id },
      update: { doneAt: null, attempts: 0, lastError: null, availableAt: new Date() },
    });
    await writeAudit(tx, {
      ...{ event: 'RUN_RELEASED', actor: systemPerson('system') },
      ...{ subjectType: subjects[kind], subjectId: id, details: { run: runId ?? 'none' } },
    });
    await wakeDispatcher(tx);
    return true;
  });
}

const subjects = {
  START_ORDER: 'ORDER',
  START_REQUEST: 'REQUEST',
  START_MATCHING: 'MATCHING',
  CHECK_RETURN_DATA: 'RETURN_DATA',
} as const satisfies Record<StartKind, string>;

/** Carries the payments that an order was told of, and has not ended, to its workflow once more; that does no harm. */
export async function hearAgain(db: Database, orderId: string): Promise<void> {
  await db.$transaction(async (tx) => {
    await hearAgainInside(tx, orderId);
    await wakeDispatcher(tx);
  });
}

async function hearAgainInside(tx: Transaction, orderId: string): Promise<void> {
  await tx.paymentNotice.updateMany({
    where: { orderId, status: 'CARRIED' },
    data: { status: 'RECEIVED', attempts: 0, availableAt: new Date() },
  });
}
