import type { WhatsappTemplate } from '#contract/shared/delivery';
import type { DatabaseReader } from '#prisma/client';
import { isLinkAlive } from './renewed-links.ts';

/** A message about a request that is about to be sent. */
export interface WaitingMessage {
  readonly requestId: string;
  readonly template: string;
  readonly params: unknown;
  readonly dedupeKey: string;
  readonly attempts: number;
  readonly createdAt: Date;
}

/**
 * Whether a reminder or an escalation speaks of what is no more: the request has left the status, or its deadline was
 * moved, or stands still. The new deadline has reminders of its own.
 */
export async function isReminderOver(
  db: DatabaseReader,
  { requestId, params }: Pick<WaitingMessage, 'requestId' | 'params'>,
): Promise<boolean> {
  const { status, dueAt } = params as { status?: unknown; dueAt?: unknown };
  const row = await db.syncRequest.findUnique({
    where: { id: requestId },
    select: { status: true, dueAt: true },
  });
  return row?.status !== status || row?.dueAt?.toISOString() !== dueAt;
}

/** Whether a question of which a mail tells was answered, or its request is over. */
export async function isQuestionOver(
  db: DatabaseReader,
  { requestId, params }: Pick<WaitingMessage, 'requestId' | 'params'>,
): Promise<boolean> {
  const { step, askedAt } = params as { step?: unknown; askedAt?: unknown };
  const asked = await db.requestStepState.findFirst({
    where: { requestId, step: String(step), status: 'KLARIFIKASI', request: { endedAt: null } },
    select: { since: true },
  });
  return asked?.since.toISOString() !== askedAt;
}

/** Messages that tell a status; each later one replaces the one before. */
const ofStatus: readonly WhatsappTemplate[] = [
  'pengajuan_status',
  'pengajuan_dibatalkan',
  'pengajuan_selesai',
];

/**
 * Whether a message to the citizen would mislead him by now:
 * - it tells a status, a later message tells another one, and that one has been sent, or this one is late. (In good
 *   order the two go out one after the other, and he hears of each status.)
 * - it brings a link that opens nothing any more, since a later one has arrived.
 */
export async function isOvertaken(db: DatabaseReader, message: WaitingMessage): Promise<boolean> {
  const { requestId, template, dedupeKey, attempts, createdAt } = message;
  if (template === 'pengajuan_tautan_baru') return !(await isLinkAlive(db, dedupeKey));
  if (!isOfStatus(template)) return false;
  const later = await db.outgoingNotice.findMany({
    where: {
      requestId,
      channel: 'WHATSAPP',
      template: { in: [...ofStatus] },
      createdAt: { gt: createdAt },
    },
    select: { template: true, params: true, status: true },
  });
  return later.some((each) => told(each) !== told(message) && (each.status === 'SENT' || attempts > 1));
}

const isOfStatus = (template: string): boolean => (ofStatus as readonly string[]).includes(template);

/** The status that a message tells: it stands behind the code, or is the template's own. */
function told({ template, params }: Pick<WaitingMessage, 'template' | 'params'>): unknown {
  if (template !== 'pengajuan_status') return template;
  return (params as { parameters?: readonly unknown[] }).parameters?.[1];
}
