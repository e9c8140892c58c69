import {
  condition,
  defineSignal,
  proxyActivities,
  proxyLocalActivities,
  setHandler,
} from '@temporalio/workflow';
import type { BareActivities } from './activities.ts';

/** `local` and `activity` do nothing; `wait` starts a timer of a week and is woken by the signal before it fires. */
export type BareStep = 'local' | 'activity' | 'wait';

const { doNothing } = proxyActivities<BareActivities>({ startToCloseTimeout: '1 minute' });
const local = proxyLocalActivities<BareActivities>({ startToCloseTimeout: '1 minute' });
const wake = defineSignal('wake');

/** As many steps of the same kinds as a real workflow, and nothing else: what Temporal itself costs. */
export async function bareWorkflow(plan: readonly BareStep[]): Promise<void> {
  let woken = false;
  setHandler(wake, () => {
    woken = true;
  });
  for (const [at, step] of plan.entries()) {
    const last = plan[at + 1] === 'wait';
    if (step === 'local') await local.doNothing(last);
    else if (step === 'activity') await doNothing(last);
    else await condition(() => woken, '7 days');
  }
}
