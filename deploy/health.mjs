/**
 * Health of a container: exit status 0 = well. One sentence says what is not.
 *
 * `node deploy/health.mjs api`     asks /readyz of this process: Postgres, its role, and Temporal.
 * `node deploy/health.mjs worker`  asks Temporal whether this very worker has polled the task queue lately.
 */
import { hostname } from 'node:os';

const part = process.argv[2] ?? 'api';
const patienceMs = 5_000;
/** A poll lasts at most a minute; a worker that has not polled for two is stuck. */
const silenceMs = 120_000;

async function checkApi() {
  const response = await fetch(`http://127.0.0.1:${process.env.PORT || 3000}/readyz`, {
    signal: AbortSignal.timeout(patienceMs),
  });
  const body = await response.text();
  if (response.status !== 200) throw new Error(`/readyz answers ${response.status}: ${body.slice(0, 500)}`);
}

async function checkWorker() {
  const { Connection } = await import('@temporalio/client');
  const connection = await Connection.connect({
    address: process.env.TEMPORAL_ADDRESS,
    connectTimeout: patienceMs,
  });
  try {
    const { pollers } = await connection.withDeadline(Date.now() + patienceMs, () =>
      connection.workflowService.describeTaskQueue({
        namespace: process.env.TEMPORAL_NAMESPACE || 'default',
        taskQueue: { name: 'orders' },
        taskQueueType: 1,
      }),
    );
    const own = pollers.filter(({ identity }) => identity?.endsWith(`@${hostname()}`));
    const latest = Math.max(0, ...own.map((poller) => Number(poller.lastAccessTime?.seconds ?? 0) * 1000));
    if (Date.now() - latest > silenceMs)
      throw new Error('this worker has not asked Temporal for work lately');
  } finally {
    await connection.close();
  }
}

try {
  if (part === 'api') await checkApi();
  else if (part === 'worker') await checkWorker();
  else throw new Error(`there is no health check for "${part}"`);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
