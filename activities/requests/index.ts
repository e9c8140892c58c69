import { guarded } from '../shared/failures.ts';
import { openRequestAct, recordAct, recordSystemMoves } from './act.ts';
import { holdClock, remindOfRequest } from './clock.ts';
import type { RequestActivityDeps } from './deps.ts';
import { cancelDwhJob, noteDwhGivenUp, pollDwhJob, readDwhEvidence, submitDwhJob } from './dwh.ts';
import { loadRequest, openRequest } from './open-request.ts';
import { destroyPhotos } from './photo-retention.ts';

export type { RequestActivityDeps, RequestSettings } from './deps.ts';
export type { DwhJobEnd } from './dwh.ts';

/** Every act that the request's workflow and the retention of photos call, by its name in Temporal. */
export function createRequestActivities(deps: RequestActivityDeps) {
  return guarded(deps, {
    openRequest: openRequest(deps),
    loadRequest: loadRequest(deps),
    openRequestAct: openRequestAct(deps),
    recordRequestAct: recordAct(deps),
    recordSystemMoves: recordSystemMoves(deps),
    holdClock: holdClock(deps),
    remindOfRequest: remindOfRequest(deps),
    submitDwhJob: submitDwhJob(deps),
    pollDwhJob: pollDwhJob(deps),
    readDwhEvidence: readDwhEvidence(deps),
    cancelDwhJob: cancelDwhJob(deps),
    noteDwhGivenUp: noteDwhGivenUp(deps),
    destroyPhotos: destroyPhotos(deps),
  });
}

export type RequestActivities = ReturnType<typeof createRequestActivities>;
