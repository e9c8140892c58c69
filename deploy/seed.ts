import { readConfig } from '#platform/config';
import { createLogger } from '#platform/logger';
import { createDatabase } from '#prisma/client';
import { seed, seedReference } from '#prisma/seed';

/**
 * `deploy/entrypoint.sh seed`: after the migrations, services, products and tariffs of PP 10/2023 with the satker's own
 * SIMPONI codes; in demo mode the demo's institutions and people too. Idempotent: what people changed stays.
 */
const config = readConfig('migrate');
const log = createLogger('seed', config.logLevel);
const db = createDatabase(config.databaseUrl, { poolSize: 2 });
const { kodeTarif, kodePp, kodeAkun } = config.simponi;
const tariffCodes = { kodeTarif, kodePp, kodeAkun };
try {
  if (config.isDemo) await seed(db, { tariffCodes });
  else await seedReference(db, tariffCodes);
  log.info({ mode: config.mode }, 'reference data is in place');
} catch (error) {
  log.fatal({ err: error }, 'reference data could not be written');
  process.exitCode = 1;
} finally {
  await db.$disconnect();
}
