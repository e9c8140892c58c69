import type { ClockStop } from '#contract/requests/codes';
import type { RequestSnapshot, StepSnapshot } from '#contract/requests/facts';
import type { RequestStatus } from '#contract/requests/lifecycle';
import { type RequestStep, requestSteps, type StepResult, type StepStatus } from '#contract/requests/steps';
import { AppError } from '#contract/shared/errors';
import type { Database, DatabaseReader, Prisma } from '#prisma/client';
import { releasedRun } from '../released-run.ts';

/** What `toRequestSnapshot` wants of a request's row. */
export const requestSnapshotInclude = { steps: true } as const satisfies Prisma.SyncRequestInclude;

export type RequestSnapshotRow = Prisma.SyncRequestGetPayload<{ include: typeof requestSnapshotInclude }>;

/** Whether the DWH's interface is switched on: a setting of the process that reads. */
export interface Interfaces {
  readonly dwhOn: boolean;
}

/** The request as the tables look at it, read now. @throws AppError NOT_FOUND */
export async function readRequestSnapshot(
  db: DatabaseReader,
  requestId: string,
  interfaces: Interfaces,
): Promise<RequestSnapshot> {
  const row = await db.syncRequest.findUnique({ where: { id: requestId }, include: requestSnapshotInclude });
  if (!row) throw new AppError('NOT_FOUND', { message: `no request ${requestId}` });
  return toRequestSnapshot(row, interfaces);
}

export function toRequestSnapshot(row: RequestSnapshotRow, { dwhOn }: Interfaces): RequestSnapshot {
  return {
    requestId: row.id,
    status: row.status as RequestStatus,
    version: row.version,
    statusSince: row.statusSince.toISOString(),
    officeId: row.officeId,
    assigneeId: row.assigneeId,
    photosKept: row.photosDestroyedAt === null,
    dueAt: row.dueAt?.toISOString() ?? null,
    remindAt: row.remindAt?.toISOString() ?? null,
    clockStopped: row.clockStopped as ClockStop | null,
    dwhOn,
    steps: Object.fromEntries(
      requestSteps.map((step) => [step, stepSnapshot(row.steps.find((each) => each.step === step))]),
    ) as Record<RequestStep, StepSnapshot>,
  };
}

/** A step without a row (one that was added to the list after the request was made) waits. */
const stepSnapshot = (row: RequestSnapshotRow['steps'][number] | undefined): StepSnapshot => ({
  status: (row?.status ?? 'MENUNGGU') as StepStatus,
  assigneeId: row?.assigneeId ?? null,
  result: (row?.result ?? null) as StepResult | null,
  dwhAttempt: row?.dwhAttempt ?? 0,
  dwhJobId: row?.dwhJobId ?? null,
});

/**
 * Binds a request to the workflow run that carries it, once: Temporal forgets closed workflows after its retention,
 * and a second run for the same request must not start.
 * @throws AppError ACTION_NOT_ALLOWED when another run has, or had, this request; NOT_FOUND
 */
export async function claimRequest(db: Database, requestId: string, runId: string): Promise<void> {
  const claimed = await db.syncRequest.updateMany({
    where: { id: requestId, OR: [{ workflowRunId: null }, { workflowRunId: { in: [runId, releasedRun] } }] },
    data: { workflowRunId: runId },
  });
  if (claimed.count > 0) return;
  const row = await db.syncRequest.findUnique({ where: { id: requestId }, select: { status: true } });
  if (!row) throw new AppError('NOT_FOUND', { message: `no request ${requestId}` });
  throw new AppError('ACTION_NOT_ALLOWED', {
    message: `request ${requestId} is past its start`,
    details: { state: row.status },
  });
}
