-- Books what has lapsed of an account: the units that are left of vouchers whose last day (WIB, by the database's clock) is
-- over, one LAPSE a voucher. Whoever takes units calls it first, so that none is sold after its end, also when no round
-- has run since; the daily round calls it for accounts that nobody uses.
--
-- Units are numbered and used oldest first, so to lapse is to move `debited` past the voucher's last unit. A voucher that
-- has ended behind one that has not (its rule was stricter) waits until the units before it are gone; until then
-- `units_sellable` is the last unit before it. Keeps the account's row locked; answers nothing where there is none.
create or replace function lapse_units(institution uuid, product uuid)
returns table (units_granted bigint, units_debited bigint, units_sellable bigint)
language plpgsql set search_path = public, pg_temp as $$
declare
  account quota_account;
  ended record;
  movement uuid;
  today date;
begin
  select * into account from quota_account a
    where a.institution_id = institution and a.product_id = product for update;
  if not found then
    return;
  end if;
  units_granted := account.granted;
  units_sellable := account.granted;
  today := (clock_timestamp() at time zone 'Asia/Jakarta')::date;

  if account.next_end < today then
    for ended in
      select v.id, v.last_unit, v.valid_until from voucher v
        where v.institution_id = institution and v.product_id = product and v.last_unit > account.debited
        order by v.first_unit
    loop
      exit when ended.valid_until is null or ended.valid_until >= today;
      insert into ledger_transaction (institution_id, product_id, kind, voucher_id, cause, first_unit, last_unit)
        values (institution, product, 'LAPSE', ended.id, 'LAPSE:' || ended.id, account.debited + 1, ended.last_unit)
        returning id into movement;
      insert into ledger_entry (transaction_id, account, institution_id, product_id, units)
        values (movement, 'KUOTA', institution, product, account.debited - ended.last_unit),
               (movement, 'HANGUS', institution, product, ended.last_unit - account.debited);
      account.debited := ended.last_unit;
    end loop;

    select coalesce(min(v.first_unit) filter (where v.valid_until < today) - 1, account.granted), min(v.valid_until)
      into units_sellable, account.next_end
      from voucher v
      where v.institution_id = institution and v.product_id = product and v.last_unit > account.debited;
    update quota_account a
      set debited = account.debited, next_end = account.next_end, changed_at = clock_timestamp()
      where a.institution_id = institution and a.product_id = product;
  end if;

  units_debited := account.debited;
  return next;
end $$;
