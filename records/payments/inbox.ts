import { randomUUID } from 'node:crypto';
import type { PaymentNoticeKind } from '#contract/orders/codes';
import type { DatabaseReader, Transaction } from '#prisma/client';

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
 * repeated a minute later or more. One statement, since a bank may send many at once.
 */
export async function storePaymentNotice(
  db: DatabaseReader,
  input: PaymentNoticeInput,
): Promise<{ id: string; repeated: boolean }> {
  const { kind, kodeBilling, ntpn, ntb = null, bankCode = null, channelCode = null, sender = null } = input;
  const id = randomUUID();
  const [stored] = await db.$queryRaw<{ id: string }[]>`
    with stored as (
      insert into payment_notice as known
        (id, kind, kode_billing, ntpn, ntb, paid_at, bank_code, channel_code, sender, order_id)
      values (${id}::uuid, ${kind}, ${kodeBilling}, ${ntpn}, ${ntb}, ${input.paidAt ?? null}::timestamptz, ${bankCode},
        ${channelCode}, ${sender}, (select o.id from "order" o where o.kode_billing = ${kodeBilling}))
      on conflict (kode_billing, ntpn, kind) do update set status = 'RECEIVED', attempts = 0, available_at = now()
        where known.status = 'UNCONFIRMED' and known.settled_at < now() - interval '1 minute'
      returning id)
    select stored.id, pg_notify(${outboxChannel}, '')::text from stored`;
  if (stored) return { id: stored.id, repeated: stored.id !== id };
  const where = { kodeBilling_ntpn_kind: { kodeBilling, ntpn, kind } };
  const earlier = await db.paymentNotice.findUniqueOrThrow({ where, select: { id: true } });
  return { id: earlier.id, repeated: true };
}

/** Wakes the dispatcher when this transaction commits; it also looks by itself every few seconds. */
export async function wakeDispatcher(tx: Transaction): Promise<void> {
  await tx.$executeRaw`select pg_notify(${outboxChannel}, '')`;
}
