import type { Actor } from '#contract/access/roles';
import {
  allowedComplaintRows,
  betweenUsAndInstitution,
  type ComplaintAction,
  type ComplaintOutcome,
  type ComplaintStatus,
  isReopenable,
  saidToCitizen,
} from '#contract/complaints/lifecycle';
import { readComplaintNumber } from '#contract/complaints/number';
import type { ComplaintDetail, ComplaintSummary } from '#contract/complaints/schemas';
import { texts } from '#contract/i18n/index';
import type { AccessMethod } from '#contract/metering/codes';
import { AppError } from '#contract/shared/errors';
import { dayKey, formatDateTime, startOfDay } from '#platform/clock';
import type { DatabaseReader, Prisma } from '#prisma/client';
import { writeAudit } from '#records/audit';
import { actOnComplaint } from '#records/complaints/complaints';
import { overdueComplaintWhere } from '#records/complaints/deadline';
import { openComplaint, openComplaintNote } from '#records/complaints/sealed';
import { csvStream } from '../shared/csv.ts';
import type { ApiDeps, SignedIn } from '../shared/deps.ts';
import { type ListSource, listResult, mapPage, readPage, whereIds } from '../shared/lists.ts';
import { noticeRow } from '../shared/notice-row.ts';
import { implement, type RouteContext } from '../shared/route.ts';
import { actingPerson, seesAllInstitutions } from '../shared/scope.ts';
import { accessView } from '../trail/read.ts';
import { type ComplaintRow, complaintScope, withInstitution } from './rows.ts';

type Filter = RouteContext<'complaints.list'>['query']['filter'];

const dayMs = 86_400_000;

const filterWhere = (filter: Filter, now: Date): Prisma.AccessComplaintWhereInput => {
  const { status, institutionId, outcome, filedFrom, filedTo, overdue, q, id } = filter;
  return {
    ...(overdue ? overdueComplaintWhere(now) : {}),
    ...(status ? { status } : {}),
    ...(institutionId ? { institutionId } : {}),
    ...(outcome ? { outcome } : {}),
    ...(q ? { number: readComplaintNumber(q) ?? '' } : {}),
    filedAt: {
      ...(filedFrom ? { gte: startOfDay(filedFrom) } : {}),
      ...(filedTo ? { lt: new Date(startOfDay(filedTo).getTime() + dayMs) } : {}),
    },
    ...whereIds(id),
  };
};

const listSource = (db: DatabaseReader): ListSource<ComplaintRow> => ({
  fields: { filedAt: { path: ['filedAt'], tie: 'opposite', value: (row) => row.filedAt, type: 'time' } },
  idOf: (row) => row.id,
  findMany: (args) => db.accessComplaint.findMany({ ...args, include: withInstitution }),
  count: (args) => db.accessComplaint.count(args),
});

/** When the desk has to answer is between it and the citizen: the institution is not told. */
const dueOf = (row: ComplaintRow, reader: Reader): Pick<ComplaintSummary, 'answerDueAt' | 'overdue'> => {
  const dueAt = seesAllInstitutions(reader.actor) ? row.answerDueAt : null;
  return { answerDueAt: dueAt?.toISOString() ?? null, overdue: dueAt !== null && dueAt < reader.now };
};

/** Who looks, and when. */
interface Reader {
  readonly actor: SignedIn;
  readonly now: Date;
}

const summaryOf = (row: ComplaintRow, reader: Reader): ComplaintSummary => ({
  id: row.id,
  number: row.number,
  status: row.status as ComplaintStatus,
  statusSince: row.statusSince.toISOString(),
  filedAt: row.filedAt.toISOString(),
  institutionId: row.institutionId,
  institutionName: row.institution.name,
  accessAt: row.accessAt.toISOString(),
  ...accessView({ ...row, result: row.accessResult }),
  assigneeName: row.assigneeName,
  outcome: row.outcome as ComplaintOutcome | null,
  ...dueOf(row, reader),
});

type HistoryRow = Prisma.AccessComplaintHistoryGetPayload<object>;

/** Rows of the history as this reader sees them: an institution reads what was written to it, and by it. */
function historyOf(
  { vault }: Pick<ApiDeps, 'vault'>,
  actor: SignedIn,
  rows: readonly HistoryRow[],
): ComplaintDetail['history'] {
  const readsAll = seesAllInstitutions(actor);
  return rows.map((row) => {
    const action = row.action as ComplaintAction;
    const mayRead = readsAll || betweenUsAndInstitution.includes(action);
    return {
      at: row.at.toISOString(),
      action,
      from: row.from as ComplaintStatus | null,
      to: row.to as ComplaintStatus,
      actorName: readsAll ? row.actorName : '',
      actorUnit: row.actorUnit,
      actorRole: row.actorRole as Actor,
      note: mayRead ? openComplaintNote(vault, row.complaintId, row.noteSealed) : null,
      saidToCitizen: saidToCitizen.includes(action),
    };
  });
}

/** What was sent about a complaint. Whether the citizen has a proven number is no matter of the institution's. */
async function noticesOf(
  db: DatabaseReader,
  actor: SignedIn,
  complaintId: string,
): Promise<ComplaintDetail['notices']> {
  if (!seesAllInstitutions(actor)) return null;
  const rows = await db.outgoingNotice.findMany({ where: { complaintId }, orderBy: { createdAt: 'asc' } });
  return rows.map(noticeRow);
}

/** Of the reader's scope, or `NOT_FOUND`. */
export async function requireComplaint(
  db: DatabaseReader,
  actor: SignedIn,
  id: string,
): Promise<ComplaintRow> {
  const row = await db.accessComplaint.findFirst({
    where: { AND: [{ id }, complaintScope(actor)] },
    include: withInstitution,
  });
  if (!row) throw new AppError('NOT_FOUND', { message: 'no such complaint in this scope' });
  return row;
}

/** What staff and the institution do with complaints. */
export const complaintDeskHandlers = [
  implement('complaints.list', async (context) => {
    const { deps, actor, query } = context;
    const where = { AND: [filterWhere(query.filter, deps.now()), complaintScope(actor)] };
    const page = await readPage(listSource(deps.db), where, query);
    const reader = { actor, now: deps.now() };
    return listResult(
      context,
      mapPage(page, (row) => summaryOf(row, reader)),
    );
  }),

  implement('complaints.export', async (context) => {
    const { deps, actor, query, language } = context;
    await deps.db.$transaction((tx) =>
      writeAudit(tx, {
        event: 'COMPLAINTS_EXPORTED',
        actor: actingPerson(context),
        subjectType: 'COMPLAINT_LIST',
        subjectId: 'csv',
        details: { filter: JSON.stringify(query.filter) },
      }),
    );
    const where = { AND: [filterWhere(query.filter, deps.now()), complaintScope(actor)] };
    return {
      content: csvStream(texts(language).complaints.csv, exportRows(context, where)),
      fileName: `pengaduan-akses-${dayKey(deps.now())}.csv`,
    };
  }),

  implement('complaints.read', async (context) => {
    const { deps, actor, params } = context;
    const row = await requireComplaint(deps.db, actor, params.id);
    const history = await deps.db.accessComplaintHistory.findMany({
      where: { complaintId: row.id },
      orderBy: { version: 'desc' },
    });
    await deps.db.$transaction((tx) =>
      writeAudit(tx, {
        event: 'COMPLAINT_READ',
        actor: actingPerson(context),
        subjectType: 'COMPLAINT',
        subjectId: row.id,
        institutionId: row.institutionId,
      }),
    );
    return {
      ...summaryOf(row, { actor, now: deps.now() }),
      method: row.method as AccessMethod,
      accessRequestId: row.accessRequestId,
      text: openComplaint(deps.vault, row),
      version: row.version,
      allowed: allowedOf(deps, actor, row),
      history: historyOf(deps, actor, history),
      notices: await noticesOf(deps.db, actor, row.id),
    };
  }),

  implement('complaints.act', async (context) => {
    const { deps, tx, actor, params, body } = context;
    await requireComplaint(tx, actor, params.id);
    const { dataKeys, publicUrl } = deps.config;
    const mail = { vault: deps.vault, dataKeys, publicUrl };
    return actOnComplaint(tx, mail, {
      id: params.id,
      action: params.action,
      version: body.version,
      note: body.note && body.note.length > 0 ? body.note : null,
      outcome: body.outcome ?? null,
      rules: deps.config.complaints,
      actor: actingPerson(context),
      now: deps.now(),
    });
  }),
];

/** Buttons of the page, with whether each asks for a note. */
const allowedOf = (
  { config, now }: ApiDeps,
  actor: SignedIn,
  row: ComplaintRow,
): ComplaintDetail['allowed'] => {
  const facts = { reopenable: isReopenable(row, config.complaints.reopenDays, now()) };
  return allowedComplaintRows(row.status as ComplaintStatus, facts, actor).map(({ action, note }) => ({
    action,
    note: note ?? null,
  }));
};

/** All filtered rows in the list's order, read page by page behind the last row. */
async function* exportRows(
  { deps, actor, query, language }: RouteContext<'complaints.export'>,
  where: object,
): AsyncGenerator<(string | null)[]> {
  const { complaints, trail } = texts(language);
  const at = (instant: string) => formatDateTime(new Date(instant), 'WIB', language);
  const reader = { actor, now: deps.now() };
  // Read to the end, not counted.
  const source = { ...listSource(deps.db), count: () => Promise.resolve(1) };
  let after: string | undefined;
  do {
    const page = await readPage(source, where, { sort: query.sort, range: [0, 499], after });
    for (const row of page.rows) {
      const view = summaryOf(row, reader);
      yield [
        view.number,
        complaints.status[view.status],
        at(view.filedAt),
        view.institutionName,
        at(view.accessAt),
        trail.kind[view.kind],
        view.purpose && trail.purpose[view.purpose],
        view.assigneeName,
        view.outcome && complaints.outcome[view.outcome],
        view.answerDueAt && at(view.answerDueAt),
      ];
    }
    after = page.nextAfter ?? undefined;
  } while (after !== undefined);
}
