import { readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ReplayError, Worker } from '@temporalio/worker';
import { DeterminismViolationError } from '@temporalio/workflow';
import { beforeAll, expect, it } from 'vitest';
import { bundleWorkflows, loadWorkflowBundle } from '../../worker/bundle.ts';
import { historyFromText } from './histories.ts';
import { testDataConverter } from './temporal.ts';

/**
 * The tests of the histories that lie in `histories/` beside a test file: together they cover every end of a run, each
 * replays on the workflows as they are, and none on those of `testing/incompatible.ts`, which stand there too.
 */
export function itReplays({ beside, ends }: { beside: string; ends: readonly string[] }): void {
  const folder = fileURLToPath(new URL('histories', beside));
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json'))
    .sort();
  const replay = (workflowBundle: { code: string }, name: string) =>
    Worker.runReplayHistory(
      { workflowBundle, dataConverter: testDataConverter, replayName: basename(name) },
      historyFromText(readFileSync(join(folder, name), 'utf8')),
      `replay-${basename(name, '.json')}`,
    );

  let current: { code: string };
  let incompatible: { code: string };
  beforeAll(async () => {
    current = await loadWorkflowBundle(join(tmpdir(), 'loket-test-bundles'));
    const workflowsPath = fileURLToPath(new URL('testing/incompatible.ts', beside));
    incompatible = { code: await bundleWorkflows({ workflowsPath }) };
  });

  it('cover every state in which a run can end', () => {
    const missing = ends
      .map((state) => state.toLowerCase())
      .filter((end) => !files.some((name) => basename(name).startsWith(end)));
    expect(missing).toEqual([]);
  });

  it.each(files)('%s replays without a difference', async (name) => {
    await replay(current, name);
  });

  it.each(files)('%s turns red when the workflow changes incompatibly', async (name) => {
    const failure = await replay(incompatible, name).then(
      () => null,
      (error: unknown) => error,
    );
    const isRed = failure instanceof DeterminismViolationError || failure instanceof ReplayError;
    expect(isRed, String(failure)).toBe(true);
  });
}
