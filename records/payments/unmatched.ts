import type { UnmatchedReason } from '#contract/orders/codes';
import type { Transaction } from '#prisma/client';

export interface UnmatchedInput {
  readonly kodeBilling: string;
  readonly ntpn: string;
  readonly reason: UnmatchedReason;
  /** SIMPONI's inquiry agreed that this NTPN paid this code. */
  readonly confirmed: boolean;
  readonly orderId?: string | null;
  readonly paidAt?: Date | null;
  /** Rupiah, where SIMPONI's report named it. */
  readonly amount?: bigint | null;
}

/** Adds to "Pembayaran tanpa pesanan". One row per code and NTPN; a later word only makes an open one more certain. */
export async function keepUnmatchedPayment(tx: Transaction, input: UnmatchedInput): Promise<void> {
  const { kodeBilling, ntpn, reason, confirmed, orderId = null, paidAt = null, amount = null } = input;
  const { count } = await tx.unmatchedPayment.createMany({
    data: { kodeBilling, ntpn, reason, confirmed, orderId, paidAt, amount },
    skipDuplicates: true,
  });
  if (count === 1 || !confirmed) return;
  await tx.unmatchedPayment.updateMany({
    where: { kodeBilling, ntpn, status: 'TERBUKA', confirmed: false },
    data: { confirmed, reason, ...(orderId ? { orderId } : {}) },
  });
}
