import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { migrate } from '#prisma/migrate';
import { startPostgres } from '../../scripts/lib/postgres.ts';
import { findProcesses, isAlive, stopProcess } from '../../scripts/lib/processes.ts';
import { findTemporal } from '../../scripts/lib/temporal-binary.ts';
import { startTemporal } from '../../scripts/lib/temporal-server.ts';
import { templateDatabase } from './names.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    postgres: { superuserUrl: string; ownerUrl: string; appUrl: string };
    temporalAddress: string;
  }
}

const prefix = 'loket-test-';

/** One PostgreSQL with a migrated template database and one Temporal server for all test files of a run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await removeLeftOvers();
  const dir = mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-`));
  // Durability costs time and the data dies with the run.
  const settings = {
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    max_connections: '300',
  };
  const [postgres, temporal] = await Promise.all([
    startPostgres({ dir: join(dir, 'postgres'), settings }),
    findTemporal('server', { onProgress: console.log }).then(({ path }) =>
      startTemporal({ program: path, dir: join(dir, 'temporal') }),
    ),
  ]);
  await makeTemplate(postgres.superuserUrl, postgres.ownerUrl);
  const { superuserUrl, ownerUrl, appUrl } = postgres;
  project.provide('postgres', { superuserUrl, ownerUrl, appUrl });
  project.provide('temporalAddress', temporal.address);
  return async () => {
    await Promise.all([postgres.stop(), temporal.stop()]);
    rmSync(dir, { recursive: true, force: true });
  };
}

/** The migrated database that every test file copies. Nothing may stay connected to it. */
async function makeTemplate(superuserUrl: string, ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    await client.query(`create database ${templateDatabase} owner loket_owner`);
  } finally {
    await client.end();
  }
  const url = new URL(ownerUrl);
  url.pathname = `/${templateDatabase}`;
  await migrate(url.href);
}

/** Servers and folders of runs that were killed. */
async function removeLeftOvers(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    const pid = Number(new RegExp(`^${prefix}(\\d+)-`).exec(name)?.[1]);
    if (!pid || isAlive(pid)) continue;
    const dir = join(tmpdir(), name);
    const servers = findProcesses((command) => command.includes(dir));
    await Promise.all(servers.map((each) => stopProcess(each, 5_000)));
    rmSync(dir, { recursive: true, force: true });
  }
}
