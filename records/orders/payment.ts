import { texts } from '#contract/i18n/index';
import { odditiesOf } from '#contract/orders/facts';
import { AppError } from '#contract/shared/errors';
import type { DatabaseReader, Transaction } from '#prisma/client';
import { orderNoticeParams, readOrderRow, toInstitution } from './notice-params.ts';
import type { NoticeDraft, OrderChanges } from './transition.ts';

/** A payment as SIMPONI's inquiry confirmed it. `paidAt` ISO 8601, `bookDate` `YYYY-MM-DD` in Jakarta. No amount. */
export interface ConfirmedPayment {
  readonly ntpn: string;
  readonly ntb: string;
  readonly paidAt: string;
  readonly bankCode: string;
  readonly channelCode: string;
  readonly bookDate: string;
}

/** How a payment was judged against the order (`judgePayment`). */
export interface PaymentJudgement {
  readonly inTime: boolean;
  readonly inFull: boolean;
}

/** What a confirmed payment writes on the order. */
export const paymentChanges = (payment: ConfirmedPayment, judgement: PaymentJudgement): OrderChanges => ({
  ntpn: payment.ntpn,
  ntb: payment.ntb,
  paidAt: payment.paidAt,
  bankCode: payment.bankCode,
  channelCode: payment.channelCode,
  bookDate: new Date(payment.bookDate),
  paidInTime: judgement.inTime,
  paidInFull: judgement.inFull,
});

/** @throws AppError DUPLICATE when another order was paid with this NTPN: one payment never serves two orders. */
export async function refuseForeignPayment(db: DatabaseReader, orderId: string, ntpn: string): Promise<void> {
  const other = await db.order.findUnique({ where: { ntpn }, select: { id: true } });
  if (other && other.id !== orderId) {
    throw new AppError('DUPLICATE', { message: `the payment of order ${orderId} belongs to ${other.id}` });
  }
}

/** Everything that spoke of this payment before it was confirmed is settled with it: notices and open cases. */
export async function settlePaymentTalk(tx: Transaction, orderId: string, ntpn: string): Promise<void> {
  const { kodeBilling } = await tx.order.findUniqueOrThrow({
    where: { id: orderId },
    select: { kodeBilling: true },
  });
  if (!kodeBilling) return;
  const settledAt = new Date();
  await tx.paymentNotice.updateMany({
    where: { kodeBilling, ntpn, status: { not: 'CONFIRMED' } },
    data: { status: 'CONFIRMED', settledAt, orderId },
  });
  await tx.unmatchedPayment.updateMany({
    where: { kodeBilling, ntpn, status: 'TERBUKA' },
    data: {
      status: 'SELESAI',
      confirmed: true,
      orderId,
      note: texts('id').orders.unmatchedResolved,
      closedBy: 'system',
      closedAt: settledAt,
    },
  });
  // A report had named it as paid before we heard of it.
  await tx.reportDifference.updateMany({
    where: { kind: 'MISSING_HERE', kodeBilling, ntpn, status: 'TERBUKA' },
    data: {
      status: 'SELESAI',
      note: texts('id').orders.unmatchedResolved,
      closedBy: 'system',
      closedAt: settledAt,
    },
  });
}

/** The mail that says why a payment needs a decision. */
export async function flaggedNotices(
  db: DatabaseReader,
  orderId: string,
  payment: ConfirmedPayment,
  judgement: PaymentJudgement,
): Promise<NoticeDraft[]> {
  const row = await readOrderRow(db, orderId);
  const odd = odditiesOf(
    {
      expiresAt: row.expiresAt?.toISOString() ?? null,
      cancelledAt: row.cancelledAt?.toISOString() ?? null,
      amountDiffers: !judgement.inFull,
    },
    payment.paidAt,
  );
  const reason = odd.includes('AMOUNT') ? 'AMOUNT' : (odd[0] ?? 'LATE');
  return toInstitution(db, row, {
    template: 'PAYMENT_FLAGGED',
    params: { ...orderNoticeParams(row), reason, paidAt: payment.paidAt },
  });
}
