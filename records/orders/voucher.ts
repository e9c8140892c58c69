import { formatVoucherNumber } from '#contract/shared/identifiers';
import type { Database } from '#prisma/client';
import { systemPerson } from '../audit.ts';
import { issueUnits } from '../ledger.ts';
import { orderNoticeParams, readOrderRow, toInstitution } from './notice-params.ts';
import { recordTransition, type TransitionResult } from './transition.ts';

/**
 * Gives the units that were paid for (or granted at Rp0): voucher, ledger, history, audit and mail in one
 * transaction. One order has at most one voucher: the version guards it, and a unique column behind that.
 * @throws AppError VERSION_CONFLICT
 */
export async function issueVoucher(
  db: Database,
  input: { orderId: string; from: 'DIBAYAR' | 'DISETUJUI'; expectedVersion: number },
): Promise<TransitionResult> {
  const { orderId } = input;
  const row = await readOrderRow(db, orderId);
  const number = formatVoucherNumber(row.kuitansi);
  return recordTransition(db, {
    ...input,
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
      });
    },
  });
}
