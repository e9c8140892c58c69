import type { RequestSnapshot } from '#contract/requests/facts';
import { claimRequest, readRequestSnapshot } from '#records/requests/snapshot';
import type { RequestActivityDeps, RequestSettings } from './deps.ts';

export interface OpenedRequest {
  readonly request: RequestSnapshot;
  readonly settings: RequestSettings;
}

/**
 * The first act of a run: binds the request to it. Refuses (ACTION_NOT_ALLOWED) a request that another run has carried:
 * Temporal forgets closed workflows, the request's row does not.
 */
export const openRequest =
  (deps: RequestActivityDeps) =>
  async ({ requestId, runId }: { requestId: string; runId: string }): Promise<OpenedRequest> => {
    await claimRequest(deps.db, requestId, runId);
    return { request: await readNow(deps, requestId), settings: deps.settings };
  };

/** The request as it stands in the database now. */
export const loadRequest =
  (deps: RequestActivityDeps) =>
  ({ requestId }: { requestId: string }): Promise<RequestSnapshot> =>
    readNow(deps, requestId);

export const readNow = ({ db, dwh }: RequestActivityDeps, requestId: string): Promise<RequestSnapshot> =>
  readRequestSnapshot(db, requestId, { dwhOn: dwh !== null });
