import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A part of the system as its own process. */
export interface TestProcess {
  readonly child: ChildProcess;
  /** What it said when it was ready, e.g. `{ port }`. */
  readonly ready: Readonly<Record<string, unknown>>;
  /** Everything that it has written so far. */
  output(): string;
  /** How it ended, when nobody had asked it to; null before. */
  endedByItself(): string | null;
  /** SIGTERM; gives the exit code. */
  stop(): Promise<number | null>;
  /** SIGKILL. */
  kill(): Promise<void>;
}

/**
 * Starts an entry file (`worker/main.ts`) as `npm start` does and waits until it says that it serves.
 * @throws Error with its output when it ends before that
 */
export async function startProcess(
  entry: string,
  env: Readonly<Record<string, string>>,
): Promise<TestProcess> {
  const child = spawn(process.execPath, ['--import', 'tsx', entry], {
    cwd: root,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += String(chunk)));
  let [asked, ending] = [false, null as string | null];
  child.once('exit', (code, signal) => {
    if (!asked) ending = `${entry} ended by itself (${code ?? signal}):\n${output}`;
  });
  const exited = once(child, 'exit');
  const ready = new Promise<Record<string, unknown>>((resolve) => {
    child.on('message', (message: { type?: string }) => {
      if (message.type === 'ready') resolve(message as Record<string, unknown>);
    });
  });
  const first = await Promise.race([ready, exited.then(() => undefined)]);
  if (!first) throw new Error(`${entry} ended before it was ready:\n${output}`);
  const end = async (signal: NodeJS.Signals) => {
    asked = true;
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    await exited;
  };
  return {
    child,
    ready: first,
    output: () => output,
    endedByItself: () => ending,
    stop: async () => {
      await end('SIGTERM');
      return child.exitCode;
    },
    kill: () => end('SIGKILL'),
  };
}
