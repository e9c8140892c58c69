import { join } from 'node:path';
import { readConfig } from '#platform/config';
import { runSimulator } from '../shared/run.ts';
import { startDwhSimulator } from './simulator.ts';

const config = readConfig('simulator');

await runSimulator(
  'simulator-dwh',
  config.logLevel,
  async () =>
    startDwhSimulator({
      mode: config.mode,
      port: config.simulator.port,
      host: config.host,
      dataDir: join(config.dataDir, 'simulators', 'dwh'),
      token: config.dwh.token,
    }),
  ({ url, port }) => ({ url, port }),
);
