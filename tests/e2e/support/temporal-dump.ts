import { METADATA_ENCODING_KEY } from '@temporalio/common';
import proto from '@temporalio/proto';
import type { KeyRing } from '#platform/crypto';
import { EncryptionCodec, isEncrypted } from '#platform/temporal';
import { withTemporal } from './temporal.ts';

const { Payload } = proto.temporal.api.common.v1;

/** Every history that Temporal keeps for a product in this folder, its payloads opened, as one text each. */
export const dumpHistories = (dataDir: string): Promise<{ id: string; text: string }[]> =>
  withTemporal(dataDir, async ({ workflow }, payloadKeys) => {
    const dumped = [];
    for await (const { workflowId, runId } of workflow.list()) {
      const history = await workflow.getHandle(workflowId, runId).fetchHistory();
      dumped.push({ id: workflowId, text: JSON.stringify(await opened(history, payloadKeys)) });
    }
    return dumped;
  });

/** The same value with every payload of ours in the clear, and bytes as text. */
async function opened(value: unknown, keys: KeyRing): Promise<unknown> {
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
