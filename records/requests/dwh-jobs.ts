import type { DwhReading, ReadingPurpose } from '#contract/requests/codes';
import { AppError } from '#contract/shared/errors';
import type { Vault } from '#platform/vault';
import type { Database, DatabaseReader } from '#prisma/client';
import { systemPerson, writeAudit } from '../audit.ts';
import { openKk, openNik } from './sealed.ts';
import { dwhJobKey } from './steps.ts';
import { announceRequest } from './transition.ts';

const step = 'SINKRONISASI_DWH';

interface Attempt {
  readonly requestId: string;
  readonly attempt: number;
}

/**
 * What the DWH is asked with: the same for every repeat of one attempt. Without an attempt the numbers alone.
 * @throws AppError VERSION_CONFLICT when this attempt is not the one under way; NOT_FOUND
 */
export async function readDwhQuestion(
  db: DatabaseReader,
  vault: Vault,
  requestId: string,
  attempt: number | null,
): Promise<{ key: string; nik: string; noKk: string }> {
  const row = await db.syncRequest.findUnique({ where: { id: requestId }, include: { steps: true } });
  if (!row) throw new AppError('NOT_FOUND', { message: `no request ${requestId}` });
  const state = row.steps.find((each) => each.step === step);
  if (attempt !== null && (state?.status !== 'DIKERJAKAN' || state.dwhAttempt !== attempt)) {
    throw new AppError('VERSION_CONFLICT', { message: `attempt ${attempt} is not under way` });
  }
  return { key: dwhJobKey(requestId, attempt ?? 0), nik: openNik(vault, row), noKk: openKk(vault, row) };
}

/** Whether the request still waits for this job. */
export async function isDwhJobWanted(db: DatabaseReader, { requestId, attempt }: Attempt): Promise<boolean> {
  const state = await db.requestStepState.findFirst({
    where: { requestId, step, status: 'DIKERJAKAN', dwhAttempt: attempt, request: { status: 'DIPROSES' } },
    select: { step: true },
  });
  return state !== null;
}

/** Keeps under which id the DWH knows the job of an attempt. */
export async function noteDwhJob(db: Database, job: Attempt & { jobId: string; at: Date }): Promise<void> {
  await noteOnStep(db, job, { dwhJobId: job.jobId, dwhProgress: 0, dwhAsOf: job.at });
}

/** Keeps how far a job is; pages are told. */
export async function noteDwhProgress(
  db: Database,
  job: Attempt & { progress: number; at: Date },
): Promise<void> {
  await noteOnStep(db, job, { dwhProgress: job.progress, dwhAsOf: job.at });
}

/** Writes on the step of an attempt; nothing when another attempt is under way. Raises no version: nothing moved. */
async function noteOnStep(
  db: Database,
  { requestId, attempt }: Attempt,
  data: { dwhJobId?: string; dwhProgress: number; dwhAsOf: Date },
): Promise<void> {
  await db.$transaction(async (tx) => {
    const { count } = await tx.requestStepState.updateMany({
      where: { requestId, step, dwhAttempt: attempt },
      data,
    });
    if (count === 0) return;
    const { officeId, status } = await tx.syncRequest.findUniqueOrThrow({
      where: { id: requestId },
      select: { officeId: true, status: true },
    });
    await announceRequest(tx, { requestId, officeId, status });
  });
}

/** Keeps what the DWH said of a request's NIK, and for what it was asked. */
export async function recordDwhReading(
  db: Database,
  entry: { requestId: string; reading: DwhReading; purpose: ReadingPurpose },
): Promise<void> {
  const { id: byId, name: byName } = systemPerson('DWH');
  await db.dwhReadingEntry.createMany({ data: { ...entry, byId, byName } });
}

/** A job that nobody wants any more; without an id when we never heard it. */
type UnwantedJob = Attempt & { readonly jobId: string | null };

/** Writes down what became of a job that nobody wanted any more. Once per job, however often it is said. */
export function noteDwhEnd(
  db: Database,
  end: UnwantedJob & { readonly status: string; readonly reason: string | null },
): Promise<void> {
  const { status, reason, ...job } = end;
  const isLate = status === 'DONE' || status === 'FAILED';
  return noteOnce(db, job, isLate ? 'DWH_LATE_ANSWER' : 'DWH_JOB_CANCELLED', { status, reason });
}

/** Writes down that the DWH was away for so long that a job was not called back; it may have done it. */
export const noteDwhCallbackGivenUp = (db: Database, job: UnwantedJob): Promise<void> =>
  noteOnce(db, job, 'DWH_CALLBACK_GIVEN_UP', {});

const ends = ['DWH_LATE_ANSWER', 'DWH_JOB_CANCELLED', 'DWH_CALLBACK_GIVEN_UP'] as const;

async function noteOnce(
  db: Database,
  { requestId, attempt, jobId }: UnwantedJob,
  event: (typeof ends)[number],
  more: Readonly<Record<string, unknown>>,
): Promise<void> {
  await db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 AS one FROM sync_request WHERE id = ${requestId}::uuid FOR UPDATE`;
    const before = await tx.auditEntry.findFirst({
      where: {
        subjectType: 'REQUEST',
        subjectId: requestId,
        event: { in: [...ends] },
        details: jobId === null ? { path: ['attempt'], equals: attempt } : { path: ['jobId'], equals: jobId },
      },
      select: { id: true },
    });
    if (before) return;
    await writeAudit(tx, {
      event,
      actor: systemPerson('DWH'),
      subjectType: 'REQUEST',
      subjectId: requestId,
      details: { attempt, jobId, ...more },
    });
  });
}
