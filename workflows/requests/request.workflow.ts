import {
  allHandlersFinished,
  condition,
  defineQuery,
  defineSignal,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { RequestStatus } from '../../contract/requests/lifecycle.ts';
import { type RequestInput, requestChangedSignal } from '../../contract/requests/messages.ts';
import { type Seen, seenQuery } from '../../contract/shared/workflow-view.ts';
import { records } from './activities.ts';
import { takeActs } from './acts.ts';
import { waitForPeople } from './attention.ts';
import { RequestRun } from './request-run.ts';
import { Synchronisation } from './synchronisation.ts';

const seen = defineQuery<Seen | null>(seenQuery);
const requestChanged = defineSignal(requestChangedSignal);

/**
 * The synchronisation request: filed -> approved by its office -> Konsolidasi Manual -> Sinkronisasi DWH -> done.
 *
 * Every move asks the tables (`contract/requests`) and is recorded in Postgres, which has the last word. People act by
 * the Update `act`; the Signal `requestChanged` says that the row was changed elsewhere (the calendar of its office).
 * While the work is at the DWH its job is tended beside the promises to people. The run ends with the request, after
 * the job of a cancelled one was called back. Gives the status in which it ended.
 *
 * Holds ids, codes and times; what people write stays in Postgres. Fails with ACTION_NOT_ALLOWED when another run has
 * carried this request before.
 */
export async function requestWorkflow({ requestId }: RequestInput): Promise<RequestStatus> {
  const run = new RequestRun(requestId);
  const job = new Synchronisation(run);
  // Its turn comes before that of whatever was sent ahead of the first activity's answer.
  const opened = open(run);
  setHandler(requestChanged, () => {
    run.news = true;
  });
  takeActs(run);
  setHandler(seen, () => run.view);
  await opened;
  while (!run.hasEnded) {
    job.tend();
    await goOn(run);
  }
  await job.end();
  await condition(allHandlersFinished);
  return run.status;
}

function open(run: RequestRun): Promise<void> {
  const { requestId } = run;
  const runId = workflowInfo().firstExecutionRunId;
  return run.turns.take(async () => {
    const { request, settings } = await records.openRequest({ requestId, runId });
    run.begin(request, settings);
  });
}

/** What was changed elsewhere is read first; then people are waited for, and reminded of their promise. */
function goOn(run: RequestRun): Promise<void> {
  return run.news ? run.turns.take(() => run.lookAgain()) : waitForPeople(run);
}
