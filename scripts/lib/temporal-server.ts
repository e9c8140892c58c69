import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Connection } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time.js';
import { explain, Stop } from './fail.ts';
import { findProcesses, freePort, isAlive, pause, stopProcess } from './processes.ts';
import { readState, writeState } from './state-file.ts';

/** A running Temporal development server with a SQLite file. */
export interface TemporalServer {
  /** `127.0.0.1:port` */
  readonly address: string;
  readonly pid: number;
  isRunning(): boolean;
  stop(): Promise<void>;
}

export interface TemporalServerOptions {
  /** The program that `findTemporal` found. */
  readonly program: string;
  /** State: `temporal.db`, `server.log`, `server.json`. */
  readonly dir: string;
  /** Days that histories of closed workflows are kept. */
  readonly retentionDays?: number;
}

interface ServerState {
  readonly pid: number;
  readonly port: number;
}

/**
 * Starts the server on a free port (the last one when free) over the state of the last start. A server that a
 * killed start has left running is known by the database file in its command line and stopped first: two servers on
 * one file would harm it.
 *
 * @throws Stop when the disk is full or the server ends at once; the message shows the end of its log
 */
export async function startTemporal(options: TemporalServerOptions): Promise<TemporalServer> {
  const dir = resolve(options.dir);
  try {
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    const database = join(dir, 'temporal.db');
    await stopLeftOver(database);
    const port = await freePort(readState<ServerState>(join(dir, 'server.json'))?.port);
    const pid = launch(options.program, dir, database, port);
    writeState(join(dir, 'server.json'), { pid, port } satisfies ServerState);
    const address = `127.0.0.1:${port}`;
    try {
      await waitUntilServing(address, pid, dir, options.retentionDays ?? 30);
    } catch (error) {
      await stopProcess(pid, 2_000);
      throw error;
    }
    return { address, pid, isRunning: () => isAlive(pid), stop: () => stopProcess(pid, 15_000) };
  } catch (error) {
    throw explain(error, `The embedded Temporal server in ${dir} could not start`);
  }
}

/** Address of the server that runs on the folder now; undefined when none does. Starts nothing. */
export function runningTemporalAddress(folder: string): string | undefined {
  const state = readState<ServerState>(join(resolve(folder), 'server.json'));
  return state && isAlive(state.pid) ? `127.0.0.1:${state.port}` : undefined;
}

function launch(program: string, dir: string, database: string, port: number): number {
  const logPath = join(dir, 'server.log');
  if (existsSync(logPath) && statSync(logPath).size > 20_000_000) renameSync(logPath, `${logPath}.1`);
  const log = openSync(logPath, 'a');
  const flags = ['--headless', '--ip', '127.0.0.1', '--port', String(port), '--db-filename', database];
  const quiet = ['--log-level', 'error', '--log-format', 'json'];
  // A group of its own: Ctrl-C in the terminal reaches the launcher only, which stops things in their order.
  const child = spawn(program, ['server', 'start-dev', ...flags, ...quiet], {
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  child.once('error', () => {});
  child.unref();
  if (!child.pid)
    throw new Stop(`Temporal's server (${program}) cannot be run. Delete that file and start again.`);
  return child.pid;
}

/** Servers that run on this very file: `/data/…` is not `/srv/data/…`. */
export const findServers = (database: string): number[] =>
  findProcesses((command) => `${command} `.includes(` --db-filename ${database} `));

async function stopLeftOver(database: string): Promise<void> {
  await Promise.all(findServers(database).map((pid) => stopProcess(pid, 15_000)));
}

async function waitUntilServing(
  address: string,
  pid: number,
  dir: string,
  retentionDays: number,
): Promise<void> {
  const deadline = Date.now() + 60_000;
  const connection = Connection.lazy({ address });
  try {
    for (;;) {
      if (!isAlive(pid)) throw new Error(`it ended at once:\n${logTail(dir)}`);
      try {
        await connection.withDeadline(Date.now() + 2_000, () =>
          connection.workflowService.updateNamespace({
            namespace: 'default',
            config: { workflowExecutionRetentionTtl: msToTs(retentionDays * 86_400_000) },
          }),
        );
        return;
      } catch (error) {
        if (Date.now() > deadline) throw error;
        await pause(100);
      }
    }
  } finally {
    await connection.close();
  }
}

function logTail(dir: string): string {
  try {
    return readFileSync(join(dir, 'server.log'), 'utf8').trim().split('\n').slice(-5).join('\n');
  } catch {
    return '(no log)';
  }
}
