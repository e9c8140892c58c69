import type { Database, Transaction } from '#prisma/client';

/** Units that an institution holds of a product: the sum of its KUOTA entries. */
export interface Balance {
  readonly institutionId: string;
  readonly productId: string;
  readonly units: number;
}

/**
 * Books a voucher's units: KUOTA rises, PENERBITAN falls by the same number. The database refuses a movement whose
 * entries do not sum to zero.
 */
export async function grantUnits(
  tx: Transaction,
  input: { voucherId: string; institutionId: string; productId: string; units: number; at?: Date },
): Promise<void> {
  const { voucherId, institutionId, productId, units } = input;
  const movement = await tx.ledgerTransaction.create({
    data: { kind: 'GRANT', voucherId, ...(input.at ? { at: input.at } : {}) },
  });
  await tx.ledgerEntry.createMany({
    data: [
      { transactionId: movement.id, account: 'KUOTA', institutionId, productId, units: BigInt(units) },
      { transactionId: movement.id, account: 'PENERBITAN', institutionId, productId, units: BigInt(-units) },
    ],
  });
}

/** Balances of one institution, or of all; a product without entries has no row (its balance is 0). */
export async function quotaBalances(
  db: Database | Transaction,
  scope: { institutionId?: string } = {},
): Promise<Balance[]> {
  const rows = await db.ledgerEntry.groupBy({
    by: ['institutionId', 'productId'],
    where: { account: 'KUOTA', ...(scope.institutionId ? { institutionId: scope.institutionId } : {}) },
    _sum: { units: true },
  });
  return rows.map(({ institutionId, productId, _sum }) => ({
    institutionId,
    productId,
    units: Number(_sum.units ?? 0n),
  }));
}

/** Broken invariants of vouchers, ledger and orders by name; empty in every healthy database. */
export async function findBrokenInvariants(db: Database): Promise<{ rule: string; id: string }[]> {
  return db.$queryRaw<{ rule: string; id: string }[]>`
    select 'movement sums to zero' as rule, transaction_id::text as id
      from ledger_entry group by transaction_id having sum(units) <> 0
    union all
    select 'voucher is booked once with its units', v.id::text
      from voucher v
      where (select coalesce(sum(e.units), 0) from ledger_transaction t join ledger_entry e on e.transaction_id = t.id
             where t.voucher_id = v.id and t.kind = 'GRANT' and e.account = 'KUOTA') <> v.units
    union all
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
}
