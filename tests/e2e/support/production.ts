import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDatabase } from '#prisma/client';
import { seed } from '#prisma/seed';
import { demoSecrets } from '../../../scripts/lib/demo-secrets.ts';
import { startPostgres } from '../../../scripts/lib/postgres.ts';
import { findTemporal } from '../../../scripts/lib/temporal-binary.ts';
import { startTemporal } from '../../../scripts/lib/temporal-server.ts';
import { startProduct } from './product.ts';

export interface ProductionProduct {
  readonly baseUrl: string;
  /** What the API has written into its log. */
  readLog(): string;
  /** Gives it the demo's offices and people, which a production has not; they sign in as they do in a demo. */
  addPeople(): Promise<void>;
  stop(): Promise<void>;
}

/** The product as a ministry starts it: servers of its own, secrets given, no simulator and no data. */
export async function startInProduction(): Promise<ProductionProduct> {
  const dir = mkdtempSync(join(tmpdir(), 'loket-production-'));
  const dataDir = join(dir, 'data');
  const secrets = demoSecrets(dir);
  const { path: program } = await findTemporal('server');
  const [postgres, temporal] = await Promise.all([
    startPostgres({ dir: join(dir, 'postgres') }),
    startTemporal({ program, dir: join(dir, 'temporal') }),
  ]);
  const stopServers = async () => {
    await Promise.all([postgres.stop(), temporal.stop()]);
    rmSync(dir, { recursive: true, force: true });
  };
  try {
    const product = await startProduct({
      dataDir,
      env: (baseUrl) => ({
        ...secrets,
        LOKET_MODE: 'production',
        // The demo's people sign in by their password alone; the first administrator shows the way that is the default.
        TOTP_REQUIRED_FOR: 'admin',
        PUBLIC_URL: baseUrl,
        DATABASE_URL: postgres.appUrl,
        MIGRATION_DATABASE_URL: postgres.ownerUrl,
        TEMPORAL_ADDRESS: temporal.address,
        ...nowhere,
      }),
    });
    const logs = join(dataDir, 'logs');
    return {
      baseUrl: product.baseUrl,
      readLog: () =>
        readdirSync(logs)
          .filter((name) => name.startsWith('api'))
          .map((name) => readFileSync(join(logs, name), 'utf8'))
          .join('\n'),
      addPeople: async () => {
        const db = createDatabase(postgres.appUrl, { poolSize: 1 });
        await seed(db);
        await db.$disconnect();
      },
      stop: async () => {
        await product.stop();
        await stopServers();
      },
    };
  } catch (error) {
    await stopServers();
    throw error;
  }
}

/** Outside systems that production asks for, at addresses where nothing answers. */
const nowhere = {
  SIMPONI_URL: 'http://127.0.0.1:9',
  SIMPONI_USER_ID: 'loket',
  SIMPONI_ALLOWED_SENDERS: '127.0.0.1',
  SIMPONI_KODE_TARIF: '000001',
  SIMPONI_KODE_PP: '2023010',
  SIMPONI_KODE_LOKASI: '01',
  SIMPONI_KODE_KABKOTA: '54',
  SMTP_URL: 'smtp://127.0.0.1:9',
  MAIL_FROM: 'Loket Dukcapil <loket@uji.test>',
};
