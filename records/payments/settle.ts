import type { PaymentNoticeStatus, UnmatchedReason } from '#contract/orders/codes';
import type { Database, Transaction } from '#prisma/client';
import { settlePaymentTalk } from '../orders/payment.ts';
import { keepUnmatchedPayment } from './unmatched.ts';

/** What SIMPONI says about the code of a notice. `ntpn` null: it knows no payment (NF). */
export interface NoticeAnswer {
  readonly ntpn: string | null;
}

const open: PaymentNoticeStatus[] = ['RECEIVED', 'CARRIED'];

/** Notices of these that still wait for an end. */
export async function openNotices(db: Database, orderId: string, ids: readonly string[]): Promise<string[]> {
  const rows = await db.paymentNotice.findMany({
    where: { id: { in: [...ids] }, status: { in: open } },
    select: { id: true, ntpn: true, order: { select: { id: true, ntpn: true } } },
  });
  const known = rows.filter((row) => row.order?.id === orderId && row.order.ntpn === row.ntpn);
  if (known[0]) {
    const { ntpn } = known[0];
    await db.$transaction((tx) => settlePaymentTalk(tx, orderId, ntpn));
  }
  return rows.filter((row) => !known.includes(row)).map((row) => row.id);
}

/**
 * Ends notices by SIMPONI's answer, in one transaction. The one that speaks of the order's own payment is CONFIRMED.
 * Without a payment (NF) a notice is UNCONFIRMED, else UNMATCHED; both are kept as a case for staff. None of this
 * changes an order.
 */
export async function settleNotices(
  db: Database,
  input: { ids: readonly string[]; answer: NoticeAnswer },
): Promise<void> {
  await db.$transaction(async (tx) => {
    const notices = await tx.paymentNotice.findMany({
      where: { id: { in: [...input.ids] }, status: { in: open } },
      include: { order: { select: { id: true, ntpn: true } } },
    });
    for (const notice of notices) await settleOne(tx, notice, input.answer);
  });
}

interface OpenNotice {
  readonly id: string;
  readonly kodeBilling: string;
  readonly ntpn: string;
  readonly paidAt: Date | null;
  readonly order: { readonly id: string; readonly ntpn: string | null } | null;
}

async function settleOne(tx: Transaction, notice: OpenNotice, answer: NoticeAnswer): Promise<void> {
  if (notice.order?.ntpn === notice.ntpn) return settlePaymentTalk(tx, notice.order.id, notice.ntpn);
  const { kodeBilling, ntpn, paidAt, order } = notice;
  const reason = reasonFor(notice, answer);
  const confirmed = answer.ntpn === ntpn;
  await keepUnmatchedPayment(tx, {
    kodeBilling,
    ntpn,
    paidAt,
    reason,
    confirmed,
    orderId: order?.id ?? null,
  });
  await tx.paymentNotice.updateMany({
    where: { id: notice.id },
    data: { status: reason === 'UNCONFIRMED' ? 'UNCONFIRMED' : 'UNMATCHED', settledAt: new Date() },
  });
}

function reasonFor(notice: OpenNotice, answer: NoticeAnswer): UnmatchedReason {
  if (!notice.order) return 'UNKNOWN_CODE';
  if (notice.order.ntpn !== null) return 'SECOND_PAYMENT';
  return answer.ntpn === notice.ntpn ? 'ORDER_CLOSED' : 'UNCONFIRMED';
}
