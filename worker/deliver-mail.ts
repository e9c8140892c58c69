import { texts } from '#contract/i18n/index';
import type { NoticeTemplate } from '#contract/orders/codes';
import { isAppError } from '#contract/shared/errors';
import { renderMail } from '#documents/mails/render';
import { type DocumentSettings, makeOrderDocument } from '#documents/orders/documents';
import type { MailAttachment, MailPort } from '#ports/mail/mail-port';
import type { Database, Prisma } from '#prisma/client';
import { isQuestionOver, isReminderOver } from '#records/requests/overtaken';
import type { Carrier, QueuedNotice } from './deliverer.ts';

export interface MailDeps {
  readonly db: Database;
  readonly mail: MailPort;
  readonly documents: DocumentSettings;
  readonly publicUrl: string;
  readonly now: () => Date;
}

type Papers = Map<string, Promise<MailAttachment[]>>;

/** Delivers mails of one round: the same paper goes to several people of an institution and is printed once. */
export function mailCarrier(deps: MailDeps): Carrier {
  const papers: Papers = new Map();
  const problems = texts('id').orders.noticeProblem;
  return {
    async whySkip(notice) {
      const skip = await whySkip(deps.db, notice);
      return skip && problems[skip];
    },
    send: (notice) => send(deps, notice, papers),
    judge(error) {
      const hopeless = hopelessness(error);
      return { reason: problems[hopeless ?? 'unavailable'], hopeless: hopeless !== null };
    },
    withoutSecrets,
  };
}

/**
 * A link's token is needed until its mail is out, or never will be. After that the database holds its hash alone, so
 * that a copy of the database opens no account.
 */
function withoutSecrets(params: unknown): Prisma.InputJsonObject {
  const { token: _, ...rest } = params as Record<string, unknown>;
  return rest as Prisma.InputJsonObject;
}

/** Why repeating is of no use; null when it may help. */
function hopelessness(error: unknown): 'unreadable' | 'refused' | null {
  if (!isAppError(error)) return null;
  if (error.code === 'INVALID_INPUT') return 'unreadable';
  return error.code === 'MAIL_UNAVAILABLE' && error.details.permanent === true ? 'refused' : null;
}

type Skip = 'disabled' | 'outdated' | 'requestMoved';

/** A message that would mislead now is not sent: a bill that is void, a reminder of what is done. */
async function whySkip(db: Database, notice: QueuedNotice): Promise<Skip | null> {
  const { recipient, orderId, requestId, template } = notice;
  const user = await db.user.findUnique({
    where: { email: recipient.toLowerCase() },
    select: { disabledAt: true },
  });
  if (user?.disabledAt) return 'disabled';
  if (orderId) return (await isOrderPast(db, { ...notice, orderId })) ? 'outdated' : null;
  const isOver = ofRequests[template];
  if (!requestId || !isOver) return null;
  return (await isOver(db, { ...notice, requestId })) ? 'requestMoved' : null;
}

/** Mails about a request that stop being true, each with how one sees it. */
const ofRequests: Readonly<Record<string, typeof isReminderOver>> = {
  REQUEST_REMINDER: isReminderOver,
  REQUEST_ESCALATION: isReminderOver,
  REQUEST_QUESTION: isQuestionOver,
  REQUEST_QUESTION_OPEN: isQuestionOver,
};

async function isOrderPast(
  db: Database,
  { orderId, template, params }: QueuedNotice & { readonly orderId: string },
): Promise<boolean> {
  const order = await db.order.findUnique({ where: { id: orderId }, select: { status: true } });
  const { status } = order ?? {};
  return (
    (template === 'PAYMENT_REMINDER' && status !== 'MENUNGGU_PEMBAYARAN') ||
    (template === 'BILLING_ISSUED' && (status === 'DIBATALKAN' || status === 'KEDALUWARSA')) ||
    ((template === 'STAFF_REMINDER' || template === 'STAFF_ESCALATION') &&
      (params as { status?: unknown }).status !== status)
  );
}

async function send(deps: MailDeps, notice: QueuedNotice, papers: Papers): Promise<{ messageId: string }> {
  const { publicUrl } = deps;
  const mail = renderMail(notice.template as NoticeTemplate, notice.params, 'id', { publicUrl });
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

async function attachments(deps: MailDeps, notice: QueuedNotice): Promise<MailAttachment[]> {
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
