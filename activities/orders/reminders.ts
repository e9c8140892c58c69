import { type OrderStatus, orderAttention } from '#contract/orders/lifecycle';
import { queueNotices, roleRecipients } from '#records/notices';
import { orderNoticeParams, readOrderRow, toInstitution } from '#records/orders/notice-params';
import type { OrderActivityDeps } from './deps.ts';

/** Reminds the institution of an unpaid bill; nothing when the order has moved on. Once per version and day. */
export const remindPayment =
  ({ db }: OrderActivityDeps) =>
  async (input: { orderId: string; version: number; daysLeft: number }): Promise<void> => {
    const { orderId, version, daysLeft } = input;
    const row = await readOrderRow(db, orderId);
    const { kodeBilling, expiresAt } = row;
    if (row.version !== version || !kodeBilling || !expiresAt) return;
    const drafts = await toInstitution(db, row, {
      template: 'PAYMENT_REMINDER',
      params: {
        ...orderNoticeParams(row),
        kodeBilling,
        total: Number(row.total),
        expiresAt: expiresAt.toISOString(),
        daysLeft,
      },
    });
    await db.$transaction((tx) =>
      queueNotices(
        tx,
        drafts.map((draft) => ({
          ...draft,
          channel: 'EMAIL',
          orderId,
          dedupeKey: `order:${orderId}:${version}:PAYMENT_REMINDER:${daysLeft}:${draft.recipient}`,
        })),
      ),
    );
  };

/** Reminds our own people of an order that waits for them, or tells the next ones that nothing happened. */
export const remindStaff =
  ({ db }: OrderActivityDeps) =>
  async (input: {
    orderId: string;
    version: number;
    kind: 'remind' | 'escalate';
    days: number;
  }): Promise<void> => {
    const { orderId, version, kind, days } = input;
    const row = await readOrderRow(db, orderId);
    const status = row.status as OrderStatus;
    if (row.version !== version || !(status in orderAttention)) return;
    const role = orderAttention[status as keyof typeof orderAttention][kind];
    const recipients = await roleRecipients(db, role);
    const template = kind === 'remind' ? 'STAFF_REMINDER' : 'STAFF_ESCALATION';
    await db.$transaction((tx) =>
      queueNotices(
        tx,
        recipients.map((recipient) => ({
          template,
          channel: 'EMAIL',
          recipient,
          orderId,
          dedupeKey: `order:${orderId}:${version}:${template}:${recipient}`,
          params: { ...orderNoticeParams(row), status, since: row.statusSince.toISOString(), days },
        })),
      ),
    );
  };
