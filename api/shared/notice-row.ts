import type { NoticeChannel, NoticeStatus } from '#contract/orders/codes';
import type { NoticeRow } from '#contract/orders/notice-row';
import type { Prisma } from '#prisma/client';

/** A message as a page's log shows it. */
export const noticeRow = (row: Prisma.OutgoingNoticeGetPayload<object>): NoticeRow => ({
  id: row.id,
  channel: row.channel as NoticeChannel,
  template: row.template,
  status: row.status as NoticeStatus,
  deliveryStatus: row.deliveryStatus,
  attempts: row.attempts,
  lastError: row.lastError,
  createdAt: row.createdAt.toISOString(),
  sentAt: row.sentAt?.toISOString() ?? null,
});
