import express from 'express';
import { listen } from '#platform/service';
import { type Mode, refuseProduction } from '../shared/guard.ts';
import { addressOf, sameSiteOnly } from '../shared/serve.ts';
import { controlRoutes } from './control.ts';
import { dwhEndpoint } from './endpoint.ts';
import { createDwhFaults } from './faults.ts';
import { openJobStore } from './job-store.ts';
import { pageRoutes } from './page-routes.ts';

export interface DwhSimulatorOptions {
  /** Production is refused. */
  readonly mode: Mode;
  /** 0 takes a free port. */
  readonly port: number;
  /** `127.0.0.1` unless set. */
  readonly host?: string;
  /** Folder of the simulator's own store; a second start goes on where the first stopped. */
  readonly dataDir: string;
  /** The bearer token that it asks for. */
  readonly token: string;
  /** How long an ordinary job takes, in milliseconds; 4 s unless set. */
  readonly jobMs?: number;
  /** The simulator's clock. */
  readonly now?: () => Date;
}

export interface DwhSimulator {
  /** Base address: the DWH's endpoint, its pages and the control endpoint. */
  readonly url: string;
  readonly port: number;
  /** Stops within a moment; what was answered is on the disk. */
  stop(): Promise<void>;
}

/** Starts a DWH of our own. Throws in production, when its port is taken, or when its store is damaged. */
export async function startDwhSimulator(options: DwhSimulatorOptions): Promise<DwhSimulator> {
  refuseProduction('the DWH', options.mode);
  const store = await openJobStore(options.dataDir, options.now ?? (() => new Date()));
  const faults = createDwhFaults();
  const app = express();
  app.disable('x-powered-by');
  app.use(sameSiteOnly);
  app.get('/healthz', (_request, response) => {
    response.json({ status: 'ok' });
  });
  app.use(dwhEndpoint({ store, faults, token: options.token, jobMs: options.jobMs ?? 4_000 }));
  app.use('/control', controlRoutes({ store, faults }));
  app.use(pageRoutes({ store, faults }));

  const host = options.host ?? '127.0.0.1';
  const http = await listen(app, { port: options.port, host }).catch(async (error) => {
    await store.close();
    throw error;
  });
  return {
    url: addressOf(host, http.port),
    port: http.port,
    async stop() {
      await http.close(0);
      await store.close();
    },
  };
}
