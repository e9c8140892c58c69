import type { DwhJobStatus, DwhReasonCode, JobOrder } from '#contract/external/dwh';
import { randomToken } from '#platform/crypto';
import { type Journal, openJournal } from '../shared/journal.ts';

/** How a job will go by itself, decided when it is taken. */
export interface JobPlan {
  /** Milliseconds until its end; null = it runs until a person ends it. */
  readonly runsMs: number | null;
  /** Null = it succeeds. */
  readonly failsWith: DwhReasonCode | null;
}

/** A job as the simulated DWH keeps it. Moments are ISO texts in UTC. */
export interface Job {
  readonly jobId: string;
  readonly key: string;
  readonly nik: string;
  readonly noKk: string;
  readonly submittedAt: string;
  readonly plan: JobPlan;
}

export interface JobEnd {
  readonly status: 'DONE' | 'FAILED' | 'CANCELLED';
  readonly at: string;
  readonly reasonCode: DwhReasonCode | null;
}

/** Where a job stands at one moment; `end` is null until it is over. */
export interface JobView {
  readonly status: DwhJobStatus;
  readonly progress: number;
  readonly end: JobEnd | null;
}

type JobEvent =
  | { readonly type: 'submitted'; readonly job: Job }
  | { readonly type: 'ended'; readonly jobId: string; readonly end: JobEnd }
  | { readonly type: 'forgotten'; readonly jobId: string };

/**
 * The DWH's jobs: all in memory, and every change on the disk before it is answered. How a job goes by itself follows
 * from its plan and the clock, so a stop in the middle changes nothing.
 */
export interface JobStore {
  submit(order: Pick<JobOrder, 'nik' | 'noKk'>, key: string, plan: JobPlan): Promise<Job>;
  byKey(key: string): Job | undefined;
  job(jobId: string): Job | undefined;
  view(job: Job): JobView;
  /** Ends a job early; false when it is over already. */
  end(job: Job, end: Pick<JobEnd, 'status' | 'reasonCode'>): Promise<boolean>;
  /** Drops a job and its key, as if it had never been. */
  forget(job: Job): Promise<void>;
  /** The newest job that has made this NIK readable, with its end. */
  synchronised(nik: string): { readonly job: Job; readonly end: JobEnd } | undefined;
  /** Newest first. */
  jobs(limit: number): Job[];
  /** Resolves once everything before is on the disk. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

/** Opens the store in its folder and reads what an earlier run left. `now` is the simulator's clock. */
export async function openJobStore(dataDir: string, now: () => Date): Promise<JobStore> {
  const jobs = new Map<string, Job>();
  const keys = new Map<string, Job>();
  const ends = new Map<string, JobEnd>();
  const byNik = new Map<string, Job[]>();

  function apply(event: JobEvent): void {
    if (event.type === 'submitted') {
      const { job } = event;
      jobs.set(job.jobId, job);
      keys.set(job.key, job);
      byNik.set(job.nik, [...(byNik.get(job.nik) ?? []), job]);
    } else if (event.type === 'ended') ends.set(event.jobId, event.end);
    else drop(event.jobId);
  }

  function drop(jobId: string): void {
    const job = jobs.get(jobId);
    if (!job) return;
    jobs.delete(jobId);
    keys.delete(job.key);
    byNik.set(job.nik, byNik.get(job.nik)?.filter((other) => other !== job) ?? []);
  }

  const journal: Journal<JobEvent> = await openJournal(`${dataDir}/dwh.jsonl`, apply);
  const store = (event: JobEvent): Promise<void> => {
    apply(event);
    return journal.append(event);
  };
  const view = (job: Job): JobView => viewOf(job, ends.get(job.jobId), now().getTime());

  return {
    async submit({ nik, noKk }, key, plan) {
      const job: Job = {
        jobId: `J-${randomToken(9)}`,
        key,
        nik,
        noKk,
        submittedAt: now().toISOString(),
        plan,
      };
      await store({ type: 'submitted', job });
      return job;
    },
    byKey: (key) => keys.get(key),
    job: (jobId) => jobs.get(jobId),
    view,
    async end(job, { status, reasonCode }) {
      if (view(job).end) return false;
      const end = { status, reasonCode, at: now().toISOString() };
      await store({ type: 'ended', jobId: job.jobId, end });
      return true;
    },
    forget: (job) => store({ type: 'forgotten', jobId: job.jobId }),
    synchronised(nik) {
      for (const job of [...(byNik.get(nik) ?? [])].reverse()) {
        const { end } = view(job);
        if (end?.status === 'DONE') return { job, end };
      }
      return undefined;
    },
    jobs: (limit) => [...jobs.values()].slice(-limit).reverse(),
    settled: () => journal.settled(),
    close: () => journal.close(),
  };
}

/** The first fifth of its time a job waits; one without an end of its own waits a second, then stands at half. */
function viewOf(job: Job, ended: JobEnd | undefined, now: number): JobView {
  if (ended) return { status: ended.status, progress: ended.status === 'DONE' ? 100 : 50, end: ended };
  const { runsMs, failsWith } = job.plan;
  const began = Date.parse(job.submittedAt);
  const passed = now - began;
  if (runsMs === null)
    return passed < 1_000
      ? { status: 'QUEUED', progress: 0, end: null }
      : { status: 'RUNNING', progress: 50, end: null };
  if (passed >= runsMs) {
    const end: JobEnd = {
      status: failsWith ? 'FAILED' : 'DONE',
      at: new Date(began + runsMs).toISOString(),
      reasonCode: failsWith,
    };
    return { status: end.status, progress: failsWith ? 70 : 100, end };
  }
  if (passed < runsMs / 5) return { status: 'QUEUED', progress: 0, end: null };
  return { status: 'RUNNING', progress: Math.floor((99 * passed) / runsMs), end: null };
}
