import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AppInfo } from '#contract/accounts/schemas';
import { settings } from '#platform/settings';
import { freePort } from '../../../scripts/lib/processes.ts';
import { eventually } from '../../support/eventually.ts';

/** The checkout's root. */
export const root = fileURLToPath(new URL('../../..', import.meta.url));

/** Where screenshots and the product's output go. */
export const resultsFolder = join(root, 'test-results');

/** What a person knows who has opened the login page of a demo. */
export interface ProductFacts {
  readonly baseUrl: string;
  readonly tellerUrl: string;
  readonly inboxUrl: string;
  /** The phones behind the simulated WhatsApp. */
  readonly phoneUrl: string;
  readonly accounts: readonly { email: string; password: string; label: string }[];
  /** Started for this run on an empty folder: figures are exactly those of the seed. */
  readonly fresh: boolean;
  /** Everything of the running product lies here; null when it was started by somebody else who does not say. */
  readonly dataDir: string | null;
}

export interface RunningProduct {
  readonly baseUrl: string;
  readonly dataDir: string;
  /** Milliseconds from the command to `/readyz`. */
  readonly startedInMs: number;
  /** Ctrl-C, as a person ends it. @throws Error when the command does not end cleanly */
  stop(): Promise<void>;
}

/**
 * Runs the real start command on a free port, with these settings, and waits until it is ready. A folder that is given
 * is kept.
 * @throws Error with what the command printed, when it ends before that
 */
export async function startProduct(
  options: { dataDir?: string; env?: (baseUrl: string) => Record<string, string> } = {},
): Promise<RunningProduct> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'loket-e2e-'));
  const port = await freePort();
  const baseUrl = `http://localhost:${port}`;
  const given = { PORT: String(port), DATA_DIR: dataDir, LOG_LEVEL: 'info', ...options.env?.(baseUrl) };
  const began = Date.now();
  const child = spawn(process.execPath, ['scripts/start.mjs'], {
    cwd: root,
    env: { ...withoutSettings(process.env), ...given },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = collect(child);
  const stop = async () => {
    await end(child, output);
    if (!options.dataDir) rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    await eventually(
      async () => {
        if (child.exitCode !== null) return true;
        const answer = await fetch(`${baseUrl}/readyz`).catch(() => undefined);
        return answer?.status === 200;
      },
      { withinMs: 300_000, everyMs: 100 },
    );
    if (child.exitCode !== null) throw new Error(`The start command ended with ${child.exitCode}.`);
  } catch (error) {
    await stop().catch(() => {});
    throw new Error(`The product did not become ready:\n${output()}`, { cause: error });
  }
  return { baseUrl, dataDir, startedInMs: Date.now() - began, stop };
}

/** The person's own settings are not the test's. */
function withoutSettings(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const names = new Set(Object.keys(settings).flatMap((name) => [name, `${name}_FILE`]));
  const rest = Object.entries(env).filter(([name]) => !names.has(name) && !name.startsWith('VITEST'));
  return Object.fromEntries(rest.filter(([name]) => name !== 'NODE_ENV'));
}

function collect(child: ChildProcess): () => string {
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += String(chunk)));
  return () => output;
}

async function end(child: ChildProcess, output: () => string): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const exited = once(child, 'exit');
    child.kill('SIGINT');
    const late = setTimeout(() => child.kill('SIGKILL'), 60_000);
    await exited;
    clearTimeout(late);
  }
  mkdirSync(resultsFolder, { recursive: true });
  writeFileSync(join(resultsFolder, 'start.log'), output());
  if (child.signalCode === 'SIGKILL')
    throw new Error('The start command did not end within a minute of Ctrl-C.');
}

/** Asks a running demo what its login page shows. @throws Error when it is no demo */
export async function readProduct(baseUrl: string): Promise<Omit<ProductFacts, 'fresh' | 'dataDir'>> {
  const response = await fetch(`${baseUrl}/api/v1/public/app`);
  const { demo, mode } = AppInfo.parse(await response.json());
  if (mode !== 'demo' || !demo.tellerUrl || !demo.inboxUrl || !demo.phoneUrl) {
    throw new Error(`${baseUrl} is no demo with a teller, an inbox and phones: the walks need them.`);
  }
  const { tellerUrl, inboxUrl, phoneUrl, accounts } = demo;
  return { baseUrl, tellerUrl, inboxUrl, phoneUrl, accounts };
}
