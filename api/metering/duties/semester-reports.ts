import type { z } from 'zod';
import { can } from '#contract/access/permissions';
import { type Language, texts } from '#contract/i18n/index';
import type { semesterReportListQuery } from '#contract/metering/duties-http';
import type {
  SemesterFigure,
  SemesterReport,
  SemesterReportRow,
  SemesterReportStep,
} from '#contract/metering/duties-schemas';
import { nameOfHalf } from '#contract/metering/half-name';
import type { Half } from '#contract/metering/semester';
import { isWritable, type SemesterReportStatus } from '#contract/metering/semester-lifecycle';
import { AppError } from '#contract/shared/errors';
import { dayKey, formatDateTime } from '#platform/clock';
import type { DatabaseReader, Prisma } from '#prisma/client';
import { writeAudit } from '#records/audit';
import {
  actOnSemesterReport,
  type Figure,
  openSemesterReport,
  semesterActions,
  semesterFigures,
  writeSemesterReport,
} from '#records/metering/semester-reports';
import type { SignedIn } from '../../shared/deps.ts';
import { listCsv } from '../../shared/list-csv.ts';
import { type ListSource, listResult, mapPage, readPage, whereIds } from '../../shared/lists.ts';
import { implement, implementPrepared } from '../../shared/route.ts';
import { actingPerson, ownInstitution, scopeOf } from '../../shared/scope.ts';

const withInstitution = {
  institution: { select: { name: true } },
} as const satisfies Prisma.SemesterReportInclude;
type Row = Prisma.SemesterReportGetPayload<{ include: typeof withInstitution }>;

const owed: readonly SemesterReportStatus[] = ['DRAF', 'DIKEMBALIKAN'];
/** Not handed in on the day after it was due (WIB). */
export const lateReportWhere = (now: Date): Prisma.SemesterReportWhereInput => ({
  status: { in: [...owed] },
  dueOn: { lt: new Date(dayKey(now)) },
});

function toRow(row: Row, now: Date): SemesterReportRow {
  const status = row.status as SemesterReportStatus;
  const dueOn = row.dueOn.toISOString().slice(0, 10);
  return {
    id: row.id,
    institutionId: row.institutionId,
    institutionName: row.institution.name,
    half: row.half,
    dueOn,
    status,
    statusSince: row.statusSince.toISOString(),
    submittedAt: row.submittedAt?.toISOString() ?? null,
    late: owed.includes(status) && dueOn < dayKey(now),
    version: row.version,
  };
}

/** One report of the person's scope as he may see and use it. Throws `NOT_FOUND`. */
async function readReport(
  db: DatabaseReader,
  actor: SignedIn,
  id: string,
  now: Date,
): Promise<SemesterReport> {
  const row = await db.semesterReport.findFirst({
    where: { id, ...scopeOf(actor) },
    include: { ...withInstitution, history: { orderBy: { version: 'desc' } } },
  });
  if (!row) throw new AppError('NOT_FOUND', { message: 'no such report in this scope' });
  const { purpose, obstacles, followUps } = row;
  return {
    ...toRow(row, now),
    ...{ purpose, obstacles, followUps },
    figures: row.figures as unknown as SemesterFigure[],
    figuresAt: row.figuresAt.toISOString(),
    history: row.history.map(({ version, action, from, to, actorName, actorUnit, note, at }) => ({
      ...{ version, actorName, actorUnit, note, at: at.toISOString() },
      action: action as SemesterReportStep['action'],
      from: from as SemesterReportStatus | null,
      to: to as SemesterReportStatus,
    })),
    allowed: semesterActions(row, actor, now),
    editable: can(actor.roles, 'semester-reports.write') && isWritable(row.status as SemesterReportStatus),
  };
}

const listSource = (db: DatabaseReader): ListSource<Row> => ({
  fields: {
    dueOn: { path: ['dueOn'], tie: 'opposite', value: (row) => row.dueOn, type: 'time' },
    statusSince: { path: ['statusSince'], tie: 'opposite', value: (row) => row.statusSince, type: 'time' },
  },
  idOf: (row) => row.id,
  findMany: (args) => db.semesterReport.findMany({ ...args, include: withInstitution }),
  count: (args) => db.semesterReport.count(args),
});

/** The reports that the person may see, of a filter. */
function listWhere(
  actor: SignedIn,
  { id, late, ...filter }: z.output<typeof semesterReportListQuery>['filter'],
  now: Date,
): Prisma.SemesterReportWhereInput {
  return { AND: [scopeOf(actor), whereIds(id), filter, late ? lateReportWhere(now) : {}] };
}

const list = implement('semesterReports.list', async (context) => {
  const { deps, actor, query } = context;
  const now = deps.now();
  const page = await readPage(listSource(deps.db), listWhere(actor, query.filter, now), query);
  return listResult(
    context,
    mapPage(page, (row) => toRow(row, now)),
  );
});

const exported = implement('semesterReports.export', async (context) => {
  const { deps, actor, query, language } = context;
  const now = deps.now();
  await writeAudit(deps.db, {
    event: 'SEMESTER_REPORTS_EXPORTED',
    actor: actingPerson(context),
    subjectType: 'SEMESTER_REPORT',
    subjectId: 'csv',
    institutionId: actor.institutionId,
    details: { filter: JSON.stringify(query.filter) },
  });
  const content = listCsv({
    source: listSource(deps.db),
    where: listWhere(actor, query.filter, now),
    sort: query.sort,
    header: Object.values(texts(language).duties.semester.csv),
    cells: async (rows) => rows.map((row) => cellsOf(toRow(row, now), language)),
  });
  return { content, fileName: `laporan-semester-${dayKey(now)}.csv` };
});

/** The lines of the file, in the order of its headings. */
function cellsOf(report: SemesterReportRow, language: Language): (string | null)[] {
  const t = texts(language);
  const { semester } = t.duties;
  const at = (instant: string | null) => instant && formatDateTime(new Date(instant), 'WIB', language);
  return [
    report.institutionName,
    nameOfHalf(t, report.half),
    report.dueOn,
    semester.status[report.status],
    at(report.statusSince),
    at(report.submittedAt),
    report.late ? semester.late : null,
  ];
}

const read = implement('semesterReports.read', ({ deps, actor, params }) =>
  readReport(deps.db, actor, params.id, deps.now()),
);

/** Figures are counted before the transaction: they may take longer than it may. */
const counted = async (figures: Promise<Figure[]> | null) => ({
  value: await figures,
  undo: async () => undefined,
});

const open = implementPrepared(
  'semesterReports.open',
  ({ deps, actor, body }) => counted(semesterFigures(deps.db, ownInstitution(actor), body.half)),
  async (context, figures) => {
    const { tx, actor, deps, body } = context;
    const target = { institutionId: ownInstitution(actor), half: body.half, figures: figures ?? [] };
    const id = await openSemesterReport(tx, target, actingPerson(context), deps.now());
    return readReport(tx, actor, id, deps.now());
  },
);

const write = implement('semesterReports.write', async (context) => {
  const { deps, actor, params, body } = context;
  return deps.db.$transaction(async (tx) => {
    await writeSemesterReport(tx, { id: params.id, scope: scopeOf(actor) }, body, actingPerson(context));
    return readReport(tx, actor, params.id, deps.now());
  });
});

const act = implementPrepared(
  'semesterReports.act',
  async ({ deps, actor, params: { id, action } }) => {
    const row =
      action === 'submit'
        ? await deps.db.semesterReport.findFirst({ where: { id, ...scopeOf(actor) } })
        : null;
    return counted(row && semesterFigures(deps.db, row.institutionId, row.half as Half));
  },
  async (context, figures) => {
    const { tx, deps, actor, params, body } = context;
    const { id, action } = params;
    const target = { id, scope: scopeOf(actor), action, note: body.note || null, figures };
    await actOnSemesterReport(tx, target, { ...actingPerson(context), roles: actor.roles }, deps.now());
    return readReport(tx, actor, id, deps.now());
  },
);

export const semesterReportHandlers = [list, exported, read, open, write, act];
