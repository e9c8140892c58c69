import type { Actor } from '../access/roles.ts';
import type { ErrorCode } from '../shared/errors.ts';
import type { LifecycleActor, Refusal } from '../shared/lifecycle.ts';
import { type RequestSnapshot, requestFactsOf, stepFactsOf } from './facts.ts';
import {
  allowedRequestRows,
  askRequest,
  type RequestAction,
  type RequestPredicate,
  type RequestRow,
  type RequestStatus,
} from './lifecycle.ts';
import type { RequestAct } from './messages.ts';
import {
  allowedStepRows,
  askStep,
  previousStep,
  type RequestStep,
  type StepAction,
  type StepPredicate,
  type StepRow,
  type StepStatus,
} from './steps.ts';

/**
 * An act and what it brings with it, each asked of its table: taking the first step starts the processing, the last
 * step that is done completes the request, and sending a failed synchronisation back reopens the consolidation. All of
 * it is recorded in one transaction, under one version.
 */

type Who = LifecycleActor<Actor>;

/** One row of Status Pengajuan. `role` is the one under which it is done. */
export interface RequestMove {
  readonly action: RequestAction;
  readonly from: RequestStatus;
  readonly to: RequestStatus;
  readonly role: Actor;
}

/** One row of Proses Pengerjaan. */
export interface StepMove {
  readonly step: RequestStep;
  readonly action: StepAction;
  readonly from: StepStatus;
  readonly to: StepStatus;
  readonly role: Actor;
}

export interface Moves {
  readonly request: RequestMove | null;
  readonly steps: readonly StepMove[];
}

export type ActVerdict =
  | { readonly ok: true; readonly row: RequestRow | StepRow; readonly moves: Moves }
  | { readonly ok: false; readonly code: ErrorCode };

/** May this actor do this now, and what happens then? */
export function planAct(request: RequestSnapshot, act: RequestAct, actor: Who): ActVerdict {
  return act.on === 'request' ? planOnRequest(request, act.action, actor) : planOnStep(request, act, actor);
}

const system: Who = { id: 'system', roles: ['system'] };

function planOnRequest(request: RequestSnapshot, action: RequestAction, actor: Who): ActVerdict {
  const verdict = askRequest(action, request.status, requestFactsOf(request), actor);
  if (!verdict.ok) return { ok: false, code: refusalCode(verdict.refusal) };
  return { ok: true, row: verdict.row, moves: { request: moveOf(request, verdict.row, actor), steps: [] } };
}

function planOnStep(
  request: RequestSnapshot,
  { step, action }: Extract<RequestAct, { on: 'step' }>,
  actor: Who,
): ActVerdict {
  const verdict = askStep(action, request.steps[step].status, stepFactsOf(request, step), actor);
  if (!verdict.ok) return { ok: false, code: refusalCode(verdict.refusal) };
  const first = stepMoveOf(request, step, verdict.row, actor);
  const after = withStep(request, first);
  const steps = [first, ...reopened(after, first)];
  const followed = followUp(after, first, actor);
  if (followed === 'refused') return { ok: false, code: 'ACTION_NOT_ALLOWED' };
  return { ok: true, row: verdict.row, moves: { request: followed, steps } };
}

/** What a step does to the request; `refused` when the request's table does not let it happen. */
function followUp(after: RequestSnapshot, { action }: StepMove, actor: Who): RequestMove | null | 'refused' {
  if (action === 'take' && after.status === 'DISETUJUI') {
    const verdict = askRequest('startProcessing', after.status, requestFactsOf(after), actor);
    return verdict.ok ? moveOf(after, verdict.row, actor) : 'refused';
  }
  const completed = askRequest('complete', after.status, requestFactsOf(after), system);
  return action === 'complete' && completed.ok ? moveOf(after, completed.row, system) : null;
}

function reopened(after: RequestSnapshot, { action, step }: StepMove): StepMove[] {
  const before = previousStep(step);
  if (action !== 'redo' || !before) return [];
  const verdict = askStep('reopen', after.steps[before].status, stepFactsOf(after, before), system);
  return verdict.ok ? [stepMoveOf(after, before, verdict.row, system)] : [];
}

const withStep = (request: RequestSnapshot, { step, to }: StepMove): RequestSnapshot => ({
  ...request,
  steps: { ...request.steps, [step]: { ...request.steps[step], status: to } },
});

const moveOf = (request: RequestSnapshot, row: RequestRow, actor: Who): RequestMove => ({
  action: row.action,
  from: request.status,
  to: row.to,
  role: roleFor(row, actor),
});

const stepMoveOf = (request: RequestSnapshot, step: RequestStep, row: StepRow, actor: Who): StepMove => ({
  step,
  action: row.action,
  from: request.steps[step].status,
  to: row.to,
  role: roleFor(row, actor),
});

/** The role of his under which the row lets him act. */
function roleFor(row: { readonly by: readonly Actor[] }, actor: Who): Actor {
  const role = actor.roles.find((each) => row.by.includes(each));
  if (!role) throw new Error('no role of the row is held');
  return role;
}

/** Conditions whose failing has a sentence of its own; any other one is ACTION_NOT_ALLOWED. */
const codeOfFact: Partial<Record<RequestPredicate | StepPredicate, ErrorCode>> = {
  isNotTakenByAnother: 'REQUEST_TAKEN',
  arePhotosKept: 'PHOTOS_DESTROYED',
  isPreviousDone: 'STEP_NOT_READY',
  isByHand: 'STEP_AT_DWH',
  isMine: 'STEP_NOT_YOURS',
};

/** Conditions of the thing's place in its life come before those of persons: they are what a person can understand. */
function refusalCode(refusal: Refusal<RequestPredicate | StepPredicate>): ErrorCode {
  if (refusal.reason === 'ROLE') return 'FORBIDDEN';
  const failed = refusal.reason === 'FACTS' ? refusal.failed : [];
  if (failed.includes('isRequestInWork') || failed.includes('isRequestInProcess'))
    return 'ACTION_NOT_ALLOWED';
  for (const fact of failed) {
    const code = codeOfFact[fact];
    if (code) return code;
  }
  return 'ACTION_NOT_ALLOWED';
}

/** What a refusal tells besides its code: the state of what was acted on, and what this person may do with it now. */
export function situationOf(
  request: RequestSnapshot,
  act: RequestAct,
  actor: Who,
): { state: string; allowed: string[] } {
  if (act.on === 'request') {
    const rows = allowedRequestRows(request.status, requestFactsOf(request), actor);
    return { state: request.status, allowed: distinct(rows) };
  }
  const { status } = request.steps[act.step];
  return { state: status, allowed: distinct(allowedStepRows(status, stepFactsOf(request, act.step), actor)) };
}

const distinct = (rows: readonly { readonly action: string }[]): string[] => [
  ...new Set(rows.map(({ action }) => action)),
];
