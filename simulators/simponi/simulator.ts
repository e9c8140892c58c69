import express from 'express';
import { simponiPath } from '#contract/external/simponi';
import { listen } from '#platform/service';
import { type Mode, refuseProduction } from '../shared/guard.ts';
import { patientRetryMs } from '../shared/repeat.ts';
import { addressOf, sameSiteOnly } from '../shared/serve.ts';
import { controlRoutes } from './control.ts';
import { type Registration, simponiEndpoint } from './endpoint.ts';
import { createFaultList } from './faults.ts';
import { openLedger } from './ledger.ts';
import { createNotifier } from './notifier.ts';
import { pageRoutes } from './page-routes.ts';

export interface SimponiSimulatorOptions {
  /** Production is refused. */
  readonly mode: Mode;
  /** 0 takes a free port. */
  readonly port: number;
  /** `127.0.0.1` unless set. */
  readonly host?: string;
  /** Folder of the simulator's own store; a second start goes on where the first stopped. */
  readonly dataDir: string;
  /** Who may create and ask. */
  readonly registration: Registration;
  /** Where notices of payment are pushed, e.g. `http://localhost:3000/webhooks/simponi`; null pushes none. */
  readonly notifyUrl: string | null;
  /** Waits between attempts to push a notice, in milliseconds. */
  readonly noticeRetryMs?: readonly number[];
  /** The simulator's clock. */
  readonly now?: () => Date;
}

export interface SimponiSimulator {
  /** Base address: SIMPONI's endpoint, the counter's pages and the control endpoint. */
  readonly url: string;
  readonly port: number;
  /** Stops within a moment; what was answered is on the disk. */
  stop(): Promise<void>;
}

/**
 * Starts a SIMPONI of our own with a bank counter before it. Throws in production, when its port is taken, or when its
 * store is damaged.
 */
export async function startSimponiSimulator(options: SimponiSimulatorOptions): Promise<SimponiSimulator> {
  refuseProduction('SIMPONI', options.mode);
  const now = options.now ?? (() => new Date());
  const ledger = await openLedger(options.dataDir, now);
  const faults = createFaultList();
  const notifier = createNotifier({
    url: options.notifyUrl,
    retryMs: options.noticeRetryMs ?? patientRetryMs,
    onEnded: (ntpn, heard) => {
      // A disk that is full costs one more notice after the next start, nothing else.
      ledger.endNotice(ntpn, heard).catch(() => undefined);
    },
  });

  const app = express();
  app.disable('x-powered-by');
  app.use(sameSiteOnly);
  app.get('/healthz', (_request, response) => {
    response.json({ status: 'ok' });
  });
  app.post(
    simponiPath,
    express.urlencoded({ extended: false, limit: '256kb' }),
    express.json({ limit: '256kb' }),
    simponiEndpoint({ ledger, faults, registration: options.registration, now }),
  );
  app.use('/control', controlRoutes({ ledger, faults, notifier }));
  app.use(pageRoutes({ ledger, faults, notifier, now }));

  const host = options.host ?? '127.0.0.1';
  const http = await listen(app, { port: options.port, host }).catch(async (error) => {
    await ledger.close();
    throw error;
  });
  for (const payment of ledger.unheard()) {
    const billing = ledger.billing(payment.kodeBilling);
    if (billing) notifier.announce(billing, payment, 1);
  }
  return {
    url: addressOf(host, http.port),
    port: http.port,
    async stop() {
      notifier.stop();
      await http.close(0);
      await ledger.close();
    },
  };
}
