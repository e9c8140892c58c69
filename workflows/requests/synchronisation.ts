import {
  ActivityFailure,
  CancellationScope,
  isCancellation,
  patched,
  sleep,
  TimeoutFailure,
} from '@temporalio/workflow';
import type { StepResult } from '../../contract/requests/steps.ts';
import { codeOf, detailsOf } from '../shared/activities.ts';
import { day, iso, pauseAfter } from '../shared/waits.ts';
import { dwh, records } from './activities.ts';
import type { RequestRun } from './request-run.ts';

const step = 'SINKRONISASI_DWH';

/** How a job came to its end, as the step's history tells it. */
interface Outcome {
  readonly action: 'complete' | 'fail';
  readonly result: StepResult;
  readonly reason: string | null;
}

const failed = (result: StepResult, reason: string | null = null): Outcome => ({
  action: 'fail',
  result,
  reason,
});

/** A DWH that says nothing for so long has failed; staff may try again. */
const patienceMs = 5 * day;
/** "Done" may be a little ahead of what those who read the DWH see: read again so often, and no more. */
const readingPauses = ['1 minute', '5 minutes', '15 minutes'] as const;
/** A single call without an answer is no outage yet. */
const firstPause = '10 seconds';
/** A job that is forgotten more often than this is not worth sending. */
const longestMemory = 5;

/**
 * The step Sinkronisasi DWH where the interface is switched on: the job is sent, waited for, and its effect read, while
 * the run goes on waiting for people. Nothing of it moves a request that is not there any more: each end takes its turn
 * and asks the table.
 */
export class Synchronisation {
  readonly #run: RequestRun;
  /** What is under way: for which attempt, and how to stop it. */
  #task: {
    readonly attempt: number;
    readonly scope: CancellationScope;
    readonly over: Promise<void>;
  } | null = null;

  constructor(run: RequestRun) {
    this.#run = run;
  }

  /** Begins or stops the work as the request now wants it. */
  tend(): void {
    const wanted = this.#wanted();
    if (this.#task && this.#task.attempt !== wanted) this.#stop();
    if (!this.#task && wanted !== null) this.#begin(wanted);
  }

  /** At the end of the request: stops the work, and calls back the job of one that was cancelled. */
  async end(): Promise<void> {
    const over = this.#task?.over;
    this.#stop();
    await over;
    const run = this.#run;
    if (run.status !== 'DIBATALKAN') return;
    await run.turns.take(() => run.lookAgain());
    const { status, dwhJobId: jobId, dwhAttempt: attempt } = run.synchronisation;
    if (status !== 'DIKERJAKAN' || !run.request.dwhOn) return;
    // Runs that ended before knew no job without an id, and gave up in silence.
    const inAllCases = patched('job-called-back-by-its-key');
    if (jobId === null && (!inAllCases || attempt === 0)) return;
    const job = { requestId: run.requestId, attempt, jobId };
    try {
      await dwh.cancelling(run.settings).cancelDwhJob(job);
    } catch {
      // The DWH was away for a day: whatever the job does there, it changes nothing here.
      if (inAllCases) await run.turns.take(() => records.noteDwhGivenUp(job));
    }
  }

  /** The attempt that should be under way; null: none. An attempt that is still to be sent is the next number. */
  #wanted(): number | null {
    const { status, dwhAttempt } = this.#run.synchronisation;
    if (!this.#run.request.dwhOn || this.#run.status !== 'DIPROSES') return null;
    if (status === 'DIKERJAKAN') return dwhAttempt;
    return this.#run.plan({ on: 'step', step, action: 'send' }, 'system') ? dwhAttempt + 1 : null;
  }

  #begin(attempt: number): void {
    const scope = new CancellationScope();
    const over = scope
      .run(() => this.#work(attempt))
      .catch((error: unknown) => {
        // VERSION_CONFLICT: another attempt is under way by now.
        if (!isCancellation(error) && codeOf(error) !== 'VERSION_CONFLICT') throw error;
      })
      .finally(() => {
        if (this.#task?.scope === scope) this.#task = null;
        // The run looks what is to be done now.
        this.#run.news = true;
      });
    this.#task = { attempt, scope, over };
  }

  #stop(): void {
    this.#task?.scope.cancel();
    this.#task = null;
  }

  /** Asks until there is an outcome; while the DWH is silent the clock stands still and the pauses grow. */
  async #work(attempt: number): Promise<void> {
    await this.#send();
    const since = Date.now();
    let [silent, forgotten] = [0, 0];
    for (;;) {
      try {
        return await this.#settle(attempt, await this.#synchronise(attempt));
      } catch (error) {
        const trouble = troubleOf(error);
        if (trouble === 'forgotten') forgotten += 1;
        else if (trouble === 'silent') silent += 1;
        else return this.#settle(attempt, trouble);
      }
      if (forgotten >= longestMemory) return this.#settle(attempt, failed('DWH_GAGAL'));
      if (Date.now() - since >= patienceMs) return this.#settle(attempt, failed('DWH_TIDAK_MENJAWAB'));
      const troubles = silent + forgotten;
      if (silent > 1) await this.#holdClock(true);
      await sleep(troubles === 1 ? firstPause : pauseAfter(troubles - 1));
    }
  }

  /** The number of the attempt is stored before the DWH hears of it. */
  #send(): Promise<void> {
    const run = this.#run;
    return this.#turn(async () => {
      const moves = run.plan({ on: 'step', step, action: 'send' }, 'system');
      if (moves) await run.record(() => records.recordSystemMoves({ ...this.#now(), moves }));
    });
  }

  async #synchronise(attempt: number): Promise<Outcome> {
    const { requestId, settings } = this.#run;
    const { submitDwhJob } = dwh.calls(settings);
    // Heard to its end, also when the request is cancelled meanwhile: the job can be called back by its id.
    const { jobId } = await whole(() => submitDwhJob({ requestId, attempt }));
    await this.#holdClock(false);
    const { status, reason } = await orCancelled(
      whole(() => dwh.waiting.pollDwhJob({ requestId, attempt, jobId })),
    );
    return status === 'DONE' ? this.#readBack() : failed('DWH_GAGAL', reason);
  }

  /** Before anybody is told that it is done, the NIK is read once more. */
  async #readBack(): Promise<Outcome> {
    const { requestId, settings } = this.#run;
    const { readDwhEvidence } = dwh.calls(settings);
    for (const pause of [...readingPauses, null]) {
      const reading = await whole(() => readDwhEvidence({ requestId }));
      if (reading === 'TERBACA') return { action: 'complete', result: 'TERBACA_DI_DWH', reason: null };
      if (reading === 'TIDAK_AKTIF') return failed('DWH_BELUM_TERBACA', 'NIK_TIDAK_AKTIF');
      if (pause) await sleep(pause);
    }
    return failed('DWH_BELUM_TERBACA');
  }

  /** Takes its turn and asks the table: an answer to an attempt that is over changes nothing. */
  #settle(attempt: number, { action, result, reason }: Outcome): Promise<void> {
    const run = this.#run;
    return this.#turn(async () => {
      const moves = run.plan({ on: 'step', step, action }, 'DWH');
      if (!moves || run.synchronisation.dwhAttempt !== attempt) return;
      const end = { ...this.#now(), moves, result, dwhReason: reason };
      await run.record(() => records.recordSystemMoves(end));
    });
  }

  #holdClock(stopped: boolean): Promise<void> {
    const run = this.#run;
    return this.#turn(async () => {
      const isStopped = run.request.clockStopped === 'GANGGUAN_DWH';
      if (isStopped === stopped || run.hasEnded) return;
      const { version } = run.request;
      run.see(await records.holdClock({ requestId: run.requestId, version, stopped, at: iso(Date.now()) }));
    });
  }

  /** A turn that has begun ends, whatever becomes of the job. */
  #turn(work: () => Promise<void>): Promise<void> {
    return whole(() => this.#run.turns.take(work));
  }

  #now() {
    const { requestId, version: expectedVersion } = this.#run.request;
    return { requestId, expectedVersion, at: iso(Date.now()) };
  }
}

const whole = <T>(work: () => Promise<T>): Promise<T> => CancellationScope.nonCancellable(work);

/** Leaves what is waited for to itself when the work is stopped: an activity that ends while it is cancelled is trouble. */
function orCancelled<T>(waited: Promise<T>): Promise<T> {
  waited.catch(() => undefined);
  return Promise.race([waited, CancellationScope.current().cancelRequested]);
}

/** What a failed call means. @throws what is none of the DWH's doing, cancellation among it */
function troubleOf(error: unknown): 'silent' | 'forgotten' | Outcome {
  if (isCancellation(error)) throw error;
  const code = codeOf(error);
  if (code === 'DWH_JOB_UNKNOWN') return 'forgotten';
  if (code === 'DWH_REFUSED') {
    const reason = detailsOf(error).dwhCode;
    // It does not know us: a setting to be put right, no answer about the job.
    return reason === 'UNAUTHENTICATED'
      ? 'silent'
      : failed('DWH_MENOLAK', typeof reason === 'string' ? reason : null);
  }
  if (code === 'DWH_UNAVAILABLE') return 'silent';
  // It ran, or the worker was away, for longer than anybody waits.
  const isLate = error instanceof ActivityFailure && error.cause instanceof TimeoutFailure;
  if (isLate) return 'silent';
  throw error;
}
