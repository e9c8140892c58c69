-- Logs the accesses of one chunk of a matching job at once: they are paid by the package, so each is FREE. The caller's
-- transaction also marks the chunk as done, and so logs it once (records/metering/matching/chunks.ts).
--
-- `rows`: an array of objects with result, nikIndex, nikSealed, durationMs. The request of each is the job.
create or replace function log_matching(job uuid, institution uuid, product uuid, person text, moment timestamptz, rows jsonb)
returns bigint language sql set search_path = public, pg_temp as $$
  with logged as (
    insert into access_log (at, institution_id, product_id, channel, method, result, outcome, request_id, person_id,
        nik_index, nik_sealed, duration_ms)
      select moment, institution, product, 'PEMADANAN', 'PADANKAN', r."result", 'FREE', job, person, r."nikIndex",
        r."nikSealed", r."durationMs"
      from jsonb_to_recordset(rows) as r ("result" text, "nikIndex" text, "nikSealed" text, "durationMs" int)
    returning 1)
  select count(*) from logged
$$;
