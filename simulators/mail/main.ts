import { join } from 'node:path';
import { readConfig } from '#platform/config';
import { runSimulator } from '../shared/run.ts';
import { startMailSimulator } from './simulator.ts';

const config = readConfig('simulator');

await runSimulator(
  'simulator-mail',
  config.logLevel,
  () =>
    startMailSimulator({
      mode: config.mode,
      port: config.simulator.port,
      smtpPort: config.simulator.smtpPort,
      host: config.host,
      dataDir: join(config.dataDir, 'simulators', 'mail'),
    }),
  ({ url, port, smtpUrl, smtpPort }) => ({ url, port, smtpUrl, smtpPort }),
);
