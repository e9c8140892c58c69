import { Readable } from 'node:stream';
import { matchingHeading } from '#contract/external/matching-file';
import type { MatchingJob } from '#contract/metering/matching/http';
import {
  allowedMatchingActions,
  isMatchingEnded,
  type MatchingHold,
  type MatchingStatus,
} from '#contract/metering/matching/lifecycle';
import type { ComparableElement } from '#contract/metering/person';
import { AppError } from '#contract/shared/errors';
import { dayKey } from '#platform/clock';
import { hmac } from '#platform/crypto';
import type { DatabaseReader, Prisma } from '#prisma/client';
import { writeAudit } from '#records/audit';
import { submitMatching } from '#records/metering/matching/job';
import { patienceMs } from '../../shared/carry-act.ts';
import { type ApiDeps, type SignedIn, WorkflowGone } from '../../shared/deps.ts';
import { type ListSource, listResult, mapPage, readPage, whereIds } from '../../shared/lists.ts';
import { implement, implementPrepared } from '../../shared/route.ts';
import { actingPerson, ownInstitution, scopeOf } from '../../shared/scope.ts';
import { storeMatchingFile } from './store.ts';

const include = { institution: { select: { name: true } } } as const satisfies Prisma.MatchingJobInclude;
type Row = Prisma.MatchingJobGetPayload<{ include: typeof include }>;

const view = (row: Row, actor: SignedIn): MatchingJob => ({
  id: row.id,
  institutionName: row.institution.name,
  fileName: row.fileName,
  elements: row.elements as ComparableElement[],
  status: row.status as MatchingStatus,
  hold: row.hold as MatchingHold | null,
  totalRows: row.totalRows,
  badRows: row.badRows,
  doneRows: row.doneRows,
  createdByName: row.createdByName,
  createdAt: row.createdAt.toISOString(),
  endedAt: row.endedAt?.toISOString() ?? null,
  expiresAt: row.expiresAt?.toISOString() ?? null,
  hasResult: hasResult(row),
  actions: allowedMatchingActions(row.status as MatchingStatus, actor),
});

const hasResult = (row: Row): boolean =>
  isMatchingEnded(row.status as MatchingStatus) && row.doneRows > 0 && row.destroyedAt === null;

const source = (db: DatabaseReader): ListSource<Row> => ({
  fields: {
    createdAt: { path: ['createdAt'], tie: 'opposite', type: 'time', value: (row) => row.createdAt },
  },
  idOf: ({ id }) => id,
  findMany: (args) => db.matchingJob.findMany({ ...args, include }),
  count: (args) => db.matchingJob.count(args),
});

async function requireJob(db: DatabaseReader, id: string, actor: SignedIn): Promise<Row> {
  const row = await db.matchingJob.findFirst({ where: { AND: [{ id }, scopeOf(actor)] }, include });
  if (!row) throw new AppError('NOT_FOUND', { message: 'no such job in this scope' });
  return row;
}

/** Heading and results of all chunks that are done, in their order. */
async function* resultOf({ db, ports }: ApiDeps, row: Row) {
  yield Buffer.from(matchingHeading(row.elements as ComparableElement[]));
  const chunks = await db.matchingChunk.findMany({
    where: { jobId: row.id, resultKey: { not: null } },
    select: { resultKey: true },
    orderBy: { chunk: 'asc' },
  });
  for (const { resultKey } of chunks) {
    if (resultKey) yield* await ports.storage.get(resultKey);
  }
}

/** Files that an institution has matched: send, follow, pause, resume, cancel, fetch. */
export const matchingHandlers = [
  implement('matching.list', async (context) => {
    const { deps, actor, query } = context;
    const { id, status } = query.filter;
    const where = { AND: [scopeOf(actor), whereIds(id), status ? { status } : {}] };
    const page = await readPage(source(deps.db), where, query);
    return listResult(
      context,
      mapPage(page, (row) => view(row, actor)),
    );
  }),
  implementPrepared(
    'matching.create',
    ({ deps, actor, files }) => storeMatchingFile(deps, ownInstitution(actor), files.file),
    async (context, { rows: _, ...stored }) => {
      const { tx, actor, deps } = context;
      const job = { ...stored, institutionId: ownInstitution(actor) };
      const id = await submitMatching(tx, job, actingPerson(context), deps.now());
      return view(await requireJob(tx, id, actor), actor);
    },
  ),
  implement('matching.act', async ({ deps, actor, params, key }) => {
    const { id, action } = params;
    const { status, version } = await requireJob(deps.db, id, actor);
    const intentId = hmac(deps.config.indexKey, `matching\0${JSON.stringify([actor.id, id, key])}`);
    const by = { id: actor.id, roles: actor.roles };
    try {
      await deps.temporal.actOnMatching(id, { intentId, action, actor: by, version }, patienceMs);
    } catch (error) {
      if (!(error instanceof WorkflowGone)) throw error;
      if (!isMatchingEnded(status as MatchingStatus)) throw new AppError('WORKFLOW_UNAVAILABLE');
      throw new AppError('ACTION_NOT_ALLOWED', { details: { state: status, allowed: [] } });
    }
    return view(await requireJob(deps.db, id, actor), actor);
  }),
  implement('matching.result', async (context) => {
    const { deps, actor, params } = context;
    const row = await requireJob(deps.db, params.id, actor);
    if (row.destroyedAt) throw new AppError('NOT_FOUND', { message: 'its files were destroyed' });
    if (!hasResult(row)) throw new AppError('DOCUMENT_NOT_READY');
    await deps.db.$transaction((tx) =>
      writeAudit(tx, {
        ...{ event: 'MATCHING_DOWNLOADED', actor: actingPerson(context) },
        ...{ subjectType: 'MATCHING', subjectId: row.id, institutionId: row.institutionId },
        details: { rows: row.doneRows },
      }),
    );
    const fileName = `pemadanan-${dayKey(row.createdAt)}-${row.id.slice(0, 8)}.csv`;
    return { content: Readable.from(resultOf(deps, row)), fileName };
  }),
];
