import { texts } from '#contract/i18n/index';
import { type NoticeStatus, type NoticeTemplate, noticeRetryMinutes } from '#contract/orders/codes';
import { isAppError } from '#contract/shared/errors';
import { renderMail } from '#documents/mails/render';
import { type DocumentSettings, makeOrderDocument } from '#documents/orders/documents';
import type { Logger } from '#platform/logger';
import type { MailAttachment, MailPort } from '#ports/mail/mail-port';
import type { Database, Prisma } from '#prisma/client';

export interface DelivererDeps {
  readonly db: Database;
  readonly mail: MailPort;
  readonly documents: DocumentSettings;
  readonly publicUrl: string;
  readonly now: () => Date;
  readonly log: Logger;
}

interface Notice {
  readonly id: string;
  readonly template: NoticeTemplate;
  readonly orderId: string | null;
  readonly recipient: string;
  readonly params: unknown;
  readonly attempts: number;
}

const batch = 10;
/** A worker that dies while sending gives the message back after this time: it goes out again with the same id. */
const leaseMinutes = 5;

/** Sends messages that are due, several workers at once if there are. Gives how many it ended, well or not. */
export async function deliverNotices(deps: DelivererDeps): Promise<number> {
  const { db } = deps;
  const notices = await db.$queryRaw<Notice[]>`
    update outgoing_notice set attempts = attempts + 1, available_at = now() + make_interval(mins => ${leaseMinutes})
    where id in (select id from outgoing_notice where status = 'QUEUED' and available_at <= now()
                 order by available_at limit ${batch} for update skip locked)
    returning id, template, order_id as "orderId", recipient, params, attempts`;
  // The same paper goes to several people of an institution: it is printed once.
  const papers: Papers = new Map();
  for (const notice of notices) await deliverOne(deps, notice, papers);
  return notices.length;
}

type Papers = Map<string, Promise<MailAttachment[]>>;

async function deliverOne(deps: DelivererDeps, notice: Notice, papers: Papers): Promise<void> {
  const { db, log } = deps;
  const { id, template, attempts } = notice;
  const problems = texts('id').orders.noticeProblem;
  try {
    const skip = await whySkip(deps, notice);
    if (skip) return await end(db, notice, 'SKIPPED', problems[skip]);
    const { messageId } = await send(deps, notice, papers);
    await db.outgoingNotice.update({
      where: { id },
      data: {
        status: 'SENT',
        sentAt: deps.now(),
        messageId,
        lastError: null,
        params: withoutSecret(notice.params),
      },
    });
  } catch (error) {
    const hopeless = isHopeless(error);
    const pause = noticeRetryMinutes[attempts - 1];
    log.warn({ noticeId: id, template, attempts, hopeless, err: error }, 'message not delivered');
    if (hopeless) return end(db, notice, 'FAILED', problems[hopeless]);
    if (pause === undefined) return end(db, notice, 'FAILED', problems.unavailable);
    await db.$executeRaw`
      update outgoing_notice set last_error = ${problems.unavailable},
        available_at = now() + make_interval(mins => ${pause})
      where id = ${id}::uuid`;
  }
}

async function end(db: Database, notice: Notice, status: NoticeStatus, lastError: string): Promise<void> {
  const { id, params } = notice;
  await db.outgoingNotice.update({
    where: { id },
    data: { status, lastError, params: withoutSecret(params) },
  });
}

/**
 * A link's token is needed until its mail is out, or never will be. After that the database holds its hash alone, so
 * that a copy of the database opens no account.
 */
function withoutSecret(params: unknown): Prisma.InputJsonObject {
  const { token: _, ...rest } = params as Record<string, unknown>;
  return rest as Prisma.InputJsonObject;
}

type Problem = keyof ReturnType<typeof texts>['orders']['noticeProblem'];

/** Why repeating is of no use; null when it may help. */
function isHopeless(error: unknown): Problem | null {
  if (!isAppError(error)) return null;
  if (error.code === 'INVALID_INPUT') return 'unreadable';
  return error.code === 'MAIL_UNAVAILABLE' && error.details.permanent === true ? 'refused' : null;
}

/** A message that would mislead now is not sent: a bill that is void, a reminder of what is done. */
async function whySkip({ db }: DelivererDeps, notice: Notice): Promise<Problem | null> {
  const { recipient, orderId, template } = notice;
  const user = await db.user.findUnique({
    where: { email: recipient.toLowerCase() },
    select: { disabledAt: true },
  });
  if (user?.disabledAt) return 'disabled';
  if (!orderId) return null;
  const order = await db.order.findUnique({ where: { id: orderId }, select: { status: true } });
  const { status } = order ?? {};
  const outdated =
    (template === 'PAYMENT_REMINDER' && status !== 'MENUNGGU_PEMBAYARAN') ||
    (template === 'BILLING_ISSUED' && (status === 'DIBATALKAN' || status === 'KEDALUWARSA')) ||
    ((template === 'STAFF_REMINDER' || template === 'STAFF_ESCALATION') &&
      (notice.params as { status?: unknown }).status !== status);
  return outdated ? 'outdated' : null;
}

async function send(deps: DelivererDeps, notice: Notice, papers: Papers): Promise<{ messageId: string }> {
  const { publicUrl } = deps;
  const mail = renderMail(notice.template, notice.params, 'id', { publicUrl });
  const paper = `${notice.template} ${notice.orderId}`;
  if (!papers.has(paper)) papers.set(paper, attachments(deps, notice));
  return deps.mail.send({
    to: notice.recipient,
    ...mail,
    attachments: await (papers.get(paper) ?? []),
    messageId: notice.id,
  });
}

const attached = { BILLING_ISSUED: 'tagihan', VOUCHER_ISSUED: 'penerimaan-negara' } as const;

async function attachments(deps: DelivererDeps, notice: Notice): Promise<MailAttachment[]> {
  const kind = attached[notice.template as keyof typeof attached];
  const { orderId } = notice;
  if (!kind || !orderId) return [];
  try {
    const document = await makeOrderDocument(deps.db, deps.documents, {
      orderId,
      kind,
      printedAt: deps.now(),
    });
    const { fileName: filename, contentType, bytes: content } = document;
    return [{ filename, contentType, content }];
  } catch (error) {
    // An order of Rp0 has no receipt.
    if (isAppError(error) && error.code === 'DOCUMENT_NOT_READY') return [];
    throw error;
  }
}
