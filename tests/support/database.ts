import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { createDatabase, type Database } from '#prisma/client';
import { templateDatabase } from './names.ts';

export interface TestDatabase {
  /** As the application's role, which owns nothing: what api and worker use. */
  readonly url: string;
  readonly ownerUrl: string;
  readonly superuserUrl: string;
  /** A client of the application's role. */
  readonly db: Database;
  /** A client of the owner, for arranging what the application may not write. */
  readonly owner: Database;
  drop(): Promise<void>;
}

/**
 * A database of its own for one test file: a copy of the migrated, empty template on the run's real PostgreSQL.
 * Call in `beforeAll`, and `drop` in `afterAll`.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const servers = inject('postgres');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await asSuperuser(`create database ${name} template ${templateDatabase} owner loket_owner`);
  await asSuperuser(`revoke all on database ${name} from public`);
  await asSuperuser(`grant connect on database ${name} to loket_app`);
  const [url, ownerUrl, superuserUrl] = [servers.appUrl, servers.ownerUrl, servers.superuserUrl].map((each) =>
    withDatabase(each, name),
  ) as [string, string, string];
  const db = createDatabase(url);
  const owner = createDatabase(ownerUrl, { poolSize: 2 });
  return {
    url,
    ownerUrl,
    superuserUrl,
    db,
    owner,
    drop: async () => {
      await Promise.all([db.$disconnect(), owner.$disconnect()]);
      await asSuperuser(`drop database if exists ${name} with (force)`);
    },
  };
}

/** Runs one statement as the superuser of the run's server. */
async function asSuperuser(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject('postgres').superuserUrl });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

function withDatabase(url: string, name: string): string {
  const result = new URL(url);
  result.pathname = `/${name}`;
  return result.href;
}
