import { texts } from '#contract/i18n/index';
import type { ReportImport } from '#contract/orders/schemas';
import { AppError } from '#contract/shared/errors';
import type { DatabaseReader } from '#prisma/client';
import { importReport } from '#records/revenue/import-report';
import { type ListSource, listResult, readPage } from '../shared/lists.ts';
import { implement } from '../shared/route.ts';
import { actingPerson } from '../shared/scope.ts';
import { namesOf, uuidsOf } from './names.ts';
import { readReport } from './report-file.ts';

type Row = NonNullable<Awaited<ReturnType<DatabaseReader['reportImport']['findUnique']>>>;

const day = (date: Date | null): string | null => date?.toISOString().slice(0, 10) ?? null;

async function toImports(db: DatabaseReader, rows: readonly Row[]): Promise<ReportImport[]> {
  const nameOf = await namesOf(
    db,
    rows.map(({ importedBy }) => importedBy),
  );
  return rows.map((row) => ({
    id: row.id,
    fileName: row.fileName,
    encoding: row.encoding,
    rowCount: row.rowCount,
    matched: row.matched,
    differences: row.differences,
    periodFrom: day(row.periodFrom),
    periodTo: day(row.periodTo),
    importedByName: nameOf(row.importedBy),
    importedAt: row.importedAt.toISOString(),
    repeated: false,
  }));
}

async function readImport(db: DatabaseReader, id: string): Promise<ReportImport> {
  const row = await db.reportImport.findUnique({ where: { id } });
  const [found] = row ? await toImports(db, [row]) : [];
  if (!found) throw new AppError('NOT_FOUND', { message: 'no such import' });
  return found;
}

const list = implement('reportImports.list', async (context) => {
  const { db } = context.deps;
  const source: ListSource<Row> = {
    fields: {
      importedAt: { path: ['importedAt'], tie: 'opposite', value: (row) => row.importedAt, type: 'time' },
    },
    idOf: (row) => row.id,
    findMany: (args) => db.reportImport.findMany(args),
    count: (args) => db.reportImport.count(args),
  };
  const page = await readPage(source, uuidsOf(context.query.filter.id), context.query);
  return listResult(context, { ...page, rows: await toImports(db, page.rows) });
});

const read = implement('reportImports.read', ({ deps, params }) => readImport(deps.db, params.id));

const create = implement('reportImports.create', async (context) => {
  const { deps, files, language } = context;
  if (!files.file) throw new AppError('INVALID_INPUT', { errors: [{ path: 'file', code: 'REQUIRED' }] });
  const report = await readReport(files.file, texts(language));
  const { id, repeated } = await importReport(deps.db, report, actingPerson(context), deps.now());
  return { ...(await readImport(deps.db, id)), repeated };
});

export const reportImportHandlers = [list, read, create];
