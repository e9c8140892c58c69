import { execFileSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';

/** True while a process with this id exists, whoever owns it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  return !isZombie(pid);
}

/**
 * A killed child stays in the table until its parent has noticed; it runs no more. Its first thread may be marked so
 * while others are still ending: until they are gone, its ports and files are not free.
 */
function isZombie(pid: number): boolean {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return /^State:\s+Z/m.test(status) && Number(/^Threads:\s+(\d+)/m.exec(status)?.[1] ?? 0) <= 1;
  } catch {
    return false;
  }
}

/** The command line of a process, arguments separated by spaces; '' when it is gone or may not be read. */
export function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  } catch {
    // No /proc (macOS), or the process is gone.
  }
  try {
    return execFileSync('ps', ['-p', String(pid), '-o', 'command='], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return '';
  }
}

/** Waits until the process is gone; false when it still lives after `withinMs`. */
export async function waitForExit(pid: number, withinMs: number): Promise<boolean> {
  const deadline = Date.now() + withinMs;
  while (isAlive(pid)) {
    if (Date.now() > deadline) return false;
    await pause(25);
  }
  return true;
}

/** Asks a process to end (SIGTERM), then makes it (SIGKILL) after `graceMs`. Nothing happens when it is gone. */
export async function stopProcess(
  pid: number,
  graceMs = 10_000,
  signal: NodeJS.Signals = 'SIGTERM',
): Promise<void> {
  for (const [each, patience] of [
    [signal, graceMs],
    ['SIGKILL', 5_000],
  ] as const) {
    try {
      process.kill(pid, each);
    } catch {
      return;
    }
    if (await waitForExit(pid, patience)) return;
  }
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Whether somebody could listen on this TCP port now. */
export function isPortFree(port: number, host = '127.0.0.1'): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/**
 * Ports that servers of ours are given. Systems take the ports of outgoing connections from 32768 up (Linux) or 49152
 * up: a port below stays free while its server restarts, so that the server comes back on the same address.
 */
const serverPorts = { from: 20_000, to: 32_000 } as const;

/** A TCP port that was free a moment ago on 127.0.0.1; `preferred` when that one is free. */
export async function freePort(preferred?: number): Promise<number> {
  if (preferred && (await isPortFree(preferred))) return preferred;
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const port = randomInt(serverPorts.from, serverPorts.to);
    if (await isPortFree(port)) return port;
  }
  throw new Error(`no free port found between ${serverPorts.from} and ${serverPorts.to}`);
}

/** Ids of running processes whose command line fits; never this process. */
export function findProcesses(fits: (commandLine: string) => boolean): number[] {
  return listProcesses().filter((pid) => pid !== process.pid && isAlive(pid) && fits(commandLine(pid)));
}

function listProcesses(): number[] {
  try {
    return readdirSync('/proc').map(Number).filter(Number.isInteger);
  } catch {
    const rows = execFileSync('ps', ['-A', '-o', 'pid='], { encoding: 'utf8' });
    return rows.split('\n').map(Number).filter(Boolean);
  }
}
