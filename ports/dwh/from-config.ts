import type { DwhConfig } from '#platform/config';
import { createDwhPort, type DwhPort } from './dwh-port.ts';

/** The client of the DWH as the settings describe it; null where its interface is switched off: people work by hand. */
export const dwhFromConfig = (config: DwhConfig): DwhPort | null =>
  config.url === undefined
    ? null
    : createDwhPort({ baseUrl: config.url, token: config.token, timeoutMs: config.timeoutMs });
