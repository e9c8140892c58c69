import type { Actor } from '#contract/access/roles';
import { isRole } from '#contract/access/roles';
import { type Language, texts } from '#contract/i18n/index';
import type { NoticeStatus, noticeChannels } from '#contract/orders/codes';
import type { ClockStop, PhotoKind, RequestLink } from '#contract/requests/codes';
import { requestFactsOf } from '#contract/requests/facts';
import { maskName, maskNumber, readRequestCode } from '#contract/requests/identity';
import { allowedRequestRows, feedbackStatuses, resubmittableStatuses } from '#contract/requests/lifecycle';
import type {
  HistoryRow,
  StatusHistoryRow,
  StepHistoryRow,
  TrackedRequest,
} from '#contract/requests/schemas';
import { requestSteps, type StepAction } from '#contract/requests/steps';
import { AppError } from '#contract/shared/errors';
import type { Vault } from '#platform/vault';
import type { DatabaseReader, Prisma } from '#prisma/client';
import { openName, openNik, openNote, openPhone } from '#records/requests/sealed';
import { requestSnapshotInclude, toRequestSnapshot } from '#records/requests/snapshot';
import { findTracked } from '#records/requests/tracking';
import type { ApiDeps } from '../../shared/deps.ts';
import type { AnyContext } from '../../shared/route.ts';
import { limits } from './limits.ts';

type Asker = Pick<AnyContext, 'deps' | 'address'>;

/**
 * Id of the request that a code and its secret open. Throws `TRACKING_NOT_FOUND`, the same for an unknown code, a wrong
 * secret and a text that is no code, and `RATE_LIMITED`.
 */
export async function requireTracked(asker: Asker, code: string, secret: string | null): Promise<string> {
  await limits.tracking(asker, readRequestCode(code) ?? 'none');
  const id = await findTracked(asker.deps.db, code, secret);
  if (id !== null) return id;
  await limits.wrongTracking(asker);
  throw new AppError('TRACKING_NOT_FOUND', { message: 'unknown code or wrong secret' });
}

const parts = {
  ...requestSnapshotInclude,
  office: true,
  photos: { where: { destroyedAt: null } },
  history: { orderBy: { version: 'asc' } },
  stepHistory: { orderBy: [{ version: 'asc' }, { step: 'asc' }] },
  previous: { select: { code: true } },
  followers: { select: { code: true, link: true }, orderBy: { submittedAt: 'asc' } },
} as const satisfies Prisma.SyncRequestInclude;
export type TrackedRow = Prisma.SyncRequestGetPayload<{ include: typeof parts }>;

/** The request with all that its own citizen may read. */
export const readTracked = (db: DatabaseReader, id: string): Promise<TrackedRow> =>
  db.syncRequest.findUniqueOrThrow({ where: { id }, include: parts });

/** The tracking page's content, in the reader's language. */
export async function trackedView(
  deps: Pick<ApiDeps, 'db' | 'vault' | 'config' | 'ports' | 'now'>,
  id: string,
  language: Language,
): Promise<TrackedRequest> {
  const row = await readTracked(deps.db, id);
  const notices = await deps.db.outgoingNotice.findMany({
    where: { requestId: id, channel: 'WHATSAPP' },
    orderBy: { createdAt: 'asc' },
    select: {
      template: true,
      status: true,
      deliveryStatus: true,
      channel: true,
      createdAt: true,
      sentAt: true,
    },
  });
  const snapshot = toRequestSnapshot(row, { dwhOn: deps.ports.dwh !== null });
  const actor = { id: 'pemohon', roles: ['pemohon' as const] };
  return {
    code: row.code,
    status: snapshot.status,
    statusSince: snapshot.statusSince,
    submittedAt: row.submittedAt.toISOString(),
    nikMasked: maskNumber(openNik(deps.vault, row)),
    nameMasked: maskName(openName(deps.vault, row)),
    ...officeOf(row),
    expectedAt: row.expectedAt?.toISOString() ?? null,
    late: row.endedAt === null && row.expectedAt !== null && row.expectedAt < deps.now(),
    clockStopped: row.clockStopped as ClockStop | null,
    ...historiesOf(deps.vault, row, language),
    steps: requestSteps.map((name) => {
      const { status, result } = snapshot.steps[name];
      return { name, status, result };
    }),
    allowed: allowedRequestRows(snapshot.status, requestFactsOf(snapshot), actor).map((each) => each.action),
    mayResubmit: mayResubmit(row),
    feedbackUntil: feedbackUntil(deps, row)?.toISOString() ?? null,
    previous: row.previous && { code: row.previous.code, link: row.link as RequestLink },
    followers: row.followers.map(({ code, link }) => ({ code, link: link as RequestLink })),
    photosKept: keptKinds(row),
    phoneEnding: openPhone(deps.vault, row)?.slice(-3) ?? null,
    notices: notices.map(({ template, status, deliveryStatus, channel, createdAt, sentAt }) => ({
      template,
      // Sent and then reported as lost: to him it is all one.
      status: deliveryStatus === 'FAILED' ? 'FAILED' : (status as NoticeStatus),
      channel: channel as (typeof noticeChannels)[number],
      at: (sentAt ?? createdAt).toISOString(),
    })),
  };
}

const officeOf = ({ office }: TrackedRow) => ({
  officeName: office.name,
  officeAddress: office.address,
  officePhone: office.phone,
  zone: office.zone,
});

const hasFollower = ({ followers }: Pick<TrackedRow, 'followers'>, link: RequestLink): boolean =>
  followers.some((each) => each.link === link);

const mayResubmit = (row: TrackedRow): boolean =>
  (resubmittableStatuses as readonly string[]).includes(row.status) && !hasFollower(row, 'PERBAIKAN');

/** Until when "masih belum terbaca" may be said; null when it may not, now or any more. */
function feedbackUntil({ config, now }: Pick<ApiDeps, 'config' | 'now'>, row: TrackedRow): Date | null {
  if (!(feedbackStatuses as readonly string[]).includes(row.status) || !row.endedAt) return null;
  const until = feedbackEnd(row.endedAt, config.requests.feedbackDays);
  return until > now() && !hasFollower(row, 'BELUM_TERBACA') ? until : null;
}

export const feedbackEnd = (endedAt: Date, days: number): Date =>
  new Date(endedAt.getTime() + days * 86_400_000);

/** Pictures that need not be sent again; none when the officer wants them taken anew. */
export const keptKinds = (row: Pick<TrackedRow, 'photosRefused' | 'photos'>): PhotoKind[] =>
  row.photosRefused ? [] : row.photos.map(({ kind }) => kind as PhotoKind);

/** Ours alone: what centre and office ask each other, and who put something back. */
const hiddenStepActions: readonly StepAction[] = ['ask', 'answer', 'release'];
/** Notes that are written for the citizen; others are words between officers. */
const toldStepActions: readonly StepAction[] = ['complete', 'fail'];

function historiesOf(
  vault: Vault,
  row: TrackedRow,
  language: Language,
): Pick<TrackedRequest, 'statusHistory' | 'stepHistory'> {
  const note = (sealed: string | null) => openNote(vault, row.id, sealed);
  return {
    statusHistory: row.history.map((entry) => ({
      ...entryOf(entry, language),
      from: entry.from as StatusHistoryRow['from'],
      to: entry.to as StatusHistoryRow['to'],
      note: note(entry.noteSealed),
    })),
    stepHistory: row.stepHistory
      .filter(({ action }) => !hiddenStepActions.includes(action as StepAction))
      .map((entry) => ({
        ...entryOf(entry, language),
        step: entry.step as StepHistoryRow['step'],
        from: entry.from as StepHistoryRow['from'],
        to: entry.to as StepHistoryRow['to'],
        result: entry.result as StepHistoryRow['result'],
        note:
          toldStepActions.includes(entry.action as StepAction) && isRole(entry.actorRole)
            ? note(entry.noteSealed)
            : null,
      })),
  };
}

/** Officers stand as role and unit, without their names. */
function entryOf(
  entry: TrackedRow['history'][number] | TrackedRow['stepHistory'][number],
  language: Language,
): Omit<HistoryRow, 'from' | 'to' | 'note'> {
  const actorRole = entry.actorRole as Actor;
  return {
    version: entry.version,
    action: entry.action,
    at: entry.at.toISOString(),
    actorName: texts(language).actors[actorRole],
    actorUnit: isRole(actorRole) ? entry.actorUnit : '',
    actorRole,
  };
}
