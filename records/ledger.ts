import type { ledgerAccounts, VoucherSource } from '#contract/orders/codes';
import { AppError } from '#contract/shared/errors';
import { type Database, Prisma, type Transaction } from '#prisma/client';

/** Units that an institution holds of a product: the sum of its KUOTA entries, as its account keeps it. */
export interface Balance {
  readonly institutionId: string;
  readonly productId: string;
  readonly units: number;
}

interface NewVoucher {
  readonly number: string;
  readonly institutionId: string;
  readonly productId: string;
  readonly orderId: string | null;
  readonly ntpn: string | null;
  readonly units: number;
  /** The last day (WIB) on which they may be used; without it they have no end of their own. */
  readonly validUntil?: string | null;
}

/**
 * Gives a voucher and books its units: KUOTA rises, PENERBITAN falls by the same number. Its units get the numbers after
 * the last one that the institution was given of the product. The database refuses a movement whose entries do not sum
 * to zero.
 */
export const issueUnits = (
  tx: Transaction,
  voucher: NewVoucher & { readonly source: Exclude<VoucherSource, 'KOREKSI_SERAH_TERIMA'> },
): Promise<{ id: string }> => addVoucher(tx, voucher, { kind: 'GRANT', against: 'PENERBITAN', cause: null });

/**
 * Gives back units that were handed over by mistake: KUOTA rises, PEMAKAIAN falls. Numbers that were taken stay taken, so
 * they come back under new ones, in a voucher of their own that names the one which had paid for them. `cause` gives them
 * back once: a second time the database refuses it.
 */
export const returnUnits = (
  tx: Transaction,
  voucher: NewVoucher & { readonly originId: string },
  cause: string,
): Promise<{ id: string }> =>
  addVoucher(
    tx,
    { ...voucher, source: 'KOREKSI_SERAH_TERIMA' },
    { kind: 'RETURN', against: 'PEMAKAIAN', cause },
  );

async function addVoucher(
  tx: Transaction,
  voucher: NewVoucher & { readonly source: VoucherSource; readonly originId?: string },
  booking: {
    readonly kind: 'GRANT' | 'RETURN';
    readonly against: 'PENERBITAN' | 'PEMAKAIAN';
    readonly cause: string | null;
  },
): Promise<{ id: string }> {
  const { institutionId, productId, units } = voucher;
  const { kind, against, cause } = booking;
  const validUntil = voucher.validUntil ? new Date(voucher.validUntil) : null;
  const [account] = await tx.$queryRaw<{ granted: bigint }[]>`
    insert into quota_account as a (institution_id, product_id, granted, next_end)
    values (${institutionId}::uuid, ${productId}::uuid, ${units}, ${voucher.validUntil ?? null}::date)
    on conflict (institution_id, product_id) do update
      set granted = a.granted + ${units}, next_end = least(a.next_end, excluded.next_end), changed_at = now()
    returning granted`;
  const lastUnit = account?.granted ?? 0n;
  const range = { firstUnit: lastUnit - BigInt(units) + 1n, lastUnit };
  const { id } = await tx.voucher.create({ data: { ...voucher, ...range, validUntil } });
  const movement = await tx.ledgerTransaction.create({
    data: { kind, cause, institutionId, productId, voucherId: id, ...range },
  });
  await bookEntries(tx, movement.id, { institutionId, productId, units: BigInt(units), against });
  return { id };
}

/** An account as `lapseUnits` left it, by numbers of units. */
interface OpenAccount {
  readonly debited: bigint;
  /** The last unit that may be used now. */
  readonly sellable: bigint;
}

/**
 * Books what has lapsed of an account (the SQL function `lapse_units`, which the meter calls too) and keeps its row locked
 * until the transaction ends. However often it is called, each voucher lapses once. Null for an account that was never
 * given a unit.
 */
export async function lapseUnits(
  tx: Transaction,
  account: { readonly institutionId: string; readonly productId: string },
): Promise<OpenAccount | null> {
  const [row] = await tx.$queryRaw<OpenAccount[]>`
    select units_debited as debited, units_sellable as sellable
    from lapse_units(${account.institutionId}::uuid, ${account.productId}::uuid)`;
  return row ?? null;
}

/**
 * Takes units for something other than lookups (a handover, a file); KUOTA falls by as many. `cause` takes them once: a
 * repeat changes nothing and answers false.
 * @throws AppError QUOTA_EXHAUSTED when fewer are left; nothing was taken
 */
export async function takeUnits(
  tx: Transaction,
  input: {
    readonly institutionId: string;
    readonly productId: string;
    readonly units: number;
    readonly cause: string;
  },
): Promise<boolean> {
  const { institutionId, productId, units, cause } = input;
  // The account's row first: whoever comes with the same cause waits here and then sees it done.
  const account = await lapseUnits(tx, { institutionId, productId });
  if (await tx.ledgerTransaction.findUnique({ where: { cause } })) return false;
  const left = account ? account.sellable - account.debited : 0n;
  if (!account || left < BigInt(units)) {
    throw new AppError('QUOTA_EXHAUSTED', { params: { left: Number(left), needed: units } });
  }
  const range = { firstUnit: account.debited + 1n, lastUnit: account.debited + BigInt(units) };
  await tx.quotaAccount.update({
    where: { institutionId_productId: { institutionId, productId } },
    data: { debited: range.lastUnit, changedAt: new Date() },
  });
  const movement = await tx.ledgerTransaction.create({
    data: { kind: 'HANDOVER', institutionId, productId, cause, ...range },
  });
  await bookEntries(tx, movement.id, {
    institutionId,
    productId,
    units: BigInt(-units),
    against: 'PEMAKAIAN',
  });
  return true;
}

async function bookEntries(
  tx: Transaction,
  transactionId: string,
  move: {
    institutionId: string;
    productId: string;
    units: bigint;
    against: Exclude<(typeof ledgerAccounts)[number], 'KUOTA' | 'HANGUS'>;
  },
): Promise<void> {
  const { institutionId, productId, units, against } = move;
  await tx.ledgerEntry.createMany({
    data: [
      { transactionId, account: 'KUOTA', institutionId, productId, units },
      { transactionId, account: against, institutionId, productId, units: -units },
    ],
  });
}

/** Balances of one institution, or of all; a product of which it never had a unit has no row (its balance is 0). */
export async function quotaBalances(
  db: Database | Transaction,
  scope: { institutionId?: string } = {},
): Promise<Balance[]> {
  const rows = await db.quotaAccount.findMany({ where: scope });
  return rows.map(({ institutionId, productId, granted, debited }) => ({
    institutionId,
    productId,
    units: Number(granted - debited),
  }));
}

/** Broken invariants of vouchers, ledger and orders by name; empty in every healthy database. */
export async function findBrokenInvariants(db: Database): Promise<{ rule: string; id: string }[]> {
  return db.$queryRaw<{ rule: string; id: string }[]>`
    select 'movement sums to zero' as rule, transaction_id::text as id
      from ledger_entry group by transaction_id having sum(units) <> 0
    union all
    select 'movement is of the account that it names', t.id::text
      from ledger_transaction t join ledger_entry e on e.transaction_id = t.id
      where (e.institution_id, e.product_id) <> (t.institution_id, t.product_id)
    union all
    select 'voucher is booked once with its units', v.id::text
      from voucher v
      where (select coalesce(sum(e.units), 0) from ledger_transaction t join ledger_entry e on e.transaction_id = t.id
             where t.voucher_id = v.id and t.kind in ('GRANT', 'RETURN') and e.account = 'KUOTA') <> v.units
    union all
    select 'account is the sum of the ledger', a.institution_id::text || ' ' || a.product_id::text
      from quota_account a
      full join (select institution_id, product_id, sum(units) as units from ledger_entry
                 where account = 'KUOTA' group by 1, 2) e using (institution_id, product_id)
      where a.granted is null or a.granted - a.debited <> coalesce(e.units, 0)
    union all
    select 'a lapse ends with its voucher', t.id::text
      from ledger_transaction t left join voucher v on v.id = t.voucher_id
      where t.kind = 'LAPSE' and (t.last_unit, true) is distinct from (v.last_unit, t.first_unit >= v.first_unit)
    union all
    select 'what came back is what a reversed handover had taken', coalesce(t.id, r.handover_id)::text
      from (select * from ledger_transaction where kind = 'RETURN') t
      full join handover_reversal r on t.cause = 'RETURN:' || r.handover_id
      left join handover h on h.id = r.handover_id
      left join ledger_transaction taken on taken.cause = 'HANDOVER:' || h.id
      left join voucher paid on paid.id = h.voucher_id
      left join voucher v on v.id = r.voucher_id
      where (t.voucher_id, v.origin_id, v.units, t.institution_id, t.product_id, taken.last_unit - taken.first_unit + 1)
        is distinct from (r.voucher_id, coalesce(paid.origin_id, paid.id), h.units, h.institution_id, h.product_id,
          h.units::bigint)
    union all
    select 'account knows when its next voucher ends', a.institution_id::text || ' ' || a.product_id::text
      from quota_account a join voucher v using (institution_id, product_id)
      where v.last_unit > a.debited and v.valid_until < coalesce(a.next_end, 'infinity')
    union all
    select 'vouchers follow each other without gaps', v.id::text
      from (select id, first_unit, lag(last_unit, 1, 0::bigint) over (partition by institution_id, product_id
                                                                      order by first_unit) as before from voucher) v
      where v.first_unit <> v.before + 1
    union all
    select 'voucher is within what was granted', v.id::text
      from voucher v join quota_account a using (institution_id, product_id) where v.last_unit > a.granted
    union all
    select 'each unit of a debit has one access', t.id::text
      from ledger_transaction t join ledger_entry e on e.transaction_id = t.id and e.account = 'KUOTA'
      where t.kind = 'DEBIT' and (e.units <> t.first_unit - 1 - t.last_unit
        or (select count(*) from access_log l where l.institution_id = e.institution_id
              and l.product_id = e.product_id and l.unit between t.first_unit and t.last_unit) <> -e.units)
    union all
    select 'no unit is used twice', l.institution_id::text || ' ' || l.unit::text
      from access_log l where l.unit is not null
      group by l.institution_id, l.product_id, l.unit having count(*) > 1
    union all
    select 'used units are as many as the account says', a.institution_id::text || ' ' || a.product_id::text
      from quota_account a
      left join (select e.institution_id, e.product_id, sum(t.last_unit - t.first_unit + 1) as units
                 from ledger_transaction t join ledger_entry e on e.transaction_id = t.id and e.account = 'KUOTA'
                 where t.kind not in ('GRANT', 'RETURN') group by 1, 2) d using (institution_id, product_id)
      where a.debited <> coalesce(d.units, 0)
    union all
    ${brokenOrders}`;
}

const brokenOrders = Prisma.sql`
  select 'order that ended has its voucher', o.id::text
    from "order" o left join voucher v on v.order_id = o.id
    where (o.status = 'SELESAI') <> (v.id is not null)
  union all
  select 'voucher needs a confirmed payment or a Rp0 approval', v.id::text
    from voucher v join "order" o on o.id = v.order_id
    where not coalesce((o.total > 0 and o.ntpn is not null and v.ntpn = o.ntpn)
                    or (o.total = 0 and o.approved_at is not null), false)
  union all
  select 'voucher carries what was ordered', v.id::text
    from voucher v join "order" o on o.id = v.order_id
    where v.units <> o.quantity or v.institution_id <> o.institution_id or v.product_id <> o.product_id
  union all
  select 'status is the last row of the history', o.id::text
    from "order" o join lateral (select h."to", h.version from order_history h where h.order_id = o.id
                                 order by h.version desc limit 1) last on true
    where last."to" <> o.status or last.version <> o.version`;
