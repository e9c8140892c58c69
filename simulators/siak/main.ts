import { readConfig } from '#platform/config';
import { runSimulator } from '../shared/run.ts';
import { startSiakSimulator } from './simulator.ts';

const config = readConfig('simulator');

await runSimulator(
  'simulator-siak',
  config.logLevel,
  async () =>
    startSiakSimulator({
      mode: config.mode,
      port: config.simulator.port,
      host: config.host,
      token: config.siak.token,
    }),
  ({ url, port }) => ({ url, port }),
);
