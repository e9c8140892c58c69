import { Context, heartbeat } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import type { DwhReasonCode } from '#contract/external/dwh';
import type { DwhReading } from '#contract/requests/codes';
import { AppError, isAppError } from '#contract/shared/errors';
import type { DwhJob, DwhPort } from '#ports/dwh/dwh-port';
import {
  isDwhJobWanted,
  noteDwhCallbackGivenUp,
  noteDwhEnd,
  noteDwhJob,
  noteDwhProgress,
  readDwhQuestion,
  recordDwhReading,
} from '#records/requests/dwh-jobs';
import type { RequestActivityDeps } from './deps.ts';

/** One job under way: the attempt names it on our side, the id on the DWH's. */
export interface DwhJobRef {
  readonly requestId: string;
  readonly attempt: number;
  readonly jobId: string;
}

/** How a job ended there. */
export interface DwhJobEnd {
  readonly status: 'DONE' | 'FAILED' | 'CANCELLED';
  readonly reason: DwhReasonCode | null;
}

/**
 * Sends the job of an attempt, or finds it when it was sent before: the key is the attempt's. Fails with DWH_UNAVAILABLE
 * (nothing is known) and DWH_REFUSED (a definite no).
 */
export const submitDwhJob =
  (deps: RequestActivityDeps) =>
  async ({ requestId, attempt }: { requestId: string; attempt: number }): Promise<{ jobId: string }> => {
    const dwh = portOf(deps);
    const question = await readDwhQuestion(deps.db, deps.vault, requestId, attempt);
    const { jobId } = await dwh.submitJob(question);
    await noteDwhJob(deps.db, { requestId, attempt, jobId, at: deps.now() });
    return { jobId };
  };

/** After so many questions without an answer in a row the DWH is taken for away. */
const patience = 3;
/** One attempt asks for so long, then gives its place to others; Temporal begins the next one. */
const attemptMs = 45_000;
/** Progress is written at most so often. */
const progressMs = 3_000;

/**
 * Asks after a job until it has ended. While it runs the activity fails as "still running" from time to time and is
 * begun again by Temporal: that takes no worker's place and adds nothing to the history. Heartbeats keep how far the job
 * is. Ends when nobody wants the job any more; the workflow has long gone on then.
 *
 * Fails with DWH_JOB_UNKNOWN when the DWH forgot the job, and with DWH_UNAVAILABLE when it does not answer.
 */
export const pollDwhJob =
  (deps: RequestActivityDeps) =>
  async (job: DwhJobRef): Promise<DwhJobEnd> => {
    const dwh = portOf(deps);
    const until = Date.now() + attemptMs;
    let [silent, written, writtenAt] = [0, lastHeartbeat(), 0];
    for (;;) {
      if (!(await isDwhJobWanted(deps.db, job))) return { status: 'CANCELLED', reason: null };
      const state = await poll(dwh, job.jobId);
      silent = state === null ? silent + 1 : 0;
      if (silent >= patience) throw unavailable();
      if (state && isOver(state)) return { status: state.status, reason: state.reasonCode };
      if (state && state.progress !== written && Date.now() - writtenAt >= progressMs) {
        await noteDwhProgress(deps.db, { ...job, progress: state.progress, at: deps.now() });
        [written, writtenAt] = [state.progress, Date.now()];
      }
      heartbeat({ jobId: job.jobId, progress: written });
      if (Date.now() >= until) throw stillRunning();
      await Context.current().sleep(deps.dwhPollMs);
    }
  };

/** The progress that an earlier attempt wrote. */
function lastHeartbeat(): number {
  const details = Context.current().info.heartbeatDetails as { progress?: number } | undefined;
  return details?.progress ?? -1;
}

type Over = DwhJob & { readonly status: DwhJobEnd['status'] };
const isOver = (job: DwhJob): job is Over => job.status !== 'QUEUED' && job.status !== 'RUNNING';

/** Null: no answer. */
async function poll(dwh: DwhPort, jobId: string): Promise<DwhJob | null> {
  try {
    return await dwh.pollJob(jobId);
  } catch (error) {
    if (isAppError(error) && error.code === 'DWH_UNAVAILABLE') return null;
    throw error;
  }
}

/** Not tried again by Temporal: the workflow waits with growing pauses while the clock stands still. */
const unavailable = () => ApplicationFailure.nonRetryable('the DWH does not answer', 'DWH_UNAVAILABLE');
const stillRunning = () => ApplicationFailure.retryable('the job still runs', 'DWH_JOB_RUNNING');

/**
 * Reads the NIK as those do who read the DWH, and keeps what it said as the evidence of the synchronisation. Fails with
 * DWH_UNAVAILABLE; a refusal counts as no answer, since it says nothing of the NIK.
 */
export const readDwhEvidence =
  (deps: RequestActivityDeps) =>
  async ({ requestId }: { requestId: string }): Promise<DwhReading> => {
    const dwh = portOf(deps);
    const { nik } = await readDwhQuestion(deps.db, deps.vault, requestId, null);
    const { kind } = await dwh.read(nik);
    const reading = readings[kind];
    await recordDwhReading(deps.db, { requestId, reading, purpose: 'EVIDENCE' });
    return reading;
  };

const readings = { found: 'TERBACA', notFound: 'TIDAK_TERBACA', inactive: 'TIDAK_AKTIF' } as const;

/** The job of an attempt, as far as we know it: without an id when the DWH's answer to its sending never came. */
export interface SentDwhJob {
  readonly requestId: string;
  readonly attempt: number;
  readonly jobId: string | null;
}

/**
 * Calls back the job of a request that was cancelled. What the DWH says of it is written down and changes nothing; a
 * job that had ended before is a late answer. A job without an id is found by its key, the only way that there is: the
 * DWH gives the one that it has taken under this key, or takes it now, and loses it again at once.
 */
export const cancelDwhJob =
  (deps: RequestActivityDeps) =>
  async (job: SentDwhJob): Promise<void> => {
    const dwh = portOf(deps);
    let { jobId } = job;
    const known = jobId ?? (await readDwhQuestion(deps.db, deps.vault, job.requestId, job.attempt));
    try {
      jobId = typeof known === 'string' ? known : (await dwh.submitJob(known)).jobId;
      const { status, reasonCode } = await dwh.cancelJob(jobId);
      await noteDwhEnd(deps.db, { ...job, jobId, status, reason: reasonCode });
    } catch (error) {
      if (!isAppError(error) || error.code === 'DWH_UNAVAILABLE') throw error;
      await noteDwhEnd(deps.db, { ...job, jobId, status: error.code, reason: null });
    }
  };

/** Writes down that a job could not be called back for as long as anybody tries. */
export const noteDwhGivenUp =
  (deps: RequestActivityDeps) =>
  (job: SentDwhJob): Promise<void> =>
    noteDwhCallbackGivenUp(deps.db, job);

function portOf({ dwh }: RequestActivityDeps): DwhPort {
  if (dwh) return dwh;
  throw new AppError('DWH_UNAVAILABLE', { message: "the DWH's interface is switched off" });
}
