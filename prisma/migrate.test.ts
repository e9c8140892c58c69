import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../tests/support/database.ts';
import { appendOnlyTables } from './append-only.ts';
import { createDatabase } from './client.ts';
import { diffSchema, prismaDirectory } from './engine.ts';
import { migrate } from './migrate.ts';
import { findExcessPrivileges } from './role-check.ts';
import { seed } from './seed.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** Runs SQL as the owner of the database. */
async function asOwner(sql: string, url = database.ownerUrl): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}

describe('migrate', () => {
  it('applies nothing to a database that is up to date', async () => {
    expect(await migrate(database.ownerUrl)).toEqual([]);
  });

  it('lets two deployments migrate at once', async () => {
    expect(await Promise.all([migrate(database.ownerUrl), migrate(database.ownerUrl)])).toEqual([[], []]);
  });

  it('applies what is new, once, and gives the application its rights on it', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'migrations-'));
    mkdirSync(join(directory, '1_first'));
    writeFileSync(join(directory, '1_first/migration.sql'), 'create table probe (id int primary key);');
    const fresh = await createTestDatabase();
    try {
      await asOwner('drop schema public cascade; create schema public', fresh.ownerUrl);
      expect(await migrate(fresh.ownerUrl, { directory, appendOnly: ['probe'] })).toEqual(['1_first']);
      expect(await migrate(fresh.ownerUrl, { directory, appendOnly: ['probe'] })).toEqual([]);
      await fresh.db.$executeRawUnsafe('insert into probe values (1)');
      await expect(fresh.db.$executeRawUnsafe('update probe set id = 2')).rejects.toThrow(
        'permission denied',
      );
      await expect(migrate(fresh.ownerUrl, { directory, appendOnly: ['prob'] })).rejects.toThrow(
        'do not exist: prob',
      );
    } finally {
      await fresh.drop();
    }
  });

  it('applies a migration wholly or not at all, and tries it again', async () => {
    const fresh = await createTestDatabase();
    const directory = mkdtempSync(join(tmpdir(), 'migrations-'));
    const file = join(directory, '1_first/migration.sql');
    const good =
      'create table probe (id int); create function f() returns int as $$ begin return 1; end $$ language plpgsql;';
    mkdirSync(join(directory, '1_first'));
    const run = () => migrate(fresh.ownerUrl, { directory, appendOnly: [] });
    try {
      await asOwner('drop schema public cascade; create schema public', fresh.ownerUrl);
      writeFileSync(file, `${good} insert into nowhere values (1);`);
      await expect(run()).rejects.toThrow('nowhere');
      // What a kill -9 leaves: the row of a migration that was begun, and nothing of it.
      writeFileSync(file, good);
      await asOwner('update _prisma_migrations set logs = null, rolled_back_at = null', fresh.ownerUrl);
      expect(await run()).toEqual(['1_first']);
      expect(await fresh.owner.$queryRawUnsafe('select f()')).toEqual([{ f: 1 }]);
      expect(await run()).toEqual([]);
    } finally {
      await fresh.drop();
    }
  });

  it('leads to exactly what schema.prisma describes', async () => {
    const directory = join(prismaDirectory, 'migrations');
    const schema = join(prismaDirectory, 'schema.prisma');
    expect(await diffSchema(database.superuserUrl, directory, schema)).toBe('');
  });
});

describe('the sum of a ledger movement', () => {
  it('is checked in the real ledger, whatever temporary table bears its name', async () => {
    const fresh = await createTestDatabase();
    try {
      await seed(fresh.db);
      const unbalanced = asOwner(
        `begin;
         create temp table ledger_entry (transaction_id uuid, units bigint);
         with movement as (insert into public.ledger_transaction (institution_id, product_id, kind, first_unit, last_unit)
           values ((select id from institution limit 1), (select id from product limit 1), 'GRANT', 1, 5) returning id)
         insert into public.ledger_entry (transaction_id, account, institution_id, product_id, units)
           select movement.id, 'KUOTA', (select id from institution limit 1), (select id from product limit 1), 5
           from movement;
         commit`,
        fresh.ownerUrl,
      );
      await expect(unbalanced).rejects.toThrow('does not sum to zero');
    } finally {
      await fresh.drop();
    }
  });
});

describe('the role of the application', () => {
  it('may do no more than it should', async () => {
    expect(await findExcessPrivileges(database.db)).toEqual([]);
  });

  it.each(appendOnlyTables)('may add to %s and read it, and nothing else', async (table) => {
    for (const act of ['delete from', 'truncate', 'alter table']) {
      const rest = act === 'alter table' ? ' add column x int' : '';
      await expect(database.db.$executeRawUnsafe(`${act} "${table}"${rest}`)).rejects.toThrow(
        /permission denied|must be owner/,
      );
    }
    const [column] = await database.db.$queryRawUnsafe<{ column_name: string }[]>(
      'select column_name from information_schema.columns where table_name = $1 limit 1',
      table,
    );
    await expect(
      database.db.$executeRawUnsafe(`update "${table}" set "${column?.column_name}" = null`),
    ).rejects.toThrow('permission denied');
    await expect(database.db.$queryRawUnsafe(`select 1 from "${table}" limit 1`)).resolves.toBeDefined();
  });

  it.each([
    [
      'grant update on audit_entry to loket_app',
      'revoke update on audit_entry from loket_app',
      'may UPDATE audit_entry',
    ],
    [
      'grant update (order_id) on order_history to loket_app',
      'revoke update (order_id) on order_history from loket_app',
      'may UPDATE order_history',
    ],
    [
      'grant truncate on "order" to loket_app',
      'revoke truncate on "order" from loket_app',
      'may TRUNCATE order',
    ],
    [
      'grant create on schema public to loket_app',
      'revoke create on schema public from loket_app',
      'may create tables',
    ],
  ])('is found out after: %s', async (widen, narrow, excess) => {
    await asOwner(widen);
    try {
      expect(await findExcessPrivileges(database.db)).toContain(excess);
    } finally {
      await asOwner(narrow);
    }
    expect(await findExcessPrivileges(database.db)).toEqual([]);
  });

  it('is found out when it belongs to a mightier role', async () => {
    // A role of its own: the application's role is shared with every other test of the run.
    const role = `probe_${randomUUID().replaceAll('-', '')}`;
    const { pathname } = new URL(database.url);
    await asOwner(
      `create role ${role} login password 'probe' in role pg_read_server_files`,
      database.superuserUrl,
    );
    await asOwner(`grant connect on database "${pathname.slice(1)}" to ${role}`, database.superuserUrl);
    const url = new URL(database.url);
    url.username = role;
    url.password = 'probe';
    const probe = createDatabase(url.href, { poolSize: 1 });
    try {
      expect(await findExcessPrivileges(probe)).toContain('is member of pg_read_server_files');
    } finally {
      await probe.$disconnect();
      await asOwner(`drop owned by ${role}`, database.superuserUrl);
      await asOwner(`drop role ${role}`, database.superuserUrl);
    }
  });

  it("is found out when the address is the owner's", async () => {
    const owner = createDatabase(database.ownerUrl, { poolSize: 1 });
    expect(await findExcessPrivileges(owner)).toContain('owns audit_entry');
    await owner.$disconnect();
  });

  it('misses an append-only table that is not there', async () => {
    expect(await findExcessPrivileges(database.db, ['nowhere'])).toContain('no table nowhere');
  });
});

it('finds a number by its beginning through its own index, whatever the collation of the database', async () => {
  const rows = await database.db.$queryRawUnsafe(
    `select table_name || '.' || column_name as place, collation_name from information_schema.columns
     where (table_name, column_name) in (('order', 'kuitansi'), ('voucher', 'number')) order by 1`,
  );
  expect(rows).toEqual([
    { place: 'order.kuitansi', collation_name: 'C' },
    { place: 'voucher.number', collation_name: 'C' },
  ]);
});
