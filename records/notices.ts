import type { Role } from '#contract/access/roles';
import { texts } from '#contract/i18n/index';
import type { Notice } from '#contract/orders/notices';
import type { WhatsappTemplate } from '#contract/shared/delivery';
import type { KeyRing } from '#platform/crypto';
import type { DatabaseReader, Prisma, Transaction } from '#prisma/client';
import { sealWhatsapp, type WhatsappContent } from './whatsapp-notice.ts';

/** Channel on which the deliverer is woken: `LISTEN outgoing_notice`. */
export const noticeChannel = 'outgoing_notice';

/** A message to one person or office: a template with its params (`contract/orders/notices`); rendered when delivered. */
export type NoticeInput = Notice & {
  readonly channel: 'EMAIL';
  readonly recipient: string;
  /** The same key is the same message: queued once, however often it is asked for. */
  readonly dedupeKey: string;
  readonly orderId?: string;
  readonly requestId?: string;
  readonly complaintId?: string;
  /** Not before this moment; at once unless set. */
  readonly availableAt?: Date;
};

/** Queues a message in the transaction that causes it, and wakes the deliverer when that commits. */
export async function queueNotice(tx: Transaction, notice: NoticeInput): Promise<void> {
  await queueNotices(tx, [notice]);
}

/** Several messages with one statement. */
export async function queueNotices(tx: Transaction, notices: readonly NoticeInput[]): Promise<void> {
  if (notices.length === 0) return;
  await tx.outgoingNotice.createMany({
    data: notices.map(({ params, orderId, requestId, complaintId, ...notice }) => ({
      ...notice,
      params: params as Prisma.InputJsonObject,
      orderId: orderId ?? null,
      requestId: requestId ?? null,
      complaintId: complaintId ?? null,
    })),
    skipDuplicates: true,
  });
  await tx.$executeRaw`select pg_notify(${noticeChannel}, '')`;
}

export interface WhatsappInput extends WhatsappContent {
  readonly template: WhatsappTemplate;
  readonly requestId?: string;
  readonly complaintId?: string;
}

/**
 * Queues a message by WhatsApp in the transaction that causes it, and wakes the deliverer when that commits. Number
 * and secret parameters are sealed with the data keys. No name, NIK or KK number may be a parameter.
 */
export async function queueWhatsapp(tx: Transaction, input: WhatsappInput, dataKeys: KeyRing): Promise<void> {
  const { template, dedupeKey, requestId, complaintId } = input;
  await tx.outgoingNotice.createMany({
    data: {
      channel: 'WHATSAPP',
      template,
      ...sealWhatsapp(input, dataKeys),
      dedupeKey,
      requestId: requestId ?? null,
      complaintId: complaintId ?? null,
    },
    skipDuplicates: true,
  });
  await tx.$executeRaw`select pg_notify(${noticeChannel}, '')`;
}

/**
 * Keeps in the log that a message was due to somebody who left no number, or none that may be used, so that he is told
 * otherwise.
 */
export async function noteWhatsappWithoutNumber(
  tx: Transaction,
  notice: Pick<WhatsappInput, 'template' | 'requestId' | 'complaintId' | 'dedupeKey'>,
  problem: 'noNumber' | 'noProvenNumber' = 'noNumber',
): Promise<void> {
  await tx.outgoingNotice.createMany({
    data: {
      ...notice,
      channel: 'WHATSAPP',
      recipient: '',
      params: { parameters: [] },
      status: 'SKIPPED',
      lastError: texts('id').whatsapp.problem[problem],
    },
    skipDuplicates: true,
  });
}

/** Addresses of an institution: its office, and its active buyers and finance people. Each address once. */
export async function institutionRecipients(tx: DatabaseReader, institutionId: string): Promise<string[]> {
  const wanted: Role[] = ['lembaga-pemesan', 'lembaga-keuangan'];
  const [institution, people] = await Promise.all([
    tx.institution.findUnique({ where: { id: institutionId }, select: { email: true } }),
    tx.user.findMany({
      where: { institutionId, disabledAt: null, roles: { some: { role: { in: wanted } } } },
      select: { email: true },
    }),
  ]);
  return distinct([institution?.email ?? '', ...people.map(({ email }) => email)]);
}

/** Addresses of an institution's office and its active managers, each once. */
export async function managerRecipients(
  tx: DatabaseReader,
  institution: { readonly id: string; readonly email: string },
): Promise<string[]> {
  const managers = await tx.user.findMany({
    where: {
      ...{ institutionId: institution.id, disabledAt: null },
      roles: { some: { role: 'lembaga-admin' } },
    },
    select: { email: true },
  });
  return distinct([institution.email, ...managers.map(({ email }) => email)]);
}

/** Addresses of everybody who holds a role of the centre now. */
export async function roleRecipients(tx: DatabaseReader, role: Role): Promise<string[]> {
  const people = await tx.user.findMany({
    where: { disabledAt: null, roles: { some: { role } } },
    select: { email: true },
  });
  return distinct(people.map(({ email }) => email));
}

/** Addresses of everybody of an office who holds a role now. */
export async function officeRecipients(tx: DatabaseReader, officeId: string, role: Role): Promise<string[]> {
  const people = await tx.user.findMany({
    where: { officeId, disabledAt: null, roles: { some: { role } } },
    select: { email: true },
  });
  return distinct(people.map(({ email }) => email));
}

function distinct(addresses: readonly string[]): string[] {
  const seen = new Map<string, string>();
  for (const address of addresses.map((each) => each.trim())) {
    if (address && !seen.has(address.toLowerCase())) seen.set(address.toLowerCase(), address);
  }
  return [...seen.values()];
}
