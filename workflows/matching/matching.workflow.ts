import {
  ApplicationFailure,
  allHandlersFinished,
  condition,
  continueAsNew,
  defineUpdate,
  proxyActivities,
  proxyLocalActivities,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { MatchingActivities } from '../../activities/matching/index.ts';
import {
  allowedMatchingActions,
  isMatchingEnded,
  type MatchingAction,
  type MatchingActor,
  type MatchingHold,
  type MatchingStatus,
  planMatching,
} from '../../contract/metering/matching/lifecycle.ts';
import {
  type MatchingActRequest,
  type MatchingActResult,
  type MatchingInput,
  matchingActUpdate,
} from '../../contract/metering/matching/messages.ts';
import { codeOf, ownDatabase } from '../shared/activities.ts';
import { Turns } from '../shared/turns.ts';

const records = proxyLocalActivities<MatchingActivities>(ownDatabase);
/** A registry that is away is waited for. */
const { matchChunk } = proxyActivities<Pick<MatchingActivities, 'matchChunk'>>({
  startToCloseTimeout: '30 minutes',
  heartbeatTimeout: '2 minutes',
  retry: { initialInterval: '5 seconds', backoffCoefficient: 2, maximumInterval: '5 minutes' },
});

/** Chunks that are worked on at the same time. */
const together = 4;
/** Chunks after which a new run takes over, so that the history stays short. */
const chunksOfRun = 200;

const act = defineUpdate<MatchingActResult, [MatchingActRequest]>(matchingActUpdate);
const system: MatchingActor = { id: 'system', roles: ['system'] };

/**
 * Works through a job's file, some chunks at a time, until all are done or somebody cancels it. Paused, it waits: by
 * people, or by itself while nothing can be taken or read for the institution. A run that is broken off anywhere goes
 * on with the chunks that are still open. Gives the status in which the job ended.
 */
export async function matchingWorkflow({ jobId }: MatchingInput): Promise<MatchingStatus> {
  const turns = new Turns();
  let job = { status: 'DIPROSES', version: 0 } as MatchingActResult;
  const lookAgain = async () => {
    job = await records.readMatching({ jobId });
  };

  /** Refuses what the table forbids now. */
  const plan = (action: MatchingAction, actor: MatchingActor) => {
    const verdict = planMatching(job.status, action, actor);
    if (verdict.ok) return;
    const code = verdict.refusal.reason === 'ROLE' ? 'FORBIDDEN' : 'ACTION_NOT_ALLOWED';
    const allowed = allowedMatchingActions(job.status, actor);
    throw ApplicationFailure.nonRetryable(code, code, { state: job.status, allowed });
  };

  /** Inside a turn. Somebody who was faster is seen, and the table asked once more. */
  const move = async (action: MatchingAction, actor: MatchingActor, hold?: MatchingHold) => {
    plan(action, actor);
    const { version: expectedVersion } = job;
    try {
      job = await records.moveMatching({ jobId, action, expectedVersion, actor, ...(hold ? { hold } : {}) });
    } catch (error) {
      if (codeOf(error) !== 'VERSION_CONFLICT') throw error;
      await lookAgain();
      plan(action, actor);
      throw error;
    }
    return job;
  };

  setHandler(
    act,
    ({ action, actor }) =>
      turns.take(async () => {
        if (job.version === 0) await lookAgain();
        return move(action, actor);
      }),
    {
      validator: ({ action, actor }) => {
        if (job.version > 0) plan(action, actor);
      },
    },
  );

  await turns.take(lookAgain);
  let done = 0;
  while (!isMatchingEnded(job.status)) {
    if (job.status === 'DIJEDA') {
      await condition(() => job.status !== 'DIJEDA');
      continue;
    }
    if (done >= chunksOfRun || workflowInfo().continueAsNewSuggested) {
      await condition(allHandlersFinished);
      await continueAsNew<typeof matchingWorkflow>({ jobId });
    }
    const open = await records.openChunks({ jobId, take: together });
    if (open.length === 0) {
      await turns.take(async () => {
        if (job.status === 'DIPROSES') await move('complete', system);
      });
      continue;
    }
    const results = await Promise.all(open.map((chunk) => matchChunk({ jobId, chunk })));
    done += results.length;
    const hold = results.find((result) => result.hold !== null)?.hold;
    if (hold) {
      await turns.take(async () => {
        if (job.status === 'DIPROSES') await move('pause', system, hold);
      });
    }
  }
  await condition(allHandlersFinished);
  return job.status;
}
