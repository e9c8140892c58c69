import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import type { KeyRing } from '#platform/crypto';
import type { Logger } from '#platform/logger';
import { connectWorker, createDataConverter } from '#platform/temporal';

export interface TemporalWorkerOptions {
  readonly address: string;
  readonly namespace: string;
  readonly payloadKeys: KeyRing;
  readonly workflowBundle: { readonly code: string };
  readonly taskQueue: string;
  /** The acts of its workflows, by their names. */
  readonly activities: object;
  readonly log: Logger;
  /** Called each time that the worker begins to serve. */
  readonly onServing?: () => void;
}

/** Sends the SDK's own lines to our log, and leaves signals to us. Once per process, before anything of Temporal. */
export function installRuntime(log: Logger): void {
  Runtime.install({
    shutdownSignals: [],
    logger: new DefaultLogger('WARN', ({ level, message, meta }) => {
      const fields = { sdk: true, err: meta?.error, workflowId: meta?.workflowId };
      if (level === 'ERROR') log.error(fields, message);
      else log.warn(fields, message);
    }),
  });
}

/**
 * Serves one task queue. Waits for a Temporal that is down, and comes back when the connection or the worker
 * breaks for good. `stop` lets acts under way finish.
 */
export function startTemporalWorker(options: TemporalWorkerOptions): { stop(): Promise<void> } {
  const { log } = options;
  let stopped = false;
  let worker: Worker | undefined;
  let wakeUp = () => {};

  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  const run = async () => {
    for (let failures = 0; !stopped; failures += 1) {
      try {
        await serveOnce(options, (running) => {
          worker = running;
          failures = 0;
          if (stopped) running.shutdown();
        });
      } catch (error) {
        log.warn({ err: error, failures }, 'no worker for Temporal, trying again');
      }
      worker = undefined;
      if (!stopped) await pause(Math.min(10_000, 500 * 2 ** Math.min(failures, 8)));
    }
  };

  const running = run();
  return {
    async stop() {
      stopped = true;
      wakeUp();
      if (worker?.getState() === 'RUNNING') worker.shutdown();
      await running;
    },
  };
}

async function serveOnce(options: TemporalWorkerOptions, onWorker: (worker: Worker) => void): Promise<void> {
  const connection = await connectWorker(options.address, 0);
  try {
    const worker = await Worker.create({
      connection,
      namespace: options.namespace,
      taskQueue: options.taskQueue,
      workflowBundle: options.workflowBundle,
      activities: options.activities,
      dataConverter: createDataConverter(options.payloadKeys),
      maxCachedWorkflows: 400,
      maxConcurrentWorkflowTaskExecutions: 20,
      maxConcurrentLocalActivityExecutions: 20,
      maxConcurrentActivityTaskExecutions: 40,
      shutdownGraceTime: '8 seconds',
      shutdownForceTime: '12 seconds',
    });
    const running = worker.run();
    onWorker(worker);
    options.onServing?.();
    await running;
  } finally {
    await connection.close().catch(() => undefined);
  }
}
