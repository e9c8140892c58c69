import { fill, texts } from '#contract/i18n/index';
import type { RequestStatus } from '#contract/requests/lifecycle';
import type { RequestActResult } from '#contract/requests/messages';
import type { Moves, RequestMove, StepMove } from '#contract/requests/moves';
import type { RequestStep, StepResult } from '#contract/requests/steps';
import type { Database, Prisma, Transaction } from '#prisma/client';
import { type ActingPerson, systemPerson, writeAudit } from '../audit.ts';
import { type CitizenMail, newsOfRequest, newsOfStep, tellCitizen } from './citizen-notices.ts';
import { correctionOf, forwardingOf } from './corrections.ts';
import { type PromiseSettings, promiseFor, resumeClock, stopClock } from './deadlines.ts';
import { openRequestIntent } from './intents.ts';
import { tellOfQuestion } from './reminders.ts';
import type { CorrectedValue } from './sealed.ts';
import { stepChangesOf } from './steps.ts';
import {
  announceRequest,
  type RequestChanges,
  recordRequestTransitionIn,
  type StepChanges,
} from './transition.ts';

/** What recording a request's moves works with. */
export interface RequestWriting {
  readonly mail: CitizenMail;
  readonly promise: PromiseSettings;
  readonly dwhOn: boolean;
}

export interface RequestActInput {
  readonly requestId: string;
  readonly intentId: string;
  readonly moves: Moves;
  readonly expectedVersion: number;
  /** The workflow's clock, ISO 8601. */
  readonly at: string;
}

/** Records a person's act with all that follows from it. @throws AppError VERSION_CONFLICT, NOT_FOUND, INVALID_INPUT */
export async function recordRequestAct(
  db: Database,
  writing: RequestWriting,
  act: RequestActInput,
): Promise<RequestActResult> {
  const { vault } = writing.mail;
  const { note, input, actor } = await openRequestIntent(db, vault, act.requestId, act.intentId);
  return recordMoves(db, writing, { ...act, at: new Date(act.at), note, input, actor });
}

export interface MovesInput {
  readonly requestId: string;
  readonly moves: Moves;
  readonly expectedVersion: number;
  readonly actor: ActingPerson;
  readonly at: Date;
  readonly note?: string | null;
  readonly intentId?: string;
  /** What the act takes besides its note (`requestActionInputs`, `stepActionInputs`). */
  readonly input?: Readonly<Record<string, unknown>>;
  /** The DWH's reason, of a step that ended there. */
  readonly dwhReason?: string | null;
}

/** Records moves with what they bring: promises, the clock, who works on a step, messages to the citizen. */
export function recordMoves(
  db: Database,
  writing: RequestWriting,
  input: MovesInput,
): Promise<RequestActResult> {
  return db.$transaction(async (tx) => {
    const row = await tx.syncRequest.findUniqueOrThrow({
      where: { id: input.requestId },
      include: { steps: true },
    });
    const context: MoveContext = { tx, writing, row, input };
    const { changes, note, values } = await requestChangesOf(context);
    return recordRequestTransitionIn(tx, writing.mail.vault, {
      requestId: input.requestId,
      expectedVersion: input.expectedVersion,
      moves: input.moves,
      actor: input.actor,
      intentId: input.intentId ?? null,
      note,
      values,
      at: input.at,
      changes,
      stepChanges: allStepChanges(context),
      result: resultOf(input),
      also: (transaction) => afterMoves(transaction, context),
    });
  });
}

interface MoveContext {
  readonly tx: Transaction;
  readonly writing: RequestWriting;
  readonly row: Prisma.SyncRequestGetPayload<{ include: { steps: true } }>;
  readonly input: MovesInput;
}

const resultOf = ({ input }: MovesInput): StepResult | null =>
  ((input as { result?: StepResult } | undefined)?.result ?? null) as StepResult | null;

/** What the act itself writes, the promise of the status that it leads to, and the clock. */
async function requestChangesOf(
  context: MoveContext,
): Promise<{ changes: RequestChanges; note: string | null; values: readonly CorrectedValue[] }> {
  const { input } = context;
  const move = input.moves.request;
  const own = move ? await ownChanges(context, move) : {};
  const note = own.note ?? input.note ?? reasonNote(input);
  const officeId = own.officeId ?? context.row.officeId;
  const begins = move && (move.from !== move.to || move.action === 'forward');
  const promise = begins ? await newPromise(context, move.to, officeId) : await clockOf(context);
  return { note, values: own.values ?? [], changes: { ...own.changes, ...promise } };
}

/** The DWH's reason stands on the step until the next attempt; its sentence stays in the history. */
function reasonNote({ dwhReason }: MovesInput): string | null {
  if (!dwhReason) return null;
  const { requests, dwh } = texts('id');
  const reason = (dwh.reasons as Readonly<Record<string, string>>)[dwhReason] ?? dwhReason;
  return fill(requests.systemNote.dwhReason, { reason });
}

interface OwnChanges {
  readonly changes?: RequestChanges;
  /** Replaces the note, where the act adds words of its own. */
  readonly note?: string | null;
  /** What a correction replaced. */
  readonly values?: readonly CorrectedValue[];
  readonly officeId?: string;
}

function ownChanges(
  { tx, writing, row, input }: MoveContext,
  move: RequestMove,
): OwnChanges | Promise<OwnChanges> {
  const written = { input: input.input ?? {}, note: input.note ?? null };
  switch (move.action) {
    case 'correct':
      return correctionOf(tx, writing.mail.vault, row, written);
    case 'forward':
      return forwardingOf(tx, written);
    case 'cancel':
      return { changes: { photosRefused: written.input.photos === true } };
    case 'wishToStop':
      return { changes: { stopWishedAt: input.at } };
    default:
      return {};
  }
}

async function newPromise(
  { tx, writing, row, input }: MoveContext,
  status: RequestStatus,
  officeId: string,
): Promise<RequestChanges> {
  const { priority } = row;
  const promise = await promiseFor(tx, {
    ...{ status, officeId, priority, from: input.at, settings: writing.promise },
  });
  // An ended request keeps its place in lists that show it.
  const { queueAt, ...columns } = promise;
  const place = promise.dueAt ? { queueAt } : {};
  return { ...columns, ...place, clockStopped: null, clockStoppedAt: null };
}

/** The clock stands still while a question is open; an end at the DWH ends an outage. */
async function clockOf({ tx, writing, row, input }: MoveContext): Promise<RequestChanges> {
  const [step] = input.moves.steps;
  if (step?.action === 'ask') return stopClock(tx, row, 'KLARIFIKASI', input.at);
  const goesOn =
    (row.clockStopped === 'KLARIFIKASI' && step?.action === 'answer') ||
    (row.clockStopped === 'GANGGUAN_DWH' && step !== undefined);
  return goesOn ? resumeClock(tx, row, input.at, writing.promise) : {};
}

function allStepChanges({ writing, row, input }: MoveContext): Partial<Record<RequestStep, StepChanges>> {
  return Object.fromEntries(
    input.moves.steps.map((move) => {
      const before = row.steps.find(({ step }) => step === move.step);
      const changes = stepChangesOf(move, {
        row: { result: before?.result ?? null, dwhAttempt: before?.dwhAttempt ?? 0 },
        staff: isSystem(move) ? null : input.actor,
        atDwh: move.step === 'SINKRONISASI_DWH' && writing.dwhOn,
        result: resultOf(input),
      });
      const reason = input.dwhReason === undefined ? {} : { dwhReason: input.dwhReason };
      return [move.step, { ...changes, ...reason }];
    }),
  );
}

const isSystem = ({ role }: StepMove): boolean => role === 'system' || role === 'DWH';

/** A synchronisation that was done by hand has no reading of ours as its evidence, and says so. */
async function afterMoves(tx: Transaction, { writing, row, input }: MoveContext): Promise<void> {
  const { moves, actor, requestId } = input;
  const byHand = moves.steps.some(
    (move) => move.step === 'SINKRONISASI_DWH' && move.action === 'complete' && !isSystem(move),
  );
  if (byHand) {
    await tx.dwhReadingEntry.createMany({
      data: {
        ...{ requestId, reading: 'TIDAK_DIKETAHUI', purpose: 'EVIDENCE' },
        ...{ byId: actor.id, byName: actor.name },
      },
    });
  }
  if (moves.request?.action === 'forward') {
    // The office that it left must hear too: its queue shows one less.
    await announceRequest(tx, { requestId, officeId: row.officeId, status: moves.request.to });
  }
  const [asked] = moves.steps;
  if (asked?.action === 'ask') await tellOfQuestion(tx, row, { step: asked.step, at: input.at });
  const news = (moves.request && newsOfRequest(moves.request)) ?? stepNews(input);
  if (!news) return;
  // A correction may have changed the number.
  const { id, code, phoneSealed } = await tx.syncRequest.findUniqueOrThrow({ where: { id: row.id } });
  const version = input.expectedVersion + 1;
  await tellCitizen(tx, writing.mail, { id, code, phoneSealed }, { news, version });
}

function stepNews(input: MovesInput) {
  const [step] = input.moves.steps;
  return step ? newsOfStep(step, resultOf(input)) : null;
}

/** The moves of the system or of the DWH, in whose name they stand. */
export const systemActorOf = (moves: Moves): ActingPerson =>
  systemPerson(moves.steps[0]?.role === 'DWH' ? 'DWH' : 'system');

/** Lets the clock stand still during an outage of the DWH, or go on after it. No entry of a history: nothing moved. */
export async function holdClock(
  db: Database,
  promise: PromiseSettings,
  input: { requestId: string; version: number; stopped: boolean; at: Date },
): Promise<void> {
  const { requestId, version, stopped, at } = input;
  await db.$transaction(async (tx) => {
    const row = await tx.syncRequest.findFirst({ where: { id: requestId, version } });
    if (!row || (row.clockStopped === 'GANGGUAN_DWH') === stopped || row.clockStopped === 'KLARIFIKASI')
      return;
    const data = stopped
      ? await stopClock(tx, row, 'GANGGUAN_DWH', at)
      : await resumeClock(tx, row, at, promise);
    await noteClock(tx, row, stopped, data);
  });
}

async function noteClock(
  tx: Transaction,
  row: { id: string; version: number; officeId: string; status: string },
  stopped: boolean,
  data: RequestChanges,
): Promise<void> {
  const { count } = await tx.syncRequest.updateMany({ where: { id: row.id, version: row.version }, data });
  if (count === 0) return;
  await writeAudit(tx, {
    event: stopped ? 'REQUEST_CLOCK_STOPPED' : 'REQUEST_CLOCK_RESUMED',
    actor: systemPerson('system'),
    subjectType: 'REQUEST',
    subjectId: row.id,
    details: { why: 'GANGGUAN_DWH', version: row.version },
  });
  await announceRequest(tx, { requestId: row.id, officeId: row.officeId, status: row.status });
}
