import type { ClockStop } from './codes.ts';
import type { RequestFacts, RequestStatus } from './lifecycle.ts';
import {
  previousStep,
  type RequestStep,
  requestSteps,
  type StepFacts,
  type StepResult,
  type StepStatus,
} from './steps.ts';

/** One step as the table and the workflow look at it. */
export interface StepSnapshot {
  readonly status: StepStatus;
  /** User id of the member of staff who has taken it. */
  readonly assigneeId: string | null;
  readonly result: StepResult | null;
  /** Rises with each job that is sent to the DWH; makes the job's idempotency key. */
  readonly dwhAttempt: number;
  readonly dwhJobId: string | null;
}

/**
 * A request as the tables and the workflow look at it: codes, ids and ISO times, no personal data. The records read it
 * from the rows, the workflow keeps the last one it was given, the API makes a page's buttons from it.
 */
export interface RequestSnapshot {
  readonly requestId: string;
  readonly status: RequestStatus;
  /** Rises with every entry of both histories. */
  readonly version: number;
  /** ISO 8601. */
  readonly statusSince: string;
  readonly officeId: string;
  /** The operator who has taken the request at its office. */
  readonly assigneeId: string | null;
  readonly photosKept: boolean;
  /** End of the promise of this status, ISO 8601; null while the clock stands still or nothing is promised any more. */
  readonly dueAt: string | null;
  /** When somebody is reminded before `dueAt`. */
  readonly remindAt: string | null;
  readonly clockStopped: ClockStop | null;
  readonly dwhOn: boolean;
  readonly steps: Readonly<Record<RequestStep, StepSnapshot>>;
}

/** The facts of the request's table. */
export const requestFactsOf = (request: RequestSnapshot): RequestFacts => ({
  assigneeId: request.assigneeId,
  stepsDone: requestSteps.every((step) => request.steps[step].status === 'SELESAI'),
  photosKept: request.photosKept,
});

/** The facts of one step's table. */
export function stepFactsOf(request: RequestSnapshot, step: RequestStep): StepFacts {
  const before = previousStep(step);
  return {
    step,
    requestStatus: request.status,
    previous: before && request.steps[before].status,
    assigneeId: request.steps[step].assigneeId,
    dwhOn: request.dwhOn,
  };
}

/** The step that the work is at: the first one that is not done; null when all are. */
export const currentStep = (request: Pick<RequestSnapshot, 'steps'>): RequestStep | null =>
  requestSteps.find((step) => request.steps[step].status !== 'SELESAI') ?? null;
