import { readConfig } from '#platform/config';
import { createLogger } from '#platform/logger';
import { createMetrics } from '#platform/metrics';
import { listen, serveUntilStopped } from '#platform/service';
import { createTemporalClient } from '#platform/temporal';
import { createVault } from '#platform/vault';
import { dwhFromConfig } from '#ports/dwh/from-config';
import { siakFromConfig } from '#ports/siak/from-config';
import { simponiFromConfig } from '#ports/simponi/from-config';
import { keyRingSealer } from '#ports/storage/sealer';
import { createStoragePort } from '#ports/storage/storage-port';
import { createDatabase } from '#prisma/client';
import { createPool } from '#prisma/pool';
import { createMeter } from '#records/metering/meter';
import { accessLogRowsOutside } from '#records/metering/upkeep';
import { announceSetup } from './accounts/index.ts';
import { createApp } from './app.ts';
import { createAuth } from './auth/auth.ts';
import { createLiveEventHub } from './events/live-events.ts';
import { extras, first, implementations } from './parts.ts';
import type { ApiDeps } from './shared/deps.ts';
import { keepHouse } from './shared/housekeeping.ts';
import { createTemporalGateway } from './shared/temporal-gateway.ts';

const config = readConfig('api');
const logger = createLogger('api', config.logLevel);
const db = createDatabase(config.databaseUrl, {
  poolSize: 20,
  onConnectionError: (error) => logger.warn({ err: error }, 'a database connection broke'),
});
const temporal = createTemporalClient(config.temporal);
const events = createLiveEventHub(config.databaseUrl, logger);
const metrics = createMetrics('api');
const meterPool = createPool(config.databaseUrl, {
  size: 8,
  onConnectionError: (error) => logger.warn({ err: error }, 'a connection of the meter broke'),
});
const now = () => new Date();

const deps: ApiDeps = {
  config,
  db,
  vault: createVault(config.dataKeys, config.indexKey),
  temporal: createTemporalGateway(temporal),
  meter: createMeter({ pool: meterPool }),
  ports: {
    simponi: simponiFromConfig(config.simponi),
    dwh: dwhFromConfig(config.dwh),
    siak: siakFromConfig(config.siak, metrics),
    storage: createStoragePort({ ...config.storage, sealer: keyRingSealer(config.dataKeys) }),
  },
  auth: createAuth({ config, db, logger, now }),
  events,
  logger,
  metrics,
  now,
};

const { port, close } = await listen(createApp(deps, implementations, extras, first), {
  port: config.port,
  host: config.host,
});
const house = keepHouse(deps);
metrics.gauge(
  'access_log_rows_outside_months',
  'Rows of the access log that lie in no month: more than 0 when months were not made ahead.',
  () => accessLogRowsOutside(db),
);
announceSetup(deps).catch((error: unknown) => logger.error({ err: error }, 'the setup code was not issued'));

await serveUntilStopped({
  log: logger,
  ready: { port, url: config.publicUrl },
  stop: async () => {
    await events.close();
    await close();
    await house.stop();
    await temporal.close();
    await meterPool.end();
    await db.$disconnect();
  },
});
