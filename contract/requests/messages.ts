import type { Actor } from '../access/roles.ts';
import type { RequestAction, RequestStatus } from './lifecycle.ts';
import type { RequestStep, StepAction, StepStatus } from './steps.ts';

/** Names and payloads by which the API, the worker and the request's workflow speak. Ids, codes and times only. */
export const requestsTaskQueue = 'requests';

export const requestWorkflowType = 'requestWorkflow';

/** One workflow per request, found by this id for ever. */
export const requestWorkflowId = (requestId: string): string => `request-${requestId}`;

export interface RequestInput {
  readonly requestId: string;
}

/** What is done: to the request, or to one of its steps. */
export type RequestAct =
  | { readonly on: 'request'; readonly action: RequestAction }
  | { readonly on: 'step'; readonly step: RequestStep; readonly action: StepAction };

/** A person's act. What he wrote (note, corrected fields, result) stays in Postgres under `intentId`, sealed. */
export interface RequestActRequest {
  readonly intentId: string;
  readonly act: RequestAct;
  /** `id` is the user's id, or `pemohon` for the citizen. */
  readonly actor: { readonly id: string; readonly roles: readonly Actor[] };
  /** The version of the row that he has seen: a workflow that knows an older one reads it anew before it answers. */
  readonly version: number;
}

export interface RequestActResult {
  readonly status: RequestStatus;
  readonly version: number;
  /** The step's status after an act on a step. */
  readonly step: { readonly name: RequestStep; readonly status: StepStatus } | null;
}

/** Name of the Update by which a person acts. Its Update id is the intent's id, so that a repeat has one effect. */
export const requestActUpdate = 'act';

/** Name of the Signal "read it again": the row was changed by others, or by an act of which the workflow may not know. */
export const requestChangedSignal = 'requestChanged';

/** Schedule that destroys photos whose retention is over, and its workflow. */
export const photoRetentionScheduleId = 'requests-photo-retention';
export const photoRetentionWorkflowType = 'photoRetentionWorkflow';
