import { daysOfHalf, type Half, halfBefore, halfOf, semesterStage } from '#contract/metering/semester';
import { dayKey } from '#platform/clock';
import type { Database, Prisma, Transaction } from '#prisma/client';
import { systemPerson } from '../audit.ts';
import { managerRecipients, type NoticeInput, queueNotices } from '../notices.ts';
import { openSemesterReport, semesterFigures } from './semester-reports.ts';

const pageSize = 50;
const dayMs = 86_400_000;

export interface RoundPage {
  /** Where the next page begins; null when this was the last. */
  readonly next: string | null;
  /** Of how many something was done now. */
  readonly done: number;
}

/**
 * Opens the draft of the half-year that ended last for each institution that had a PKS in force in it and has none yet:
 * so it is owed, whether or not anybody of the institution ever looks.
 */
export async function openOwedReports(
  db: Database,
  { now, after }: { now: Date; after: string | null },
): Promise<RoundPage> {
  const half = halfBefore(halfOf(dayKey(now)));
  const { from, to } = daysOfHalf(half);
  const rows = await db.institution.findMany({
    where: {
      ...(after ? { id: { gt: after } } : {}),
      agreements: { some: { startsOn: { lte: new Date(to) }, endsOn: { gte: new Date(from) } } },
      semesterReports: { none: { half } },
    },
    orderBy: { id: 'asc' },
    take: pageSize,
    select: { id: true },
  });
  for (const { id: institutionId } of rows) {
    const figures = await semesterFigures(db, institutionId, half);
    await db.$transaction((tx) =>
      openSemesterReport(tx, { institutionId, half, figures }, systemPerson('system'), now),
    );
  }
  return { next: pageEnd(rows), done: rows.length };
}

const pageEnd = (rows: readonly { id: string }[]): string | null =>
  rows.length === pageSize ? (rows.at(-1)?.id ?? null) : null;

/**
 * Reminds of reports that are owed, and warns once they are late: each stage once per report and person, and of several
 * that were passed at once only the last. Nobody is suspended here.
 */
export async function remindOfReports(
  db: Database,
  { now, after }: { now: Date; after: string | null },
): Promise<RoundPage> {
  const today = new Date(dayKey(now));
  const rows = await db.semesterReport.findMany({
    where: { status: { in: ['DRAF', 'DIKEMBALIKAN'] }, ...(after ? { id: { gt: after } } : {}) },
    include: { institution: { select: { id: true, name: true, email: true } } },
    orderBy: { id: 'asc' },
    take: pageSize,
  });
  const done = await db.$transaction(async (tx) => {
    const notices: NoticeInput[][] = [];
    for (const row of rows) notices.push(await noticesOf(tx, row, today));
    const keys = notices.flat().map(({ dedupeKey }) => dedupeKey);
    const before = await tx.outgoingNotice.findMany({
      where: { dedupeKey: { in: keys } },
      select: { dedupeKey: true },
    });
    const known = new Set(before.map(({ dedupeKey }) => dedupeKey));
    await queueNotices(tx, notices.flat());
    return notices.filter((each) => each.some(({ dedupeKey }) => !known.has(dedupeKey))).length;
  });
  return { next: pageEnd(rows), done };
}

type Row = Prisma.SemesterReportGetPayload<{
  include: { institution: { select: { id: true; name: true; email: true } } };
}>;

async function noticesOf(tx: Transaction, row: Row, today: Date): Promise<NoticeInput[]> {
  // The half-year goes on: there is nothing to hand in yet.
  if (today.getTime() <= Date.parse(daysOfHalf(row.half as Half).to)) return [];
  const daysLeft = Math.round((row.dueOn.getTime() - today.getTime()) / dayMs);
  const stage = semesterStage(daysLeft);
  if (stage === null) return [];
  const about = {
    ...{ reportId: row.id, institutionName: row.institution.name, half: row.half },
    dueOn: row.dueOn.toISOString().slice(0, 10),
  };
  const notice =
    stage.when === 'before'
      ? ({ template: 'SEMESTER_REPORT_DUE', params: { ...about, daysLeft } } as const)
      : ({ template: 'SEMESTER_REPORT_LATE', params: { ...about, daysLate: -daysLeft } } as const);
  const writers = await managerRecipients(tx, row.institution);
  return writers.map((recipient) => ({
    ...notice,
    ...{ channel: 'EMAIL', recipient },
    dedupeKey: `semester:${row.id}:${stage.when}:${stage.days}:${recipient.toLowerCase()}`,
  }));
}
