import type { Role } from '#contract/access/roles';
import { thresholdReached } from '#contract/metering/quota';
import { type Database, type DatabaseReader, Prisma, type Transaction } from '#prisma/client';
import { type NoticeInput, queueNotices } from '../notices.ts';

const pageSize = 200;

/** Where a page of accounts begins: the last one of the page before. */
export interface AccountPlace {
  readonly institutionId: string;
  readonly productId: string;
}

export interface AlertsPage {
  /** Null when this was the last page. */
  readonly next: AccountPlace | null;
  /** Accounts of this page of which somebody is told now. */
  readonly alerted: number;
}

/** A quota with what was left right after its last grant, or after units came back. */
export interface QuotaLevel extends AccountPlace {
  readonly voucherId: string;
  readonly left: number;
  /** Units that were there right after the last grant: what percentages are of. */
  readonly base: number;
}

/**
 * Tells the people of an institution that a quota has come down to 50, 20 or 5 percent of what was there after the last
 * grant: each threshold once per grant and person, and of several that were passed at once only the lowest.
 * `changedSince` leaves out accounts that nothing was used of meanwhile.
 */
export async function alertOfLowQuota(
  db: Database,
  { changedSince, after }: { changedSince: Date; after: AccountPlace | null },
): Promise<AlertsPage> {
  const found = await readLevels(db, changedSince, after);
  const low = found.filter(({ left, base }) => thresholdReached(left, base) !== null);
  const alerted = low.length === 0 ? 0 : await db.$transaction((tx) => tellOf(tx, low));
  const last = found.at(-1);
  const next = last && found.length === pageSize ? placeOf(last) : null;
  return { next, alerted };
}

const placeOf = ({ institutionId, productId }: AccountPlace): AccountPlace => ({ institutionId, productId });

interface LevelRow {
  readonly institution_id: string;
  readonly product_id: string;
  readonly voucher_id: string;
  readonly left: bigint;
  readonly base: bigint;
}

/** The level of each account that `accounts` selects; an account that was never given a unit has none. */
const levels = (accounts: Prisma.Sql): Prisma.Sql => Prisma.sql`
  select a.institution_id, a.product_id, g.voucher_id, a.granted - a.debited as left,
    a.granted - coalesce(d.debited, a.debited) as base
  from (${accounts}) a
  cross join lateral (select v.id as voucher_id, t.at from voucher v
    join ledger_transaction t on t.voucher_id = v.id and t.kind in ('GRANT', 'RETURN')
    where v.institution_id = a.institution_id and v.product_id = a.product_id
    order by v.first_unit desc limit 1) g
  left join lateral (select t.first_unit - 1 as debited from ledger_transaction t
    where t.institution_id = a.institution_id and t.product_id = a.product_id and t.at >= g.at
      and t.kind not in ('GRANT', 'RETURN')
    order by t.at, t.first_unit limit 1) d on true
  order by a.institution_id, a.product_id`;

/** The levels of one institution's quotas. */
export const quotaLevels = async (db: DatabaseReader, institutionId: string): Promise<QuotaLevel[]> =>
  levelsOf(
    await db.$queryRaw<LevelRow[]>(
      levels(Prisma.sql`select * from quota_account where institution_id = ${institutionId}::uuid`),
    ),
  );

const beforeAll = '00000000-0000-0000-0000-000000000000';

async function readLevels(
  db: DatabaseReader,
  changedSince: Date,
  after: AccountPlace | null,
): Promise<QuotaLevel[]> {
  const { institutionId, productId } = after ?? { institutionId: beforeAll, productId: beforeAll };
  const accounts = Prisma.sql`select * from quota_account
    where (institution_id, product_id) > (${institutionId}::uuid, ${productId}::uuid)
      and changed_at >= ${changedSince}
    order by institution_id, product_id limit ${pageSize}`;
  return levelsOf(await db.$queryRaw<LevelRow[]>(levels(accounts)));
}

const levelsOf = (rows: readonly LevelRow[]): QuotaLevel[] =>
  rows.map((row) => ({
    institutionId: row.institution_id,
    productId: row.product_id,
    voucherId: row.voucher_id,
    left: Number(row.left),
    base: Number(row.base),
  }));

/** Gives for how many of them a mail was queued now. */
async function tellOf(tx: Transaction, low: readonly QuotaLevel[]): Promise<number> {
  const notices: NoticeInput[][] = [];
  for (const level of low) notices.push(await noticesOf(tx, level));
  const keys = notices.flat().map(({ dedupeKey }) => dedupeKey);
  const before = await tx.outgoingNotice.findMany({
    where: { dedupeKey: { in: keys } },
    select: { dedupeKey: true },
  });
  const known = new Set(before.map(({ dedupeKey }) => dedupeKey));
  await queueNotices(tx, notices.flat());
  return notices.filter((each) => each.some(({ dedupeKey }) => !known.has(dedupeKey))).length;
}

/** Who can buy, pay, or decide that it is bought. */
const told: readonly Role[] = ['lembaga-admin', 'lembaga-pemesan', 'lembaga-keuangan'];

async function noticesOf(tx: Transaction, level: QuotaLevel): Promise<NoticeInput[]> {
  const { institutionId, productId, voucherId, left, base } = level;
  const threshold = thresholdReached(left, base);
  if (threshold === null) return [];
  const institution = await tx.institution.findUniqueOrThrow({ where: { id: institutionId } });
  const product = await tx.product.findUniqueOrThrow({
    where: { id: productId },
    include: { service: true },
  });
  const people = await tx.user.findMany({
    where: { institutionId, disabledAt: null, roles: { some: { role: { in: [...told] } } } },
    select: { email: true },
  });
  const params = {
    institutionName: institution.name,
    productId,
    productName: product.name,
    serviceName: product.service.name,
    unit: product.unit,
    left,
    base,
    threshold,
  };
  return people.map(({ email }) => ({
    template: 'QUOTA_LOW',
    channel: 'EMAIL',
    recipient: email,
    params,
    dedupeKey: `quota:${voucherId}:${threshold}:${email.toLowerCase()}`,
  }));
}
