import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { routeEntries } from '#contract/routes';
import { createLogger } from '#platform/logger';
import { createMetrics } from '#platform/metrics';
import { createVault } from '#platform/vault';
import { createPool } from '#prisma/pool';
import { createMeter } from '#records/metering/meter';
import { createApp, type Extra } from '../../api/app.ts';
import { createAuth } from '../../api/auth/auth.ts';
import type { ApiDeps } from '../../api/shared/deps.ts';
import type { Implementation } from '../../api/shared/route.ts';
import { type Caller, callerOf } from './call.ts';
import { testConfig } from './config.ts';
import type { TestDatabase } from './database.ts';

export { type CallOptions, cookieOf, type TestAnswer } from './call.ts';

/** The API over HTTP with some of its routes; every other one answers 500, should a test touch it. */
export interface TestApi extends Caller {
  readonly deps: ApiDeps;
  close(): Promise<void>;
}

export interface TestApiOptions {
  readonly implementations?: readonly Implementation[];
  readonly extras?: readonly Extra[];
  /** Settings as they would stand in the environment. */
  readonly env?: Readonly<Record<string, string>>;
  readonly now?: () => Date;
  readonly ports?: Partial<ApiDeps['ports']>;
  readonly temporal?: ApiDeps['temporal'];
  readonly events?: ApiDeps['events'];
}

/** Serves on a free port against the test's database with real sessions. */
export async function serveTestApi(database: TestDatabase, options: TestApiOptions = {}): Promise<TestApi> {
  const config = testConfig({ DATABASE_URL: database.url, ...options.env });
  const logger = createLogger('test', 'error');
  const now = options.now ?? (() => new Date());
  const pool = createPool(database.url, { size: 4 });
  const deps: ApiDeps = {
    config,
    db: database.db,
    vault: createVault(config.dataKeys, config.indexKey),
    meter: createMeter({ pool }),
    temporal: options.temporal ?? missing('temporal'),
    ports: {
      simponi: missing('simponi'),
      storage: missing('storage'),
      dwh: null,
      siak: null,
      ...options.ports,
    },
    auth: createAuth({ config, db: database.db, logger, now }),
    events: options.events ?? missing('events'),
    logger,
    metrics: createMetrics('test'),
    now,
  };
  const app = createApp(deps, complete(options.implementations ?? []), [
    mountAuth,
    ...(options.extras ?? []),
  ]);
  const server = createServer(app).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    deps,
    ...callerOf(url),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await pool.end();
    },
  };
}

const mountAuth: Extra = (app, deps) => {
  app.all('/api/auth/*path', (incoming, outgoing) => deps.auth.handle(incoming, outgoing));
};

function complete(given: readonly Implementation[]): Implementation[] {
  const known = new Set<string>(given.map(({ id }) => id));
  const stubs = routeEntries
    .filter(([id]) => !known.has(id))
    .map(([id, route]) => ({ id, route, handle: () => Promise.reject(new Error(`no ${id} in this test`)) }));
  return [...given, ...stubs];
}

/** A part that the test did not bring: touching it fails by its name. */
const missing = <T extends object>(name: string): T =>
  new Proxy({} as T, {
    get: (_, property) => {
      if (property === 'then') return undefined;
      throw new Error(`this test brought no ${name} (${String(property)})`);
    },
  });
