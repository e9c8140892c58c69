import { join } from 'node:path';
import { readConfig } from '#platform/config';
import { runSimulator } from '../shared/run.ts';
import { startSimponiSimulator } from './simulator.ts';

const config = readConfig('simulator');

await runSimulator(
  'simulator-simponi',
  config.logLevel,
  async () => {
    const { userId, password, kodeKl, kodeEselon1, kodeSatker } = config.simponi;
    return startSimponiSimulator({
      mode: config.mode,
      port: config.simulator.port,
      host: config.host,
      dataDir: join(config.dataDir, 'simulators', 'simponi'),
      registration: { userId, password, kodeKl, kodeEselon1, kodeSatker },
      notifyUrl: config.simulator.notifyUrl,
    });
  },
  ({ url, port }) => ({ url, port }),
);
