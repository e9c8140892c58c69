import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rupiah } from '#contract/shared/money';
import { createDatabase, type Database } from '#prisma/client';
import { institutionId, productId, seed } from '#prisma/seed';
import { submitOrders } from '#records/orders/submit';
import { freePort, pause } from '../../scripts/lib/processes.ts';
import { testEnvironment } from '../../tests/support/config.ts';
import { startProcess, type TestProcess } from '../../tests/support/process.ts';

export interface ProductUnderTest {
  readonly apiUrl: string;
  /** Bytes of memory that the API's process holds just now. */
  apiMemory(): Promise<number>;
  /** Waits until the worker has taken up all that was filed, and its messages are sent or skipped. */
  settle(): Promise<void>;
  /** Makes orders and brings each to its voucher: bill, payment at the simulated bank, notice, confirmation. */
  completeOrders(count: number): Promise<string[]>;
  /** Waits until every message that was queued is sent. */
  waitForMails(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Worker, API, SIMPONI and mail server as processes of their own on given servers, with the demo's data. `apiSettings`:
 * variables of the API alone.
 */
export async function startProductUnderTest(
  servers: { readonly appUrl: string; readonly temporalAddress: string; readonly namespace: string },
  apiSettings: Readonly<Record<string, string>> = {},
): Promise<ProductUnderTest> {
  const dataDir = mkdtempSync(join(tmpdir(), 'loket-bench-product-'));
  const db = createDatabase(servers.appUrl);
  await seed(db);
  const apiPort = await freePort();
  const processes: TestProcess[] = [];
  const start = async (entry: string, own: Record<string, string>) => {
    const process_ = await startProcess(
      entry,
      testEnvironment({ DATA_DIR: dataDir, LOG_LEVEL: 'error', ...own }),
    );
    processes.push(process_);
    return process_.ready;
  };
  const mail = await start('simulators/mail/main.ts', {});
  const simponi = await start('simulators/simponi/main.ts', {
    SIMULATOR_NOTIFY_URL: `http://127.0.0.1:${apiPort}/webhooks/simponi`,
  });
  const settings = {
    DATABASE_URL: servers.appUrl,
    TEMPORAL_ADDRESS: servers.temporalAddress,
    TEMPORAL_NAMESPACE: servers.namespace,
    SIMPONI_URL: String(simponi['url']),
    SMTP_URL: String(mail['smtpUrl']),
  };
  await start('api/main.ts', { ...settings, ...apiSettings, PORT: String(apiPort) });
  await start('worker/main.ts', settings);
  const apiUrl = `http://127.0.0.1:${apiPort}`;
  const waitForMails = async () => {
    while (await db.outgoingNotice.count({ where: { status: 'QUEUED' } })) await pause(50);
  };
  return {
    apiUrl,
    apiMemory: () => residentMemory(apiUrl),
    settle: async () => {
      while (await db.outbox.count({ where: { doneAt: null } })) await pause(50);
      await waitForMails();
    },
    completeOrders: (count) => completeOrders(db, String(simponi['url']), count),
    waitForMails,
    stop: async () => {
      for (const process_ of processes.reverse()) await process_.stop();
      await db.$disconnect();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function residentMemory(apiUrl: string): Promise<number> {
  const figures = await (await fetch(`${apiUrl}/metrics`)).text();
  const found = /^process_resident_memory_bytes\S* (\S+)$/m.exec(figures)?.[1];
  if (found === undefined) throw new Error('the API does not say how much memory it holds');
  return Number(found);
}

async function completeOrders(db: Database, simponiUrl: string, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let made = 0; made < count; made++) ids.push(await submitOne(db));
  const paid = new Set<string>();
  for (;;) {
    const orders = await db.order.findMany({
      where: { id: { in: ids } },
      select: { id: true, status: true, kodeBilling: true },
    });
    if (orders.every(({ status }) => status === 'SELESAI')) return ids;
    for (const { id, status, kodeBilling } of orders) {
      if (status !== 'MENUNGGU_PEMBAYARAN' || !kodeBilling || paid.has(id)) continue;
      paid.add(id);
      void payAtBank(simponiUrl, kodeBilling);
    }
    await pause(25);
  }
}

async function payAtBank(simponiUrl: string, kodeBilling: string): Promise<void> {
  const answer = await fetch(`${simponiUrl}/control/pay`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ kodeBilling }),
  });
  if (!answer.ok) throw new Error(`the bank refused ${kodeBilling}: ${answer.status} ${await answer.text()}`);
}

/** One order as a checkout of one line makes it. */
async function submitOne(db: Database): Promise<string> {
  const product = await db.product.findUniqueOrThrow({
    where: { id: productId('WEBSERVICE-NIK') },
    include: { service: true, tariffs: { where: { category: null, institutionId: null } } },
  });
  const buyer = await db.user.findFirstOrThrow({ where: { email: 'pemesan.bank@demo.loket.test' } });
  const [tariff] = product.tariffs;
  if (!tariff) throw new Error('the demo has no tariff for Webservice NIK');
  const person = { id: buyer.id, name: buyer.name, unit: 'BANK', roles: ['lembaga-pemesan'] as const };
  const [order] = await db.$transaction((tx) =>
    submitOrders(tx, {
      institutionId: institutionId('BANK-CONTOH'),
      agreementId: null,
      checkoutId: null,
      submitter: person,
      actor: person,
      lines: [
        {
          productId: product.id,
          serviceName: product.service.name,
          productName: product.name,
          unit: product.unit,
          quantity: 100,
          unitPrice: rupiah(tariff.amount),
          tariffId: tariff.id,
          tariffArticle: tariff.article,
          reorderOfId: null,
        },
      ],
      series: 'B1',
      now: new Date(),
    }),
  );
  if (!order) throw new Error('no order was made');
  return order.id;
}
