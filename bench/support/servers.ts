import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Connection } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time.js';
import pg from 'pg';
import { migrate } from '#prisma/migrate';
import { type Postgres, startPostgres } from '../../scripts/lib/postgres.ts';
import { pause } from '../../scripts/lib/processes.ts';
import { findTemporal } from '../../scripts/lib/temporal-binary.ts';
import { startTemporal } from '../../scripts/lib/temporal-server.ts';

export interface BenchPostgres {
  /** A new migrated database: addresses of the owner, of the application's role, and of the superuser. */
  createDatabase(name: string): Promise<{ ownerUrl: string; appUrl: string; superuserUrl: string }>;
  stop(): Promise<void>;
}

/** A PostgreSQL server of this run alone, with its usual durability; gone afterwards. */
export async function startBenchPostgres(): Promise<BenchPostgres> {
  const dir = mkdtempSync(join(tmpdir(), 'loket-bench-'));
  const server = await startPostgres({ dir, settings: { shared_buffers: '512MB', max_wal_size: '4GB' } });
  return {
    createDatabase: (name) => create(server, name),
    stop: async () => {
      await server.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

async function create(server: Postgres, name: string) {
  await execute(server.superuserUrl, `create database ${name} owner loket_owner`);
  await execute(server.superuserUrl, `grant connect on database ${name} to loket_app`);
  const [ownerUrl, appUrl, superuserUrl] = [server.ownerUrl, server.appUrl, server.superuserUrl].map(
    (each) => {
      const url = new URL(each);
      url.pathname = `/${name}`;
      return url.href;
    },
  ) as [string, string, string];
  await migrate(ownerUrl);
  return { ownerUrl, appUrl, superuserUrl };
}

/** Runs SQL (several statements too) on a connection of its own. */
export async function execute(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

/** The Temporal server that TEMPORAL_ADDRESS names, else an embedded one of this run alone. */
export async function openTemporal(): Promise<{ address: string; kind: string; stop(): Promise<void> }> {
  const given = process.env['TEMPORAL_ADDRESS'];
  if (given) return { address: given, kind: 'the server at TEMPORAL_ADDRESS', stop: async () => {} };
  const dir = mkdtempSync(join(tmpdir(), 'loket-bench-temporal-'));
  const { path } = await findTemporal('server', { onProgress: console.log });
  const server = await startTemporal({ program: path, dir });
  return {
    address: server.address,
    kind: 'the embedded development server (SQLite)',
    stop: async () => {
      await server.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** A namespace of this run alone. */
export async function makeNamespace(connection: Connection): Promise<string> {
  const namespace = `bench-${randomUUID()}`;
  await connection.workflowService.registerNamespace({
    namespace,
    workflowExecutionRetentionPeriod: msToTs(86_400_000),
  });
  // A full server tells its parts within seconds.
  for (let tries = 0; ; tries++) {
    try {
      await connection.workflowService.describeNamespace({ namespace });
      await connection.workflowService.listWorkflowExecutions({ namespace });
      return namespace;
    } catch (error) {
      if (tries > 60) throw error;
      await pause(500);
    }
  }
}

/** Signs in to a running API and gives the cookie. */
export async function signIn(url: string, email: string, password: string): Promise<string> {
  const answer = await fetch(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  });
  if (answer.status !== 200) throw new Error(`sign-in of ${email}: ${answer.status} ${await answer.text()}`);
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}
