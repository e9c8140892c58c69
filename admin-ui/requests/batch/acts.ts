import type { Role } from '#contract/access/roles';
import { bulkRequestActions, requestLifecycle } from '#contract/requests/lifecycle';
import type { BatchInput } from '#contract/requests/schemas';
import {
  bulkStepActions,
  type RequestStep,
  resultsFor,
  type StepResult,
  type StepStatus,
  stepLifecycle,
} from '#contract/requests/steps';

/** One act that may be taken on many requests, and what it needs beside the press. */
export interface BulkAct {
  readonly act: BatchInput['act'];
  readonly note: 'required' | 'optional' | null;
  readonly results: readonly StepResult[];
}

interface Row {
  readonly by: readonly string[];
  readonly note?: 'required' | 'optional';
}

const heldBy =
  (roles: readonly Role[]) =>
  ({ by }: Row): boolean =>
    by.some((role) => (roles as readonly string[]).includes(role));

const noteOf = (rows: readonly Row[]): BulkAct['note'] =>
  rows.some(({ note }) => note === 'required')
    ? 'required'
    : rows.some(({ note }) => note === 'optional')
      ? 'optional'
      : null;

/** Acts on whole requests that some row of the table gives to these roles. Each request is still asked for itself. */
export const bulkActsOnRequests = (roles: readonly Role[]): BulkAct[] =>
  bulkRequestActions.flatMap((action) => {
    const rows = requestLifecycle.rows.filter((row) => row.action === action).filter(heldBy(roles));
    return rows.length === 0
      ? []
      : [{ act: { on: 'request' as const, action }, note: noteOf(rows), results: [] }];
  });

/** Acts on this step from any of these statuses that some row of the table gives to these roles. */
export const bulkActsOnStep = (
  step: RequestStep,
  statuses: readonly StepStatus[],
  roles: readonly Role[],
): BulkAct[] =>
  bulkStepActions.flatMap((action) => {
    const other = step === 'KONSOLIDASI_MANUAL' ? 'isSynchronisation' : 'isConsolidation';
    const rows = stepLifecycle.rows
      .filter((row) => row.action === action && row.from.some((from) => statuses.includes(from)))
      .filter((row) => !(row.when as readonly string[] | undefined)?.includes(other))
      .filter(heldBy(roles));
    return rows.length === 0
      ? []
      : [
          {
            act: { on: 'step' as const, step, action },
            note: noteOf(rows),
            results: resultsFor(step, action),
          },
        ];
  });
