import { join } from 'node:path';
import { readConfig } from '#platform/config';
import { runSimulator } from '../shared/run.ts';
import { startWhatsappSimulator } from './simulator.ts';

const config = readConfig('simulator');

await runSimulator(
  'simulator-whatsapp',
  config.logLevel,
  async () => {
    const { phoneNumberId, token, appSecret } = config.whatsapp;
    return startWhatsappSimulator({
      mode: config.mode,
      port: config.simulator.port,
      host: config.host,
      dataDir: join(config.dataDir, 'simulators', 'whatsapp'),
      registration: { phoneNumberId, token },
      appSecret,
      statusUrl: config.simulator.statusUrl,
    });
  },
  ({ url, port }) => ({ url, port }),
);
