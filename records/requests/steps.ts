import type { StepMove } from '#contract/requests/moves';
import type { StepResult } from '#contract/requests/steps';
import type { StepChanges } from './transition.ts';

/** A step's row as the next move looks at it. */
interface StepRow {
  readonly result: string | null;
  readonly dwhAttempt: number;
}

interface StepContext {
  readonly row: StepRow;
  /** The member of staff who acts; null when it is the system or the DWH. */
  readonly staff: { readonly id: string; readonly name: string } | null;
  /** The DWH works on the step, not a person. */
  readonly atDwh: boolean;
  readonly result: StepResult | null;
}

const nobody: StepChanges = { assigneeId: null, assigneeName: null };
const noResult: StepChanges = { result: null, dwhReason: null };
const noJob: StepChanges = { dwhJobId: null, dwhProgress: null, dwhAsOf: null };

/** The columns that a move of a step writes besides its status. */
export function stepChangesOf({ action }: StepMove, context: StepContext): StepChanges {
  const { staff, atDwh, result, row } = context;
  const mine = staff ? { assigneeId: staff.id, assigneeName: staff.name } : nobody;
  switch (action) {
    case 'take':
      return { ...mine, ...noResult };
    case 'send':
      return { ...nobody, ...noResult, ...newJob(row) };
    case 'retry':
      return atDwh ? { ...nobody, ...noResult, ...newJob(row) } : { ...mine, ...noResult };
    case 'release':
      return nobody;
    case 'redo':
    case 'reopen':
      return { ...nobody, ...noResult, ...noJob };
    case 'complete':
    case 'fail':
      return { result };
    case 'ask':
    case 'answer':
      return {};
  }
}

/**
 * The number of the next job, stored before the DWH is called. It rises only after a definite end: a job that the DWH
 * never answered about is sent again under its own key.
 */
const newJob = ({ dwhAttempt, result }: StepRow): StepChanges =>
  result === 'DWH_TIDAK_MENJAWAB' ? {} : { ...noJob, dwhAttempt: dwhAttempt + 1 };

/** Idempotency key of a job at the DWH. */
export const dwhJobKey = (requestId: string, attempt: number): string => `${requestId}-${attempt}`;
