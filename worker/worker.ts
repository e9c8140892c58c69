import { join } from 'node:path';
import type { Client } from '@temporalio/client';
import { matchingTaskQueue } from '#contract/metering/matching/messages';
import { noticeChannels } from '#contract/orders/codes';
import { ordersTaskQueue } from '#contract/orders/messages';
import { requestsTaskQueue } from '#contract/requests/messages';
import { documentSettings } from '#documents/orders/documents';
import type { Config } from '#platform/config';
import type { Logger } from '#platform/logger';
import { createTemporalClient } from '#platform/temporal';
import { createVault } from '#platform/vault';
import { dwhFromConfig } from '#ports/dwh/from-config';
import { createMailPort } from '#ports/mail/mail-port';
import { siakFromConfig } from '#ports/siak/from-config';
import { simponiFromConfig } from '#ports/simponi/from-config';
import { keyRingSealer } from '#ports/storage/sealer';
import { createStoragePort } from '#ports/storage/storage-port';
import { whatsappFromConfig } from '#ports/whatsapp/from-config';
import { createDatabase } from '#prisma/client';
import { listenTo } from '#prisma/listen';
import { noticeChannel } from '#records/notices';
import { outboxChannel } from '#records/payments/inbox';
import { createInstitutionActivities } from '../activities/institutions/index.ts';
import { createMatchingActivities } from '../activities/matching/index.ts';
import { createDutyActivities } from '../activities/metering/duties.ts';
import { createMeteringRounds } from '../activities/metering/rounds.ts';
import { createOrderActivities } from '../activities/orders/index.ts';
import { createRequestActivities, type RequestActivityDeps } from '../activities/requests/index.ts';
import { loadWorkflowBundle } from './bundle.ts';
import { deliverNotices } from './deliverer.ts';
import { carryInbox } from './inbox.ts';
import { startLoop } from './loop.ts';
import { carryOutbox } from './outbox.ts';
import {
  ensureAgreementReminders,
  ensureDuties,
  ensureMatchingRetention,
  ensureMeteringUpkeep,
  ensurePaymentSweep,
  ensurePhotoRetention,
  ensureQuotaAlerts,
  ensureVoucherValidity,
} from './schedules.ts';
import { startTemporalWorker } from './temporal-worker.ts';

/**
 * The worker: runs the workflows and their acts, carries what was accepted to Temporal, delivers messages. Starts and
 * goes on while Postgres, Temporal, SIMPONI, WhatsApp or the mail server is away; each is waited for.
 */
export async function startWorker(config: Config, log: Logger): Promise<{ stop(): Promise<void> }> {
  const now = () => new Date();
  const db = createDatabase(config.databaseUrl, {
    poolSize: 15,
    onConnectionError: (error) => log.warn({ err: error }, 'database connection lost'),
  });
  const temporal = createTemporalClient(config.temporal);
  const vault = createVault(config.dataKeys, config.indexKey);
  const simponi = simponiFromConfig(config.simponi);
  const siak = siakFromConfig(config.siak);
  const mail = createMailPort(config.mail);
  const whatsapp = whatsappFromConfig(config.whatsapp);
  const workflowBundle = await loadWorkflowBundle(join(config.dataDir, 'cache'));
  const settings = { ...config.orders, simponiTimeoutMs: config.simponi.timeoutMs };

  const loop = (name: string, work: () => Promise<number>, everyMs = 5_000) =>
    startLoop({ name, everyMs, log, work });
  const outbox = { db, temporal: temporal.client, vault, promise: config.requests, now, log };
  const delivery = {
    ...{ db, mail, whatsapp, now, log },
    dataKeys: config.dataKeys,
    documents: documentSettings(config),
    publicUrl: config.publicUrl,
  };
  const loops = [
    loop('outbox', () => carryOutbox(outbox)),
    loop('calendar', () => carryOutbox(outbox, 'calendar')),
    loop('inbox', () => carryInbox({ db, temporal: temporal.client, simponi, log })),
    ...noticeChannels.map((channel) => loop(`notices ${channel}`, () => deliverNotices(delivery, channel))),
  ];
  const wakeAll = () => {
    for (const each of loops) each.wake();
  };
  const listener = listenTo(config.databaseUrl, {
    channels: [outboxChannel, noticeChannel],
    onNotification: wakeAll,
    onConnected: wakeAll,
    onError: (error) => log.warn({ err: error }, 'listening for work broke off'),
  });
  const schedule = loop(
    'schedule',
    once(() => ensureSchedules(temporal.client, config)),
    3_600_000,
  );
  const serving = (taskQueue: string, activities: object) =>
    startTemporalWorker({
      ...config.temporal,
      ...{ workflowBundle, taskQueue, activities, log },
      onServing: () => log.info({ taskQueue }, 'serving workflows'),
    });
  const workers = [
    serving(ordersTaskQueue, {
      ...createOrderActivities({ db, simponi, settings, now, log }),
      ...createInstitutionActivities({ db, now, log }),
      ...createMeteringRounds({ db, now, log, ...config.metering }),
      ...createDutyActivities({
        ...{ db, vault, now, log, storage: storageOf(config) },
        returnDataFileDays: config.metering.returnDataFileDays,
      }),
    }),
    serving(requestsTaskQueue, createRequestActivities(requestDeps(config, { db, vault, now, log }))),
    serving(
      matchingTaskQueue,
      createMatchingActivities({
        ...{ db, vault, siak, now, log },
        storage: createStoragePort({ ...config.storage, sealer: keyRingSealer(config.dataKeys) }),
        resultDays: config.metering.matchingResultDays,
      }),
    ),
  ];

  return {
    async stop() {
      await listener.stop();
      await Promise.all([...workers, ...loops, schedule].map((part) => part.stop()));
      mail.close();
      await siak?.close();
      await temporal.close();
      await db.$disconnect();
    },
  };
}

/** A round that is done once it has succeeded. */
function once(work: () => Promise<void>): () => Promise<number> {
  let done = false;
  return async () => {
    if (!done) await work();
    done = true;
    return 0;
  };
}

async function ensureSchedules(temporal: Client, config: Config): Promise<void> {
  await ensurePaymentSweep(temporal, config.orders.sweepMinutes);
  await ensurePhotoRetention(temporal);
  await ensureAgreementReminders(temporal);
  await ensureQuotaAlerts(temporal);
  await ensureMeteringUpkeep(temporal);
  await ensureVoucherValidity(temporal);
  await ensureDuties(temporal);
  await ensureMatchingRetention(temporal);
}

const storageOf = (config: Config) =>
  createStoragePort({ ...config.storage, sealer: keyRingSealer(config.dataKeys) });

/** What the acts of requests work with, from the settings. */
const requestDeps = (
  config: Config,
  parts: Pick<RequestActivityDeps, 'db' | 'vault' | 'now' | 'log'>,
): RequestActivityDeps => ({
  ...parts,
  dataKeys: config.dataKeys,
  dwh: dwhFromConfig(config.dwh),
  storage: storageOf(config),
  settings: { dwhTimeoutMs: config.dwh.timeoutMs },
  promise: config.requests,
  photoRetentionDays: config.requests.photoRetentionDays,
  dwhPollMs: 2_000,
  publicUrl: config.publicUrl,
});
