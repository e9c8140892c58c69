import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { readConfig } from '#platform/config';
import { createLogger } from '#platform/logger';
import { appendOnlyTables, applicationRole } from './append-only.ts';
import { applyMigrations, prismaDirectory } from './engine.ts';

export interface MigrateOptions {
  /** The folder of migrations; prisma/migrations unless told. */
  readonly directory?: string;
  /** The folder of functions; prisma/functions unless told. */
  readonly functions?: string;
  readonly appendOnly?: readonly string[];
  readonly applicationRole?: string;
}

/** Two processes that migrate at once take turns behind this advisory lock. */
const lockId = 7_302_023;

/**
 * Applies the migrations that the database has not seen, brings its functions to their present text and sets what the
 * application's role may do. Connects as the owner (`loket_owner`). Running it again applies nothing.
 * @returns the names of the migrations applied now
 * @throws when a migration fails; what it had done is then rolled back or reported by the engine
 */
export async function migrate(ownerUrl: string, options: MigrateOptions = {}): Promise<string[]> {
  const { directory = join(prismaDirectory, 'migrations'), appendOnly = appendOnlyTables } = options;
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [lockId]);
    const applied = await applyMigrations(ownerUrl, directory);
    await defineFunctions(client, options.functions ?? functionsOf(directory));
    await grant(client, options.applicationRole ?? applicationRole, appendOnly);
    return applied;
  } finally {
    await client.end();
  }
}

/** A folder of migrations of a test has no functions. */
const functionsOf = (directory: string): string | null =>
  directory === join(prismaDirectory, 'migrations') ? join(prismaDirectory, 'functions') : null;

/** Each file is one `create or replace function`, so their text is the same as the code's at every release. */
async function defineFunctions(client: pg.Client, folder: string | null): Promise<void> {
  if (folder === null) return;
  for (const file of readdirSync(folder).sort()) await client.query(readFileSync(join(folder, file), 'utf8'));
  await client.query('revoke execute on all functions in schema public from public');
  await client.query('select make_access_log_months(2)');
}

/** Gives the application's role exactly its rights, in one transaction, so that it never has fewer for a moment. */
async function grant(client: pg.Client, role: string, appendOnly: readonly string[]): Promise<void> {
  const to = client.escapeIdentifier(role);
  const { rows } = await client.query<{ name: string }>(
    "select tablename as name from pg_tables where schemaname = 'public' and tablename <> '_prisma_migrations'",
  );
  const tables = rows.map(({ name }) => name);
  const unknown = appendOnly.filter((name) => !tables.includes(name));
  if (unknown.length > 0)
    throw new Error(`prisma/append-only.ts names tables that do not exist: ${unknown.join(', ')}`);
  const list = (names: readonly string[]) =>
    names.map((name) => `public.${client.escapeIdentifier(name)}`).join(', ');
  const ordinary = tables.filter((name) => !appendOnly.includes(name));
  const statements = [
    'begin',
    'revoke create on schema public from public',
    `revoke all on schema public from ${to}`,
    `grant usage on schema public to ${to}`,
    `revoke all on all tables in schema public from public, ${to}`,
    `grant usage, select on all sequences in schema public to ${to}`,
    `grant execute on all functions in schema public to ${to}`,
    ordinary.length > 0 ? `grant select, insert, update, delete on ${list(ordinary)} to ${to}` : '',
    appendOnly.length > 0 ? `grant select, insert on ${list(appendOnly)} to ${to}` : '',
    'commit',
  ];
  for (const statement of statements) if (statement) await client.query(statement);
}

/** `node --import tsx prisma/migrate.ts`: the command of a deployment. */
async function main(): Promise<void> {
  const config = readConfig('migrate');
  const log = createLogger('migrate', config.logLevel);
  try {
    const applied = await migrate(config.migrationDatabaseUrl);
    log.info({ applied }, 'the database is up to date');
  } catch (error) {
    log.fatal({ err: error }, 'the database could not be migrated');
    process.exitCode = 1;
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await main();
