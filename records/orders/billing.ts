import type { BillingTrouble } from '#contract/orders/lifecycle';
import { AppError } from '#contract/shared/errors';
import { formatTrxId } from '#contract/shared/identifiers';
import { type Rupiah, rupiah } from '#contract/shared/money';
import type { Database, DatabaseReader } from '#prisma/client';
import { orderNoticeParams, readOrderRow, toInstitution } from './notice-params.ts';
import { announceOrder, type NoticeDraft, type OrderChanges } from './transition.ts';

/** A code that SIMPONI gave us. Times ISO 8601. */
export interface IssuedBilling {
  readonly simponiTrxId: string;
  readonly kodeBilling: string;
  readonly issuedAt: string;
  readonly expiresAt: string;
}

/** What SIMPONI is asked for; the same for every repeat of one attempt. */
export interface BillingQuestion {
  readonly trxId: string;
  readonly expiresAt: Date;
  readonly payerName: string;
  readonly npwp: string | null;
  readonly tariff: { readonly kodeTarif: string; readonly kodePp: string; readonly kodeAkun: string };
  readonly unitPrice: Rupiah;
  readonly quantity: number;
  readonly unit: string;
  readonly total: Rupiah;
}

/**
 * What is stored before SIMPONI is called: attempt, trx id and the expiry that is asked for. SIMPONI answers the same
 * trx id with the same code, so the attempt rises only after a definite refusal; after silence it stays.
 */
export function prepareBilling(
  row: { kuitansi: string; billingAttempt: number; billingTrouble: string | null },
  expiresAt: string,
): OrderChanges {
  const anew = row.billingAttempt === 0 || row.billingTrouble === 'REFUSED';
  const attempt = anew ? row.billingAttempt + 1 : row.billingAttempt;
  return {
    billingAttempt: attempt,
    trxId: formatTrxId(row.kuitansi, attempt),
    requestedExpiresAt: expiresAt,
    billingTrouble: null,
    billingTroubleWords: null,
    billingWaitingSince: null,
  };
}

/** Reads what SIMPONI is to be asked for. @throws AppError VERSION_CONFLICT when this attempt is not the one under way. */
export async function readBillingQuestion(
  db: DatabaseReader,
  orderId: string,
  trxId: string,
): Promise<BillingQuestion> {
  const row = await db.order.findUnique({
    where: { id: orderId },
    include: { institution: { select: { name: true, npwp: true } }, product: true, tariff: true },
  });
  if (!row) throw new AppError('NOT_FOUND', { message: `no order ${orderId}` });
  if (row.status !== 'PENERBITAN_TAGIHAN' || row.trxId !== trxId || !row.requestedExpiresAt) {
    throw new AppError('VERSION_CONFLICT', { message: `billing attempt ${trxId} is not under way` });
  }
  return {
    trxId,
    expiresAt: row.requestedExpiresAt,
    payerName: row.institution.name,
    npwp: row.institution.npwp,
    // The codes of the tariff that the order was made under, where it has some of its own.
    tariff: {
      kodeTarif: row.tariff.simponiTarif ?? row.product.simponiTarif,
      kodePp: row.tariff.simponiPp ?? row.product.simponiPp,
      kodeAkun: row.tariff.simponiAkun ?? row.product.simponiAkun,
    },
    unitPrice: rupiah(row.unitPrice),
    quantity: row.quantity,
    unit: row.unit,
    total: rupiah(row.total),
  };
}

/** Says on the order that SIMPONI is silent, since the first time it was; its page shows that we go on asking. */
export async function noteBillingWait(
  db: Database,
  input: { orderId: string; trxId: string; words: string | null },
): Promise<void> {
  await db.$transaction(async (tx) => {
    const changed = await tx.order.updateManyAndReturn({
      where: { id: input.orderId, trxId: input.trxId, status: 'PENERBITAN_TAGIHAN' },
      data: { billingTroubleWords: input.words },
      select: { institutionId: true, status: true, billingWaitingSince: true },
    });
    const row = changed[0];
    if (!row) return;
    if (row.billingWaitingSince === null) {
      await tx.order.updateMany({ where: { id: input.orderId }, data: { billingWaitingSince: new Date() } });
    }
    await announceOrder(tx, {
      orderId: input.orderId,
      institutionId: row.institutionId,
      status: row.status,
    });
  });
}

/** Keeps SIMPONI's words of a refusal before the order is called in trouble: they never travel through Temporal. */
export async function noteBillingRefusal(
  db: Database,
  input: { orderId: string; trxId: string; words: string },
): Promise<void> {
  await db.order.updateMany({
    where: { id: input.orderId, trxId: input.trxId, status: 'PENERBITAN_TAGIHAN' },
    data: { billingTroubleWords: input.words },
  });
}

/** What an issued code writes, and the mail that brings it. */
export async function settleBilling(
  db: DatabaseReader,
  orderId: string,
  issued: IssuedBilling,
): Promise<{ changes: OrderChanges; notices: NoticeDraft[] }> {
  await refuseForeignCode(db, orderId, issued.kodeBilling);
  const changes: OrderChanges = {
    simponiTrxId: issued.simponiTrxId,
    ...codeChanges({ ...issued, at: issued.issuedAt }),
  };
  return { changes, notices: await billNotices(db, orderId, issued) };
}

/** What a code writes that `staf-pnbp` entered because SIMPONI made one that we never heard of. */
export async function enterBilling(
  db: DatabaseReader,
  orderId: string,
  entered: { kodeBilling: string; expiresAt: string; at: string },
): Promise<{ changes: OrderChanges; notices: NoticeDraft[] }> {
  await refuseForeignCode(db, orderId, entered.kodeBilling);
  return { changes: codeChanges(entered), notices: await billNotices(db, orderId, entered) };
}

const codeChanges = (code: { kodeBilling: string; expiresAt: string; at: string }): OrderChanges => ({
  kodeBilling: code.kodeBilling,
  billingIssuedAt: code.at,
  expiresAt: code.expiresAt,
  billingTrouble: null,
  billingTroubleWords: null,
  billingWaitingSince: null,
});

/** @throws AppError DUPLICATE when another order has this code: never two orders on one bill. */
export async function refuseForeignCode(
  db: DatabaseReader,
  orderId: string,
  kodeBilling: string,
): Promise<void> {
  const other = await db.order.findUnique({ where: { kodeBilling }, select: { id: true } });
  if (other && other.id !== orderId) {
    throw new AppError('DUPLICATE', { message: `the code of order ${orderId} belongs to ${other.id}` });
  }
}

async function billNotices(
  db: DatabaseReader,
  orderId: string,
  { kodeBilling, expiresAt }: { kodeBilling: string; expiresAt: string },
): Promise<NoticeDraft[]> {
  const row = await readOrderRow(db, orderId);
  const params = { ...orderNoticeParams(row), kodeBilling, total: Number(row.total), expiresAt };
  return toInstitution(db, row, { template: 'BILLING_ISSUED', params });
}

/** What trouble with SIMPONI writes; its words, and since when it is silent, were kept when they were heard. */
export const billingTroubleChanges = (trouble: BillingTrouble): OrderChanges => ({
  billingTrouble: trouble,
  ...(trouble === 'SILENT' ? {} : { billingWaitingSince: null }),
});
