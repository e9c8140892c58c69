import { fileURLToPath } from 'node:url';
import express, { Router } from 'express';
import { z } from 'zod';
import { sharedFiles } from '../shared/page.ts';
import { pageHeaders } from '../shared/serve.ts';
import { type Call, ControlOrder, type SiakFaults } from './faults.ts';
import { helpPage, offeredBehaviours, registryPage } from './pages.ts';
import { type Population, sampleSize } from './people.ts';

export interface PageParts {
  readonly population: Population;
  readonly faults: SiakFaults;
  /** Calls since the start, by kind. */
  readonly counts: () => Readonly<Record<Call, number>>;
}

/**
 * SIAK's pages for a person, which need no script, and the handles for tests and demonstrations, JSON in and out:
 * `GET|POST /control`, `GET /control/people?from=0&count=100` (NIK of the million).
 */
export function pageRoutes({ population, faults, counts }: PageParts): Router {
  const router = Router();
  const form = express.urlencoded({ extended: false, limit: '8kb' });
  router.use(pageHeaders());
  router.use(
    express.static(sharedFiles),
    express.static(fileURLToPath(new URL('./public', import.meta.url))),
  );

  router.get('/control', (_request, response) => {
    response.json({ behaviours: faults.inForce(), calls: counts() });
  });
  router.post('/control', express.json({ limit: '64kb' }), (request, response) => {
    const order = ControlOrder.safeParse(request.body ?? {});
    if (!order.success) {
      response.status(422).json({ error: z.prettifyError(order.error) });
      return;
    }
    faults.obey(order.data);
    response.json({ behaviours: faults.inForce() });
  });
  router.get('/control/people', (request, response) => {
    const range = PeopleRange.safeParse(request.query);
    if (!range.success) {
      response.status(422).json({ error: z.prettifyError(range.error) });
      return;
    }
    const { from, count } = range.data;
    const length = Math.min(count, sampleSize - from);
    response.json(Array.from({ length }, (_, index) => population.sampleNik(from + index)));
  });

  router.get('/', (_request, response) => {
    response.send(registryPage(population));
  });
  // A NIK stands in no address, so it is asked for by a form's body.
  router.post('/', form, (request, response) => {
    const nik = digitsOf((request.body as { nik?: unknown } | undefined)?.nik);
    response.send(registryPage(population, nik));
  });
  router.get('/bantuan', (_request, response) => {
    response.send(helpPage(faults.inForce()));
  });
  router.post('/bantuan', form, (request, response) => {
    const { mode, nik }: { mode?: unknown; nik?: unknown } = request.body ?? {};
    const forNik = digitsOf(nik);
    const offered = offeredBehaviours.find((row) => row.name === mode)?.order;
    const order = ControlOrder.safeParse(
      mode === 'normal' ? { mode } : { ...offered, ...(forNik ? { forNik } : {}) },
    );
    if (!order.success) {
      response.status(422).send(helpPage(faults.inForce(), 'Belum diterapkan. NIK terdiri dari 16 angka.'));
      return;
    }
    faults.obey(order.data);
    response.redirect(303, '/bantuan');
  });
  return router;
}

const PeopleRange = z.object({
  from: z.coerce.number().int().min(0).max(sampleSize).default(0),
  count: z.coerce.number().int().min(1).max(100_000).default(100),
});

const digitsOf = (value: unknown): string => (typeof value === 'string' ? value.replace(/[\s.-]/g, '') : '');
