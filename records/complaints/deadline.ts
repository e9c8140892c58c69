import { centreOfficeCode } from '#contract/offices/codes';
import { endOfWorkingDays } from '#contract/shared/working-time';
import { dayKey } from '#platform/clock';
import type { Database, DatabaseReader, Prisma, Transaction } from '#prisma/client';
import { readCalendar } from '../calendar/calendar.ts';
import type { RoundPage } from '../metering/semester-rounds.ts';
import { type NoticeInput, queueNotices, roleRecipients } from '../notices.ts';

/** Until when the citizen is to have his next word who waits from `now`: the end of that working day of the centre. */
export async function answerDueAt(db: DatabaseReader, now: Date, days: number): Promise<Date> {
  const { id } = await db.office.findUniqueOrThrow({
    where: { code: centreOfficeCode },
    select: { id: true },
  });
  return new Date(endOfWorkingDays(now.getTime(), days, await readCalendar(db, id)));
}

export const overdueComplaintWhere = (now: Date): Prisma.AccessComplaintWhereInput => ({
  answerDueAt: { lt: now },
});

const pageSize = 50;

/**
 * Reminds of one page of complaints whose citizen waits for longer than was promised: who handles it, or the whole desk
 * where nobody does. Once for each deadline and person, however often rounds run.
 */
export async function remindOfComplaints(
  db: Database,
  { now, after }: { now: Date; after: string | null },
): Promise<RoundPage> {
  const rows = await db.accessComplaint.findMany({
    where: { ...overdueComplaintWhere(now), ...(after ? { id: { gt: after } } : {}) },
    include: { institution: { select: { name: true } } },
    orderBy: { id: 'asc' },
    take: pageSize,
  });
  const done = await db.$transaction(async (tx) => {
    const desk = await roleRecipients(tx, 'staf-kerjasama');
    let reminded = 0;
    for (const row of rows) reminded += await remind(tx, row, desk);
    return reminded;
  });
  return { next: rows.length === pageSize ? (rows.at(-1)?.id ?? null) : null, done };
}

type Row = Prisma.AccessComplaintGetPayload<{ include: { institution: { select: { name: true } } } }>;

/** Gives 1 when somebody is told now. */
async function remind(tx: Transaction, row: Row, desk: readonly string[]): Promise<number> {
  const { id, number, answerDueAt: dueAt } = row;
  if (dueAt === null) return 0;
  const key = `complaint:${id}:overdue:${dueAt.toISOString()}`;
  const known = { complaintId: id, dedupeKey: { startsWith: key } };
  if ((await tx.outgoingNotice.count({ where: known })) > 0) return 0;
  const handler = await handlerOf(tx, row);
  const recipients = handler === null ? desk : [handler];
  await queueNotices(
    tx,
    recipients.map(
      (recipient): NoticeInput => ({
        ...{ template: 'COMPLAINT_OVERDUE', channel: 'EMAIL', recipient, complaintId: id },
        params: { complaintId: id, number, institutionName: row.institution.name, dueOn: dayKey(dueAt) },
        dedupeKey: `${key}:${recipient.toLowerCase()}`,
      }),
    ),
  );
  return recipients.length > 0 ? 1 : 0;
}

/** The address of who took it, while he still works at the desk. */
async function handlerOf(tx: Transaction, { assigneeId }: Row): Promise<string | null> {
  if (assigneeId === null) return null;
  const person = await tx.user.findFirst({
    where: { id: assigneeId, disabledAt: null, roles: { some: { role: 'staf-kerjasama' } } },
    select: { email: true },
  });
  return person?.email ?? null;
}
