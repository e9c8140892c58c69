import type { z } from 'zod';
import {
  type DwhJobStatus,
  type DwhReasonCode,
  dwhCancelPath,
  dwhJobPath,
  dwhJobType,
  dwhKeyHeader,
  dwhPaths,
  isDwhReasonCode,
  JobState,
  ReadAnswer,
} from '#contract/external/dwh';
import { AppError } from '#contract/shared/errors';
import { type CallOptions, callDwh, type DwhCall, dwhUnavailable } from './call.ts';

/** `baseUrl`: the paths of the DWH are added. `timeoutMs`: the whole of one call. */
export type DwhPortOptions = CallOptions;

/** What those who read the DWH get for a NIK. `found` is personal data: it belongs into encrypted rows only. */
export type DwhReading =
  | {
      readonly kind: 'found';
      readonly noKk: string;
      readonly namaLengkap: string;
      /** UTC. */
      readonly lastSyncedAt: Date;
    }
  | { readonly kind: 'notFound' }
  | { readonly kind: 'inactive' };

export interface DwhJob {
  readonly jobId: string;
  readonly status: DwhJobStatus;
  /** Whole percent. */
  readonly progress: number;
  /** Of a failed job; `GANGGUAN_SISTEM` when the DWH's own code is none that we know. Null for all others. */
  readonly reasonCode: DwhReasonCode | null;
  /**
   * The DWH's words: one line, at most 300 characters, long numbers blanked out. A name may stand in it, so it is
   * stored as personal data and stays out of Temporal and logs.
   */
  readonly message: string | null;
  /** UTC; null while the job is not over. */
  readonly finishedAt: Date | null;
}

export interface DwhJobRequest {
  /** Ours, stable: the same key brings the same job, so a call without an answer is repeated unchanged. */
  readonly key: string;
  readonly nik: string;
  readonly noKk: string;
}

/**
 * The client of the DWH. All calls but `isReachable` throw
 * - `DWH_REFUSED`: a definite no; nothing was started, and the same call would be refused again. `details.dwhCode` is
 *   one of `dwhReasons` or `dwhRefusalCodes`, absent when it is none of them;
 * - `DWH_UNAVAILABLE`: nothing is known, since no answer came, or half of one. A job may run all the same: only the same
 *   key may be sent again;
 * - `DWH_JOB_UNKNOWN` (poll and cancel): the DWH forgot the job; a new submit starts it anew.
 *
 * `details.reason` says what was seen. No error carries a NIK or the DWH's words.
 */
export interface DwhPort {
  read(nik: string): Promise<DwhReading>;
  /** Starts a job that brings one record up to date with SIAK, or finds the one that this key has started. */
  submitJob(request: DwhJobRequest): Promise<DwhJob>;
  pollJob(jobId: string): Promise<DwhJob>;
  /** Gives the job as it is afterwards: one that was over before stays what it was, so look at its status. */
  cancelJob(jobId: string): Promise<DwhJob>;
  /** Whether the DWH takes calls with our token now; never throws. */
  isReachable(): Promise<boolean>;
}

/** Builds the client of the DWH from its settings. */
export function createDwhPort(options: DwhPortOptions): DwhPort {
  const ask = async <T>(schema: z.ZodType<T>, call: DwhCall): Promise<T> =>
    checked(schema, await callDwh(options, call));

  const askForJob = async (call: DwhCall, jobId?: string): Promise<DwhJob> => {
    const state = await ask(JobState, call);
    if (jobId !== undefined && state.jobId !== jobId)
      throw dwhUnavailable('unreadable', 'the DWH answered with another job');
    return jobOf(state);
  };

  return {
    async read(nik) {
      requireDigits('nik', nik);
      const answer = await ask(ReadAnswer, { method: 'POST', path: dwhPaths.read, body: { nik } });
      if (answer.status === 'NOT_FOUND') return { kind: 'notFound' };
      if (answer.status === 'INACTIVE') return { kind: 'inactive' };
      if (answer.nik !== nik) throw dwhUnavailable('unreadable', 'the DWH answered with another NIK');
      const { noKk, namaLengkap, lastSyncedAt } = answer;
      return { kind: 'found', noKk, namaLengkap, lastSyncedAt };
    },

    async submitJob({ key, nik, noKk }) {
      requireDigits('nik', nik);
      requireDigits('noKk', noKk);
      return askForJob({
        method: 'POST',
        path: dwhPaths.jobs,
        headers: { [dwhKeyHeader]: key },
        body: { nik, noKk, jobType: dwhJobType },
      });
    },

    pollJob: (jobId) => askForJob({ method: 'GET', path: dwhJobPath(jobId) }, jobId),
    cancelJob: (jobId) => askForJob({ method: 'POST', path: dwhCancelPath(jobId) }, jobId),

    async isReachable() {
      try {
        await callDwh(options, { method: 'GET', path: dwhPaths.health });
        return true;
      } catch (error) {
        if (error instanceof AppError) return false;
        throw error;
      }
    },
  };
}

/** Our own fault, found before the call. */
function requireDigits(path: 'nik' | 'noKk', value: string): void {
  if (/^\d{16}$/.test(value)) return;
  throw new AppError('INVALID_INPUT', {
    message: `${path} is not 16 digits`,
    errors: [{ path, code: 'BAD_FORMAT' }],
  });
}

function checked<T>(schema: z.ZodType<T>, answer: unknown): T {
  const parsed = schema.safeParse(answer);
  if (parsed.success) return parsed.data;
  // Only the names of the elements: their values may be a person's.
  const wrong = [...new Set(parsed.error.issues.map((issue) => issue.path.join('.') || 'all of it'))];
  throw dwhUnavailable('unreadable', `the DWH's answer is not as agreed: ${wrong.join(', ')}`);
}

function jobOf(state: JobState): DwhJob {
  const { jobId, status, reasonCode } = state;
  return {
    jobId,
    status,
    progress: Math.floor(state.progress),
    reasonCode: status !== 'FAILED' ? null : isDwhReasonCode(reasonCode) ? reasonCode : 'GANGGUAN_SISTEM',
    message: state.message ? shortened(state.message) : null,
    finishedAt: state.finishedAt ?? null,
  };
}

/** Fit to be stored and shown: one line, no control characters, no number that could be a NIK, a KK or a phone. */
const shortened = (words: string): string =>
  words
    .replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ')
    .replace(/\d(?:[ .-]?\d){7,}/g, '…')
    .trim()
    .slice(0, 300);
