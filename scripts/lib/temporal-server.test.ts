import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { createTemporalClient, testPayloadKeys } from '#platform/temporal';
import { commandLine, isAlive, stopProcess } from './processes.ts';
import { findTemporal } from './temporal-binary.ts';
import { findServers, startTemporal, type TemporalServer } from './temporal-server.ts';

let dir: string;
let server: TemporalServer;
let program: string;

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'temporal-'));
  program = (await findTemporal('server')).path;
  server = await startTemporal({ program, dir });
});
afterAll(async () => {
  await server.stop();
  rmSync(dir, { recursive: true, force: true });
});

/** Runs `work` with a client of the server. */
async function withClient<T>(
  work: (temporal: ReturnType<typeof createTemporalClient>) => Promise<T>,
): Promise<T> {
  const temporal = createTemporalClient({
    address: server.address,
    namespace: 'default',
    payloadKeys: testPayloadKeys,
  });
  return work(temporal).finally(() => temporal.close());
}

const statusOf = (workflowId: string) =>
  withClient(async ({ client }) => (await client.workflow.getHandle(workflowId).describe()).status.name);

it('keeps workflows through kill -9, on the same address', async () => {
  await withClient(({ client }) =>
    client.workflow.start('nobody', { taskQueue: 'nobody', workflowId: 'survivor', args: [] }),
  );
  const { address } = server;
  await stopProcess(server.pid, 0, 'SIGKILL');
  expect(server.isRunning()).toBe(false);
  server = await startTemporal({ program, dir });
  expect(server.address).toBe(address);
  expect(await statusOf('survivor')).toBe('RUNNING');
});

it('first stops a server that a killed start has left on the same data', async () => {
  const left = server.pid;
  server = await startTemporal({ program, dir });
  expect(isAlive(left)).toBe(false);
  expect(await statusOf('survivor')).toBe('RUNNING');
});

it('knows the server of this folder, and none of a folder that is called alike further down', async () => {
  const database = join(dir, 'temporal.db');
  const idle = ['-e', 'setInterval(() => {}, 1000)', '--', 'start-dev', '--db-filename', `/srv${database}`];
  const other = spawn(process.execPath, idle, { stdio: 'ignore' });
  try {
    await vi.waitFor(() => expect(commandLine(other.pid ?? 0)).toContain(database));
    expect(findServers(database)).toEqual([server.pid]);
  } finally {
    other.kill('SIGKILL');
  }
});

it('says whether it can be reached', async () => {
  expect(await withClient((temporal) => temporal.isReachable())).toBe(true);
  const nowhere = createTemporalClient({
    address: '127.0.0.1:1',
    namespace: 'default',
    payloadKeys: testPayloadKeys,
  });
  expect(await nowhere.isReachable(500)).toBe(false);
  await nowhere.close();
});
