import type { RequestSnapshot } from '#contract/requests/facts';
import { isEnded, type RequestStatus } from '#contract/requests/lifecycle';
import { holdClock as hold } from '#records/requests/acts';
import { remindStaff } from '#records/requests/reminders';
import type { RequestActivityDeps } from './deps.ts';
import { readNow } from './open-request.ts';

/** Lets the clock stand still while the DWH is away, or go on. `at`: the workflow's clock, ISO 8601. */
export const holdClock =
  (deps: RequestActivityDeps) =>
  async (input: {
    requestId: string;
    version: number;
    stopped: boolean;
    at: string;
  }): Promise<RequestSnapshot> => {
    await hold(deps.db, deps.promise, { ...input, at: new Date(input.at) });
    return readNow(deps, input.requestId);
  };

/**
 * Reminds those whose promise a status is, or tells the next ones that it was not kept. Nothing when the request has
 * moved on or its clock stands still. Once per deadline.
 */
export const remindOfRequest =
  ({ db }: RequestActivityDeps) =>
  async (input: { requestId: string; dueAt: string; kind: 'remind' | 'escalate' }): Promise<void> => {
    const row = await db.syncRequest.findUniqueOrThrow({ where: { id: input.requestId } });
    if (isEnded(row.status as RequestStatus) || row.dueAt?.toISOString() !== input.dueAt) return;
    await db.$transaction((tx) => remindStaff(tx, row, input.kind));
  };
