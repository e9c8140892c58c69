import { texts } from '#contract/i18n/index';
import type { OrderSnapshot } from '#contract/orders/facts';
import type { BillingTrouble } from '#contract/orders/lifecycle';
import { AppError, isAppError } from '#contract/shared/errors';
import {
  billingTroubleChanges,
  type IssuedBilling,
  noteBillingRefusal,
  noteBillingWait,
  prepareBilling,
  readBillingQuestion,
  settleBilling,
} from '#records/orders/billing';
import { readOrderRow } from '#records/orders/notice-params';
import type { OrderActivityDeps } from './deps.ts';
import { recordSystemStep, type SystemStep } from './system-step.ts';

/** Starts an attempt: its trx id and expiry are stored before SIMPONI is called. `expiresAt` ISO 8601. */
export const startBilling =
  (deps: OrderActivityDeps) =>
  async (
    input: SystemStep & { from: 'DIPROSES' | 'DISETUJUI'; expiresAt: string },
  ): Promise<OrderSnapshot> => {
    const { orderId, expectedVersion, from, expiresAt } = input;
    const row = await readOrderRow(deps.db, orderId);
    return recordSystemStep(deps, 'system', {
      orderId,
      expectedVersion,
      action: 'startBilling',
      from,
      to: 'PENERBITAN_TAGIHAN',
      changes: prepareBilling(row, expiresAt),
    });
  };

/**
 * Asks SIMPONI for the code of an attempt. A repeat sends the same trx id, which brings the same code.
 *
 * Fails with SIMPONI_UNAVAILABLE when nothing is known (retried; the order says since when it waits) and with
 * SIMPONI_REFUSED when SIMPONI said no; its words stay in the order's row.
 */
export const createBilling =
  ({ db, simponi }: OrderActivityDeps) =>
  async ({ orderId, trxId }: { orderId: string; trxId: string }): Promise<IssuedBilling> => {
    const question = await readBillingQuestion(db, orderId, trxId);
    try {
      const issued = await simponi.createBilling(question);
      return {
        simponiTrxId: issued.simponiTrxId,
        kodeBilling: issued.kodeBilling,
        issuedAt: issued.issuedAt.toISOString(),
        expiresAt: issued.expiresAt.toISOString(),
      };
    } catch (error) {
      if (!isAppError(error)) throw error;
      if (error.code === 'SIMPONI_UNAVAILABLE') {
        await noteBillingWait(db, { orderId, trxId, words: wordsOf(error) });
        throw error;
      }
      await noteBillingRefusal(db, {
        orderId,
        trxId,
        words: wordsOf(error) ?? texts('id').orders.billingTrouble.REFUSED,
      });
      throw new AppError('SIMPONI_REFUSED', { cause: error });
    }
  };

/** SIMPONI's words, with its code, as staff read them. */
export function wordsOf(error: AppError): string | null {
  const { simponiCode, words } = error.details;
  const parts = [simponiCode, words].filter((each) => typeof each === 'string' && each !== '');
  return parts.length > 0 ? parts.join(': ') : null;
}

/** Brings the code to the order, and its bill to the institution. */
export const issueBilling =
  (deps: OrderActivityDeps) =>
  async (input: SystemStep & { issued: IssuedBilling }): Promise<OrderSnapshot> => {
    const { orderId, expectedVersion, issued } = input;
    return recordSystemStep(deps, 'SIMPONI', {
      orderId,
      expectedVersion,
      action: 'issueBilling',
      from: 'PENERBITAN_TAGIHAN',
      to: 'MENUNGGU_PEMBAYARAN',
      ...(await settleBilling(deps.db, orderId, issued)),
    });
  };

/** Gives the order to `staf-pnbp`: SIMPONI refused, or was silent for too long. */
export const reportBillingTrouble =
  (deps: OrderActivityDeps) =>
  ({ orderId, expectedVersion, trouble }: SystemStep & { trouble: BillingTrouble }): Promise<OrderSnapshot> =>
    recordSystemStep(deps, 'system', {
      orderId,
      expectedVersion,
      action: 'reportBillingTrouble',
      from: 'PENERBITAN_TAGIHAN',
      to: 'TAGIHAN_BERMASALAH',
      changes: billingTroubleChanges(trouble),
    });
