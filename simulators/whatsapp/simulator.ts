import { fileURLToPath } from 'node:url';
import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import { listen } from '#platform/service';
import { type Mode, refuseProduction } from '../shared/guard.ts';
import { sharedFiles } from '../shared/page.ts';
import { patientRetryMs } from '../shared/repeat.ts';
import { addressOf, pageHeaders, sameSiteOnly } from '../shared/serve.ts';
import { controlRoutes } from './control.ts';
import { messageEndpoint, type Registration } from './endpoint.ts';
import { createWhatsappFaults, type WhatsappFaults } from './faults.ts';
import { type MessageStore, openMessages, phoneId } from './messages.ts';
import { conversationPage, helpPage, isUnread, missingPage, phonesPage } from './pages.ts';
import { createReporter, type Reporter } from './reporter.ts';

export interface WhatsappSimulatorOptions {
  /** Production is refused. */
  readonly mode: Mode;
  /** 0 takes a free port. */
  readonly port: number;
  /** `127.0.0.1` unless set. */
  readonly host?: string;
  /** Folder of the simulator's own store; a second start goes on where the first stopped. */
  readonly dataDir: string;
  /** Who may send. */
  readonly registration: Registration;
  /** Signs the reports. */
  readonly appSecret: string;
  /** Where reports are pushed, e.g. `http://localhost:3000/webhooks/whatsapp`; null pushes none. */
  readonly statusUrl: string | null;
  /** Waits between attempts to push a report, in milliseconds. */
  readonly reportRetryMs?: readonly number[];
}

export interface WhatsappSimulator {
  /** Base address: the API, the phone's pages and the control endpoint. */
  readonly url: string;
  readonly port: number;
  /** Stops within a moment; what was answered is on the disk. */
  stop(): Promise<void>;
}

/** Starts a WhatsApp Cloud API of our own with the phones behind it. Throws in production or when its port is taken. */
export async function startWhatsappSimulator(options: WhatsappSimulatorOptions): Promise<WhatsappSimulator> {
  refuseProduction('WhatsApp', options.mode);
  const store = await openMessages(options.dataDir);
  const faults = createWhatsappFaults();
  const reporter = createReporter({
    url: options.statusUrl,
    appSecret: options.appSecret,
    retryMs: options.reportRetryMs ?? patientRetryMs,
    store,
  });
  const host = options.host ?? '127.0.0.1';
  const app = whatsappWeb({ store, faults, reporter, registration: options.registration });
  const http = await listen(app, { port: options.port, host }).catch(async (error) => {
    await store.close();
    throw error;
  });
  reporter.resume();
  return {
    url: addressOf(host, http.port),
    port: http.port,
    async stop() {
      reporter.stop();
      await http.close(0);
      await store.close();
    },
  };
}

interface Parts {
  readonly store: MessageStore;
  readonly faults: WhatsappFaults;
  readonly reporter: Reporter;
  readonly registration: Registration;
}

function whatsappWeb(parts: Parts): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(sameSiteOnly);
  app.use(pageHeaders());
  app.use(express.static(sharedFiles), express.static(fileURLToPath(new URL('./public', import.meta.url))));
  app.get('/healthz', (_request, response) => {
    response.json({ status: 'ok' });
  });
  app.post('/:version/:phoneNumberId/messages', express.json({ limit: '64kb' }), messageEndpoint(parts));
  app.use('/control', controlRoutes(parts));
  app.get('/api/messages', (_request, response) => {
    response.json(parts.store.all().toReversed().slice(0, 1_000));
  });
  app.delete('/api/messages', async (_request, response) => {
    await parts.store.clear();
    response.status(204).end();
  });
  addPages(app, parts);
  app.use((_request: Request, response: Response) => {
    response.status(404).send(missingPage());
  });
  return app;
}

function addPages(app: Express, { store, reporter }: Parts): void {
  app.get('/', (_request, response) => {
    response.send(phonesPage(store.all()));
  });
  app.get('/bantuan', (_request, response) => {
    response.send(helpPage());
  });
  app.get('/percakapan/:id', (request, response, next: NextFunction) => {
    const messages = store.all().filter(({ to }) => phoneId(to) === request.params.id);
    if (messages.length === 0) return next();
    response.send(conversationPage(messages));
    // Whoever opens the phone has read what arrived on it.
    for (const message of messages.filter(isUnread)) {
      reporter.announce(message, [{ status: 'READ' }], 1).catch(() => undefined);
    }
  });
}
