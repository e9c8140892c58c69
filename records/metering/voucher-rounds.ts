import { validityReminderDays } from '#contract/metering/validity';
import { dayKey } from '#platform/clock';
import type { Database, Prisma, Transaction } from '#prisma/client';
import { lapseUnits } from '../ledger.ts';
import { managerRecipients, type NoticeInput, queueNotices } from '../notices.ts';
import type { AccountPlace } from './quota-alerts.ts';

const pageSize = 100;
const dayMs = 86_400_000;

/**
 * Books what has lapsed, of one page of accounts in the order of institution and product: what a lookup would do at its
 * next statement, for accounts that nobody uses. Gives how many were looked at.
 */
export async function lapseVouchers(
  db: Database,
  { now, after }: { now: Date; after: AccountPlace | null },
): Promise<{ next: AccountPlace | null; accounts: number }> {
  const beyond = after && [
    { institutionId: { gt: after.institutionId } },
    { institutionId: after.institutionId, productId: { gt: after.productId } },
  ];
  const accounts = await db.quotaAccount.findMany({
    where: { nextEnd: { lt: new Date(dayKey(now)) }, ...(beyond ? { OR: beyond } : {}) },
    orderBy: [{ institutionId: 'asc' }, { productId: 'asc' }],
    take: pageSize,
    select: { institutionId: true, productId: true },
  });
  for (const account of accounts) await db.$transaction((tx) => lapseUnits(tx, account));
  return { next: accounts.length === pageSize ? (accounts.at(-1) ?? null) : null, accounts: accounts.length };
}

/**
 * Tells the managers of an institution, and its office, of a voucher with units left whose last day comes within
 * `validityReminderDays`: once a voucher and person. A day on which nothing ran is made up for. One page of vouchers by id.
 */
export async function remindOfEndingVouchers(
  db: Database,
  { now, after }: { now: Date; after: string | null },
): Promise<{ next: string | null }> {
  const today = new Date(dayKey(now));
  const vouchers = await db.voucher.findMany({
    where: {
      ...(after ? { id: { gt: after } } : {}),
      validUntil: { gte: today, lte: new Date(today.getTime() + validityReminderDays * dayMs) },
    },
    include: { institution: true, product: { include: { service: true } } },
    orderBy: { id: 'asc' },
    take: pageSize,
  });
  await db.$transaction(async (tx) => {
    for (const voucher of vouchers) await queueNotices(tx, await noticesOf(tx, voucher, today));
  });
  return { next: vouchers.length === pageSize ? (vouchers.at(-1)?.id ?? null) : null };
}

type EndingVoucher = Prisma.VoucherGetPayload<{
  include: { institution: true; product: { include: { service: true } } };
}>;

async function noticesOf(tx: Transaction, voucher: EndingVoucher, today: Date): Promise<NoticeInput[]> {
  const { id, institutionId, productId, institution, product, validUntil, units, lastUnit } = voucher;
  const { debited } = await tx.quotaAccount.findUniqueOrThrow({
    where: { institutionId_productId: { institutionId, productId } },
  });
  const left = Math.min(units, Number(lastUnit - debited));
  if (left <= 0 || !validUntil) return [];
  const recipients = await managerRecipients(tx, institution);
  return recipients.map((recipient) => ({
    ...{ template: 'VOUCHER_ENDING', channel: 'EMAIL', recipient },
    params: {
      institutionName: institution.name,
      serviceName: product.service.name,
      productName: product.name,
      voucherId: id,
      voucherNumber: voucher.number,
      unit: product.unit,
      left,
      validUntil: validUntil.toISOString().slice(0, 10),
      daysLeft: Math.round((validUntil.getTime() - today.getTime()) / dayMs),
    },
    dedupeKey: `voucher-ending:${id}:${recipient.toLowerCase()}`,
  }));
}
