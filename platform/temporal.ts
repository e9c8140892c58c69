import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import {
  type DataConverter,
  METADATA_ENCODING_KEY,
  type Payload,
  type PayloadCodec,
} from '@temporalio/common';
import proto from '@temporalio/proto';
import { NativeConnection } from '@temporalio/worker';
import { testKeyId } from './config.ts';
import { DecryptionError, type KeyRing, openBytes, parseKeyRing, sealBytes } from './crypto.ts';

/** For `Worker.create`, `bundleWorkflowCode` and clients: the same converter on every side. */
export const failureConverterPath = fileURLToPath(
  new URL('./temporal-failure-converter.cjs', import.meta.url),
);

/**
 * The key of tests and recorded histories. It is committed, so it protects nothing; production refuses its id.
 */
export const testPayloadKeys: KeyRing = parseKeyRing(
  `${testKeyId}:bG9rZXQtdGVzdC1vbmx5LWtleS1ub3QtYS1zZWNyZXQ=`,
);

const encoding = 'binary/encrypted';
const keyIdField = 'encryption-key-id';
const aad = 'temporal-payload';
const utf8 = new TextDecoder();
const PayloadProto = proto.temporal.api.common.v1.Payload;

/** Encrypts every payload with AES-256-GCM; the key's id stands in the metadata, so that keys can be changed. */
export class EncryptionCodec implements PayloadCodec {
  readonly #keys: KeyRing;

  constructor(keys: KeyRing) {
    this.#keys = keys;
  }

  async encode(payloads: Payload[]): Promise<Payload[]> {
    return payloads.map((payload) => {
      const { keyId, sealed } = sealBytes(this.#keys, PayloadProto.encode(payload).finish(), aad);
      return {
        metadata: { [METADATA_ENCODING_KEY]: Buffer.from(encoding), [keyIdField]: Buffer.from(keyId) },
        data: sealed,
      };
    });
  }

  /**
   * Only what somebody with one of our keys has written is read: a payload that is not encrypted came from elsewhere,
   * through Temporal's own door, and must not become an order's data.
   * @throws DecryptionError for a payload in the clear, an unknown key or altered bytes
   */
  async decode(payloads: Payload[]): Promise<Payload[]> {
    return payloads.map((payload) => {
      if (!isEncrypted(payload)) throw new DecryptionError('a payload of Temporal is not encrypted');
      const keyId = utf8.decode(payload.metadata?.[keyIdField] ?? new Uint8Array());
      return PayloadProto.decode(
        openBytes(this.#keys, keyId, payload.data ?? new Uint8Array(), aad),
      ) as Payload;
    });
  }
}

/** Whether a payload says that our codec wrote it. Temporal's own markers in a history do not. */
export function isEncrypted({ metadata }: Payload): boolean {
  const kind = metadata?.[METADATA_ENCODING_KEY];
  return kind != null && utf8.decode(kind) === encoding;
}

/** The one data converter of clients and workers. */
export const createDataConverter = (keys: KeyRing): DataConverter => ({
  payloadCodecs: [new EncryptionCodec(keys)],
  failureConverterPath,
});

export interface TemporalOptions {
  readonly address: string;
  readonly namespace: string;
  readonly payloadKeys: KeyRing;
}

export interface TemporalClient {
  readonly client: Client;
  /** Whether the server answers now; for `/readyz`. */
  isReachable(withinMs?: number): Promise<boolean>;
  close(): Promise<void>;
}

/** A client that connects at its first call, so that the API also starts while Temporal is down. */
export function createTemporalClient(options: TemporalOptions): TemporalClient {
  const connection = Connection.lazy({ address: options.address });
  const client = new Client({
    connection,
    namespace: options.namespace,
    dataConverter: createDataConverter(options.payloadKeys),
  });
  return {
    client,
    isReachable: async (withinMs = 2_000) => {
      const asked = connection
        .withDeadline(Date.now() + withinMs, async () => {
          await connection.ensureConnected();
          await connection.workflowService.describeNamespace({ namespace: options.namespace });
          return true;
        })
        .catch(() => false);
      // A first connection attempt has a patience of its own, longer than this.
      return Promise.race([asked, after(withinMs, false)]);
    },
    close: () => connection.close(),
  };
}

/**
 * The worker's own connection. Waits up to `patienceMs` for a server that is just starting.
 * @throws the last connection error after that.
 */
export async function connectWorker(address: string, patienceMs = 60_000): Promise<NativeConnection> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    try {
      return await NativeConnection.connect({ address });
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
}

const after = <T>(ms: number, value: T): Promise<T> =>
  new Promise((resolve) => setTimeout(() => resolve(value), ms).unref());
