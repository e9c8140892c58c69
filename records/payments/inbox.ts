import { randomUUID } from 'node:crypto';
import type { PaymentNoticeKind } from '#contract/orders/codes';
import type { Transaction } from '#prisma/client';

/** Channel on which the dispatcher is woken: `LISTEN outbox`. */
export const outboxChannel = 'outbox';

export interface PaymentNoticeInput {
  readonly kind: PaymentNoticeKind;
  readonly kodeBilling: string;
  readonly ntpn: string;
  readonly ntb?: string | null;
  readonly paidAt?: Date | null;
  readonly bankCode?: string | null;
  readonly channelCode?: string | null;
  /** Network address that it came from. */
  readonly sender?: string | null;
}

/**
 * Puts a payment that was heard of into the inbox, from where it is carried to the order's workflow. The same code,
 * NTPN and kind is one row, however often it comes; one that SIMPONI did not confirm is looked at again when it is
 * repeated a minute later or more.
 */
export async function storePaymentNotice(
  tx: Transaction,
  input: PaymentNoticeInput,
): Promise<{ id: string; repeated: boolean }> {
  const order = await tx.order.findUnique({
    where: { kodeBilling: input.kodeBilling },
    select: { id: true },
  });
  const id = randomUUID();
  const { count } = await tx.paymentNotice.createMany({
    data: {
      id,
      kind: input.kind,
      kodeBilling: input.kodeBilling,
      ntpn: input.ntpn,
      ntb: input.ntb ?? null,
      paidAt: input.paidAt ?? null,
      bankCode: input.bankCode ?? null,
      channelCode: input.channelCode ?? null,
      sender: input.sender ?? null,
      orderId: order?.id ?? null,
    },
    skipDuplicates: true,
  });
  if (count === 1) {
    await wakeDispatcher(tx);
    return { id, repeated: false };
  }
  const { kodeBilling, ntpn, kind } = input;
  const where = { kodeBilling_ntpn_kind: { kodeBilling, ntpn, kind } };
  const earlier = await tx.paymentNotice.findUniqueOrThrow({ where, select: { id: true } });
  const { count: again } = await tx.paymentNotice.updateMany({
    where: {
      id: earlier.id,
      status: 'UNCONFIRMED',
      settledAt: { lt: new Date(Date.now() - 60_000) },
    },
    data: { status: 'RECEIVED', attempts: 0, availableAt: new Date() },
  });
  if (again === 1) await wakeDispatcher(tx);
  return { id: earlier.id, repeated: true };
}

/** Wakes the dispatcher when this transaction commits; it also looks by itself every few seconds. */
export async function wakeDispatcher(tx: Transaction): Promise<void> {
  await tx.$executeRaw`select pg_notify(${outboxChannel}, '')`;
}
