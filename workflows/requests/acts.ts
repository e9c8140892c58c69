import { ActivityFailure, ApplicationFailure, defineUpdate, setHandler } from '@temporalio/workflow';
import type { RequestSnapshot } from '../../contract/requests/facts.ts';
import {
  type RequestActRequest,
  type RequestActResult,
  requestActUpdate,
} from '../../contract/requests/messages.ts';
import { type ActVerdict, planAct, situationOf } from '../../contract/requests/moves.ts';
import { type ErrorCode, isErrorCode } from '../../contract/shared/errors.ts';
import { codeOf } from '../shared/activities.ts';
import { iso } from '../shared/waits.ts';
import { records } from './activities.ts';
import type { RequestRun } from './request-run.ts';

const act = defineUpdate<RequestActResult, [RequestActRequest]>(requestActUpdate);

/**
 * Takes the acts of people. The validator refuses what the tables forbid now and leaves no trace, unless the sender has
 * seen more than this run knows; who passes it waits for his turn and is held against them again, with facts read anew.
 */
export function takeActs(run: RequestRun): void {
  setHandler(act, (request) => run.turns.take(() => perform(run, request)), {
    validator: (request) => {
      const seen = run.requestOrNull;
      if (seen && seen.version >= request.version) plan(kindly(seen, request), request);
    },
  });
}

/** What others may have changed since (who has taken it, whether the DWH's interface is on) is asked inside the turn. */
function kindly(seen: RequestSnapshot, { actor, act: what }: RequestActRequest): RequestSnapshot {
  if (what.on === 'request') return { ...seen, assigneeId: actor.id, photosKept: true };
  const step = { ...seen.steps[what.step], assigneeId: actor.id };
  return { ...seen, dwhOn: false, steps: { ...seen.steps, [what.step]: step } };
}

type Allowed = Extract<ActVerdict, { ok: true }>;

/** The tables' row for this act of this person, and what follows from it. @throws the typed refusal */
function plan(request: RequestSnapshot, { act: what, actor }: RequestActRequest): Allowed {
  const verdict = planAct(request, what, actor);
  if (verdict.ok) return verdict;
  throw refuse(verdict.code, request, { act: what, actor });
}

/** A refusal as the API maps it: the code as the type, and in the details the state and what is allowed now. */
const refuse = (
  code: ErrorCode,
  request: RequestSnapshot,
  { act: what, actor }: Pick<RequestActRequest, 'act' | 'actor'>,
): ApplicationFailure => ApplicationFailure.nonRetryable(code, code, situationOf(request, what, actor));

async function perform(run: RequestRun, request: RequestActRequest): Promise<RequestActResult> {
  try {
    return await performOrThrow(run, request);
  } catch (error) {
    if (error instanceof ApplicationFailure) throw error;
    const code = codeOf(error);
    if (!(error instanceof ActivityFailure) || !isErrorCode(code)) throw error;
    await run.lookAgain();
    throw refuse(code === 'VERSION_CONFLICT' ? 'ACTION_NOT_ALLOWED' : code, run.request, request);
  }
}

async function performOrThrow(run: RequestRun, request: RequestActRequest): Promise<RequestActResult> {
  const { requestId } = run;
  const { intentId, act: what, actor } = request;
  if (!run.requestOrNull)
    throw ApplicationFailure.nonRetryable('this run did not begin', 'WORKFLOW_UNAVAILABLE');
  const { request: now, intent } = await records.openRequestAct({ requestId, intentId });
  run.see(now);
  if (intent.applied) return intent.applied;
  if (!isSame(intent.act, what) || intent.actorId !== actor.id) throw refuse('FORBIDDEN', now, request);
  const { row, moves } = plan(now, request);
  if (row.note === 'required' && !intent.hasNote) throw refuse('NOTE_REQUIRED', now, request);
  const { request: after, result } = await records.recordRequestAct({
    ...{ requestId, intentId, moves },
    expectedVersion: now.version,
    at: iso(Date.now()),
  });
  run.see(after);
  return result;
}

type Act = RequestActRequest['act'];

const isSame = (kept: Act, sent: Act): boolean =>
  kept.action === sent.action && stepOf(kept) === stepOf(sent);
const stepOf = (each: Act): string | null => (each.on === 'step' ? each.step : null);
