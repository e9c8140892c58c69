import type { z } from 'zod';
import type { AuditEvent } from '#contract/audit/events';
import type { destructionListQuery } from '#contract/requests/http';
import { startOfDay } from '#platform/clock';
import type { DatabaseReader, Prisma } from '#prisma/client';
import { type ListSource, listResult, mapPage, readPage, whereIds } from '../shared/lists.ts';
import { implement } from '../shared/route.ts';
import { requestScope, requireRequest } from './scope.ts';

/** Events by which somebody saw, or told another system, what a citizen had filed. */
const accessEvents: readonly AuditEvent[] = [
  'REQUEST_READ',
  'REQUEST_UNMASKED',
  'REQUEST_PHOTO_READ',
  'REQUEST_DWH_ASKED',
  'DOCUMENT_DOWNLOADED',
];

/** Rows of one request that the auditor is shown; the audit trail itself has all. */
const mostAccesses = 500;

/** What the inspectorate looks at: who saw what, and which pictures are gone. */
export const requestOversightHandlers = [
  implement('requests.accessLog', async ({ deps, actor, params }) => {
    const { id } = await requireRequest(deps.db, actor, params.id);
    const rows = await deps.db.auditEntry.findMany({
      where: { subjectType: 'REQUEST', subjectId: id, event: { in: [...accessEvents] } },
      orderBy: [{ at: 'desc' }, { id: 'desc' }],
      take: mostAccesses,
    });
    return rows.map((row) => ({
      id: String(row.id),
      at: row.at.toISOString(),
      event: row.event,
      actorName: row.actorName,
      actorUnit: row.actorUnit,
      actorRoles: row.actorRoles,
      address: row.address,
      reason: reasonOf(row.details),
    }));
  }),
  implement('requests.destructions', async (context) => {
    const { deps, actor, query } = context;
    const where = { AND: [requestScope(actor), whereIds(query.filter.id), destroyedIn(query.filter)] };
    return listResult(
      context,
      mapPage(await readPage(destructionSource(deps.db), where, query), destruction),
    );
  }),
];

function reasonOf(details: Prisma.JsonValue): string | null {
  if (details === null || typeof details !== 'object' || Array.isArray(details)) return null;
  return typeof details['reason'] === 'string' ? details['reason'] : null;
}

type Filter = z.output<typeof destructionListQuery>['filter'];

/** A month of Jakarta's calendar; all of them without one. */
function destroyedIn({ month }: Filter): Prisma.SyncRequestWhereInput {
  if (!month) return { photosDestroyedAt: { not: null }, ...hadPhotos };
  const [year = 0, number = 1] = month.split('-').map(Number);
  const next = number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
  const photosDestroyedAt = { gte: startOfDay(`${month}-01`), lt: startOfDay(`${next}-01`) };
  return { photosDestroyedAt, ...hadPhotos };
}

/** A request that was filed by telephone is marked too, when its turn comes. */
const hadPhotos = { photos: { some: {} } } as const satisfies Prisma.SyncRequestWhereInput;

const include = {
  office: { select: { name: true } },
  _count: { select: { photos: true } },
} as const satisfies Prisma.SyncRequestInclude;
type Row = Prisma.SyncRequestGetPayload<{ include: typeof include }>;

const destroyedAt = (row: Row): Date => row.photosDestroyedAt ?? new Date(0);

const destructionSource = (db: DatabaseReader): ListSource<Row> => ({
  fields: {
    destroyedAt: { path: ['photosDestroyedAt'], tie: 'same', type: 'time', value: destroyedAt },
  },
  idOf: ({ id }) => id,
  findMany: (args) => db.syncRequest.findMany({ ...args, include }),
  count: (args) => db.syncRequest.count(args),
});

const destruction = (row: Row) => ({
  id: row.id,
  code: row.code,
  officeName: row.office.name,
  destroyedAt: destroyedAt(row).toISOString(),
  count: row._count.photos,
});
