import type { MatchingAction, MatchingActor, MatchingStatus } from './lifecycle.ts';

/** Names and payloads by which the API, the worker and a job's workflow speak. Ids, codes and figures only. */
export const matchingTaskQueue = 'matching';

export const matchingWorkflowType = 'matchingWorkflow';

/** One workflow per job, found by this id for ever. */
export const matchingWorkflowId = (jobId: string): string => `matching-${jobId}`;

export interface MatchingInput {
  readonly jobId: string;
}

/** Name of the Update by which a person acts. Its Update id is `intentId`, so that a repeat has one effect. */
export const matchingActUpdate = 'act';

export interface MatchingActRequest {
  readonly intentId: string;
  readonly action: MatchingAction;
  readonly actor: MatchingActor;
  /** The version of the row that he has seen: a workflow that knows an older one reads it anew before it answers. */
  readonly version: number;
}

export interface MatchingActResult {
  readonly status: MatchingStatus;
  readonly version: number;
}

/** Name of the Signal "read it again": an act was recorded of which the workflow may not know. */
export const matchingChangedSignal = 'matchingChanged';

/** Schedule that destroys files whose time is over, and its workflow. */
export const matchingRetentionScheduleId = 'matching-retention';
export const matchingRetentionWorkflowType = 'matchingRetentionWorkflow';
