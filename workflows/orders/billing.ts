import type { BillingTrouble } from '../../contract/orders/lifecycle.ts';
import { codeOf } from '../shared/activities.ts';
import { day, iso } from '../shared/waits.ts';
import { records, simponi } from './activities.ts';
import type { OrderRun } from './order-run.ts';

/** DIPROSES or DISETUJUI: the attempt, its trx id and its expiry are stored before SIMPONI is called. */
export function startBilling(run: OrderRun): Promise<void> {
  const expiresAt = iso(Date.now() + run.settings.paymentDays * day);
  return run.step('startBilling', 'system', ({ orderId, version, status }) =>
    records.startBilling({
      orderId,
      expectedVersion: version,
      from: status as 'DIPROSES' | 'DISETUJUI',
      expiresAt,
    }),
  );
}

/**
 * PENERBITAN_TAGIHAN: asks SIMPONI for the code, patiently and always with the same trx id. Nobody's turn is blocked
 * meanwhile. A refusal, or silence beyond the patience, gives the order to `staf-pnbp`.
 */
export async function requestBilling(run: OrderRun): Promise<void> {
  const { orderId, trxId } = run.order;
  try {
    const { createBilling } = simponi.billing(run.settings);
    const issued = await createBilling({ orderId, trxId: trxId ?? '' });
    await run.step('issueBilling', 'SIMPONI', (order) =>
      records.issueBilling({ orderId, expectedVersion: order.version, issued }),
    );
  } catch (error) {
    const trouble = troubleOf(error);
    if (trouble === null) return run.turns.take(() => run.lookAgain());
    await run.step('reportBillingTrouble', 'system', (order) =>
      records.reportBillingTrouble({ orderId, expectedVersion: order.version, trouble }),
    );
  }
}

/** Null: not SIMPONI's doing, the order has moved on. */
function troubleOf(error: unknown): BillingTrouble | null {
  const code = codeOf(error);
  if (code === 'VERSION_CONFLICT') return null;
  // DUPLICATE: the code that came belongs to another order.
  return code === 'SIMPONI_REFUSED' || code === 'DUPLICATE' || code === 'INVALID_INPUT'
    ? 'REFUSED'
    : 'SILENT';
}
