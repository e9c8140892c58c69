import { can } from '#contract/access/permissions';
import type { Actor } from '#contract/access/roles';
import type {
  ApplicantKind,
  CauseCode,
  DwhReading,
  PhotoKind,
  ReadingPurpose,
  RequestLink,
} from '#contract/requests/codes';
import type { RequestSnapshot } from '#contract/requests/facts';
import { requestFactsOf, stepFactsOf } from '#contract/requests/facts';
import { maskNumber } from '#contract/requests/identity';
import { allowedRequestRows, isEnded, type RequestStatus } from '#contract/requests/lifecycle';
import type { RequestDetail, RequestPersonalData } from '#contract/requests/schemas';
import type { StepResult, StepStatus } from '#contract/requests/steps';
import { allowedStepRows, type RequestStep, requestSteps, resultsFor } from '#contract/requests/steps';
import { AppError } from '#contract/shared/errors';
import type { Vault } from '#platform/vault';
import type { Prisma } from '#prisma/client';
import { openKk, openNik, openNote, openPersonal, type PersonalData } from '#records/requests/sealed';
import { toRequestSnapshot } from '#records/requests/snapshot';
import type { ApiDeps, SignedIn } from '../shared/deps.ts';
import { noticeRow } from '../shared/notice-row.ts';
import { implement, type SignedInContext } from '../shared/route.ts';
import { noteRead } from './reading.ts';
import { personOf, requestSummary, summaryInclude } from './rows.ts';
import { actorOn, isOfItsOffice, requestScope } from './scope.ts';
import { warningsOf } from './warnings.ts';

export const requestDetailHandlers = [
  implement('requests.read', (context) => readRequestDetail(context, context.params.id)),
];

const linked = { select: { id: true, code: true, link: true } } as const;

const include = {
  ...summaryInclude,
  region: { select: { name: true } },
  photos: { orderBy: { kind: 'asc' } },
  history: { orderBy: { version: 'asc' } },
  stepHistory: { orderBy: { version: 'asc' } },
  readings: { orderBy: { at: 'desc' }, take: 20 },
  previous: linked,
  followers: { ...linked, orderBy: { submittedAt: 'asc' } },
} as const satisfies Prisma.SyncRequestInclude;

type Row = Prisma.SyncRequestGetPayload<{ include: typeof include }>;

/** Earlier and later requests of one NIK that a page shows; nobody files more for a good reason. */
const mostOfOneNik = 20;

/**
 * Everything that the detail page shows this person. Personal data stands in it in full for people of the request's own
 * office and for who holds one of its steps; that reading is written down. Throws `NOT_FOUND` outside his scope.
 */
export async function readRequestDetail(
  context: SignedInContext & { readonly actor: SignedIn },
  id: string,
): Promise<RequestDetail> {
  const { deps, actor } = context;
  const { db, vault } = deps;
  const row = await db.syncRequest.findFirst({ where: { AND: [{ id }, requestScope(actor)] }, include });
  if (!row) throw new AppError('NOT_FOUND', { message: 'no such request in this scope' });
  const inFull = seesPersonalData(actor, row);
  const snapshot = toRequestSnapshot(row, { dwhOn: deps.ports.dwh !== null });
  const [warnings, sameNik, notices] = await Promise.all([
    warningsOf(db, { ...row, nik: openNik(vault, row) }),
    sameNikOf(deps, actor, row),
    db.outgoingNotice.findMany({ where: { requestId: id }, orderBy: { createdAt: 'asc' } }),
  ]);
  if (inFull) await noteRead(context, id);
  return {
    ...requestSummary(vault, row, deps.now()),
    version: row.version,
    personal: inFull ? personalView(openPersonal(vault, row)) : null,
    noKkMasked: maskNumber(openKk(vault, row)),
    untukSiapa: row.applicantKind as ApplicantKind,
    diBawah17: row.underSeventeen,
    penyebab: row.cause as CauseCode | null,
    regionCode: row.regionCode,
    regionName: row.region.name,
    privacyVersion: row.privacyVersion,
    expectedAt: row.expectedAt?.toISOString() ?? null,
    warnings,
    ...keptOf(row),
    ...historiesOf(vault, row, inFull),
    steps: requestSteps.map((step) => stepView(row, step, snapshot, actor)),
    readings: row.readings.map(readingView),
    ...linksOf(row),
    sameNik,
    notices: notices.map(noticeRow),
    ...offersOf(deps, row, snapshot, actor, inFull),
  };
}

/** People of the office where the request stands, and who has one of its steps in hand. */
export const seesPersonalData = (
  actor: SignedIn,
  request: {
    readonly officeId: string;
    readonly steps: readonly { readonly status: string; readonly assigneeId: string | null }[];
  },
): boolean =>
  can(actor.roles, 'personal-data.read') &&
  (isOfItsOffice(actor, request) ||
    request.steps.some(
      ({ status, assigneeId }) =>
        assigneeId === actor.id && (status === 'DIKERJAKAN' || status === 'KLARIFIKASI'),
    ));

/** What was filed, in the words of the form. */
export const personalView = ({ name, nik, noKk, phone, problem }: PersonalData): RequestPersonalData => ({
  namaPemohon: name,
  nik,
  noKk,
  nomorWa: phone,
  permasalahan: problem,
});

/** Same NIK, as far as this person sees requests. */
async function sameNikOf(
  { db }: ApiDeps,
  actor: SignedIn,
  { id, nikIndex }: Row,
): Promise<RequestDetail['sameNik']> {
  const rows = await db.syncRequest.findMany({
    where: { AND: [{ nikIndex, id: { not: id } }, requestScope(actor)] },
    orderBy: { submittedAt: 'desc' },
    take: mostOfOneNik,
    include: { office: { select: { name: true } } },
  });
  return rows.map((row) => ({
    id: row.id,
    code: row.code,
    status: row.status as RequestStatus,
    submittedAt: row.submittedAt.toISOString(),
    officeName: row.office.name,
  }));
}

/** Whether there ever were any: who phones sends none. */
const hasPhotos = ({ photos }: Row): boolean => photos.length > 0;

type Kept = Pick<RequestDetail, 'photos' | 'photosDestroyedAt' | 'hold' | 'phoneProven'>;

const keptOf = (row: Row): Kept => ({
  photos: row.photos
    .filter(({ destroyedAt }) => destroyedAt === null)
    .map(({ id, kind, width, height, bytes }) => ({ id, kind: kind as PhotoKind, width, height, bytes })),
  photosDestroyedAt: hasPhotos(row) ? (row.photosDestroyedAt?.toISOString() ?? null) : null,
  hold: row.heldAt && {
    byName: row.heldName ?? '–',
    at: row.heldAt.toISOString(),
    note: row.holdNote ?? '',
  },
  phoneProven: row.phoneProvenAt && {
    byName: row.phoneProvenName ?? '–',
    at: row.phoneProvenAt.toISOString(),
  },
});

/** Runs of digits that could be a NIK, a KK number or a telephone. */
const longNumber = /\d(?:[ .-]?\d){7,}/g;

type Histories = Pick<RequestDetail, 'statusHistory' | 'stepHistory'>;

/**
 * Both histories. Officers may write a citizen's data into a note, and a correction names old and new: who reads the
 * request masked gets notes without long numbers, and none of a correction.
 */
function historiesOf(vault: Vault, row: Row, inFull: boolean): Histories {
  const noteOf = ({ action, noteSealed }: { action: string; noteSealed: string | null }): string | null => {
    const note = openNote(vault, row.id, noteSealed);
    if (inFull || note === null) return note;
    return action === 'correct' ? null : note.replace(longNumber, '…');
  };
  const common = (entry: Row['history'][number] | Row['stepHistory'][number]) => ({
    version: entry.version,
    action: entry.action,
    at: entry.at.toISOString(),
    actorName: entry.actorName,
    actorUnit: entry.actorUnit,
    actorRole: entry.actorRole as Actor,
    note: noteOf(entry),
  });
  return {
    statusHistory: row.history.map((entry) => ({
      ...common(entry),
      from: entry.from as RequestStatus | null,
      to: entry.to as RequestStatus,
    })),
    stepHistory: row.stepHistory.map((entry) => ({
      ...common(entry),
      step: entry.step as RequestStep,
      from: entry.from as StepStatus,
      to: entry.to as StepStatus,
      result: entry.result as StepResult | null,
    })),
  };
}

function stepView(
  row: Row,
  name: RequestStep,
  snapshot: RequestSnapshot,
  actor: SignedIn,
): RequestDetail['steps'][number] {
  const state = row.steps.find(({ step }) => step === name);
  const { status, result } = snapshot.steps[name];
  const allowed = can(actor.roles, 'requests.act')
    ? allowedStepRows(status, stepFactsOf(snapshot, name), actorOn(actor, row))
    : [];
  return {
    name,
    status,
    since: (state?.since ?? row.submittedAt).toISOString(),
    assignee: state ? personOf(state.assigneeId, state.assigneeName) : null,
    result,
    dwh:
      !state || state.dwhAttempt === 0
        ? null
        : {
            jobId: state.dwhJobId,
            progress: state.dwhProgress,
            reason: state.dwhReason,
            attempt: state.dwhAttempt,
            asOf: state.dwhAsOf?.toISOString() ?? null,
          },
    allowed: allowed.map(({ action, note }) => ({
      action,
      note: note ?? null,
      results: [...resultsFor(name, action)],
    })),
  };
}

/** One answer of the DWH as the page lists it. */
export const readingView = (row: {
  readonly at: Date;
  readonly reading: string;
  readonly purpose: string;
  readonly byName: string;
}): RequestDetail['readings'][number] => ({
  at: row.at.toISOString(),
  reading: row.reading as DwhReading,
  purpose: row.purpose as ReadingPurpose,
  byName: row.byName,
});

function linksOf(row: Row): Pick<RequestDetail, 'previous' | 'followers'> {
  const { previous, link, followers } = row;
  return {
    previous: previous && link ? { id: previous.id, code: previous.code, link: link as RequestLink } : null,
    followers: followers.map((each) => ({ id: each.id, code: each.code, link: each.link as RequestLink })),
  };
}

type Offers = Pick<RequestDetail, 'allowed' | 'mayAssign' | 'mayUnmask' | 'mayReadDwh' | 'mayHold'>;

/** The buttons: exactly what the tables, the permissions and the row's state let this person do now. */
function offersOf(
  deps: ApiDeps,
  row: Row,
  snapshot: RequestSnapshot,
  actor: SignedIn,
  inFull: boolean,
): Offers {
  const rows = can(actor.roles, 'requests.act')
    ? allowedRequestRows(snapshot.status, requestFactsOf(snapshot), actorOn(actor, row))
    : [];
  return {
    allowed: rows.map(({ action, note }) => ({ action, note: note ?? null, results: [] })),
    mayAssign: mayAssign(actor, row),
    mayUnmask: can(actor.roles, 'personal-data.read') && (!inFull || wasCorrected(row)),
    mayReadDwh: deps.ports.dwh !== null && can(actor.roles, 'dwh.read'),
    mayHold: can(actor.roles, 'requests.hold') && row.photosDestroyedAt === null && hasPhotos(row),
  };
}

/** The values before a correction are shown with a reason to everybody, those at its own office too. */
const wasCorrected = ({ history }: Row): boolean => history.some(({ valuesSealed }) => valuesSealed !== null);

/** At its own office, while it is not over: the head of section gives it to anybody, an operator takes what is free. */
export function mayAssign(
  actor: SignedIn,
  row: { readonly status: string; readonly officeId: string; readonly assigneeId: string | null },
): RequestDetail['mayAssign'] {
  if (!isOfItsOffice(actor, row) || isEnded(row.status as RequestStatus)) return 'no';
  if (actor.roles.includes('supervisor-dinas')) return 'hand-over';
  if (row.assigneeId === null) return 'take';
  return row.assigneeId === actor.id ? 'release' : 'no';
}
