import express from 'express';
import { listen } from '#platform/service';
import { type Mode, refuseProduction } from '../shared/guard.ts';
import { addressOf, sameSiteOnly } from '../shared/serve.ts';
import { siakEndpoint, siakPrefix } from './endpoint.ts';
import { type Call, createSiakFaults } from './faults.ts';
import { pageRoutes } from './page-routes.ts';
import { openPopulation } from './people.ts';

export interface SiakSimulatorOptions {
  /** Production is refused. */
  readonly mode: Mode;
  /** 0 takes a free port. */
  readonly port: number;
  /** `127.0.0.1` unless set. */
  readonly host?: string;
  /** The bearer token that it asks for. */
  readonly token: string;
}

export interface SiakSimulator {
  /** Base address: SIAK's endpoint, its pages and the control endpoint. */
  readonly url: string;
  readonly port: number;
  /** Stops within a moment. There is nothing to keep: people are worked out, not stored. */
  stop(): Promise<void>;
}

/** Starts a SIAK of our own. Throws in production, or when its port is taken. */
export async function startSiakSimulator(options: SiakSimulatorOptions): Promise<SiakSimulator> {
  refuseProduction('SIAK', options.mode);
  const population = await openPopulation();
  const faults = createSiakFaults();
  const counts: Record<Call, number> = { health: 0, person: 0, face: 0 };
  const endpoint = siakEndpoint({
    population,
    faults,
    token: options.token,
    count: (call) => {
      counts[call] += 1;
    },
  });

  const app = express();
  app.disable('x-powered-by');
  app.use(sameSiteOnly);
  app.get('/healthz', (_request, response) => {
    response.json({ status: 'ok' });
  });
  app.use(pageRoutes({ population, faults, counts: () => ({ ...counts }) }));

  const host = options.host ?? '127.0.0.1';
  const http = await listen(
    (request, response) => {
      if (request.url?.startsWith(siakPrefix)) endpoint(request, response);
      else app(request, response);
    },
    { port: options.port, host },
  );
  return { url: addressOf(host, http.port), port: http.port, stop: () => http.close(0) };
}
