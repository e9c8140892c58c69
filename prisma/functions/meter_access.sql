-- The one statement of metered access: for calls of one institution on one product it takes the idempotency keys, debits
-- the units, books them double-entry and logs every call; all of it or nothing.
--
-- Callers of one institution and product take turns behind the row of their quota account, so units are numbered
-- without gaps and never exceed what was granted, whichever process asks.
--
-- Units that lapsed are not sold (lapse_units). Where a statement comes upon a voucher that has ended behind one that has
-- not, the calls that are left of it hear that the quota is used up; the next statement passes that voucher.
--
-- `movement` is the id of the ledger's movement and makes the statement repeatable: after a lost connection it is sent
-- again, and when the first one had been committed after all, it answers what that one did.
--
-- `calls`: an array of objects with requestId, at, channel, method, result, charged, key, question, credentialId, personId,
-- terminalId, branch, address, nikIndex, nikSealed, purpose, caseSealed, durationMs, dailyLimit, day. A limit a day is the
-- credential's, or else the person's. Answers one row a call (contract/metering/codes.ts: accessOutcomes).
create or replace function meter_access(movement uuid, institution uuid, product uuid, calls jsonb)
returns table (call_request uuid, call_outcome text, call_unit bigint, units_left bigint)
language plpgsql set search_path = public, pg_temp as $$
declare
  account quota_account;
  one record;
  paid_question text;
  used_today int;
  first_unit bigint;
  outcomes text[] := '{}';
  units bigint[] := '{}';
  sellable bigint;
begin
  select * into account from quota_account a
    where a.institution_id = institution and a.product_id = product for update;

  if exists (select from ledger_transaction t where t.id = movement) then
    return query
      select l.request_id, l.outcome, l.unit, account.granted - account.debited
      from ledger_transaction t
      join access_log l on l.institution_id = institution and l.product_id = product
        and l.unit between t.first_unit and t.last_unit
      where t.id = movement;
    return;
  end if;

  account.granted := coalesce(account.granted, 0);
  account.debited := coalesce(account.debited, 0);
  sellable := account.granted;
  if account.next_end < (clock_timestamp() at time zone 'Asia/Jakarta')::date then
    select l.units_debited, l.units_sellable into account.debited, sellable from lapse_units(institution, product) l;
  end if;
  first_unit := account.debited + 1;

  for one in
    select *, coalesce(c."credentialId", c."personId") as subject from jsonb_to_recordset(calls) as c (
      "requestId" uuid, "at" timestamptz, "charged" boolean, "key" text, "question" text, "credentialId" text,
      "personId" text, "dailyLimit" int, "day" date)
  loop
    call_request := one."requestId";
    call_unit := null;
    paid_question := null;
    used_today := 0;
    if one."key" is not null then
      select k.question into paid_question from access_key k
        where k.institution_id = institution and k.product_id = product and k.key = one."key";
    end if;
    if one."dailyLimit" is not null then
      select d.used into used_today from daily_use d
        where d.subject = one.subject and d.product_id = product and d.day = one."day";
    end if;

    call_outcome := case
      when paid_question = one."question" then 'REPEATED'
      when paid_question is not null then 'KEY_REUSED'
      when not one."charged" then 'FREE'
      when coalesce(used_today, 0) >= one."dailyLimit" then 'DAILY_LIMIT'
      when account.debited >= sellable then 'EXHAUSTED'
      else 'DEBITED'
    end;

    if call_outcome = 'DEBITED' then
      account.debited := account.debited + 1;
      call_unit := account.debited;
      if one."key" is not null then
        insert into access_key (institution_id, product_id, key, question, at)
          values (institution, product, one."key", one."question", one."at");
      end if;
      if one."dailyLimit" is not null then
        insert into daily_use as d (subject, product_id, day, used)
          values (one.subject, product, one."day", 1)
          on conflict (subject, product_id, day) do update set used = d.used + 1;
      end if;
    end if;

    outcomes := outcomes || call_outcome;
    units := units || call_unit;
    units_left := account.granted - account.debited;
    return next;
  end loop;

  -- All rows of the log at once: a row by itself costs as much as its share of ten.
  insert into access_log (at, institution_id, product_id, channel, method, result, outcome, unit, request_id,
      credential_id, person_id, terminal_id, branch, address, nik_index, nik_sealed, purpose, case_sealed,
      duration_ms)
    select c."at", institution, product, c."channel", c."method", c."result", outcomes[c.place], units[c.place],
      c."requestId", c."credentialId", c."personId", c."terminalId", c."branch", c."address", c."nikIndex",
      c."nikSealed", c."purpose", c."caseSealed", c."durationMs"
    from rows from (jsonb_to_recordset(calls) as (
      "requestId" uuid, "at" timestamptz, "channel" text, "method" text, "result" text, "credentialId" uuid,
      "personId" text, "terminalId" uuid, "branch" text, "address" text, "nikIndex" text, "nikSealed" text,
      "purpose" text, "caseSealed" text, "durationMs" int)) with ordinality as c (
      "requestId", "at", "channel", "method", "result", "credentialId", "personId", "terminalId", "branch",
      "address", "nikIndex", "nikSealed", "purpose", "caseSealed", "durationMs", place);

  if account.debited >= first_unit then
    update quota_account a set debited = account.debited, changed_at = clock_timestamp()
      where a.institution_id = institution and a.product_id = product;
    insert into ledger_transaction (id, institution_id, product_id, kind, first_unit, last_unit)
      values (movement, institution, product, 'DEBIT', first_unit, account.debited);
    insert into ledger_entry (transaction_id, account, institution_id, product_id, units)
      values (movement, 'KUOTA', institution, product, first_unit - 1 - account.debited),
             (movement, 'PEMAKAIAN', institution, product, account.debited - first_unit + 1);
  end if;
end $$;
