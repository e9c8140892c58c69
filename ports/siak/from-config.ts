import type { SiakConfig } from '#platform/config';
import type { Metrics } from '#platform/metrics';
import { createSiakPort, type SiakPort } from './siak-port.ts';

/** The client of SIAK as the settings describe it; null where it is not set up: no NIK can be looked up. */
export const siakFromConfig = (config: SiakConfig, metrics?: Metrics): SiakPort | null =>
  config.url === undefined
    ? null
    : createSiakPort({
        baseUrl: config.url,
        token: config.token,
        timeoutMs: config.timeoutMs,
        concurrency: config.concurrency,
        ...(metrics ? { metrics } : {}),
      });
