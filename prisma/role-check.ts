import { appendOnlyTables } from './append-only.ts';
import type { DatabaseReader } from './client.ts';

/**
 * What the connected role could do beyond what the application may: '' would be right for api and worker. `/readyz`
 * fails when this is not empty, so that a wrong DATABASE_URL (the owner's) or a widened grant is seen at once.
 * @returns short English phrases, e.g. `may UPDATE order_history`
 */
export async function findExcessPrivileges(
  database: Pick<DatabaseReader, '$queryRawUnsafe'>,
  appendOnly: readonly string[] = appendOnlyTables,
): Promise<string[]> {
  const rows = await database.$queryRawUnsafe<{ excess: string }[]>(query, [...appendOnly]);
  return rows.map(({ excess }) => excess);
}

const query = `
with me as (select * from pg_roles where rolname = current_user),
tables as (
  select c.oid, c.relname, c.relowner
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = 'public' and c.relkind in ('r', 'p')
),
found as (
  select 'is superuser' as excess from me where rolsuper
  union all select 'may create roles' from me where rolcreaterole
  union all select 'may create databases' from me where rolcreatedb
  union all select 'bypasses row security' from me where rolbypassrls
  union all select 'may replicate' from me where rolreplication
  union all select 'may create tables' where has_schema_privilege('public', 'CREATE')
  union all select 'may create schemas' where has_database_privilege(current_database(), 'CREATE')
  union all select 'is member of ' || roleid::regrole from pg_auth_members join me on member = me.oid
  union all select 'owns ' || relname from tables where pg_has_role(relowner, 'MEMBER')
  union all
  select 'may ' || privilege || ' ' || relname
  from tables cross join unnest(array['TRUNCATE', 'TRIGGER', 'REFERENCES']) as privilege
  where has_table_privilege(oid, privilege)
  union all
  select 'may ' || privilege || ' ' || relname
  from tables cross join unnest(array['UPDATE', 'DELETE']) as privilege
  where (relname = any ($1::text[]) or relname = '_prisma_migrations')
    and (has_table_privilege(oid, privilege) or (privilege = 'UPDATE' and has_any_column_privilege(oid, 'UPDATE')))
  union all
  select 'may INSERT _prisma_migrations' from tables
  where relname = '_prisma_migrations' and has_any_column_privilege(oid, 'INSERT')
  union all
  select 'no table ' || missing from unnest($1::text[]) as missing
  where missing not in (select relname from tables)
)
select excess from found order by excess`;
