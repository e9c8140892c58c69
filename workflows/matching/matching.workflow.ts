import {
  ApplicationFailure,
  allHandlersFinished,
  condition,
  continueAsNew,
  defineQuery,
  defineSignal,
  defineUpdate,
  proxyActivities,
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
  matchingChangedSignal,
} from '../../contract/metering/matching/messages.ts';
import { type Seen, seenQuery } from '../../contract/shared/workflow-view.ts';
import { codeOf, ownRecords } from '../shared/activities.ts';
import { Turns } from '../shared/turns.ts';

const records = ownRecords<MatchingActivities>();
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
const seen = defineQuery<Seen | null>(seenQuery);
const changed = defineSignal(matchingChangedSignal);
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

  /** Inside a turn. A move of which this run has never heard is seen then, and the table asked once more. */
  const move = async (action: MatchingAction, actor: MatchingActor, hold?: MatchingHold) => {
    for (;;) {
      plan(action, actor);
      const { version: expectedVersion } = job;
      try {
        job = await records.moveMatching({
          jobId,
          action,
          expectedVersion,
          actor,
          ...(hold ? { hold } : {}),
        });
        return job;
      } catch (error) {
        if (codeOf(error) !== 'VERSION_CONFLICT' && codeOf(error) !== 'ACTION_NOT_ALLOWED') throw error;
        await lookAgain();
        if (job.version === expectedVersion) throw error;
      }
    }
  };

  /** Gives way when people have moved the job meanwhile. */
  const moveByItself = (action: MatchingAction, hold?: MatchingHold) =>
    turns.take(async () => {
      if (job.status !== 'DIPROSES') return;
      try {
        await move(action, system, hold);
      } catch (error) {
        if (codeOf(error) !== 'ACTION_NOT_ALLOWED' || job.status === 'DIPROSES') throw error;
      }
    });

  setHandler(seen, () => (job.version > 0 ? job : null));
  setHandler(changed, () => turns.take(lookAgain));

  setHandler(
    act,
    ({ action, actor, version }) =>
      turns.take(async () => {
        if (job.version < version) await lookAgain();
        return move(action, actor);
      }),
    {
      validator: ({ action, actor, version }) => {
        if (job.version > 0 && job.version >= version) plan(action, actor);
      },
    },
  );

  await turns.take(lookAgain);
  for (let done = 0; !isMatchingEnded(job.status); ) {
    if (job.status === 'DIJEDA') {
      await condition(() => job.status !== 'DIJEDA');
      continue;
    }
    if (done >= chunksOfRun || workflowInfo().continueAsNewSuggested) {
      await condition(allHandlersFinished);
      await continueAsNew<typeof matchingWorkflow>({ jobId });
    }
    const open = await turns.take(() => records.openChunks({ jobId, take: together }));
    if (open.length === 0) {
      await moveByItself('complete');
      continue;
    }
    const results = await Promise.all(open.map((chunk) => matchChunk({ jobId, chunk })));
    done += results.length;
    const hold = results.find((result) => result.hold !== null)?.hold;
    if (hold) await moveByItself('pause', hold);
  }
  await condition(allHandlersFinished);
  return job.status;
}
