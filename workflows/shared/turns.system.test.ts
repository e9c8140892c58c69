import { fileURLToPath } from 'node:url';
import { Worker } from '@temporalio/worker';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { eventually } from '../../tests/support/eventually.ts';
import type { WorkflowHistory } from '../../tests/support/histories.ts';
import { createTestTemporal, type TestTemporal, testDataConverter } from '../../tests/support/temporal.ts';
import { bundleWorkflows } from '../../worker/bundle.ts';
import type { TwoMindsActs } from './testing/two-minds.workflow.ts';

/** The real server, since only there an act may outlast its workflow task. */

const taskQueue = 'two-minds';
let temporal: TestTemporal;
let workflowBundle: { code: string };
beforeAll(async () => {
  temporal = await createTestTemporal();
  const workflowsPath = fileURLToPath(new URL('testing/two-minds.workflow.ts', import.meta.url));
  workflowBundle = { code: await bundleWorkflows({ workflowsPath }) };
});
afterAll(() => temporal?.close());

/** How deep the act lies in promises; which of two goes first hangs on that. */
const depths = [0, 1, 2, 3, 4, 5, 6, 8, 10];

const tasksOf = async (run: { fetchHistory(): Promise<WorkflowHistory> }): Promise<number> =>
  ((await run.fetchHistory()).events ?? []).filter((each) => each.workflowTaskStartedEventAttributes).length;
const untilMoreTasks = (run: { fetchHistory(): Promise<WorkflowHistory> }, than: number) =>
  eventually(async () => expect(await tasksOf(run)).toBeGreaterThan(than), { withinMs: 30_000 });

it.each(['signal', 'act'])('%s that comes in during a long act: replayed as it was', async (kind) => {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const acts: TwoMindsActs = { slow: () => released, quick: async () => {}, call: async () => {} };
  const worker = await Worker.create({
    ...{ connection: await temporal.connectWorker(), namespace: temporal.namespace },
    ...{ taskQueue, workflowBundle, activities: acts, dataConverter: testDataConverter },
  });
  await worker.runUntil(async () => {
    const runs = await Promise.all(
      depths.map((depth) =>
        temporal.client.workflow.start('twoMindsWorkflow', {
          ...{ taskQueue, workflowId: `two-minds-${kind}-${depth}`, args: [depth] },
        }),
      ),
    );
    // A second task: the first one has been answered for, while the act goes on.
    for (const run of runs) await untilMoreTasks(run, 1);
    const before = await Promise.all(runs.map(tasksOf));
    const said = runs.map((run) => (kind === 'signal' ? run.signal('changed') : run.executeUpdate('act')));
    for (const [at, run] of runs.entries()) await untilMoreTasks(run, before[at] ?? 0);
    release();
    await Promise.all(said);
    for (const run of runs) {
      await run.result();
      const history = await run.fetchHistory();
      const options = { workflowBundle, dataConverter: testDataConverter };
      await Worker.runReplayHistory(options, history, run.workflowId);
    }
  });
});
