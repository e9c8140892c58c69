import { readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ReplayError, Worker } from '@temporalio/worker';
import { DeterminismViolationError } from '@temporalio/workflow';
import { beforeAll, describe, expect, it } from 'vitest';
import { requestLifecycle } from '../../contract/requests/lifecycle.ts';
import { historyFromText } from '../../tests/support/histories.ts';
import { testDataConverter } from '../../tests/support/temporal.ts';
import { bundleWorkflows, loadWorkflowBundle } from '../../worker/bundle.ts';

/**
 * Requests that run while a new version is deployed go on with it: every recorded history must replay. Never edit a
 * history; record new ones with the next release (`histories.system.test.ts`).
 */
const folder = fileURLToPath(new URL('histories', import.meta.url));
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.json'))
  .sort();
const historyOf = (name: string) => historyFromText(readFileSync(join(folder, name), 'utf8'));

const replay = (workflowBundle: { code: string }, name: string) =>
  Worker.runReplayHistory(
    { workflowBundle, dataConverter: testDataConverter, replayName: basename(name) },
    historyOf(name),
    `replay-${basename(name, '.json')}`,
  );

describe('recorded histories', () => {
  let current: { code: string };
  let incompatible: { code: string };
  beforeAll(async () => {
    current = await loadWorkflowBundle(join(tmpdir(), 'loket-test-bundles'));
    const workflowsPath = fileURLToPath(new URL('testing/incompatible.ts', import.meta.url));
    incompatible = { code: await bundleWorkflows({ workflowsPath }) };
  });

  it('cover every state in which a run can end', () => {
    const ends = requestLifecycle.final.map((state) => state.toLowerCase());
    const missing = ends.filter((end) => !files.some((name) => basename(name).startsWith(end)));
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
});
