import type { DwhReading } from '#contract/requests/codes';
import type { UnmaskedRequest } from '#contract/requests/schemas';
import { AppError, isAppError } from '#contract/shared/errors';
import type { DwhPort } from '#ports/dwh/dwh-port';
import { writeAudit } from '#records/audit';
import { openCorrection, openNik, openPersonal } from '#records/requests/sealed';
import { limitRate, type RateLimit } from '../shared/rate-limit.ts';
import { implement } from '../shared/route.ts';
import { actingPerson } from '../shared/scope.ts';
import type { StaffContext } from './acts.ts';
import { personalView, readingView, seesPersonalData } from './detail.ts';
import { requestScope } from './scope.ts';

/** Nobody has a reason to open so many in an hour by hand. */
const unmaskLimit: RateLimit = { name: 'request-unmask', points: 60, seconds: 3600 };
const photoLimit: RateLimit = { name: 'request-photo', points: 600, seconds: 3600 };
const dwhLimit: RateLimit = { name: 'request-dwh', points: 60, seconds: 600 };

/** Who unmasked a request sees its pictures for so long. */
const unmaskedFor = 30 * 60_000;

/** Whatever shows a citizen's data, or tells it to another system. Each reading is written down before it is answered. */
export const requestPersonalHandlers = [
  implement('requests.unmask', async (context) => {
    const { deps, actor, params, body } = context;
    const row = await requireWithSteps(context, params.id);
    await limitRate(deps.db, unmaskLimit, actor.id, deps.now());
    await noteReading(context, params.id, 'REQUEST_UNMASKED', { reason: body.reason });
    const corrections = await correctionsOf(context, row.id);
    return { ...personalView(openPersonal(deps.vault, row)), corrections };
  }),
  implement('requests.photo', async (context) => {
    const { deps, actor, params } = context;
    const row = await requireWithSteps(context, params.id);
    const photo = await deps.db.requestPhoto.findFirst({ where: { id: params.photoId, requestId: row.id } });
    if (!photo) throw new AppError('NOT_FOUND', { message: 'no such photo of this request' });
    if (!seesPersonalData(actor, row) && !(await hasUnmasked(context, row.id))) {
      throw new AppError('UNMASK_FIRST', { message: 'neither of its office nor at work on a step' });
    }
    if (photo.destroyedAt !== null) throw new AppError('PHOTOS_DESTROYED');
    await limitRate(deps.db, photoLimit, actor.id, deps.now());
    const content = await deps.ports.storage.get(photo.storageKey);
    await noteReading(context, row.id, 'REQUEST_PHOTO_READ', { photoId: photo.id, kind: photo.kind });
    return {
      content,
      fileName: `${row.code}-${photo.kind.toLowerCase()}.jpg`,
      disposition: 'inline' as const,
    };
  }),
  implement('requests.readDwh', async (context) => {
    const { deps, actor, params } = context;
    const row = await requireWithSteps(context, params.id);
    await limitRate(deps.db, dwhLimit, actor.id, deps.now());
    const reading = await askDwh(context, openNik(deps.vault, row));
    const entry = await deps.db.$transaction(async (tx) => {
      await writeAudit(tx, {
        event: 'REQUEST_DWH_ASKED',
        actor: actingPerson(context),
        subjectType: 'REQUEST',
        subjectId: row.id,
        details: { reading },
      });
      const data = {
        requestId: row.id,
        reading,
        purpose: 'ASKED',
        byId: actor.id,
        byName: actor.name,
        at: deps.now(),
      };
      await tx.dwhReadingEntry.createMany({ data });
      return data;
    });
    return readingView(entry);
  }),
];

async function requireWithSteps({ deps: { db }, actor }: StaffContext, id: string) {
  const row = await db.syncRequest.findFirst({
    where: { AND: [{ id }, requestScope(actor)] },
    include: { steps: true },
  });
  if (!row) throw new AppError('NOT_FOUND', { message: 'no such request in this scope' });
  return row;
}

/** What corrections of this request replaced, in full. */
async function correctionsOf(
  { deps: { db, vault } }: StaffContext,
  requestId: string,
): Promise<UnmaskedRequest['corrections']> {
  const rows = await db.requestHistory.findMany({
    where: { requestId, valuesSealed: { not: null } },
    orderBy: { version: 'asc' },
    select: { version: true, at: true, valuesSealed: true },
  });
  return rows.flatMap(({ version, at, valuesSealed }) =>
    openCorrection(vault, requestId, version, valuesSealed ?? '').map((value) => ({
      ...value,
      version,
      at: at.toISOString(),
    })),
  );
}

const noteReading = (
  context: StaffContext,
  requestId: string,
  event: 'REQUEST_UNMASKED' | 'REQUEST_PHOTO_READ',
  details: Readonly<Record<string, unknown>>,
): Promise<void> =>
  writeAudit(context.deps.db, {
    event,
    actor: actingPerson(context),
    subjectType: 'REQUEST',
    subjectId: requestId,
    details,
  });

/** Whether this person gave a reason for this request a short while ago. */
async function hasUnmasked({ deps, actor }: StaffContext, requestId: string): Promise<boolean> {
  const found = await deps.db.auditEntry.findFirst({
    where: {
      subjectType: 'REQUEST',
      subjectId: requestId,
      at: { gte: new Date(deps.now().getTime() - unmaskedFor) },
      event: 'REQUEST_UNMASKED',
      actorId: actor.id,
    },
    select: { id: true },
  });
  return found !== null;
}

const readings = {
  found: 'TERBACA',
  notFound: 'TIDAK_TERBACA',
  inactive: 'TIDAK_AKTIF',
} as const satisfies Record<Awaited<ReturnType<DwhPort['read']>>['kind'], DwhReading>;

/** What the DWH says of a NIK now. No answer, a refusal and a switched-off interface are answers too: not known. */
async function askDwh({ deps }: StaffContext, nik: string): Promise<DwhReading> {
  if (!deps.ports.dwh) return 'TIDAK_DIKETAHUI';
  try {
    return readings[(await deps.ports.dwh.read(nik)).kind];
  } catch (error) {
    if (!isAppError(error)) throw error;
    deps.logger.warn({ code: error.code, why: error.message }, 'the DWH gave no reading');
    return 'TIDAK_DIKETAHUI';
  }
}
