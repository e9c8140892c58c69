import express, { type Response, Router } from 'express';
import { z } from 'zod';
import { type DwhReasonCode, dwhReasonCodes } from '#contract/external/dwh';
import { ControlOrder, type DwhFaults } from './faults.ts';
import type { JobStore } from './job-store.ts';

/** How a person ends a job before its time: done, or failed for a reason. */
export const JobEnding = z.discriminatedUnion('status', [
  z.object({ status: z.literal('DONE'), reasonCode: z.null().default(null) }),
  z.object({
    status: z.literal('FAILED'),
    reasonCode: z.enum(dwhReasonCodes as [DwhReasonCode, ...DwhReasonCode[]]),
  }),
]);

/**
 * The handles for tests and demonstrations, JSON in and out: `GET|POST /control`, `GET /control/jobs`,
 * `POST /control/jobs/:jobId`.
 */
export function controlRoutes({ store, faults }: { store: JobStore; faults: DwhFaults }): Router {
  const router = Router();
  router.use(express.json({ limit: '64kb' }));

  router.get('/', (_request, response) => {
    response.json({ behaviours: faults.inForce() });
  });

  router.post('/', (request, response) => {
    const order = parsed(ControlOrder, request.body, response);
    if (!order) return;
    faults.obey(order);
    response.json({ behaviours: faults.inForce() });
  });

  router.get('/jobs', (_request, response) => {
    response.json(store.jobs(1_000).map((job) => ({ ...job, ...store.view(job) })));
  });

  router.post('/jobs/:jobId', async (request, response) => {
    const ending = parsed(JobEnding, request.body, response);
    if (!ending) return;
    const job = store.job(request.params.jobId);
    if (!job) response.status(404).json({ error: 'unknown' });
    else if (await store.end(job, ending)) response.json({ ...job, ...store.view(job) });
    else response.status(409).json({ error: 'over' });
  });

  return router;
}

function parsed<T>(schema: z.ZodType<T>, value: unknown, response: Response): T | null {
  const result = schema.safeParse(value ?? {});
  if (result.success) return result.data;
  response.status(422).json({ error: z.prettifyError(result.error) });
  return null;
}
