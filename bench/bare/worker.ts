import { fileURLToPath } from 'node:url';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { doNothing } from './activities.ts';

/** A worker of the bare workflow as a process of its own, with the limits of the product's worker. */
Runtime.install({ shutdownSignals: [], logger: new DefaultLogger('WARN') });
const connection = await NativeConnection.connect({ address: process.env['TEMPORAL_ADDRESS'] ?? '' });
const worker = await Worker.create({
  connection,
  namespace: process.env['TEMPORAL_NAMESPACE'] ?? 'default',
  taskQueue: 'bench-bare',
  workflowsPath: fileURLToPath(new URL('./bare.workflow.ts', import.meta.url)),
  activities: { doNothing },
  maxCachedWorkflows: 400,
  maxConcurrentWorkflowTaskExecutions: 20,
  maxConcurrentLocalActivityExecutions: 20,
  maxConcurrentActivityTaskExecutions: 40,
});
process.on('SIGTERM', () => worker.shutdown());
process.on('disconnect', () => worker.shutdown());
process.send?.({ type: 'ready' });
await worker.run();
await connection.close();
process.exit();
