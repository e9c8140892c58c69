import { z } from 'zod';
import { noticeChannels, noticeStatuses } from './codes.ts';

const instant = z.iso.datetime();

/** A message as the page of the record that it is about lists it; to whom it went stays with the deliverer. */
export const NoticeRow = z.object({
  id: z.uuid(),
  channel: z.enum(noticeChannels),
  template: z.string(),
  status: z.enum(noticeStatuses),
  deliveryStatus: z.string().nullable(),
  attempts: z.int(),
  lastError: z.string().nullable(),
  createdAt: instant,
  sentAt: instant.nullable(),
});
export type NoticeRow = z.infer<typeof NoticeRow>;
