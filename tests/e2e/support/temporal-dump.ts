import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { METADATA_ENCODING_KEY } from '@temporalio/common';
import proto from '@temporalio/proto';
import { parseKeyRing } from '#platform/crypto';
import { createTemporalClient, EncryptionCodec, isEncrypted } from '#platform/temporal';

const { Payload } = proto.temporal.api.common.v1;

const readJson = <T>(...path: string[]): T => JSON.parse(readFileSync(join(...path), 'utf8')) as T;

/** Every history that Temporal keeps for a product in this folder, its payloads opened, as one text each. */
export async function dumpHistories(dataDir: string): Promise<{ id: string; text: string }[]> {
  const { port } = readJson<{ port: number }>(dataDir, 'temporal', 'server.json');
  const payloadKeys = parseKeyRing(readJson<{ PAYLOAD_KEYS: string }>(dataDir, 'secrets.json').PAYLOAD_KEYS);
  const temporal = createTemporalClient({ address: `127.0.0.1:${port}`, namespace: 'default', payloadKeys });
  try {
    const dumped = [];
    for await (const { workflowId, runId } of temporal.client.workflow.list()) {
      const history = await temporal.client.workflow.getHandle(workflowId, runId).fetchHistory();
      dumped.push({ id: workflowId, text: JSON.stringify(await opened(history, payloadKeys)) });
    }
    return dumped;
  } finally {
    await temporal.close();
  }
}

/** The same value with every payload of ours in the clear, and bytes as text. */
async function opened(value: unknown, keys: ReturnType<typeof parseKeyRing>): Promise<unknown> {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('utf8');
  if (Array.isArray(value)) return Promise.all(value.map((each) => opened(each, keys)));
  if (typeof value !== 'object' || value === null) return value;
  const payload = value as proto.temporal.api.common.v1.IPayload;
  if (payload.metadata?.[METADATA_ENCODING_KEY] && isEncrypted(Payload.create(payload))) {
    const [clear] = await new EncryptionCodec(keys).decode([Payload.create(payload)]);
    return Buffer.from(clear?.data ?? []).toString('utf8');
  }
  const entries = Object.entries(value).map(async ([name, each]) => [name, await opened(each, keys)]);
  return Object.fromEntries(await Promise.all(entries));
}
