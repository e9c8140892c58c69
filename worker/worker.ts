import { join } from 'node:path';
import { noticeChannels } from '#contract/orders/codes';
import { documentSettings } from '#documents/orders/documents';
import type { Config } from '#platform/config';
import type { Logger } from '#platform/logger';
import { createTemporalClient } from '#platform/temporal';
import { createMailPort } from '#ports/mail/mail-port';
import { simponiFromConfig } from '#ports/simponi/from-config';
import { whatsappFromConfig } from '#ports/whatsapp/from-config';
import { createDatabase } from '#prisma/client';
import { listenTo } from '#prisma/listen';
import { noticeChannel } from '#records/notices';
import { outboxChannel } from '#records/payments/inbox';
import { loadWorkflowBundle } from './bundle.ts';
import { deliverNotices } from './deliverer.ts';
import { carryInbox } from './inbox.ts';
import { startLoop } from './loop.ts';
import { carryOutbox } from './outbox.ts';
import { ensurePaymentSweep } from './schedules.ts';
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
  const simponi = simponiFromConfig(config.simponi);
  const mail = createMailPort(config.mail);
  const whatsapp = whatsappFromConfig(config.whatsapp);
  const workflowBundle = await loadWorkflowBundle(join(config.dataDir, 'cache'));
  const settings = { ...config.orders, simponiTimeoutMs: config.simponi.timeoutMs };

  const outbox = startLoop({
    name: 'outbox',
    everyMs: 5_000,
    log,
    work: () => carryOutbox({ db, temporal: temporal.client, log }),
  });
  const inbox = startLoop({
    name: 'inbox',
    everyMs: 5_000,
    log,
    work: () => carryInbox({ db, temporal: temporal.client, simponi, log }),
  });
  const delivery = {
    db,
    mail,
    whatsapp,
    dataKeys: config.dataKeys,
    documents: documentSettings(config),
    publicUrl: config.publicUrl,
    now,
    log,
  };
  const deliverers = noticeChannels.map((channel) =>
    startLoop({
      name: `notices ${channel}`,
      everyMs: 5_000,
      log,
      work: () => deliverNotices(delivery, channel),
    }),
  );
  const wakeAll = () => {
    for (const loop of [outbox, inbox, ...deliverers]) loop.wake();
  };
  const listener = listenTo(config.databaseUrl, {
    channels: [outboxChannel, noticeChannel],
    onNotification: wakeAll,
    onConnected: wakeAll,
    onError: (error) => log.warn({ err: error }, 'listening for work broke off'),
  });
  let scheduled = false;
  const schedule = startLoop({
    name: 'schedule',
    everyMs: 3_600_000,
    log,
    work: async () => {
      if (!scheduled) await ensurePaymentSweep(temporal.client, config.orders.sweepMinutes);
      scheduled = true;
      return 0;
    },
  });
  const worker = startTemporalWorker({
    ...config.temporal,
    workflowBundle,
    activities: { db, simponi, settings, now, log },
    log,
    onServing: () => log.info('serving workflows'),
  });

  return {
    async stop() {
      await listener.stop();
      await Promise.all([worker, outbox, inbox, ...deliverers, schedule].map((part) => part.stop()));
      mail.close();
      await temporal.close();
      await db.$disconnect();
    },
  };
}
