-- Makes the partitions of the access log for this month and `ahead` more; months that exist stay as they are. Rows that
-- had fallen into the default partition meanwhile are moved to where they belong. Runs as the owner, since the
-- application's role may make no tables; answers the months made, `YYYY_MM`.
create or replace function make_access_log_months(ahead int)
returns setof text
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  month timestamptz;
  ending timestamptz;
  name text;
begin
  if ahead not between 0 and 24 then
    raise exception 'between 0 and 24 months ahead, not %', ahead;
  end if;
  perform pg_advisory_xact_lock(7302023, 1);
  for i in 0..ahead loop
    month := date_trunc('month', (now() at time zone 'UTC') + make_interval(months => i)) at time zone 'UTC';
    ending := (date_trunc('month', (now() at time zone 'UTC') + make_interval(months => i + 1))) at time zone 'UTC';
    name := to_char(month at time zone 'UTC', 'YYYY_MM');
    if to_regclass('access_log_parts.access_log_' || name) is null then
      execute format('create table access_log_parts.%I (like access_log including defaults including constraints)',
        'access_log_' || name);
      execute format(
        'with moved as (delete from access_log_parts.access_log_default where at >= %L and at < %L returning *)
         insert into access_log_parts.%I select * from moved', month, ending, 'access_log_' || name);
      execute format('alter table access_log attach partition access_log_parts.%I for values from (%L) to (%L)',
        'access_log_' || name, month, ending);
      return next name;
    end if;
  end loop;
end $$;
