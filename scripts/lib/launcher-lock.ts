import { linkSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { explain, Stop } from './fail.ts';
import { commandLine, isAlive, pause } from './processes.ts';
import { readState, writeState } from './state-file.ts';

/** The commands that want a data folder for themselves. */
type Command = 'start' | 'backup' | 'restore';

interface Holder {
  readonly pid: number;
  readonly url: string;
  readonly phase: 'starting' | 'running' | 'stopping';
  /** `start` unless told. */
  readonly command?: Command;
}

/** The right of one start to use a data folder. */
export interface LauncherLock {
  /** Tells a second start what this one does now. */
  announce(phase: Holder['phase']): void;
  release(): void;
}

/**
 * Takes the data folder for this start. A start that is just ending is waited for; one that was killed has lost it.
 * @throws Stop saying where the other one runs
 */
export async function takeLock(
  dataDir: string,
  url: string,
  command: Command = 'start',
): Promise<LauncherLock> {
  const path = lockOf(dataDir);
  const holder = (phase: Holder['phase']): Holder => ({ pid: process.pid, url, phase, command });
  for (const deadline = Date.now() + 40_000; ; ) {
    try {
      makePrivate(dataDir);
      claim(path, holder('starting'));
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST')
        throw explain(error, `The data folder ${dataDir}`);
    }
    await yieldOrRefuse(path, dataDir, deadline);
  }
  return {
    announce: (phase) => writeState(path, holder(phase)),
    release: () => rmSync(path, { force: true }),
  };
}

const lockOf = (dataDir: string): string => join(dataDir, 'start.json');

/** The command that has the folder now; undefined when none does, or it was killed. */
export function lockHolder(dataDir: string): Holder | undefined {
  const holder = readState<Holder>(lockOf(dataDir));
  if (!holder || !isAlive(holder.pid)) return undefined;
  return /(start|backup|restore)\.(mjs|ts)/.test(commandLine(holder.pid)) ? holder : undefined;
}

/**
 * Makes the data folder when it is absent, closed to the other users of this computer: logs, uploads and the demo's
 * mails are in it. PostgreSQL's account, which root hands its folder to, must be able to pass. What exists keeps its rights.
 */
function makePrivate(dataDir: string): void {
  const mode = process.getuid?.() === 0 ? 0o711 : 0o700;
  mkdirSync(dataDir, { recursive: true, mode });
  for (const inner of ['logs', 'files', 'uploads', 'simulators', 'cache']) {
    mkdirSync(join(dataDir, inner), { recursive: true, mode: 0o700 });
  }
}

/** Links a finished file into place: nobody sees an empty one. @throws Error EEXIST when there is one already */
function claim(path: string, holder: Holder): void {
  const own = `${path}.${holder.pid}`;
  writeFileSync(own, JSON.stringify(holder));
  try {
    linkSync(own, path);
  } finally {
    rmSync(own, { force: true });
  }
}

async function yieldOrRefuse(path: string, dataDir: string, deadline: number): Promise<void> {
  const holder = lockHolder(dataDir);
  if (!holder) {
    rmSync(path, { force: true });
    return;
  }
  if (holder.command === 'backup' || holder.command === 'restore') {
    throw new Stop(
      `"npm run ${holder.command}" works on this data folder (${dataDir}), process ${holder.pid}. Wait for its end.`,
    );
  }
  if (holder.phase === 'stopping' && Date.now() < deadline) {
    await pause(200);
    return;
  }
  const state = holder.phase === 'running' ? 'runs already' : 'is already being started';
  throw new Stop(
    `Loket Dukcapil ${state} from this data folder (${dataDir}): ${holder.url}, process ${holder.pid}. Open that address, or end it with Ctrl-C in its terminal (or "kill ${holder.pid}") first. For a second, separate one: DATA_DIR=.data2 PORT=3001 npm start`,
  );
}
