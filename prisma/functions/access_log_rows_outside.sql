-- How many rows of the access log lie in no month but in the default partition. Runs as the owner, since the
-- application's role may not enter the schema of the partitions.
create or replace function access_log_rows_outside()
returns bigint
language sql stable security definer set search_path = public, pg_temp as $$
  select count(*) from access_log_parts.access_log_default;
$$;
