import type { z } from 'zod';
import { type Language, texts } from '#contract/i18n/index';
import type { returnDataListQuery } from '#contract/metering/duties-http';
import type { ReturnData, ReturnDataFaultRow } from '#contract/metering/duties-schemas';
import {
  type ReturnDataColumn,
  type ReturnDataFault,
  type ReturnDataRefusal,
  type ReturnDataStatus,
  returnDataColumns,
} from '#contract/metering/return-data';
import { AppError } from '#contract/shared/errors';
import { dayKey, formatDateTime } from '#platform/clock';
import { putInPieces } from '#ports/storage/pieces';
import type { DatabaseReader, Prisma } from '#prisma/client';
import { writeAudit } from '#records/audit';
import { recordReturnData } from '#records/metering/return-data';
import { notePendingFiles } from '#records/requests/pending-files';
import { csvStream } from '../../shared/csv.ts';
import type { SignedIn } from '../../shared/deps.ts';
import { listCsv } from '../../shared/list-csv.ts';
import { type ListSource, listResult, mapPage, readPage, whereIds } from '../../shared/lists.ts';
import { putAway } from '../../shared/put-away.ts';
import { implement } from '../../shared/route.ts';
import { actingPerson, ownInstitution, scopeOf } from '../../shared/scope.ts';

const withInstitution = {
  institution: { select: { name: true } },
} as const satisfies Prisma.ReturnDataInclude;
type Row = Prisma.ReturnDataGetPayload<{ include: typeof withInstitution }>;

const toReturnData = (row: Row, repeated = false): ReturnData => ({
  id: row.id,
  institutionId: row.institutionId,
  institutionName: row.institution.name,
  fileName: row.fileName,
  bytes: Number(row.bytes),
  status: row.status as ReturnDataStatus,
  refusal: row.refusal as ReturnDataRefusal | null,
  missingColumns: row.missingColumns as ReturnDataColumn[],
  progress: row.progress,
  checkedRows: row.checkedRows,
  acceptedRows: row.acceptedRows,
  rejectedRows: row.rejectedRows,
  uploadedByName: row.uploadedByName,
  uploadedAt: row.uploadedAt.toISOString(),
  finishedAt: row.finishedAt?.toISOString() ?? null,
  fileDeletedAt: row.fileDeletedAt?.toISOString() ?? null,
  repeated,
});

/** A file of the person's scope. Throws `NOT_FOUND`. */
async function requireReturnData(db: DatabaseReader, actor: SignedIn, id: string): Promise<Row> {
  const row = await db.returnData.findFirst({ where: { id, ...scopeOf(actor) }, include: withInstitution });
  if (!row) throw new AppError('NOT_FOUND', { message: 'no such file in this scope' });
  return row;
}

const listSource = (db: DatabaseReader): ListSource<Row> => ({
  fields: {
    uploadedAt: { path: ['uploadedAt'], tie: 'opposite', value: (row) => row.uploadedAt, type: 'time' },
  },
  idOf: (row) => row.id,
  findMany: (args) => db.returnData.findMany({ ...args, include: withInstitution }),
  count: (args) => db.returnData.count(args),
});

/** The files that the person may see, of a filter. */
const listWhere = (actor: SignedIn, { id, ...filter }: z.output<typeof returnDataListQuery>['filter']) => ({
  AND: [scopeOf(actor), whereIds(id), filter],
});

const list = implement('returnData.list', async (context) => {
  const { deps, actor, query } = context;
  const page = await readPage(listSource(deps.db), listWhere(actor, query.filter), query);
  return listResult(
    context,
    mapPage(page, (row) => toReturnData(row)),
  );
});

const exported = implement('returnData.export', async (context) => {
  const { deps, actor, query, language } = context;
  await writeAudit(deps.db, {
    event: 'RETURN_DATA_EXPORTED',
    actor: actingPerson(context),
    subjectType: 'RETURN_DATA',
    subjectId: 'csv',
    institutionId: actor.institutionId,
    details: { filter: JSON.stringify(query.filter) },
  });
  const content = listCsv({
    source: listSource(deps.db),
    where: listWhere(actor, query.filter),
    sort: query.sort,
    header: Object.values(texts(language).duties.returnData.csv),
    cells: async (rows) => rows.map((row) => cellsOf(toReturnData(row), language)),
  });
  return { content, fileName: `data-balikan-${dayKey(deps.now())}.csv` };
});

/** The lines of the file, in the order of its headings. */
function cellsOf(file: ReturnData, language: Language): (string | number | null)[] {
  const t = texts(language).duties.returnData;
  const at = (instant: string | null) => instant && formatDateTime(new Date(instant), 'WIB', language);
  return [
    file.institutionName,
    file.fileName,
    t.status[file.status],
    file.refusal && t.refusal[file.refusal],
    file.checkedRows,
    file.acceptedRows,
    file.rejectedRows,
    file.uploadedByName,
    at(file.uploadedAt),
    at(file.finishedAt),
    at(file.fileDeletedAt),
  ];
}

const read = implement('returnData.read', async ({ deps, actor, params }) =>
  toReturnData(await requireReturnData(deps.db, actor, params.id)),
);

/** Stored first, sealed, and answered; what stands in it is checked afterwards. */
const create = implement('returnData.create', async (context) => {
  const { deps, actor, files } = context;
  if (!files.file) throw new AppError('INVALID_INPUT', { errors: [{ path: 'file', code: 'REQUIRED' }] });
  const institutionId = ownInstitution(actor);
  const { fileName } = files.file;
  const { keys, bytes, sha256 } = await putInPieces(deps.ports.storage, files.file.stream(), (key) =>
    notePendingFiles(deps.db, [key], deps.now()),
  );
  let kept = false;
  try {
    const file = { institutionId, fileName, storageKeys: keys, bytes, sha256 };
    const { id, repeated } = await recordReturnData(deps.db, file, actingPerson(context), deps.now());
    kept = !repeated;
    return toReturnData(await requireReturnData(deps.db, actor, id), repeated);
  } finally {
    if (!kept) await putAway(deps, keys);
  }
});

type Fault = NonNullable<Awaited<ReturnType<DatabaseReader['returnDataFault']['findUnique']>>>;

const toFault = (row: Fault): ReturnDataFaultRow => ({
  id: row.id,
  line: row.line,
  column: row.column as ReturnDataColumn | null,
  fault: row.fault as ReturnDataFault,
});

const faults = implement('returnData.faults', async (context) => {
  const { deps, actor, query } = context;
  const { id: returnDataId } = await requireReturnData(deps.db, actor, query.filter.returnDataId);
  const source: ListSource<Fault> = {
    fields: { line: { path: ['line'], tie: 'same', value: (row) => row.line, type: 'int' } },
    idOf: (row) => row.id,
    findMany: (args) => deps.db.returnDataFault.findMany(args),
    count: (args) => deps.db.returnDataFault.count(args),
  };
  const where = { AND: [{ returnDataId }, whereIds(query.filter.id)] };
  return listResult(context, mapPage(await readPage(source, where, query), toFault));
});

const faultsFile = implement('returnData.faultsFile', async ({ deps, actor, params, language }) => {
  const { id } = await requireReturnData(deps.db, actor, params.id);
  const { returnData: text } = texts(language).duties;
  const header = [text.line, text.column, text.cause];
  async function* rows(): AsyncGenerator<(string | number)[]> {
    let last: Fault | undefined;
    for (;;) {
      const page: Fault[] = await deps.db.returnDataFault.findMany({
        where: {
          returnDataId: id,
          ...(last ? { OR: [{ line: { gt: last.line } }, { line: last.line, id: { gt: last.id } }] } : {}),
        },
        orderBy: [{ line: 'asc' }, { id: 'asc' }],
        take: 1_000,
      });
      for (const { line, column, fault } of page.map(toFault)) {
        yield [line, column ? text.columnName[column] : text.wholeRow, text.fault[fault]];
      }
      last = page.at(-1);
      if (page.length < 1_000) return;
    }
  }
  return { content: csvStream(header, rows()), fileName: `data-balikan-salah-${id.slice(0, 8)}.csv` };
});

const template = implement('returnData.template', async () => ({
  content: csvStream(returnDataColumns, nothing()),
  fileName: 'templat-data-balikan.csv',
}));

async function* nothing(): AsyncGenerator<string[]> {
  // A heading alone: an example would be uploaded with the rest.
}

export const returnDataHandlers = [list, exported, read, create, faults, faultsFile, template];
