import { validityOf, validityRules } from '#contract/metering/validity';
import { formatVoucherNumber } from '#contract/shared/identifiers';
import { dayKey } from '#platform/clock';
import type { Database } from '#prisma/client';
import { systemPerson } from '../audit.ts';
import { issueUnits } from '../ledger.ts';
import { orderNoticeParams, readOrderRow, toInstitution } from './notice-params.ts';
import { recordTransition, type TransitionResult } from './transition.ts';

/**
 * Gives the units that were paid for (or granted at Rp0): voucher, ledger, history, audit and mail in one
 * transaction. Its validity is by the rule of the day (WIB) of `now`. One order has at most one voucher: the version guards it, and a unique column behind that.
 * @throws AppError VERSION_CONFLICT
 */
export async function issueVoucher(
  db: Database,
  input: { orderId: string; from: 'DIBAYAR' | 'DISETUJUI'; expectedVersion: number; now: Date },
  rules = validityRules,
): Promise<TransitionResult> {
  const { now, ...step } = input;
  const { orderId } = step;
  const row = await readOrderRow(db, orderId);
  const number = formatVoucherNumber(row.kuitansi);
  const issuedOn = dayKey(now);
  const { validUntil } = validityOf(issuedOn, rules);
  return recordTransition(db, {
    ...step,
    action: 'issueVoucher',
    to: 'SELESAI',
    actor: systemPerson('system'),
    role: 'system',
    notices: await toInstitution(db, row, {
      template: 'VOUCHER_ISSUED',
      params: {
        ...orderNoticeParams(row),
        voucherNumber: number,
        quantity: row.quantity,
        unit: row.unit,
        paidAt: row.paidAt?.toISOString() ?? null,
        issuedOn,
        validUntil,
      },
    }),
    also: async (tx) => {
      const { institutionId, productId, quantity: units } = row;
      await issueUnits(tx, {
        number,
        institutionId,
        productId,
        orderId,
        ntpn: row.ntpn,
        units,
        source: 'PESANAN',
        validUntil,
      });
    },
  });
}
