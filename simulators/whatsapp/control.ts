import express, { type Response, Router } from 'express';
import { z } from 'zod';
import { deliveryStatuses } from '#contract/shared/delivery';
import { ControlOrder, type WhatsappFaults } from './faults.ts';
import type { MessageStore } from './messages.ts';
import { type Reporter, reportBody } from './reporter.ts';

const ReportOrder = z.object({
  /** May be one that WhatsApp never gave. */
  wamid: z.string().min(1),
  status: z.enum(deliveryStatuses),
  at: z.iso.datetime().optional(),
  errorCode: z.number().int().optional(),
  times: z.number().int().min(1).max(500).default(1),
  /** Instead of the right one. */
  signature: z.string().optional(),
});

/**
 * The handles for tests and demonstrations, JSON in and out: `GET|POST /control` (faults), `POST /control/report`
 * (pushes any report about a message, signed or not).
 */
export function controlRoutes(parts: {
  store: MessageStore;
  faults: WhatsappFaults;
  reporter: Reporter;
}): Router {
  const { store, faults, reporter } = parts;
  const router = Router();
  router.use(express.json({ limit: '64kb' }));

  router.get('/', (_request, response) => {
    response.json({ faults: faults.inForce() });
  });

  router.post('/', (request, response) => {
    const order = parsed(ControlOrder, request.body, response);
    if (!order) return;
    faults.obey(order);
    response.json({ faults: faults.inForce() });
  });

  router.post('/report', async (request, response) => {
    const order = parsed(ReportOrder, request.body, response);
    if (!order) return;
    const { wamid, status, at = new Date().toISOString(), errorCode, times, signature } = order;
    const message = store.find(wamid) ?? { wamid, to: '+620', reference: null };
    const body = reportBody(message, { status, at, errorCode });
    const answers = await Promise.all(Array.from({ length: times }, () => reporter.push(body, signature)));
    response.json({ answers });
  });

  return router;
}

function parsed<T>(schema: z.ZodType<T>, value: unknown, response: Response): T | null {
  const result = schema.safeParse(value ?? {});
  if (result.success) return result.data;
  response.status(422).json({ error: z.prettifyError(result.error) });
  return null;
}
