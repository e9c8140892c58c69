import type { RequestSnapshot } from '#contract/requests/facts';
import type { RequestActResult } from '#contract/requests/messages';
import type { Moves } from '#contract/requests/moves';
import type { StepResult } from '#contract/requests/steps';
import { type RequestActInput, recordMoves, recordRequestAct, systemActorOf } from '#records/requests/acts';
import { type RequestIntentView, viewRequestIntent } from '#records/requests/intents';
import { type RequestActivityDeps, writingOf } from './deps.ts';
import { readNow } from './open-request.ts';

/** A person's act and the request, both as they stand now. */
export const openRequestAct =
  (deps: RequestActivityDeps) =>
  async (input: {
    requestId: string;
    intentId: string;
  }): Promise<{ request: RequestSnapshot; intent: RequestIntentView }> => {
    const intent = await viewRequestIntent(deps.db, input.requestId, input.intentId);
    return { request: await readNow(deps, input.requestId), intent };
  };

/** Records a person's act: what he wrote is taken from his stored intent, never from Temporal. */
export const recordAct =
  (deps: RequestActivityDeps) =>
  async (input: RequestActInput): Promise<{ request: RequestSnapshot; result: RequestActResult }> => {
    const result = await recordRequestAct(deps.db, writingOf(deps), input);
    return { request: await readNow(deps, input.requestId), result };
  };

export interface SystemMoves {
  readonly requestId: string;
  readonly expectedVersion: number;
  readonly moves: Moves;
  /** The workflow's clock, ISO 8601. */
  readonly at: string;
  /** How the DWH ended the step. */
  readonly result?: StepResult;
  readonly dwhReason?: string | null;
}

/** Records moves that no person takes: a job that is sent to the DWH, and how it ended. */
export const recordSystemMoves =
  (deps: RequestActivityDeps) =>
  async ({ at, result, ...input }: SystemMoves): Promise<RequestSnapshot> => {
    await recordMoves(deps.db, writingOf(deps), {
      ...input,
      at: new Date(at),
      actor: systemActorOf(input.moves),
      ...(result ? { input: { result } } : {}),
    });
    return readNow(deps, input.requestId);
  };
