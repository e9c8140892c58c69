import { type NoticeChannel, type NoticeStatus, noticeRetryMinutes } from '#contract/orders/codes';
import type { Logger } from '#platform/logger';
import type { Prisma } from '#prisma/client';
import { type MailDeps, mailCarrier } from './deliver-mail.ts';
import { type WhatsappDeps, whatsappCarrier } from './deliver-whatsapp.ts';

export interface DelivererDeps extends MailDeps, WhatsappDeps {
  readonly log: Logger;
}

/** A message that is due, as it lies in the queue. */
export interface QueuedNotice {
  readonly id: string;
  readonly template: string;
  readonly orderId: string | null;
  readonly requestId: string | null;
  readonly recipient: string;
  readonly params: unknown;
  readonly dedupeKey: string;
  /** This one counted. */
  readonly attempts: number;
  readonly createdAt: Date;
}

/** The way of one channel. Reasons are sentences for staff (i18n). */
export interface Carrier {
  /** Why the message is not to be sent now or ever; null when it is. */
  whySkip(notice: QueuedNotice): Promise<string | null>;
  send(notice: QueuedNotice): Promise<{ messageId: string }>;
  /** What a failure of `send` means, and whether repeating is of no use. */
  judge(error: unknown): { reason: string; hopeless: boolean };
  /** The params of a message that ended. */
  withoutSecrets(params: unknown): Prisma.InputJsonObject;
}

const batch = 10;
/** A worker that dies while sending gives the message back after this time: it goes out again with the same id. */
const leaseMinutes = 5;

/**
 * Sends one channel's messages that are due, several workers at once if there are. Gives how many it took up. Each
 * channel has a loop of its own: one that waits for a silent server holds up no other.
 */
export async function deliverNotices(deps: DelivererDeps, channel: NoticeChannel): Promise<number> {
  const { db } = deps;
  const notices = await db.$queryRaw<QueuedNotice[]>`
    update outgoing_notice set attempts = attempts + 1, available_at = now() + make_interval(mins => ${leaseMinutes})
    where id in (select id from outgoing_notice where status = 'QUEUED' and channel = ${channel} and available_at <= now()
                 order by available_at limit ${batch} for update skip locked)
    returning id, template, order_id as "orderId", request_id as "requestId", recipient, params,
      dedupe_key as "dedupeKey", attempts, created_at as "createdAt"`;
  const carrier = channel === 'EMAIL' ? mailCarrier(deps) : whatsappCarrier(deps);
  // Postgres returns them as it likes: what was written first goes out first.
  notices.sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
  for (const notice of notices) await deliverOne(deps, carrier, notice);
  return notices.length;
}

async function deliverOne(
  { db, log, now }: DelivererDeps,
  carrier: Carrier,
  notice: QueuedNotice,
): Promise<void> {
  const { id, template, attempts } = notice;
  const end = (status: NoticeStatus, lastError: string) =>
    db.outgoingNotice.update({
      where: { id },
      data: { status, lastError, params: carrier.withoutSecrets(notice.params) },
    });
  try {
    const skip = await carrier.whySkip(notice);
    if (skip) {
      await end('SKIPPED', skip);
      return;
    }
    const { messageId } = await carrier.send(notice);
    const params = JSON.stringify(carrier.withoutSecrets(notice.params));
    // The report that a message failed may be here before the answer to its sending: its reason stays.
    await db.$executeRaw`
      update outgoing_notice set status = 'SENT', sent_at = ${now()}, message_id = ${messageId}, params = ${params}::jsonb,
        last_error = case when delivery_status = 'FAILED' then last_error end
      where id = ${id}::uuid`;
  } catch (error) {
    const { reason, hopeless } = carrier.judge(error);
    const pause = noticeRetryMinutes[attempts - 1];
    log.warn({ noticeId: id, template, attempts, hopeless, err: error }, 'message not delivered');
    if (hopeless || pause === undefined) {
      await end('FAILED', reason);
      return;
    }
    await db.$executeRaw`
      update outgoing_notice set last_error = ${reason}, available_at = now() + make_interval(mins => ${pause})
      where id = ${id}::uuid`;
  }
}
