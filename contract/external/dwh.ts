/**
 * The wire of the DWH (data warehouse of Ditjen Dukcapil), which BPJS, banks and immigration read: JSON over HTTP with
 * a bearer token. Its interface has no public specification, so ALL of this is an assumption of ours, to be changed here
 * and nowhere else once the real one is known. A NIK travels in bodies only, never in an address.
 *
 * | call | body | answer |
 * |---|---|---|
 * | `GET /dwh/v1/health` | | 200 while the DWH takes calls |
 * | `POST /dwh/v1/read` | `ReadCall` | 200 `ReadAnswer` |
 * | `POST /dwh/v1/jobs`, header `Idempotency-Key` | `JobOrder` | 200 or 202 `JobState`; the same key brings the same job |
 * | `GET /dwh/v1/jobs/:jobId` | | 200 `JobState`; 404 `JOB_UNKNOWN` |
 * | `POST /dwh/v1/jobs/:jobId/cancel` | | 200 `JobState`, unchanged when the job is over; 404 `JOB_UNKNOWN` |
 *
 * A refusal is 4xx with `DwhRefusal`. Moments are ISO 8601 in UTC.
 */
import { z } from 'zod';

export const dwhPaths = {
  health: '/dwh/v1/health',
  read: '/dwh/v1/read',
  jobs: '/dwh/v1/jobs',
} as const;

export const dwhJobPath = (jobId: string): string => `${dwhPaths.jobs}/${encodeURIComponent(jobId)}`;
export const dwhCancelPath = (jobId: string): string => `${dwhJobPath(jobId)}/cancel`;

/** Header under which a job is sent: the same key brings the same job, however often it is sent. */
export const dwhKeyHeader = 'idempotency-key';

/** What helps against a reason of the DWH: repeat the job, work on the data first, or decide by hand. */
export type DwhRemedy = 'retry' | 'consolidate' | 'decide';

/** Why a job failed or a call was refused, as the DWH spells it, and what helps. Sentences for people: i18n `dwh`. */
export const dwhReasons = {
  BIOMETRIK_GANDA: 'consolidate',
  NIK_TIDAK_ADA_DI_SIAK: 'consolidate',
  ELEMEN_TIDAK_COCOK: 'consolidate',
  NIK_TIDAK_AKTIF: 'decide',
  DATA_TERKUNCI: 'retry',
  GANGGUAN_SISTEM: 'retry',
} as const satisfies Record<string, DwhRemedy>;

export type DwhReasonCode = keyof typeof dwhReasons;

export const dwhReasonCodes = Object.keys(dwhReasons) as DwhReasonCode[];

export const isDwhReasonCode = (value: unknown): value is DwhReasonCode =>
  typeof value === 'string' && Object.hasOwn(dwhReasons, value);

export const dwhJobStatuses = ['QUEUED', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED'] as const;
export type DwhJobStatus = (typeof dwhJobStatuses)[number];

const sixteenDigits = z.string().regex(/^\d{16}$/);
const moment = z.iso.datetime({ offset: true }).transform((value) => new Date(value));
/** It stands in addresses, so nothing that could be a NIK is taken for one. */
const jobId = z.string().regex(/^(?!\d{16}$)[A-Za-z0-9_-]{1,64}$/);

export const ReadCall = z.object({ nik: sixteenDigits });
export type ReadCall = z.infer<typeof ReadCall>;

/**
 * What the DWH shows to those who read it. `INACTIVE`: it knows the NIK, but gives nothing out (died, moved, blocked).
 * An unknown NIK is an answer, not a 404, which could as well be a wrong address.
 */
export const ReadAnswer = z.discriminatedUnion('status', [
  z.object({
    status: z.literal('FOUND'),
    nik: sixteenDigits,
    noKk: sixteenDigits,
    namaLengkap: z.string().min(1).max(200),
    lastSyncedAt: moment,
  }),
  z.object({ status: z.literal('NOT_FOUND') }),
  z.object({ status: z.literal('INACTIVE') }),
]);
export type ReadAnswer = z.infer<typeof ReadAnswer>;

/** The one kind of job that we ask for. */
export const dwhJobType = 'SINKRONISASI';

/** Asks for the record of one NIK to be made what SIAK says. */
export const JobOrder = z.object({ nik: sixteenDigits, noKk: sixteenDigits, jobType: z.literal(dwhJobType) });
export type JobOrder = z.infer<typeof JobOrder>;

/** A job as the DWH sees it now. `reasonCode` comes with `FAILED`; `message` is free text and may name a person. */
export const JobState = z.object({
  jobId,
  status: z.enum(dwhJobStatuses),
  /** Percent. */
  progress: z.number().min(0).max(100).default(0),
  reasonCode: z.string().max(64).nullish(),
  message: z.string().max(2_000).nullish(),
  finishedAt: moment.nullish(),
});
export type JobState = z.infer<typeof JobState>;

/** Codes of refusals that are no reason of the data: the caller is at fault. */
export const dwhRefusalCodes = ['UNAUTHENTICATED', 'MALFORMED', 'KEY_REUSED', 'JOB_UNKNOWN'] as const;
export type DwhRefusalCode = (typeof dwhRefusalCodes)[number];

/** Body of a 4xx: a `DwhRefusalCode` or a `DwhReasonCode`; `message` is free text and may name a person. */
export const DwhRefusal = z.object({ code: z.string().max(64), message: z.string().max(2_000).default('') });
export type DwhRefusal = z.infer<typeof DwhRefusal>;
