import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDatabase, type Database } from '#prisma/client';
import { migrate } from '#prisma/migrate';
import { seed } from '#prisma/seed';
import { type Postgres, startPostgres } from '../../scripts/lib/postgres.ts';
import { freePort, stopProcess } from '../../scripts/lib/processes.ts';
import { findTemporal } from '../../scripts/lib/temporal-binary.ts';
import { startTemporal, type TemporalServer } from '../../scripts/lib/temporal-server.ts';
import { startDwhSimulator } from '../../simulators/dwh/simulator.ts';
import { startMailSimulator } from '../../simulators/mail/simulator.ts';
import { testEnvironment } from '../support/config.ts';
import { startTestSimponi, type TestSimponi } from '../support/orders.ts';
import { startProcess, type TestProcess } from '../support/process.ts';
import { openTap, type Tap } from './tap.ts';

/** What can be killed. */
export const victims = ['worker', 'api', 'postgres', 'temporal'] as const;
export type Victim = (typeof victims)[number];

/** The whole product on servers of its own, each part of which can be killed with -9 and comes back at its address. */
export interface CrashSystem {
  readonly apiUrl: string;
  readonly db: Database;
  readonly bank: TestSimponi;
  /** Where mail is delivered to, and can be read. */
  readonly mailUrl: string;
  /** The lines to SIMPONI and, for its notices of payment, back. */
  readonly taps: { readonly simponi: Tap; readonly notices: Tap };
  /** Everything that the product keeps: its DATA_DIR. */
  readonly dataDir: string;
  /** The settings of its parts. */
  readonly env: Readonly<Record<string, string>>;
  kill(victim: Victim): Promise<void>;
  /** Parts that ended though nobody had killed them: none of them may, whatever the others do. */
  endedByThemselves(): readonly string[];
  /** Stops the product and its servers, in order; SIMPONI and the others go on. */
  halt(): Promise<void>;
  /** Starts what `halt` has stopped, at the same addresses. */
  resume(): Promise<void>;
  stop(): Promise<void>;
}

const dwhToken = 'token-dwh-uji';

export interface CrashSystemOptions {
  /**
   * Minutes between two rounds of asking SIMPONI. The usual is a day, that is none: what is found is found by who is tested.
   * Where the API may be away for longer than the bank tells of a payment, a round has to find it.
   */
  readonly sweepMinutes?: number;
}

export async function startCrashSystem({
  sweepMinutes = 1440,
}: CrashSystemOptions = {}): Promise<CrashSystem> {
  const dir = mkdtempSync(join(tmpdir(), 'loket-crash-'));
  const { path: program } = await findTemporal('server', { onProgress: console.log });
  const apiPort = await freePort();
  const openPostgres = () => startPostgres({ dir: join(dir, 'postgres') });
  const openTemporal = () => startTemporal({ program, dir: join(dir, 'temporal') });
  let postgres: Postgres = await openPostgres();
  let temporal: TemporalServer = await openTemporal();
  const notices = await openTap(`http://127.0.0.1:${apiPort}`);
  const bank = await startTestSimponi({ notifyUrl: `${notices.url}/webhooks/simponi` });
  const taps = { simponi: await openTap(bank.simulator.url), notices };
  const [dwh, mail] = await Promise.all([
    startDwhSimulator({ mode: 'demo', port: 0, dataDir: join(dir, 'dwh'), token: dwhToken, jobMs: 500 }),
    startMailSimulator({ mode: 'demo', port: 0, smtpPort: 0, dataDir: join(dir, 'mail') }),
  ]);
  await migrate(postgres.ownerUrl);
  const db = createDatabase(postgres.appUrl);
  await seed(db);
  const env = testEnvironment({
    DATA_DIR: dir,
    LOG_LEVEL: 'silent',
    DATABASE_URL: postgres.appUrl,
    TEMPORAL_ADDRESS: temporal.address,
    SIMPONI_URL: taps.simponi.url,
    SIMPONI_USER_ID: bank.registration.userId,
    SIMPONI_TIMEOUT_MS: '20000',
    DWH_URL: dwh.url,
    DWH_TOKEN: dwhToken,
    DWH_POLL_SECONDS: '1',
    SWEEP_MINUTES: String(sweepMinutes),
    SMTP_URL: mail.smtpUrl,
  });
  const start: Record<'api' | 'worker', () => Promise<TestProcess>> = {
    api: () => startProcess('api/main.ts', { ...env, PORT: String(apiPort) }),
    worker: () => startProcess('worker/main.ts', env),
  };
  const running = { api: await start.api(), worker: await start.worker() };

  async function kill(victim: Victim): Promise<void> {
    switch (victim) {
      case 'api':
      case 'worker':
        await running[victim].kill();
        running[victim] = await start[victim]();
        return;
      case 'postgres': {
        const [pid] = readFileSync(join(dir, 'postgres', 'data', 'postmaster.pid'), 'utf8').split('\n');
        await stopProcess(Number(pid), 0, 'SIGKILL');
        postgres = await openPostgres();
        return;
      }
      case 'temporal':
        await stopProcess(temporal.pid, 0, 'SIGKILL');
        temporal = await openTemporal();
    }
  }

  async function halt(): Promise<void> {
    await Promise.all([running.api.stop(), running.worker.stop()]);
    await temporal.stop();
    await postgres.stop();
  }

  async function resume(): Promise<void> {
    [postgres, temporal] = await Promise.all([openPostgres(), openTemporal()]);
    [running.api, running.worker] = await Promise.all([start.api(), start.worker()]);
  }

  return {
    ...{ dataDir: dir, env, halt, resume },
    endedByThemselves: () =>
      Object.values(running).flatMap((part) => {
        const ending = part.endedByItself();
        return ending === null ? [] : [ending];
      }),
    apiUrl: `http://127.0.0.1:${apiPort}`,
    db,
    bank,
    taps,
    mailUrl: mail.url,
    kill,
    async stop() {
      await Promise.all([running.api.kill(), running.worker.kill()]);
      await db.$disconnect();
      await Promise.all([taps.simponi.stop(), taps.notices.stop()]);
      await Promise.all([temporal.stop(), postgres.stop(), bank.simulator.stop(), dwh.stop(), mail.stop()]);
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
