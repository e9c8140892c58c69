import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { photoRetentionScheduleId } from '#contract/requests/messages';
import { type KeyRing, parseKeyRing } from '#platform/crypto';
import { createTemporalClient, type TemporalClient } from '#platform/temporal';

const readJson = <T>(...path: string[]): T => JSON.parse(readFileSync(join(...path), 'utf8')) as T;

/** Works with the Temporal of a product that `npm start` keeps in this folder, and with the keys of its payloads. */
export async function withTemporal<T>(
  dataDir: string,
  work: (client: TemporalClient['client'], payloadKeys: KeyRing) => Promise<T>,
): Promise<T> {
  const { port } = readJson<{ port: number }>(dataDir, 'temporal', 'server.json');
  const payloadKeys = parseKeyRing(readJson<{ PAYLOAD_KEYS: string }>(dataDir, 'secrets.json').PAYLOAD_KEYS);
  const temporal = createTemporalClient({ address: `127.0.0.1:${port}`, namespace: 'default', payloadKeys });
  try {
    return await work(temporal.client, payloadKeys);
  } finally {
    await temporal.close();
  }
}

/** The nightly round that destroys photos, now. */
export const destroyPhotosNow = (dataDir: string): Promise<void> =>
  withTemporal(dataDir, ({ schedule }) => schedule.getHandle(photoRetentionScheduleId).trigger());
