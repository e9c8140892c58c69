import type { OrderSnapshot } from '#contract/orders/facts';
import type { OrderStatus } from '#contract/orders/lifecycle';
import { isAppError } from '#contract/shared/errors';
import { readEnteredBilling } from '#records/orders/acts';
import { orderNoticeParams, readOrderRow, toInstitution } from '#records/orders/notice-params';
import {
  type ConfirmedPayment,
  flaggedNotices,
  paymentChanges,
  refuseForeignPayment,
  settlePaymentTalk,
} from '#records/orders/payment';
import { readSnapshot } from '#records/orders/snapshot';
import { recordInquiry } from '#records/payments/inquiry';
import { openNotices, settleNotices as settle } from '#records/payments/settle';
import { wordsOf } from './billing.ts';
import type { OrderActivityDeps } from './deps.ts';
import { recordSystemStep, type SystemStep } from './system-step.ts';

/** What SIMPONI knows about a code. `amountDiffers`: its report, imported before, shows another amount than the bill. */
export type PaymentAnswer =
  | { readonly answer: 'PAID'; readonly payment: ConfirmedPayment; readonly amountDiffers: boolean }
  | { readonly answer: 'NOT_FOUND' };

/**
 * Asks SIMPONI about the order's code, or about the code that `staf-pnbp` entered with an act (`intentId`), and keeps
 * what it said and when. Fails with SIMPONI_UNAVAILABLE (nothing is known) or SIMPONI_REFUSED (it does not take the
 * question); neither says anything about a payment.
 */
export const askPayment =
  (deps: OrderActivityDeps) =>
  async ({ orderId, intentId }: { orderId: string; intentId?: string }): Promise<PaymentAnswer> => {
    const { db, simponi, now } = deps;
    const row = await db.order.findUniqueOrThrow({ where: { id: orderId } });
    const entered = intentId ? await readEnteredBilling(db, orderId, intentId) : null;
    const kodeBilling = entered?.kodeBilling ?? row.kodeBilling;
    if (!row.trxId || !kodeBilling) return { answer: 'NOT_FOUND' };
    try {
      const found = await simponi.inquire({ trxId: row.trxId, kodeBilling });
      if (found.kind === 'notFound') {
        await recordInquiry(db, { orderId, at: now(), answer: 'NOT_FOUND', words: found.words || null });
        return { answer: 'NOT_FOUND' };
      }
      await recordInquiry(db, { orderId, at: now(), answer: 'PAID', words: null });
      const { kind: _, simponiTrxId: __, paidAt, ...rest } = found;
      const { amountDiffers } = await readSnapshot(db, orderId, now());
      return { answer: 'PAID', payment: { ...rest, paidAt: paidAt.toISOString() }, amountDiffers };
    } catch (error) {
      if (isAppError(error) && error.code.startsWith('SIMPONI_')) {
        await recordInquiry(db, { orderId, at: now(), answer: 'UNKNOWN', words: wordsOf(error) });
      }
      throw error;
    }
  };

export interface PaymentStep extends SystemStep {
  readonly from: OrderStatus;
  readonly payment: ConfirmedPayment;
  readonly inTime: boolean;
  readonly inFull: boolean;
}

/** The payment is right: DIBAYAR. What had spoken of it is settled in the same transaction. */
export const confirmPayment =
  (deps: OrderActivityDeps) =>
  async ({ orderId, expectedVersion, from, payment, ...judgement }: PaymentStep): Promise<OrderSnapshot> => {
    await refuseForeignPayment(deps.db, orderId, payment.ntpn);
    return recordSystemStep(deps, 'SIMPONI', {
      orderId,
      expectedVersion,
      action: 'confirmPayment',
      from,
      to: 'DIBAYAR',
      changes: paymentChanges(payment, judgement),
      also: (tx) => settlePaymentTalk(tx, orderId, payment.ntpn),
    });
  };

/** There is a payment, but late, after the cancelling, or of another amount: people decide. */
export const flagPayment =
  (deps: OrderActivityDeps) =>
  async ({ orderId, expectedVersion, from, payment, ...judgement }: PaymentStep): Promise<OrderSnapshot> => {
    await refuseForeignPayment(deps.db, orderId, payment.ntpn);
    return recordSystemStep(deps, 'system', {
      orderId,
      expectedVersion,
      action: 'flagPayment',
      from,
      to: 'PEMBAYARAN_BERMASALAH',
      changes: paymentChanges(payment, judgement),
      notices: await flaggedNotices(deps.db, orderId, payment, judgement),
      also: (tx) => settlePaymentTalk(tx, orderId, payment.ntpn),
    });
  };

/** Of these notices, the ones that SIMPONI must still be asked about; those of the known payment are settled. */
export const sortNotices =
  ({ db }: OrderActivityDeps) =>
  ({ orderId, ids }: { orderId: string; ids: readonly string[] }): Promise<string[]> =>
    openNotices(db, orderId, ids);

/** Ends notices by SIMPONI's answer; what no open order explains is kept for staff. `ntpn` null: NF. */
export const settleNotices =
  ({ db }: OrderActivityDeps) =>
  ({ ids, ntpn }: { ids: readonly string[]; ntpn: string | null }): Promise<void> =>
    settle(db, { ids, answer: { ntpn } });

/** SIMPONI was asked at the deadline and knows no payment. `openUntil`: end of the grace period, ISO 8601. */
export const expireOrder =
  (deps: OrderActivityDeps) =>
  async ({
    orderId,
    expectedVersion,
    openUntil,
  }: SystemStep & { openUntil: string }): Promise<OrderSnapshot> => {
    const row = await readOrderRow(deps.db, orderId);
    const { kodeBilling, expiresAt } = row;
    const notices =
      kodeBilling && expiresAt
        ? await toInstitution(deps.db, row, {
            template: 'ORDER_EXPIRED',
            params: {
              ...orderNoticeParams(row),
              kodeBilling,
              total: Number(row.total),
              expiresAt: expiresAt.toISOString(),
            },
          })
        : [];
    return recordSystemStep(deps, 'timer', {
      orderId,
      expectedVersion,
      action: 'expire',
      from: 'MENUNGGU_PEMBAYARAN',
      to: 'KEDALUWARSA',
      changes: { openUntil },
      notices,
    });
  };
