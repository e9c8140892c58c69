import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Stop } from '../fail.ts';
import { commandLine, pause } from '../processes.ts';
import { findServers } from '../temporal-server.ts';
import { type Copied, copyFile } from './copy.ts';
import type { CopiedFile } from './manifest.ts';

/** The SQLite file, and the journal from which SQLite mends it when a server died in the middle of a change. */
const names = ['temporal.db', 'temporal.db-journal', 'temporal.db-wal'];

/**
 * Copies the file of the embedded Temporal server. A running server is held still by SIGSTOP for the time of the copy
 * (well under a second for 100 MB) and goes on as if nothing had been: what is copied is what `kill -9` would have left
 * at that moment, from which SQLite, and Temporal above it, go on by themselves (`npm run crash` kills it so). Node 20 has
 * no SQLite of its own, and one that is only read would lock Temporal out as long.
 *
 * @param from the folder that holds `temporal/temporal.db`
 * @throws Stop when the server cannot be held still
 */
export async function copyTemporal(from: string, to: string): Promise<Copied> {
  const dir = join(from, 'temporal');
  await mkdir(join(to, 'temporal'), { recursive: true, mode: 0o700 });
  const copy = async (): Promise<CopiedFile[]> => {
    const files: CopiedFile[] = [];
    for (const name of names) {
      const path = `temporal/${name}`;
      const copied = await copyFile(join(from, path), join(to, path));
      if (copied) files.push({ path, ...copied });
    }
    return files;
  };
  const [pid] = findServers(join(dir, 'temporal.db'));
  return { folders: ['temporal'], files: pid === undefined ? await copy() : await heldStill(pid, copy) };
}

/**
 * Stops a process, does the work, and lets it go on. Stopping and going on are a child's task which waits for our end of
 * a pipe: when we are killed in between, the process goes on all the same.
 */
export async function heldStill<T>(pid: number, work: () => Promise<T>): Promise<T> {
  if (process.platform === 'win32') {
    throw new Stop('On Windows a backup is made of the stopped product only: end it with Ctrl-C first.');
  }
  const guard = spawn('sh', ['-c', 'kill -STOP "$0"; read -r _; kill -CONT "$0"', String(pid)], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  const ended = once(guard, 'exit');
  try {
    await waitUntilStill(pid);
    return await work();
  } finally {
    guard.stdin.end();
    await ended;
  }
}

async function waitUntilStill(pid: number): Promise<void> {
  for (const deadline = Date.now() + 10_000; Date.now() < deadline; ) {
    if (await isStill(pid)) return;
    if (commandLine(pid) === '') break;
    await pause(10);
  }
  throw new Stop('The embedded Temporal server cannot be held still for its copy. Run the backup again.');
}

/** Whether no thread of it runs. Without /proc (macOS) by what `ps` says of the process. */
async function isStill(pid: number): Promise<boolean> {
  try {
    const threads = await readdir(`/proc/${pid}/task`);
    const states = await Promise.all(
      threads.map(async (thread) => {
        const stat = await readFile(`/proc/${pid}/task/${thread}/stat`, 'utf8');
        return stat.slice(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3);
      }),
    );
    return states.every((state) => state === 'T');
  } catch {
    return stateByPs(pid);
  }
}

async function stateByPs(pid: number): Promise<boolean> {
  const ps = spawn('ps', ['-p', String(pid), '-o', 'state='], { stdio: ['ignore', 'pipe', 'ignore'] });
  let output = '';
  ps.stdout.on('data', (piece) => (output += String(piece)));
  await once(ps, 'close');
  return output.trim().startsWith('T');
}
