import { randomUUID } from 'node:crypto';
import { type Client, Connection } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time.js';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { NativeConnection } from '@temporalio/worker';
import { inject } from 'vitest';
import { createDataConverter, createTemporalClient, testPayloadKeys } from '#platform/temporal';
import { findTemporal } from '../../scripts/lib/temporal-binary.ts';

export interface TestTemporal {
  readonly address: string;
  /** Of this test file alone: workflow ids and schedules of other files are not in it. */
  readonly namespace: string;
  readonly client: Client;
  /** For `Worker.create({ connection, namespace, … })`. */
  connectWorker(): Promise<NativeConnection>;
  close(): Promise<void>;
}

/** A namespace of its own on the run's real Temporal server (Updates, Schedules; real time), encrypted with the test key. */
export async function createTestTemporal(): Promise<TestTemporal> {
  const address = inject('temporalAddress');
  const namespace = `test-${randomUUID()}`;
  const connection = await Connection.connect({ address });
  await connection.workflowService.registerNamespace({
    namespace,
    workflowExecutionRetentionPeriod: msToTs(86_400_000),
  });
  await connection.close();
  const { client, close } = createTemporalClient({ address, namespace, payloadKeys: testPayloadKeys });
  const workers: NativeConnection[] = [];
  return {
    address,
    namespace,
    client,
    connectWorker: async () => {
      const worker = await NativeConnection.connect({ address });
      workers.push(worker);
      return worker;
    },
    close: async () => {
      await close();
      await Promise.all(workers.map((each) => each.close()));
    },
  };
}

/**
 * Temporal's test server, which skips time: days pass in milliseconds. It knows Updates but no Schedules.
 * Payloads are encrypted with the test key; give workers `dataConverter: testDataConverter`.
 */
export async function createTimeSkippingEnv(): Promise<TestWorkflowEnvironment> {
  const { path } = await findTemporal('test-server', { onProgress: console.log });
  return TestWorkflowEnvironment.createTimeSkipping({
    server: { executable: { type: 'existing-path', path } },
    client: { dataConverter: testDataConverter },
  });
}

/** The data converter of workers and replays in tests. */
export const testDataConverter = createDataConverter(testPayloadKeys);
