import type { Actor, Role } from '../access/roles.ts';
import {
  allowedRows,
  defineLifecycle,
  type LifecycleActor,
  type LifecycleRow,
  next,
} from '../shared/lifecycle.ts';

/** Status Pengajuan of a synchronisation request, in the order of the guide that citizens read. */
export const requestStatuses = ['BARU', 'DISETUJUI', 'DIBATALKAN', 'DIPROSES', 'SELESAI'] as const;
export type RequestStatus = (typeof requestStatuses)[number];

export const requestActions = [
  'correct',
  'forward',
  'approve',
  'cancel',
  'withdraw',
  'wishToStop',
  'startProcessing',
  'complete',
  'moveDeadline',
] as const;
export type RequestAction = (typeof requestActions)[number];

/** What the table's conditions look at: ids and plain values, read from the row when somebody acts. */
export interface RequestFacts {
  /** The operator who has taken the request at its office, or null. */
  readonly assigneeId: string | null;
  /** Every step of the work is SELESAI. */
  readonly stepsDone: boolean;
  /** The pictures are still there; they are destroyed some time after the end of a request. */
  readonly photosKept: boolean;
}

const isSupervisor = (actor: LifecycleActor<Actor>): boolean => actor.roles.includes('supervisor-dinas');

/** Named conditions of the table. */
export const requestPredicates = {
  /** Nobody else at the office is working on it; the head of section may step in. */
  isNotTakenByAnother: (facts: RequestFacts, actor: LifecycleActor<Actor>) =>
    facts.assigneeId === null || facts.assigneeId === actor.id || isSupervisor(actor),
  areStepsDone: (facts: RequestFacts) => facts.stepsDone,
  /** Nobody decides on photos that were destroyed at the end of their retention. */
  arePhotosKept: (facts: RequestFacts) => facts.photosKept,
} as const;
export type RequestPredicate = keyof typeof requestPredicates;

/**
 * THE table of the synchronisation request. Whose request it is (office, citizen) is the query's matter, not the
 * table's. `submit`, which makes the request, happens before the first status. Rows that lead to where they began are
 * entries of the history: a correction, another office, a wish, a deadline that moved with the calendar.
 */
export const requestLifecycle = defineLifecycle<
  RequestStatus,
  RequestAction,
  Actor,
  RequestPredicate,
  RequestFacts
>({
  name: 'request',
  states: requestStatuses,
  initial: 'BARU',
  final: ['DIBATALKAN', 'SELESAI'],
  predicates: requestPredicates,
  // biome-ignore format: one edge a line, so that a difference of the table reads as one line
  rows: [
    { action: 'correct', from: ['BARU'], to: 'BARU', by: ['operator-dinas', 'supervisor-dinas'], when: ['isNotTakenByAnother'], note: 'required', event: 'REQUEST_CORRECTED' },
    { action: 'forward', from: ['BARU', 'DISETUJUI'], to: 'BARU', by: ['operator-dinas', 'supervisor-dinas'], when: ['isNotTakenByAnother'], note: 'required', event: 'REQUEST_FORWARDED' },
    { action: 'approve', from: ['BARU'], to: 'DISETUJUI', by: ['operator-dinas', 'supervisor-dinas'], when: ['isNotTakenByAnother', 'arePhotosKept'], note: 'optional', event: 'REQUEST_APPROVED' },
    { action: 'cancel', from: ['BARU', 'DISETUJUI'], to: 'DIBATALKAN', by: ['operator-dinas', 'supervisor-dinas'], when: ['isNotTakenByAnother'], note: 'required', event: 'REQUEST_CANCELLED' },
    { action: 'cancel', from: ['DIPROSES'], to: 'DIBATALKAN', by: ['staf-konsolidasi'], note: 'required', event: 'REQUEST_CANCELLED' },
    { action: 'withdraw', from: ['BARU', 'DISETUJUI'], to: 'DIBATALKAN', by: ['pemohon'], note: 'optional', event: 'REQUEST_WITHDRAWN' },
    { action: 'wishToStop', from: ['DIPROSES'], to: 'DIPROSES', by: ['pemohon'], note: 'optional', event: 'REQUEST_STOP_WISHED' },
    { action: 'startProcessing', from: ['DISETUJUI'], to: 'DIPROSES', by: ['staf-konsolidasi'], event: 'REQUEST_PROCESSING_STARTED' },
    { action: 'complete', from: ['DIPROSES'], to: 'SELESAI', by: ['system'], when: ['areStepsDone'], event: 'REQUEST_COMPLETED' },
    { action: 'moveDeadline', from: ['BARU'], to: 'BARU', by: ['system'], event: 'REQUEST_DEADLINE_MOVED' },
    { action: 'moveDeadline', from: ['DISETUJUI'], to: 'DISETUJUI', by: ['system'], event: 'REQUEST_DEADLINE_MOVED' },
    { action: 'moveDeadline', from: ['DIPROSES'], to: 'DIPROSES', by: ['system'], event: 'REQUEST_DEADLINE_MOVED' },
  ],
});

export type RequestRow = LifecycleRow<RequestStatus, RequestAction, Actor, RequestPredicate>;
export type RequestActor = LifecycleActor<Actor>;

/** States in which nothing more happens. */
export const isEnded = (status: RequestStatus): boolean => requestLifecycle.final.includes(status);

/** States that an office or the centre still works on, oldest first. */
export const openRequestStatuses = requestStatuses.filter((status) => !isEnded(status));

/** A cancelled request may be mended and filed anew, linked to this one. */
export const resubmittableStatuses: readonly RequestStatus[] = ['DIBATALKAN'];

/** After this one the citizen may say "masih belum terbaca", for a number of days that is a setting. */
export const feedbackStatuses: readonly RequestStatus[] = ['SELESAI'];

/** `startProcessing` is no button: it happens with the first step that is taken. */
const withoutButton: readonly RequestAction[] = ['startProcessing'];

/** Actions that the citizen takes on his tracking page. */
export const citizenRequestActions = [
  ...new Set(
    requestLifecycle.rows
      .filter((row) => (row.by as readonly Actor[]).includes('pemohon'))
      .map((row) => row.action),
  ),
] as readonly RequestAction[];

/** Actions that may be taken on many requests at once; each row has its own result. */
export const bulkRequestActions = ['approve', 'cancel'] as const satisfies readonly RequestAction[];

/**
 * Whose promise a state is: who is reminded before its deadline, and who hears of it after. `office` = the roles of the
 * request's office, `centre` = everybody who holds the role.
 */
export const requestAttention = {
  BARU: { where: 'office', remind: 'operator-dinas', escalate: 'supervisor-dinas' },
  DISETUJUI: { where: 'centre', remind: 'staf-konsolidasi', escalate: 'pejabat' },
  DIPROSES: { where: 'centre', remind: 'staf-konsolidasi', escalate: 'pejabat' },
} as const satisfies Partial<
  Record<RequestStatus, { where: 'office' | 'centre'; remind: Role; escalate: Role }>
>;

/** Buttons for this actor now, in the table's order; the citizen's and the staff's alike. */
export const allowedRequestRows = (
  state: RequestStatus,
  facts: RequestFacts,
  actor: RequestActor,
): RequestRow[] =>
  allowedRows(requestLifecycle, { state, facts, actor }).filter(
    ({ action }) => !withoutButton.includes(action),
  );

/** May this actor take this action now? */
export const askRequest = (
  action: RequestAction,
  state: RequestStatus,
  facts: RequestFacts,
  actor: RequestActor,
) => next(requestLifecycle, action, { state, facts, actor });
