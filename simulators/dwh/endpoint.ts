import express, {
  type ErrorRequestHandler,
  type Request,
  type RequestHandler,
  type Response,
  Router,
} from 'express';
import {
  type DwhReasonCode,
  type DwhRefusal,
  type DwhRefusalCode,
  dwhKeyHeader,
  dwhPaths,
  JobOrder,
  type JobState,
  type ReadAnswer,
  ReadCall,
} from '#contract/external/dwh';
import { safeEqual } from '#platform/crypto';
import type { DwhFaults, Occasion } from './faults.ts';
import type { Job, JobPlan, JobStore } from './job-store.ts';
import { personOf } from './people.ts';
import { reasonWords } from './words.ts';

export interface EndpointParts {
  readonly store: JobStore;
  readonly faults: DwhFaults;
  /** Who calls shows this as a bearer token. */
  readonly token: string;
  /** How long a job takes unless a behaviour says otherwise, in milliseconds. */
  readonly jobMs: number;
}

/** What is sent: moments as texts. */
type Wire<T> = { [K in keyof T]: T[K] extends Date | null | undefined ? string | null : T[K] };

/** The DWH's own addresses, as well or as badly as they were told to answer. */
export function dwhEndpoint(parts: EndpointParts): Router {
  const { store, faults } = parts;
  const router = Router();
  router.use('/dwh/v1', bearerOnly(parts.token), express.json({ limit: '64kb' }));

  router.get(dwhPaths.health, async (_request, response) => {
    const { answered } = await misbehave(parts, { call: 'health' }, response);
    if (!answered) send(parts, response, { call: 'health' }, { status: 'ok' });
  });

  router.post(dwhPaths.read, async (request, response) => {
    const call = ReadCall.safeParse(request.body);
    if (!call.success) return refuse(response, 400, 'MALFORMED');
    const { nik } = call.data;
    const occasion = { call: 'read', nik } as const;
    const { answered } = await misbehave(parts, occasion, response);
    if (!answered) send(parts, response, occasion, readingOf(parts, nik));
  });

  router.post(dwhPaths.jobs, (request, response) => submit(parts, request, response));

  const askAfterJob =
    (call: 'poll' | 'cancel'): RequestHandler<{ jobId: string }> =>
    async (request, response) => {
      const job = store.job(request.params.jobId);
      if (!job) return refuse(response, 404, 'JOB_UNKNOWN');
      const occasion = { call, nik: job.nik };
      const { answered } = await misbehave(parts, occasion, response);
      if (answered) return;
      if (call === 'poll' && faults.take(occasion, ['forget'])) {
        await store.forget(job);
        return refuse(response, 404, 'JOB_UNKNOWN');
      }
      if (call === 'cancel') await store.end(job, { status: 'CANCELLED', reasonCode: null });
      send(parts, response, occasion, stateOf(store, job));
    };
  router.get(`${dwhPaths.jobs}/:jobId`, askAfterJob('poll'));
  router.post(`${dwhPaths.jobs}/:jobId/cancel`, askAfterJob('cancel'));

  router.use('/dwh/v1', refuseUnreadable);
  return router;
}

/** A body that is no JSON, or too long. */
const refuseUnreadable: ErrorRequestHandler = (error, _request, response, next) => {
  if (error instanceof Error && 'status' in error && Number(error.status) < 500)
    refuse(response, 400, 'MALFORMED');
  else next(error);
};

async function submit(parts: EndpointParts, request: Request, response: Response): Promise<void> {
  const { store, faults } = parts;
  const order = JobOrder.safeParse(request.body);
  const key = request.get(dwhKeyHeader);
  if (!order.success || !key) return refuse(response, 400, 'MALFORMED');
  const { nik, noKk } = order.data;
  const occasion = { call: 'submit', nik } as const;
  const { answered, slow } = await misbehave(parts, occasion, response);
  if (answered) return;
  const known = store.byKey(key);
  if (known && (known.nik !== nik || known.noKk !== noKk)) return refuse(response, 422, 'KEY_REUSED');
  if (known) {
    // Its line may still be on the way to the disk.
    await store.settled();
    return send(parts, response, occasion, stateOf(store, known));
  }
  const refused = faults.take(occasion, ['refuse']);
  if (refused) return refuse(response, 400, refused.code);
  const job = await store.submit(order.data, key, planOf(parts, nik, slow?.jobMs));
  // The job runs, the answer never comes: the connection ends with the caller's patience.
  if (faults.take(occasion, ['timeoutAfterAccept'])) return;
  send(parts, response, occasion, stateOf(store, job), 202);
}

function planOf({ faults, jobMs }: EndpointParts, nik: string, slowMs: number | undefined): JobPlan {
  const fault = faults.take({ call: 'submit', nik }, ['fail', 'hold']);
  return {
    runsMs: fault?.mode === 'hold' ? null : (slowMs ?? jobMs),
    failsWith: fault?.mode === 'fail' ? fault.code : null,
  };
}

function readingOf({ store, faults }: EndpointParts, nik: string): Wire<ReadAnswer> {
  const occasion = { call: 'read', nik } as const;
  if (faults.take(occasion, ['inactive'])) return { status: 'INACTIVE' };
  const person = personOf(nik);
  const found = store.synchronised(nik);
  if (found) {
    const { job, end } = found;
    return {
      status: 'FOUND',
      nik,
      noKk: job.noKk,
      namaLengkap: person.namaLengkap,
      lastSyncedAt: end.at,
    };
  }
  return faults.take(occasion, ['readable']) ? { status: 'FOUND', nik, ...person } : { status: 'NOT_FOUND' };
}

function stateOf(store: JobStore, job: Job): Wire<JobState> {
  const { status, progress, end } = store.view(job);
  return {
    jobId: job.jobId,
    status,
    progress,
    ...(end?.reasonCode ? { reasonCode: end.reasonCode, message: reasonWords[end.reasonCode] } : {}),
    ...(end ? { finishedAt: end.at } : {}),
  };
}

const bearerOnly =
  (token: string): RequestHandler =>
  (request, response, next) => {
    if (safeEqual(request.get('authorization') ?? '', `Bearer ${token}`)) next();
    else refuse(response, 401, 'UNAUTHENTICATED');
  };

/** Behaviours that come instead of work, or before it. `answered`: there is nothing more to send. */
async function misbehave(
  { faults }: EndpointParts,
  occasion: Occasion,
  response: Response,
): Promise<{ answered: boolean; slow: { jobMs: number } | null }> {
  const down = faults.take(occasion, ['down']);
  if (down?.how === 'reset') response.socket?.resetAndDestroy();
  else if (down) response.status(503).type('text').send('Service Unavailable');
  if (down) return { answered: true, slow: null };
  const slow = faults.take(occasion, ['slow']);
  if (slow) await waited(slow.ms);
  return { answered: false, slow };
}

const waited = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });

/** An answer that was worked out, unless it is to arrive broken. */
function send(
  { faults }: EndpointParts,
  response: Response,
  occasion: Occasion,
  answer: object,
  status = 200,
): void {
  const garbage = faults.take(occasion, ['garbage']);
  const text = JSON.stringify(answer);
  if (garbage?.how === 'html') response.type('html').send('<html><body>Service Temporarily</body>');
  else
    response
      .status(status)
      .type('json')
      .send(garbage ? text.slice(0, text.length / 2) : text);
}

function refuse(response: Response, status: number, code: DwhRefusalCode | DwhReasonCode): void {
  const words: Readonly<Record<string, string>> = reasonWords;
  response.status(status).json({ code, message: words[code] ?? '' } satisfies DwhRefusal);
}
