import { agreementReminderDays } from '#contract/institutions/attention';
import { dayKey } from '#platform/clock';
import type { Database, Prisma, Transaction } from '#prisma/client';
import { type NoticeInput, queueNotices, roleRecipients } from '../notices.ts';

const pageSize = 100;
const dayMs = 86_400_000;

export interface RemindersPage {
  /** Where the next page begins; null when this was the last. */
  readonly next: string | null;
  /** PKS of this page that a mail was queued for now. */
  readonly reminded: number;
}

/**
 * Reminds the institution and the partnership desk of PKS in force that end within the first of
 * `agreementReminderDays` and have no successor. Each of those days is reminded of once; a day on which nothing ran is
 * made up for, so that a PKS recorded late is reminded of at once.
 */
export async function remindOfEndingAgreements(
  db: Database,
  { now, after }: { now: Date; after: string | null },
): Promise<RemindersPage> {
  const today = new Date(dayKey(now));
  const limit = new Date(today.getTime() + agreementReminderDays[0] * dayMs);
  const rows = await db.agreement.findMany({
    where: {
      ...(after ? { id: { gt: after } } : {}),
      startsOn: { lte: today },
      endsOn: { gte: today, lte: limit },
      institution: { agreements: { none: { endsOn: { gt: limit } } } },
    },
    include: { institution: { select: { name: true, email: true } } },
    orderBy: { id: 'asc' },
    take: pageSize,
  });
  const reminded = await db.$transaction(async (tx) => {
    const desk = await roleRecipients(tx, 'staf-kerjasama');
    const notices = await Promise.all(rows.map((row) => noticesOf(tx, row, today, desk)));
    const before = await tx.outgoingNotice.findMany({
      where: { dedupeKey: { in: notices.flat().map(({ dedupeKey }) => dedupeKey) } },
      select: { dedupeKey: true },
    });
    const known = new Set(before.map(({ dedupeKey }) => dedupeKey));
    await queueNotices(tx, notices.flat());
    return notices.filter((each) => each.some(({ dedupeKey }) => !known.has(dedupeKey))).length;
  });
  return { next: rows.length === pageSize ? (rows.at(-1)?.id ?? null) : null, reminded };
}

type Row = Prisma.AgreementGetPayload<{ include: { institution: { select: { name: true; email: true } } } }>;

async function noticesOf(
  tx: Transaction,
  row: Row,
  today: Date,
  desk: readonly string[],
): Promise<NoticeInput[]> {
  const daysLeft = Math.round((row.endsOn.getTime() - today.getTime()) / dayMs);
  // The last of the days that has come: 90 from 90 days on, 30 from 30 on, 7 from 7 on.
  const due = Math.min(...agreementReminderDays.filter((days) => daysLeft <= days));
  const managers = await tx.user.findMany({
    where: {
      institutionId: row.institutionId,
      disabledAt: null,
      roles: { some: { role: 'lembaga-admin' } },
    },
    select: { email: true },
  });
  const notice = (recipient: string, forDesk: boolean): NoticeInput => ({
    template: 'AGREEMENT_ENDING',
    channel: 'EMAIL',
    recipient,
    params: {
      institutionId: row.institutionId,
      institutionName: row.institution.name,
      agreementNumber: row.number,
      endsOn: row.endsOn.toISOString().slice(0, 10),
      daysLeft,
      forDesk,
    },
    dedupeKey: `agreement:${row.id}:${due}:${recipient.toLowerCase()}`,
  });
  const own = new Set([row.institution.email, ...managers.map(({ email }) => email)]);
  return [...[...own].map((to) => notice(to, false)), ...desk.map((to) => notice(to, true))];
}
