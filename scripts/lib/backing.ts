import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import pg from 'pg';
import { Stop } from './fail.ts';
import { type Postgres, startPostgres } from './postgres.ts';
import { findTemporal, labels } from './temporal-binary.ts';
import { startTemporal } from './temporal-server.ts';

/** A server that the product stands on: ours, embedded, or one that the person named. */
export interface Backing {
  readonly embedded: boolean;
  /** What the person reads about it. */
  readonly description: string;
  isRunning(): boolean;
  /** Starts it again on the same port after it died. */
  revive(): Promise<void>;
  stop(): Promise<void>;
}

export interface DatabaseBacking extends Backing {
  readonly appUrl: string;
  /** Undefined: the person gave no right to migrate. */
  readonly ownerUrl: string | undefined;
}

export interface TemporalBacking extends Backing {
  readonly address: string;
}

const external = { embedded: false, isRunning: () => true, revive: async () => {}, stop: async () => {} };

/** The database named by `DATABASE_URL`, or the embedded one in the data folder. @throws Stop */
export async function startDatabase(
  dataDir: string,
  given: { appUrl: string | undefined; ownerUrl: string | undefined },
): Promise<DatabaseBacking> {
  if (given.appUrl) {
    await probeDatabase(given.appUrl, 'DATABASE_URL');
    if (given.ownerUrl) await probeDatabase(given.ownerUrl, 'MIGRATION_DATABASE_URL');
    const { host } = new URL(given.appUrl);
    return {
      ...external,
      description: `${host} (DATABASE_URL)`,
      appUrl: given.appUrl,
      ownerUrl: given.ownerUrl,
    };
  }
  const start = () => startPostgres({ dir: join(dataDir, 'postgres') });
  let server: Postgres = await start();
  return {
    embedded: true,
    description: `127.0.0.1:${server.port} (embedded${server.reused ? ', taken over from an interrupted start' : ''})`,
    appUrl: server.appUrl,
    ownerUrl: server.ownerUrl,
    isRunning: () => server.isRunning(),
    revive: async () => {
      server = await start();
    },
    stop: () => server.stop(),
  };
}

async function probeDatabase(url: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('select 1');
  } catch (error) {
    const why =
      error instanceof Error ? error.message || (error as NodeJS.ErrnoException).code : String(error);
    throw new Stop(
      `The database that ${name} names does not answer (${why}). Start it, or correct ${name}; without DATABASE_URL an embedded PostgreSQL is used.`,
    );
  } finally {
    await client.end().catch(() => {});
  }
}

/** Temporal at `TEMPORAL_ADDRESS`, or the embedded one in the data folder. @throws Stop */
export async function startTemporalBacking(
  dataDir: string,
  address: string | undefined,
  onProgress: (line: string) => void,
): Promise<TemporalBacking> {
  if (address) {
    await probeTemporal(address);
    return { ...external, description: `${address} (TEMPORAL_ADDRESS)`, address };
  }
  const found = await findTemporal('server', { onProgress });
  const start = () => startTemporal({ program: found.path, dir: join(dataDir, 'temporal') });
  let server = await start();
  return {
    embedded: true,
    description: `${server.address} (embedded, ${labels[found.source]})`,
    address: server.address,
    isRunning: () => server.isRunning(),
    revive: async () => {
      server = await start();
    },
    stop: () => server.stop(),
  };
}

async function probeTemporal(address: string): Promise<void> {
  try {
    const connection = await Connection.connect({ address, connectTimeout: 10_000 });
    await connection.close();
  } catch {
    throw new Stop(
      `No Temporal server answers at TEMPORAL_ADDRESS=${address}. Start it, or correct the address; without TEMPORAL_ADDRESS an embedded one is used.`,
    );
  }
}
