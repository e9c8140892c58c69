import express, { type Response, Router } from 'express';
import { z } from 'zod';
import { ControlOrder, type FaultList } from './faults.ts';
import { type Ledger, PaymentRefused } from './ledger.ts';
import type { Notifier } from './notifier.ts';
import { ReportQuery, reportCsv } from './report.ts';
import { takePayment } from './teller.ts';

const PayOrder = z.object({
  kodeBilling: z.string(),
  /** ISO 8601; taken even after the expiry. */
  paidAt: z.coerce.date().optional(),
  notify: z.boolean().optional(),
  again: z.boolean().optional(),
  bankCode: z.string().default('520008000990'),
  channelCode: z.string().default('7012'),
});

const NotifyOrder = z.object({ kodeBilling: z.string(), times: z.number().int().min(1).max(500).default(1) });

/**
 * The handles for tests and demonstrations, JSON in and out: `GET|POST /control`, `POST /control/pay`,
 * `POST /control/notify`, `GET /control/billings`, `GET /control/report.csv`.
 */
export function controlRoutes(parts: { ledger: Ledger; faults: FaultList; notifier: Notifier }): Router {
  const { ledger, faults, notifier } = parts;
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

  router.post('/pay', async (request, response) => {
    const order = parsed(PayOrder, request.body, response);
    if (!order) return;
    try {
      response.status(201).json(await takePayment(parts, order));
    } catch (error) {
      if (!(error instanceof PaymentRefused)) throw error;
      response.status(409).json({ error: error.reason });
    }
  });

  router.post('/notify', async (request, response) => {
    const order = parsed(NotifyOrder, request.body, response);
    if (!order) return;
    const billing = ledger.billing(order.kodeBilling);
    const payment = ledger.payments(order.kodeBilling).at(-1);
    if (!billing || !payment) {
      response.status(409).json({ error: 'unpaid' });
      return;
    }
    const pushes = Array.from({ length: order.times }, () => notifier.push(billing, payment));
    const heard = await Promise.all(pushes);
    response.json({ pushed: heard.length, heard: heard.filter(Boolean).length });
  });

  router.get('/billings', (request, response) => {
    const { trxId } = request.query;
    const rows = typeof trxId === 'string' ? [ledger.billingOf(trxId)] : ledger.billings(1000);
    const found = rows.filter((row) => row !== undefined);
    response.json(found.map((row) => ({ ...row, payments: ledger.payments(row.kodeBilling) })));
  });

  router.get('/report.csv', (request, response) => {
    const query = parsed(ReportQuery, request.query, response);
    if (!query) return;
    const span = [query.from, query.to].filter(Boolean).join('_');
    response.attachment(`laporan-simponi${span && `-${span}`}.csv`).type('text/csv; charset=utf-8');
    response.send(reportCsv(ledger, query));
  });

  return router;
}

function parsed<T>(schema: z.ZodType<T>, value: unknown, response: Response): T | null {
  const result = schema.safeParse(value ?? {});
  if (result.success) return result.data;
  response.status(422).json({ error: z.prettifyError(result.error) });
  return null;
}
