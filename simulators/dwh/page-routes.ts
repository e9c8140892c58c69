import { fileURLToPath } from 'node:url';
import express, { Router } from 'express';
import { sharedFiles } from '../shared/page.ts';
import { pageHeaders } from '../shared/serve.ts';
import { JobEnding } from './control.ts';
import { ControlOrder, type DwhFaults } from './faults.ts';
import type { JobStore } from './job-store.ts';
import { helpPage, jobsPage, offeredBehaviours } from './pages.ts';

/** The DWH's pages for a person. They need no script. */
export function pageRoutes({ store, faults }: { store: JobStore; faults: DwhFaults }): Router {
  const router = Router();
  const form = express.urlencoded({ extended: false, limit: '8kb' });
  router.use(pageHeaders());
  router.use(
    express.static(sharedFiles),
    express.static(fileURLToPath(new URL('./public', import.meta.url))),
  );

  router.get('/', (_request, response) => {
    response.send(jobsPage(store));
  });

  router.post('/pekerjaan/:jobId', form, async (request, response) => {
    const { status, reasonCode }: { status?: unknown; reasonCode?: unknown } = request.body ?? {};
    const ending = JobEnding.safeParse(status === 'FAILED' ? { status, reasonCode } : { status });
    const job = store.job(request.params.jobId);
    if (!job || !ending.success) {
      const title = 'Pekerjaan atau tindakan itu tidak dikenal.';
      response
        .status(404)
        .send(jobsPage(store, { title, advice: 'Tidak ada yang berubah. Pilih dari daftar.' }));
    } else if (await store.end(job, ending.data)) response.redirect(303, '/');
    else {
      const title = 'Pekerjaan ini sudah berakhir.';
      response.status(409).send(jobsPage(store, { title, advice: 'Hasilnya yang pertama tetap berlaku.' }));
    }
  });

  router.get('/bantuan', (_request, response) => {
    response.send(helpPage(faults.inForce()));
  });

  router.post('/bantuan', form, (request, response) => {
    const { mode, nik }: { mode?: unknown; nik?: unknown } = request.body ?? {};
    const forNik = typeof nik === 'string' ? nik.replace(/[\s.-]/g, '') : '';
    const offered = offeredBehaviours.find((row) => row.name === mode)?.order;
    const order = ControlOrder.safeParse(
      mode === 'normal' ? { mode } : { ...offered, ...(forNik ? { forNik } : {}) },
    );
    if (!order.success) {
      const title = 'Belum diterapkan.';
      response.status(422).send(helpPage(faults.inForce(), { title, advice: 'NIK terdiri dari 16 angka.' }));
      return;
    }
    faults.obey(order.data);
    response.redirect(303, '/bantuan');
  });

  return router;
}
