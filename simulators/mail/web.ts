import { fileURLToPath } from 'node:url';
import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import { z } from 'zod';
import { sharedFiles } from '../shared/page.ts';
import { pageHeaders, sameSiteOnly } from '../shared/serve.ts';
import type { MailboxStore } from './mailbox.ts';
import { framedHtml, inboxPage, mailPage, missingPage } from './pages.ts';
import { MailFault, type MailFaults } from './smtp.ts';

/** A mail's HTML may show itself and open links, nothing else: no script, no foreign picture, no form. */
const mailPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox";

/** The inbox pages, `GET|DELETE /api/messages` and `GET|POST /control` for tests. */
export function mailWeb(mailbox: MailboxStore, faults: MailFaults): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(sameSiteOnly);
  app.use(pageHeaders({ frameSrc: ["'self'"] }));
  app.use(express.static(sharedFiles), express.static(fileURLToPath(new URL('./public', import.meta.url))));
  app.get('/healthz', (_request, response) => {
    response.json({ status: 'ok' });
  });
  addPages(app, mailbox);
  addHandles(app, mailbox, faults);
  app.use((_request: Request, response: Response) => {
    response.status(404).send(missingPage());
  });
  return app;
}

function addPages(app: Express, mailbox: MailboxStore): void {
  app.get('/', (_request, response) => {
    response.send(inboxPage(mailbox.list(100)));
  });
  app.get('/pesan/:id', (request, response, next: NextFunction) => {
    const mail = mailbox.find(request.params.id);
    if (mail) response.send(mailPage(mail));
    else next();
  });
  app.get('/pesan/:id/html', (request, response, next: NextFunction) => {
    const mail = mailbox.find(request.params.id);
    if (!mail?.html) return next();
    response.set('content-security-policy', mailPolicy);
    response.type('html').send(framedHtml(mail.html));
  });
  app.get('/pesan/:id/lampiran/:index', async (request, response, next: NextFunction) => {
    const { id, index } = request.params;
    const file = await mailbox.attachment(id, Number(index));
    if (!file) return next();
    response.attachment(file.filename ?? `lampiran-${Number(index) + 1}`);
    response.type(file.contentType).send(file.content);
  });
}

const ListQuery = z.object({ limit: z.coerce.number().int().min(1).max(10_000).default(200) });

function addHandles(app: Express, mailbox: MailboxStore, faults: MailFaults): void {
  app.get('/api/messages', (request, response) => {
    const query = ListQuery.safeParse(request.query);
    if (query.success) response.json(mailbox.list(query.data.limit));
    else response.status(422).json({ error: z.prettifyError(query.error) });
  });
  app.delete('/api/messages', async (_request, response) => {
    await mailbox.clear();
    response.status(204).end();
  });
  app.get('/control', (_request, response) => {
    response.json({ faults: faults.inForce() });
  });
  app.post('/control', express.json(), (request, response) => {
    const order = MailFault.safeParse(request.body);
    if (!order.success) {
      response.status(422).json({ error: z.prettifyError(order.error) });
      return;
    }
    faults.obey(order.data);
    response.json({ faults: faults.inForce() });
  });
}
