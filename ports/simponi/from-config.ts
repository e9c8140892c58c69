import type { SimponiConfig } from '#platform/config';
import { createSimponiPort, type SimponiCallReport, type SimponiPort } from './simponi-port.ts';

/** The client of SIMPONI as the settings describe it. */
export const simponiFromConfig = (
  config: SimponiConfig,
  onCall?: (call: SimponiCallReport) => void,
): SimponiPort =>
  createSimponiPort({
    url: config.url,
    userId: config.userId,
    password: config.password,
    kodeKl: config.kodeKl,
    kodeEselon1: config.kodeEselon1,
    kodeSatker: config.kodeSatker,
    jenisPnbp: config.jenisPnbp,
    mataUang: config.mataUang,
    kodeAkun: config.kodeAkun,
    kodeTarif: config.kodeTarif,
    kodePp: config.kodePp,
    kodeLokasi: config.kodeLokasi,
    kodeKabkota: config.kodeKabkota,
    expiredDateFormat: config.expiredDateFormat,
    billingPattern: config.billingPattern,
    timeoutMs: config.timeoutMs,
    ...(onCall ? { onCall } : {}),
  });
