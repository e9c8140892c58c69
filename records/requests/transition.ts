import { type SystemActor, systemActors } from '#contract/access/roles';
import type { AuditEvent } from '#contract/audit/events';
import { currentStep } from '#contract/requests/facts';
import { isEnded, type RequestStatus, requestLifecycle } from '#contract/requests/lifecycle';
import type { RequestActResult } from '#contract/requests/messages';
import type { Moves, RequestMove, StepMove } from '#contract/requests/moves';
import { type RequestStep, type StepResult, stepLifecycle } from '#contract/requests/steps';
import { AppError } from '#contract/shared/errors';
import type { Vault } from '#platform/vault';
import type { Database, Prisma, Transaction } from '#prisma/client';
import { type ActingPerson, systemPerson, writeAudit } from '../audit.ts';
import { tellUnlessHeard } from '../unheard-acts.ts';
import { type CorrectedValue, sealCorrection, sealNote } from './sealed.ts';
import { toRequestSnapshot } from './snapshot.ts';

/** Channel of the event stream: `LISTEN request_changed`; payload JSON `{requestId, officeId, status}`. */
export const requestChangedChannel = 'request_changed';

/** What a transition may write besides statuses. */
export type RequestChanges = Omit<
  Prisma.SyncRequestUncheckedUpdateManyInput,
  'id' | 'code' | 'status' | 'version' | 'endedAt' | 'step' | 'stepStatus' | 'stepAssigneeId'
>;
export type StepChanges = Omit<
  Prisma.RequestStepStateUncheckedUpdateManyInput,
  'requestId' | 'step' | 'status' | 'since'
>;

export interface RequestTransition {
  readonly requestId: string;
  /** The version that the caller saw; the transition makes it one higher. */
  readonly expectedVersion: number;
  readonly moves: Moves;
  /** Who acts; moves that the system adds stand in its own name. */
  readonly actor: ActingPerson;
  /** Kept with the act's own move, sealed. */
  readonly note?: string | null;
  /** Of a correction: old and new values in full, kept sealed with the act's row of Status Pengajuan. */
  readonly values?: readonly CorrectedValue[];
  readonly intentId?: string | null;
  /** The moment of the act. */
  readonly at: Date;
  readonly changes?: RequestChanges;
  readonly stepChanges?: Partial<Readonly<Record<RequestStep, StepChanges>>>;
  /** How a step ended, for its history. */
  readonly result?: StepResult | null;
  /** More writes of the same transaction, e.g. messages. Runs after the request's row is locked and changed. */
  readonly also?: (tx: Transaction) => Promise<void>;
}

/**
 * The only writer of the status of a request and of its steps: statuses, both histories, audit, messages and the act's
 * result in one transaction, under one version.
 *
 * A repeat of the same transition (a retried activity) writes nothing and gives the first one's result.
 * @throws AppError VERSION_CONFLICT with the row's `{status, version}` when the request has moved on otherwise.
 * @throws Error when a table has no such row: a defect of the caller.
 */
export const recordRequestTransition = (
  db: Database,
  vault: Vault,
  input: RequestTransition,
): Promise<RequestActResult> => db.$transaction((tx) => recordRequestTransitionIn(tx, vault, input));

/** `recordRequestTransition` as part of a transaction that is already open. */
export async function recordRequestTransitionIn(
  tx: Transaction,
  vault: Vault,
  input: RequestTransition,
): Promise<RequestActResult> {
  const { requestId, moves, at } = input;
  const events = eventsOf(moves);
  const version = input.expectedVersion + 1;
  const move = moves.request;
  const changed = await tx.syncRequest.updateManyAndReturn({
    where: { id: requestId, version: input.expectedVersion, ...(move ? { status: move.from } : {}) },
    data: { ...rowChanges(move, at), ...input.changes, version },
    select: { officeId: true, status: true },
  });
  const row = changed[0];
  if (!row) return alreadyRecorded(tx, input, version);
  await moveSteps(tx, input);
  await notePlace(tx, requestId);
  await writeHistories(tx, vault, input, version);
  for (const { event, move: each } of events) {
    await writeAudit(tx, {
      event,
      actor: whoMoves(each, input.actor),
      subjectType: 'REQUEST',
      subjectId: requestId,
      details: { ...each, version },
    });
  }
  if (input.also) await input.also(tx);
  const result = resultOf(moves, row.status as RequestStatus, version);
  if (input.intentId) {
    await tx.requestIntent.updateMany({
      where: { id: input.intentId },
      data: { status: 'APPLIED', result: { ...result } as Prisma.InputJsonObject, doneAt: new Date() },
    });
    await tellUnlessHeard(tx, 'REQUEST_ACTED', input.intentId);
  }
  await announceRequest(tx, { requestId, officeId: row.officeId, status: row.status });
  return result;
}

/** Tells the event streams, when the transaction commits, that this request reads differently now. */
export async function announceRequest(
  tx: Transaction,
  request: { requestId: string; officeId: string; status: string },
): Promise<void> {
  await tx.$executeRaw`select pg_notify(${requestChangedChannel}, ${JSON.stringify(request)})`;
}

function rowChanges(move: RequestMove | null, at: Date): Prisma.SyncRequestUncheckedUpdateManyInput {
  if (!move) return {};
  return {
    status: move.to,
    ...(move.from === move.to ? {} : { statusSince: at }),
    // What has ended is due no more, and stands in the queue's order where it ended: lists count on both.
    ...(isEnded(move.to) ? { endedAt: at, queueAt: at, dueAt: null, remindAt: null } : {}),
  };
}

async function moveSteps(tx: Transaction, input: RequestTransition): Promise<void> {
  const { requestId, expectedVersion, moves, stepChanges, at } = input;
  for (const { step, from, to } of moves.steps) {
    const { count } = await tx.requestStepState.updateMany({
      where: { requestId, step, status: from },
      data: { ...stepChanges?.[step], status: to, since: at },
    });
    if (count > 0) continue;
    throw new AppError('VERSION_CONFLICT', {
      message: `${step} is not ${from}, expected version ${expectedVersion}`,
    });
  }
}

/** The step that the work is at, as the lists show and filter it. */
async function notePlace(tx: Transaction, requestId: string): Promise<void> {
  const row = await tx.syncRequest.findUniqueOrThrow({ where: { id: requestId }, include: { steps: true } });
  const snapshot = toRequestSnapshot(row, { dwhOn: false });
  const isWorkedOn = snapshot.status === 'DISETUJUI' || snapshot.status === 'DIPROSES';
  const step = isWorkedOn ? currentStep(snapshot) : null;
  await tx.syncRequest.update({
    where: { id: requestId },
    data: {
      step,
      stepStatus: step && snapshot.steps[step].status,
      stepAssigneeId: step && snapshot.steps[step].assigneeId,
    },
  });
}

async function writeHistories(
  tx: Transaction,
  vault: Vault,
  input: RequestTransition,
  version: number,
): Promise<void> {
  const { requestId, moves, at, intentId = null } = input;
  const noteSealed = sealNote(vault, requestId, input.note ?? null);
  const common = (move: RequestMove | StepMove) => {
    const { id, name, unit } = whoMoves(move, input.actor);
    const { action, from, to, role } = move;
    const who = { actorId: id, actorName: name, actorUnit: unit, actorRole: role };
    const isAct = move === primaryMove(moves);
    return {
      ...{ requestId, version, action, from, to, at, ...who },
      ...(isAct ? { noteSealed, intentId } : {}),
    };
  };
  const { values = [] } = input;
  const valuesSealed = values.length > 0 ? sealCorrection(vault, requestId, version, values) : null;
  if (moves.request) {
    await tx.requestHistory.createMany({ data: { ...common(moves.request), valuesSealed } });
  }
  await tx.requestStepHistory.createMany({
    data: moves.steps.map((move) => ({
      ...common(move),
      step: move.step,
      result: move === primaryMove(moves) ? (input.result ?? null) : null,
    })),
  });
}

/** The move that the act itself is; the others follow from it. */
const primaryMove = ({ request, steps }: Moves): RequestMove | StepMove => {
  const move = steps[0] ?? request;
  if (!move) throw new Error('a transition without a move');
  return move;
};

const isSystemRole = (role: string): role is SystemActor =>
  (systemActors as readonly string[]).includes(role);

const whoMoves = ({ role }: { readonly role: string }, actor: ActingPerson): ActingPerson =>
  isSystemRole(role) ? systemPerson(role) : actor;

interface TableRow {
  readonly action: string;
  readonly from: readonly string[];
  readonly to: string;
  readonly event: AuditEvent;
}

/** The audit events of the tables' rows. */
const eventsOf = ({ request, steps }: Moves): { event: AuditEvent; move: RequestMove | StepMove }[] => [
  ...steps.map((move) => ({ event: eventIn(stepLifecycle.rows, move), move })),
  ...(request ? [{ event: eventIn(requestLifecycle.rows, request), move: request }] : []),
];

function eventIn(rows: readonly TableRow[], { action, from, to }: RequestMove | StepMove): AuditEvent {
  const row = rows.find((each) => each.action === action && each.to === to && each.from.includes(from));
  if (!row) throw new Error(`no table has a row ${action}: ${from} -> ${to}`);
  return row.event;
}

function resultOf({ steps }: Moves, status: RequestStatus, version: number): RequestActResult {
  const [first] = steps;
  return { status, version, step: first ? { name: first.step, status: first.to } : null };
}

async function alreadyRecorded(
  tx: Transaction,
  input: RequestTransition,
  version: number,
): Promise<RequestActResult> {
  const { requestId, moves, intentId = null } = input;
  const move = primaryMove(moves);
  const where = {
    requestId,
    ...(intentId ? { intentId } : { version }),
    ...{ action: move.action, from: move.from, to: move.to },
  };
  const earlier =
    'step' in move
      ? await tx.requestStepHistory.findFirst({ where: { ...where, step: move.step } })
      : await tx.requestHistory.findFirst({ where });
  const now = await tx.syncRequest.findUnique({
    where: { id: requestId },
    select: { status: true, version: true },
  });
  if (earlier && now) {
    return resultOf(moves, moves.request?.to ?? (now.status as RequestStatus), earlier.version);
  }
  throw new AppError('VERSION_CONFLICT', {
    message: `${move.action} expected version ${input.expectedVersion} in ${move.from}`,
    details: { status: now?.status ?? null, version: now?.version ?? null },
  });
}
