import { readFileSync } from 'node:fs';
import pg from 'pg';

/**
 * Prepares a PostgreSQL server for the product: the database `loket` with its two roles, and Temporal's role with its
 * two databases. Idempotent: run at every start, it creates what is missing and sets the passwords to those of the
 * secret files, so that a changed secret takes effect. Existing data is never touched.
 *
 * Connects as the server's administrator (ADMIN_DATABASE_URL). Names and passwords come from the connection strings
 * that the other services use, so that each stands in one place only.
 */

interface Login {
  readonly role: string;
  readonly password: string;
  readonly database: string;
}

/** Reads `NAME`, or the file that `NAME_FILE` names. @throws Error naming the variable that is missing */
function secret(name: string): string {
  const file = process.env[`${name}_FILE`];
  const value = file ? readFileSync(file, 'utf8').trim() : process.env[name];
  if (!value) throw new Error(`${name} (or ${name}_FILE) is missing.`);
  return value;
}

function login(name: string): Login {
  const url = new URL(secret(name));
  return {
    role: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database: decodeURIComponent(url.pathname.slice(1)),
  };
}

async function ensureRole(client: pg.Client, role: string, password: string): Promise<void> {
  const name = client.escapeIdentifier(role);
  const { rowCount } = await client.query('select 1 from pg_roles where rolname = $1', [role]);
  // Each attribute is stated, so that a role that somebody made mightier by hand loses it again.
  await client.query(
    `${rowCount ? 'alter' : 'create'} role ${name} with login nosuperuser nocreatedb nocreaterole noreplication
     nobypassrls password ${client.escapeLiteral(password)}`,
  );
}

async function ensureDatabase(client: pg.Client, database: string, owner: string): Promise<void> {
  const name = client.escapeIdentifier(database);
  const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [database]);
  if (!rowCount) await client.query(`create database ${name} owner ${client.escapeIdentifier(owner)}`);
  await client.query(`revoke all on database ${name} from public`);
}

async function prepare(client: pg.Client): Promise<void> {
  const owner = login('MIGRATION_DATABASE_URL');
  const app = login('DATABASE_URL');
  if (owner.role === app.role) throw new Error('MIGRATION_DATABASE_URL and DATABASE_URL name the same role.');
  if (owner.database !== app.database)
    throw new Error('MIGRATION_DATABASE_URL and DATABASE_URL name different databases.');
  await ensureRole(client, owner.role, owner.password);
  await ensureRole(client, app.role, app.password);
  await ensureDatabase(client, owner.database, owner.role);
  await client.query(
    `grant connect on database ${client.escapeIdentifier(owner.database)} to ${client.escapeIdentifier(app.role)}`,
  );

  // A Temporal cluster of its own elsewhere needs nothing here.
  if (!process.env.TEMPORAL_DATABASE_PASSWORD && !process.env.TEMPORAL_DATABASE_PASSWORD_FILE) return;
  await ensureRole(client, 'temporal', secret('TEMPORAL_DATABASE_PASSWORD'));
  for (const database of ['temporal', 'temporal_visibility']) {
    await ensureDatabase(client, database, 'temporal');
  }
}

const client = new pg.Client({ connectionString: secret('ADMIN_DATABASE_URL') });
try {
  await client.connect();
  await prepare(client);
  console.log(
    JSON.stringify({ level: 'info', part: 'prepare-database', msg: 'roles and databases are ready' }),
  );
} catch (error) {
  // PostgreSQL's messages hold no password; the statement, which does, is not printed.
  console.error(
    `The database could not be prepared: ${error instanceof Error ? error.message : String(error)}`,
  );
  process.exitCode = 1;
} finally {
  await client.end();
}
