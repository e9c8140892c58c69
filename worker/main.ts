import { readConfig } from '#platform/config';
import { createLogger } from '#platform/logger';
import { serveUntilStopped } from '#platform/service';
import { installRuntime } from './temporal-worker.ts';
import { startWorker } from './worker.ts';

const config = readConfig('worker');
const log = createLogger('worker', config.logLevel);
installRuntime(log);
const { stop } = await startWorker(config, log);
await serveUntilStopped({ log, ready: {}, stop });
