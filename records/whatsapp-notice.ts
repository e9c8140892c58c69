import { z } from 'zod';
import { texts } from '#contract/i18n/index';
import { type DeliveryStatus, deliveryBefore } from '#contract/shared/delivery';
import { type KeyRing, openText, sealText } from '#platform/crypto';
import type { Database, DatabaseReader, Prisma } from '#prisma/client';
import { renewedLinkArrived } from './requests/renewed-links.ts';

/**
 * How a message by WhatsApp lies in the queue: the number sealed, each secret parameter (a tracking link, a code)
 * sealed until the message ended, then gone. What seals a value names its row, so that it opens nowhere else.
 */
const WhatsappParams = z.object({
  /** Null: was a secret, and the message ended. */
  parameters: z.array(z.union([z.string(), z.object({ sealed: z.string() }), z.null()])),
  /** ISO 8601: sent later it would mislead. */
  validUntil: z.string().optional(),
});

const numberPlace = (dedupeKey: string) => `outgoing_notice:${dedupeKey}`;
const parameterPlace = (dedupeKey: string, index: number) => `outgoing_notice:${dedupeKey}:${index}`;

/** What of a message must be sealed before it is stored. */
export interface WhatsappContent {
  readonly dedupeKey: string;
  /** What stands for {{1}}, {{2}}, … in the approved text. */
  readonly parameters: readonly string[];
  /** Positions, from 0, of parameters that open something (a link with a secret, a code). */
  readonly secretParameters?: readonly number[];
  /** E.164. */
  readonly phone: string;
  /** When the message stops making sense, e.g. the end of a code; it is skipped after that. */
  readonly validUntil?: Date;
}

/** The columns of a queued message. */
export function sealWhatsapp(
  content: WhatsappContent,
  dataKeys: KeyRing,
): { recipient: string; params: Prisma.InputJsonObject } {
  const { dedupeKey, parameters, secretParameters = [], phone, validUntil } = content;
  return {
    recipient: sealText(dataKeys, phone, numberPlace(dedupeKey)),
    params: {
      parameters: parameters.map((text, index) =>
        secretParameters.includes(index)
          ? { sealed: sealText(dataKeys, text, parameterPlace(dedupeKey, index)) }
          : text,
      ),
      ...(validUntil ? { validUntil: validUntil.toISOString() } : {}),
    },
  };
}

/** What a row holds, opened. @throws DecryptionError, or ZodError for a row that is none of ours. */
export function openWhatsapp(
  row: { readonly dedupeKey: string; readonly recipient: string; readonly params: unknown },
  dataKeys: KeyRing,
): { phone: string; parameters: string[] } {
  const { parameters } = WhatsappParams.parse(row.params);
  return {
    phone: openText(dataKeys, row.recipient, numberPlace(row.dedupeKey)),
    parameters: parameters.map((each, index) =>
      each !== null && typeof each === 'object'
        ? openText(dataKeys, each.sealed, parameterPlace(row.dedupeKey, index))
        : (each ?? ''),
    ),
  };
}

/** Whether a message came too late to be sent. */
export function isPastUse(params: unknown, now: Date): boolean {
  const { validUntil } = WhatsappParams.parse(params);
  return validUntil !== undefined && new Date(validUntil) <= now;
}

/** A message that ended keeps no secret: a copy of the database opens no request, whoever has the keys. */
export function withoutSealed(params: unknown): Prisma.InputJsonObject {
  const parsed = WhatsappParams.safeParse(params);
  if (!parsed.success) return {};
  const { parameters, ...rest } = parsed.data;
  return {
    ...rest,
    parameters: parameters.map((each) => (typeof each === 'string' ? each : null)),
  } as Prisma.InputJsonObject;
}

/** What WhatsApp said of one message. */
export interface ReportedDelivery {
  readonly wamid: string;
  /** The notice's id, if it came along: a report may be here before WhatsApp's answer, which tells the wamid. */
  readonly reference: string | null;
  readonly status: DeliveryStatus;
  readonly at: Date;
  /** Of a failed one: what would have to change. */
  readonly about: 'number' | 'text' | null;
}

const uuid = z.uuid();

/**
 * Notes how far a message came; a new tracking link that reached the phone takes over from the one before. False when
 * that changes nothing: an unknown message, a report that was heard before, or one that is older than what is known
 * (contract/shared/delivery.ts).
 */
export async function recordDelivery(db: Database, report: ReportedDelivery): Promise<boolean> {
  const id = uuid.safeParse(report.reference).data;
  const problems = texts('id').whatsapp.problem;
  const before = deliveryBefore(report.status).filter((known) => known !== null);
  const moved = await db.outgoingNotice.updateManyAndReturn({
    where: {
      channel: 'WHATSAPP',
      AND: [
        { OR: [{ messageId: report.wamid }, ...(id ? [{ id }] : [])] },
        { OR: [{ deliveryStatus: null }, { deliveryStatus: { in: before } }] },
      ],
    },
    data: {
      deliveryStatus: report.status,
      deliveryAt: report.at,
      ...(report.status === 'FAILED' ? { lastError: problems[report.about ?? 'lost'] } : {}),
    },
    select: { dedupeKey: true },
  });
  if (report.status === 'DELIVERED' || report.status === 'READ') {
    for (const { dedupeKey } of moved) await renewedLinkArrived(db, { noticeKey: dedupeKey });
  }
  return moved.length > 0;
}

/** Whoever looks into a message that did not arrive has its number for so long. */
const numberKeptMs = 86_400_000;
const batch = 1_000;

/**
 * Takes the number out of messages whose last attempt is a day ago: nothing sends them again, and the log of a request
 * shows no number. Gives how many.
 */
export function forgetReachedNumbers(db: DatabaseReader, now: Date): Promise<number> {
  const before = new Date(now.getTime() - numberKeptMs);
  return db.$executeRaw`
    UPDATE outgoing_notice SET recipient = '' WHERE id IN (
      SELECT id FROM outgoing_notice
      WHERE channel = 'WHATSAPP' AND recipient <> '' AND status <> 'QUEUED' AND available_at < ${before}
      ORDER BY available_at LIMIT ${batch} FOR UPDATE SKIP LOCKED)`;
}
