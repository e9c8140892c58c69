import { randomUUID } from 'node:crypto';
import type { Role } from '#contract/access/roles';
import { type Month, monthAfter } from '#contract/metering/months';
import { daysOfHalf, dueDayOf, type Half } from '#contract/metering/semester';
import {
  isWritable,
  type SemesterReportAction,
  type SemesterReportFacts,
  type SemesterReportStatus,
  semesterReportLifecycle,
} from '#contract/metering/semester-lifecycle';
import { AppError } from '#contract/shared/errors';
import { allowedActions, next } from '#contract/shared/lifecycle';
import { dayKey } from '#platform/clock';
import type { Database, Prisma, Transaction } from '#prisma/client';
import { type ActingPerson, writeAudit } from '../audit.ts';
import { managerRecipients, queueNotices } from '../notices.ts';
import { monthSpan } from './month-figures.ts';

/** Accesses of one product by one method with one result in one month (WIB), as the log has them. */
export interface Figure {
  readonly productName: string;
  readonly method: string;
  readonly result: string;
  readonly month: string;
  readonly accesses: number;
  readonly units: number;
}

/**
 * Counts an institution's half-year in the access log: every row of it once, a month with each statement, so that a bank's
 * night batches take no statement longer than it may run. Not inside of a transaction, which has less time than that.
 */
export async function semesterFigures(db: Database, institutionId: string, half: Half): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const month of monthsOf(half)) figures.push(...(await figuresOfMonth(db, institutionId, month)));
  return figures.sort((a, b) => compare(placeOf(a), placeOf(b)));
}

function monthsOf(half: Half): Month[] {
  const first = daysOfHalf(half).from.slice(0, 7);
  return Array.from({ length: 6 }, (_, at) => monthAfter(first, at));
}

const placeOf = ({ productName, method, result, month }: Figure): string =>
  [productName, method, result, month].join('\0');
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

async function figuresOfMonth(db: Database, institutionId: string, month: Month): Promise<Figure[]> {
  const { from, to } = monthSpan(month);
  const rows = await db.$queryRaw<
    { product: string; method: string; result: string; accesses: bigint; units: bigint }[]
  >`
    SELECT p.name AS product, l.method, l.result, l.accesses, l.units
    FROM (SELECT product_id, method, result, count(*) AS accesses, count(unit) AS units
          FROM access_log
          WHERE institution_id = ${institutionId}::uuid AND at >= ${from} AND at < ${to}
          GROUP BY 1, 2, 3) l
    JOIN product p ON p.id = l.product_id`;
  return rows.map(({ product, accesses, units, ...row }) => ({
    ...{ productName: product, ...row, month, accesses: Number(accesses), units: Number(units) },
  }));
}

type Row = NonNullable<Awaited<ReturnType<Transaction['semesterReport']['findUnique']>>>;

const factsOf = (row: Pick<Row, 'half' | 'purpose'>, now: Date): SemesterReportFacts => ({
  isOver: dayKey(now) > daysOfHalf(row.half as Half).to,
  isWritten: row.purpose.trim() !== '',
});

const situationOf = (row: Row, actor: { id: string; roles: readonly Role[] }, now: Date) => ({
  state: row.status as SemesterReportStatus,
  facts: factsOf(row, now),
  actor,
});

/** What this person may do with a report now. */
export const semesterActions = (
  row: Row,
  actor: { id: string; roles: readonly Role[] },
  now: Date,
): SemesterReportAction[] => allowedActions(semesterReportLifecycle, situationOf(row, actor, now));

/** Opens the draft of a half-year once; gives its id. `figures` were counted just before (`semesterFigures`). */
export async function openSemesterReport(
  tx: Transaction,
  {
    institutionId,
    half,
    figures,
  }: { readonly institutionId: string; readonly half: Half; readonly figures: readonly Figure[] },
  actor: ActingPerson,
  now: Date,
): Promise<string> {
  const known = await tx.semesterReport.findUnique({
    where: { institutionId_half: { institutionId, half } },
  });
  if (known) return known.id;
  if (dayKey(now) < daysOfHalf(half).from) {
    throw new AppError('INVALID_INPUT', { errors: [{ path: 'half', code: 'HALF_NOT_BEGUN' }] });
  }
  const id = randomUUID();
  const { count } = await tx.semesterReport.createMany({
    data: {
      ...{ id, institutionId, half, figures: figures as unknown as Prisma.InputJsonArray },
      dueOn: new Date(dueDayOf(half)),
      figuresAt: now,
      statusSince: now,
    },
    skipDuplicates: true,
  });
  if (count === 0) {
    return (
      await tx.semesterReport.findUniqueOrThrow({ where: { institutionId_half: { institutionId, half } } })
    ).id;
  }
  const moved = { reportId: id, version: 1, action: 'open', from: null, to: 'DRAF', note: null };
  await writeHistory(tx, moved, actor, now);
  const about = { subjectType: 'SEMESTER_REPORT', subjectId: id, institutionId } as const;
  await writeAudit(tx, { event: 'SEMESTER_REPORT_OPENED', actor, ...about, details: { half } });
  return id;
}

/** A report of the scope, locked: whoever changes it takes turns. Throws `NOT_FOUND`. */
async function lock(tx: Transaction, id: string, scope: { institutionId?: string }): Promise<Row> {
  await tx.$queryRaw`SELECT 1 AS one FROM semester_report WHERE id = ${id}::uuid FOR NO KEY UPDATE`;
  const row = await tx.semesterReport.findFirst({ where: { id, ...scope } });
  if (!row) throw new AppError('NOT_FOUND', { message: 'no such report in this scope' });
  return row;
}

export interface ReportWords {
  readonly purpose: string;
  readonly obstacles: string;
  readonly followUps: string;
  readonly version: number;
}

/** Writes the institution's words. Throws `NOT_FOUND`, `VERSION_CONFLICT`, `ACTION_NOT_ALLOWED`. */
export async function writeSemesterReport(
  tx: Transaction,
  target: { id: string; scope: { institutionId?: string } },
  { version, ...words }: ReportWords,
  actor: ActingPerson,
): Promise<void> {
  const row = await lock(tx, target.id, target.scope);
  if (!isWritable(row.status as SemesterReportStatus)) throw notAllowed(row, []);
  if (row.version !== version) throw new AppError('VERSION_CONFLICT');
  await tx.semesterReport.update({ where: { id: row.id }, data: { ...words, version: { increment: 1 } } });
  const about = {
    subjectType: 'SEMESTER_REPORT',
    subjectId: row.id,
    institutionId: row.institutionId,
  } as const;
  await writeAudit(tx, { event: 'SEMESTER_REPORT_WRITTEN', actor, ...about, details: { half: row.half } });
}

const notAllowed = (row: Row, allowed: readonly string[]): AppError =>
  new AppError('ACTION_NOT_ALLOWED', {
    params: { state: row.status },
    details: { state: row.status, allowed },
  });

/**
 * Takes an act to the table and records what comes of it, in one transaction. A submission brings the figures as they were
 * counted anew just before (`semesterFigures`). Throws `NOT_FOUND`, `FORBIDDEN`, `ACTION_NOT_ALLOWED`, `NOTE_REQUIRED`, and
 * `INVALID_INPUT` naming what is still to be written or that the half-year goes on.
 */
export async function actOnSemesterReport(
  tx: Transaction,
  target: {
    id: string;
    scope: { institutionId?: string };
    action: SemesterReportAction;
    note: string | null;
    figures: readonly Figure[] | null;
  },
  actor: ActingPerson & { readonly roles: readonly Role[] },
  now: Date,
): Promise<void> {
  const row = await lock(tx, target.id, target.scope);
  const verdict = next(semesterReportLifecycle, target.action, situationOf(row, actor, now));
  if (!verdict.ok) {
    const { refusal } = verdict;
    if (refusal.reason === 'ROLE') throw new AppError('FORBIDDEN', { message: 'another role does this' });
    if (refusal.reason === 'STATE') throw notAllowed(row, semesterActions(row, actor, now));
    const codes = { isHalfOver: ['half', 'HALF_NOT_OVER'], isWritten: ['purpose', 'REQUIRED'] } as const;
    const errors = refusal.failed.map((name) => ({ path: codes[name][0], code: codes[name][1] }));
    throw new AppError('INVALID_INPUT', { errors });
  }
  const { to, note, event } = verdict.row;
  if (note === 'required' && !target.note) throw new AppError('NOTE_REQUIRED');
  const version = row.version + 1;
  const { figures } = target;
  if (target.action === 'submit' && figures === null)
    throw new Error('a report is submitted without figures');
  await tx.semesterReport.update({
    where: { id: row.id },
    data: {
      ...{ status: to, statusSince: now, version },
      ...(figures
        ? { figures: figures as unknown as Prisma.InputJsonArray, figuresAt: now, submittedAt: now }
        : {}),
    },
  });
  const moved = { reportId: row.id, version, action: target.action, from: row.status, to };
  await writeHistory(tx, { ...moved, note: target.note }, actor, now);
  if (target.action === 'return') await tellOfReturn(tx, row, target.note ?? '', version);
  const about = {
    subjectType: 'SEMESTER_REPORT',
    subjectId: row.id,
    institutionId: row.institutionId,
  } as const;
  await writeAudit(tx, { event, actor, ...about, details: { half: row.half, to } });
}

interface Moved {
  readonly reportId: string;
  readonly version: number;
  readonly action: string;
  readonly from: string | null;
  readonly to: string;
  readonly note: string | null;
}

async function writeHistory(tx: Transaction, moved: Moved, actor: ActingPerson, at: Date): Promise<void> {
  const who = { actorId: actor.id, actorName: actor.name, actorUnit: actor.unit };
  await tx.semesterReportHistory.createMany({ data: { ...moved, ...who, at } });
}

async function tellOfReturn(tx: Transaction, row: Row, note: string, version: number): Promise<void> {
  const institution = await tx.institution.findUniqueOrThrow({ where: { id: row.institutionId } });
  const writers = await managerRecipients(tx, institution);
  await queueNotices(
    tx,
    writers.map((recipient) => ({
      ...{ template: 'SEMESTER_REPORT_RETURNED', channel: 'EMAIL', recipient },
      params: {
        ...{ reportId: row.id, institutionName: institution.name, half: row.half },
        ...{ dueOn: row.dueOn.toISOString().slice(0, 10), note },
      },
      dedupeKey: `semester:${row.id}:returned:${version}:${recipient.toLowerCase()}`,
    })),
  );
}
