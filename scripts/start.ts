import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import type { SettingName } from '#platform/settings';
import {
  type DatabaseBacking,
  startDatabase,
  startTemporalBacking,
  type TemporalBacking,
} from './lib/backing.ts';
import { refuseHalfRestored } from './lib/backup/restore-state.ts';
import { buildUi } from './lib/build-ui.ts';
import { sayWithTime } from './lib/command-line.ts';
import { demoSecrets } from './lib/demo-secrets.ts';
import { explain, Stop } from './lib/fail.ts';
import { root } from './lib/install.mjs';
import { type LauncherLock, takeLock } from './lib/launcher-lock.ts';
import { findProcesses, freePort, pause, stopProcess } from './lib/processes.ts';
import { isGiven, readStartSettings, requirePort, type StartSettings } from './lib/start-settings.ts';
import { readState, writeState } from './lib/state-file.ts';
import { processMark, type Ready, supervise } from './lib/supervisor.ts';
import { printWelcome } from './lib/welcome.ts';

/**
 * `npm start`: brings everything up in order, watches over it, and takes it down in the opposite order at Ctrl-C.
 * State lives in DATA_DIR; a second start goes on where the first stopped, a killed one too.
 */

const say = sayWithTime();

/** What is running, in the order in which it was started; stopped from the end. */
const running: { name: string; stop: () => Promise<void> }[] = [];
let lock: LauncherLock | undefined;
let ending = false;

async function main(): Promise<void> {
  const settings = await readStartSettings(process.env);
  lock = await takeLock(settings.dataDir, settings.publicUrl);
  refuseHalfRestored(settings.dataDir);
  checkDisk(settings.dataDir);
  await stopLeftOvers(settings.dataDir);
  await requirePort(settings);
  const secrets = settings.production ? {} : demoSecrets(settings.dataDir);
  const { database, temporal } = await bringUpServers(settings);
  watch('PostgreSQL', database);
  watch('Temporal', temporal);
  await prepareDatabase(settings, database);
  await startParts(settings, childEnvironment(settings, secrets, database, temporal));
  await waitUntilReady(settings);
  lock.announce('running');
  say('ready');
  await printWelcome(settings, links);
}

/** Addresses of the demo's helpers, for the welcome. */
const links: { teller?: string; inbox?: string; phone?: string; dwh?: string; siak?: string } = {};

function checkDisk(dataDir: string): void {
  const { bavail, bsize } = statfsSync(dataDir);
  const freeMb = Math.floor((bavail * bsize) / 1_000_000);
  if (freeMb < 300) {
    throw new Stop(
      `Only ${freeMb} MB are free on the disk of ${dataDir}; 300 MB are needed. Free some space, or choose another disk with DATA_DIR=/path npm start. Nothing that was stored is lost.`,
    );
  }
}

/** Parts that outlived a killed start for a moment still hold their ports. */
async function stopLeftOvers(dataDir: string): Promise<void> {
  const mark = processMark(dataDir);
  const left = findProcesses((command) => command.split(' ').includes(mark));
  if (left.length === 0) return;
  say(`ending ${left.length} process(es) that an interrupted start has left`);
  await Promise.all(left.map((pid) => stopProcess(pid, 5_000)));
}

/** PostgreSQL, Temporal, the database client and the pages need nothing of each other: all at once. */
async function bringUpServers(settings: StartSettings) {
  const { env } = process;
  const given = {
    appUrl: readGiven(env, 'DATABASE_URL'),
    ownerUrl: readGiven(env, 'MIGRATION_DATABASE_URL'),
  };
  const first = !existsSync(join(settings.dataDir, 'postgres'));
  if (first && !given.appUrl) say(`first start: making the data folder ${settings.dataDir}`);
  const work = await Promise.allSettled([
    startDatabase(settings.dataDir, given).then((database) => {
      running.push({ name: 'PostgreSQL', stop: () => database.stop() });
      say(`PostgreSQL: ${database.description}`);
      return database;
    }),
    startTemporalBacking(settings.dataDir, env.TEMPORAL_ADDRESS, say).then((temporal) => {
      running.push({ name: 'Temporal', stop: () => temporal.stop() });
      say(`Temporal: ${temporal.description}`);
      return temporal;
    }),
    buildUi().then((built) => say(built ? 'pages: built' : 'pages: up to date')),
    generateInBackground(),
  ] as const);
  for (const each of work) if (each.status === 'rejected') throw each.reason;
  const [database, temporal] = work;
  if (database.status === 'rejected' || temporal.status === 'rejected') throw new Error('unreachable');
  return { database: database.value, temporal: temporal.value };
}

/** In a process of its own: generating takes seconds, in which the servers' starts would stand still. */
async function generateInBackground(): Promise<void> {
  await promisify(execFile)(process.execPath, ['scripts/generate.mjs'], { cwd: root });
}

function readGiven(
  env: NodeJS.ProcessEnv,
  name: 'DATABASE_URL' | 'MIGRATION_DATABASE_URL',
): string | undefined {
  const file = env[`${name}_FILE`];
  return env[name] || (file ? readFileSync(file, 'utf8').trim() : undefined);
}

/** An embedded server that dies while we run is started again; what depends on it reconnects by itself. */
function watch(name: string, backing: DatabaseBacking | TemporalBacking): void {
  if (!backing.embedded) return;
  void (async () => {
    for (let failures = 0; !ending; ) {
      await pause(1_000);
      if (ending || backing.isRunning()) continue;
      say(`${name} ended; starting it again`);
      try {
        await backing.revive();
        say(`${name} runs again`);
        failures = 0;
      } catch (error) {
        failures += 1;
        if (failures >= 5) await end(1, explain(error, name).message);
        await pause(1_000 * failures);
      }
    }
  })();
}

async function prepareDatabase(settings: StartSettings, database: DatabaseBacking): Promise<void> {
  if (database.ownerUrl) {
    const { migrate } = await import('#prisma/migrate');
    const applied = await migrate(database.ownerUrl);
    say(applied.length > 0 ? `database: ${applied.length} migration(s) applied` : 'database: up to date');
  } else {
    await requireMigrated(database.appUrl);
  }
  const { createDatabase } = await import('#prisma/client');
  const { seed, seedReference, exampleTariffCodes } = await import('./lib/seeds.ts');
  const db = createDatabase(database.appUrl, { poolSize: 2 });
  try {
    if (settings.production) await seedReference(db, exampleTariffCodes);
    else if (await seed(db)) say('database: demo data written');
  } finally {
    await db.$disconnect();
  }
}

/** With the application's role alone nothing can be migrated: somebody must have done it. */
async function requireMigrated(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query("select to_regclass('public.audit_entry') is not null as present");
  await client.end();
  if (rows[0]?.present) {
    say('database: MIGRATION_DATABASE_URL is not set, so it is taken as it is');
    return;
  }
  throw new Stop(
    'The database that DATABASE_URL names has no tables yet. Set MIGRATION_DATABASE_URL to the same database with a role that owns it (loket_owner), while DATABASE_URL uses loket_app; then start again.',
  );
}

/** Secrets that are made up only for a simulator, by the address that names a real system instead. */
const secretsOfSystems: Readonly<Record<string, SettingName>> = {
  SIMPONI_PASSWORD: 'SIMPONI_URL',
  DWH_TOKEN: 'DWH_URL',
  SIAK_TOKEN: 'SIAK_URL',
  WHATSAPP_TOKEN: 'WHATSAPP_URL',
  WHATSAPP_APP_SECRET: 'WHATSAPP_URL',
  WHATSAPP_VERIFY_TOKEN: 'WHATSAPP_URL',
};

/** The environment of every part: the person's own, what was made for him, and where things are. */
function childEnvironment(
  settings: StartSettings,
  secrets: Readonly<Record<string, string>>,
  database: DatabaseBacking,
  temporal: TemporalBacking,
): Record<string, string> {
  const env: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env)) {
    if (value !== undefined && !name.startsWith('npm_')) env[name] = value;
  }
  for (const [name, value] of Object.entries(secrets)) {
    // A real system must get its real password, or the worker says that it is missing.
    if (env[secretsOfSystems[name] ?? '']) continue;
    if (!env[name] && !env[`${name}_FILE`]) env[name] = value;
  }
  delete env.MIGRATION_DATABASE_URL;
  delete env.MIGRATION_DATABASE_URL_FILE;
  if (!env.DATABASE_URL_FILE) env.DATABASE_URL = database.appUrl;
  return {
    ...env,
    NODE_ENV: env.NODE_ENV ?? 'production',
    LOKET_MODE: settings.production ? 'production' : 'demo',
    // The demo's accounts are for everybody, also a second time.
    ...(settings.production || env.TOTP_REQUIRED_FOR ? {} : { TOTP_REQUIRED_FOR: 'none' }),
    TEMPORAL_ADDRESS: temporal.address,
    DATA_DIR: settings.dataDir,
    HOST: settings.host,
    PORT: String(settings.port),
    PUBLIC_URL: settings.publicUrl,
  };
}

async function startParts(settings: StartSettings, base: Record<string, string>): Promise<void> {
  const env = { ...base };
  const ports = await simulatorPorts(settings.dataDir);
  await Promise.all([
    startSimponi(settings, env, ports.simponi),
    startMail(settings, env, ports),
    startDwh(settings, env, ports.dwh),
    startSiak(settings, env, ports.siak),
    startWhatsapp(settings, env, ports.whatsapp),
  ]);
  await Promise.all([
    startPart(settings, 'worker', 'worker/main.ts', env),
    startPart(settings, 'api', 'api/main.ts', env),
  ]);
}

/** The simulated SIMPONI and its bank teller, unless a real one was named. */
async function startSimponi(
  settings: StartSettings,
  env: Record<string, string>,
  port: number,
): Promise<void> {
  if (settings.production || isGiven(env, 'SIMPONI_URL')) return;
  const own = { SIMULATOR_PORT: String(port), SIMULATOR_NOTIFY_URL: `${settings.localUrl}/webhooks/simponi` };
  const ready = await startPart(settings, 'simponi', 'simulators/simponi/main.ts', { ...env, ...own });
  env.SIMPONI_URL = String(ready.url);
  env.TELLER_URL ??= links.teller = String(ready.url);
}

/** The simulated mail server and its inbox, unless a real one was named. */
async function startMail(
  settings: StartSettings,
  env: Record<string, string>,
  ports: { mail: number; smtp: number },
): Promise<void> {
  if (settings.production || isGiven(env, 'SMTP_URL')) return;
  const own = { SIMULATOR_PORT: String(ports.mail), SIMULATOR_SMTP_PORT: String(ports.smtp) };
  const ready = await startPart(settings, 'mail', 'simulators/mail/main.ts', { ...env, ...own });
  env.SMTP_URL = String(ready.smtpUrl);
  env.INBOX_URL ??= links.inbox = String(ready.url);
}

/** The simulated DWH, unless a real one was named. */
async function startDwh(settings: StartSettings, env: Record<string, string>, port: number): Promise<void> {
  if (settings.production || isGiven(env, 'DWH_URL')) return;
  const own = { SIMULATOR_PORT: String(port) };
  const ready = await startPart(settings, 'dwh', 'simulators/dwh/main.ts', { ...env, ...own });
  env.DWH_URL = links.dwh = String(ready.url);
}

/** The simulated SIAK, unless a real one was named. */
async function startSiak(settings: StartSettings, env: Record<string, string>, port: number): Promise<void> {
  if (settings.production || isGiven(env, 'SIAK_URL')) return;
  const own = { SIMULATOR_PORT: String(port) };
  const ready = await startPart(settings, 'siak', 'simulators/siak/main.ts', { ...env, ...own });
  env.SIAK_URL = links.siak = String(ready.url);
}

/** The simulated WhatsApp and the phones behind it, unless a real one was named. */
async function startWhatsapp(
  settings: StartSettings,
  env: Record<string, string>,
  port: number,
): Promise<void> {
  if (settings.production || isGiven(env, 'WHATSAPP_URL')) return;
  env.WHATSAPP_PHONE_NUMBER_ID ??= '100000000000001';
  const own = {
    SIMULATOR_PORT: String(port),
    SIMULATOR_STATUS_URL: `${settings.localUrl}/webhooks/whatsapp`,
  };
  const ready = await startPart(settings, 'whatsapp', 'simulators/whatsapp/main.ts', { ...env, ...own });
  env.WHATSAPP_URL = String(ready.url);
  env.PHONE_URL ??= links.phone = String(ready.url);
}

/** Starts a part and waits until it serves; gives what it said then. */
async function startPart(
  settings: StartSettings,
  name: string,
  entry: string,
  env: Record<string, string>,
): Promise<Ready> {
  if (ending) throw new Stop(`${name} is not started any more`);
  const part = supervise({
    name,
    entry,
    env,
    dataDir: settings.dataDir,
    say,
    onGiveUp: (problem) => void end(1, problem.message),
  });
  running.push({ name, stop: () => part.stop() });
  const ready = await part.ready;
  const where = ready.url ?? ready.port;
  say(`${name}: serving${where === undefined ? '' : ` (${where})`}`);
  return ready;
}

/** The same ports as last time when they are free, so that bookmarks stay right. */
async function simulatorPorts(dataDir: string) {
  const path = join(dataDir, 'ports.json');
  const last = readState<Record<string, number>>(path) ?? {};
  const ports = {
    simponi: await freePort(last.simponi),
    mail: await freePort(last.mail),
    smtp: await freePort(last.smtp),
    dwh: await freePort(last.dwh),
    siak: await freePort(last.siak),
    whatsapp: await freePort(last.whatsapp),
  };
  mkdirSync(dataDir, { recursive: true });
  writeState(path, ports);
  return ports;
}

async function waitUntilReady(settings: StartSettings): Promise<void> {
  let answer = 'no answer';
  for (const deadline = Date.now() + 60_000; Date.now() < deadline && !ending; ) {
    try {
      const response = await fetch(`${settings.localUrl}/readyz`, { signal: AbortSignal.timeout(5_000) });
      if (response.ok) return;
      answer = `${response.status} ${(await response.text()).slice(0, 500)}`;
    } catch (error) {
      answer = String(error);
    }
    await pause(200);
  }
  throw new Stop(
    `The system started but does not call itself ready: ${answer}. Its logs are in ${settings.dataDir}/logs.`,
  );
}

/** Takes everything down, last started first, and ends this process. */
async function end(status: number, sentence?: string): Promise<void> {
  if (ending) return;
  ending = true;
  if (sentence) console.error(`\n${sentence}\n`);
  lock?.announce('stopping');
  await stopRunning();
  // Ctrl-C in the middle of a start: what was just being started is stopped, too.
  await Promise.race([work.catch(() => {}), pause(10_000)]);
  await stopRunning();
  lock?.release();
  if (status === 0) say('everything is stopped; the data is kept');
  process.exit(status);
}

/** The parts before the servers that they stand on. */
async function stopRunning(): Promise<void> {
  const all = running.splice(0).reverse();
  const isServer = ({ name }: { name: string }) => name === 'PostgreSQL' || name === 'Temporal';
  for (const { name, stop } of [...all.filter((each) => !isServer(each)), ...all.filter(isServer)]) {
    await stop().catch((error: unknown) => console.error(`${name} could not be stopped: ${String(error)}`));
    say(`${name}: stopped`);
  }
}

function listenForTheEnd(): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (ending) return;
      console.log('\nStopping …');
      void end(0);
    });
  }
  // A terminal that is gone takes no more lines; that is no reason to leave servers behind.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  process.on('uncaughtException', (error) => void end(1, error.stack ?? String(error)));
  process.on('unhandledRejection', (reason) => void end(1, String(reason)));
  followNpm();
}

/** `npm start` that was killed cannot pass its end on: notice that its process is gone. */
function followNpm(): void {
  if (process.env.npm_lifecycle_event !== 'start') return;
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) void end(0);
  }, 1_000).unref();
}

process.chdir(root);
listenForTheEnd();
const work = main();
try {
  await work;
} catch (error) {
  const problem = explain(error, 'The start failed');
  await end(1, problem instanceof Stop ? problem.message : (problem.stack ?? problem.message));
}
