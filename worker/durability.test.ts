import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase, type Database } from '#prisma/client';
import { migrate } from '#prisma/migrate';
import { findBrokenInvariants } from '#records/ledger';
import { storePaymentNotice } from '#records/payments/inbox';
import { type Postgres, startPostgres } from '../scripts/lib/postgres.ts';
import { findTemporal } from '../scripts/lib/temporal-binary.ts';
import { startTemporal, type TemporalServer } from '../scripts/lib/temporal-server.ts';
import { startMailSimulator } from '../simulators/mail/simulator.ts';
import { testEnvironment } from '../tests/support/config.ts';
import { eventually } from '../tests/support/eventually.ts';
import {
  createOrder,
  createOrderWorld,
  type OrderWorld,
  startTestSimponi,
  statusOf,
  type TestSimponi,
} from '../tests/support/orders.ts';
import { startProcess, type TestProcess } from '../tests/support/process.ts';

/**
 * The worker as a process of its own against servers of its own, which are taken away from it: what was accepted goes
 * on when they are back, without hands.
 */

const dir = mkdtempSync(join(tmpdir(), 'loket-durability-'));
const patient = { withinMs: 90_000, everyMs: 200 };
let program: string;
let postgres: Postgres;
let temporal: TemporalServer;
let bank: TestSimponi;
let inbox: Awaited<ReturnType<typeof startMailSimulator>>;
let db: Database;
let world: OrderWorld;
let env: Record<string, string>;
let worker: TestProcess | undefined;

const startDatabase = () =>
  startPostgres({ dir: join(dir, 'postgres'), settings: { fsync: 'off', max_connections: '100' } });
const startServer = () => startTemporal({ program, dir: join(dir, 'temporal') });
const startWorker = async () => {
  worker = await startProcess('worker/main.ts', env);
  return worker;
};

beforeAll(async () => {
  program = (await findTemporal('server', { onProgress: console.log })).path;
  [postgres, temporal, bank, inbox] = await Promise.all([
    startDatabase(),
    startServer(),
    startTestSimponi(),
    startMailSimulator({ mode: 'demo', port: 0, smtpPort: 0, dataDir: join(dir, 'mail') }),
  ]);
  await migrate(postgres.ownerUrl);
  db = createDatabase(postgres.appUrl);
  world = await createOrderWorld(db);
  env = testEnvironment({
    DATA_DIR: join(dir, 'data'),
    DATABASE_URL: postgres.appUrl,
    TEMPORAL_ADDRESS: temporal.address,
    SIMPONI_URL: bank.simulator.url,
    SIMPONI_USER_ID: 'loket',
    SIMPONI_TIMEOUT_MS: '20000',
    SMTP_URL: inbox.smtpUrl,
  });
}, 180_000);

afterEach(async () => {
  await worker?.kill();
  worker = undefined;
  await bank.behave();
  expect(await findBrokenInvariants(db)).toEqual([]);
});

afterAll(async () => {
  await db.$disconnect();
  await Promise.all([postgres.stop(), temporal.stop(), bank.simulator.stop(), inbox.stop()]);
  rmSync(dir, { recursive: true, force: true });
});

const until = (orderId: string, status: string) =>
  eventually(async () => {
    expect(await statusOf(db, orderId)).toBe(status);
    return db.order.findUniqueOrThrow({ where: { id: orderId } });
  }, patient);

async function pay(kodeBilling: string | null) {
  const code = kodeBilling ?? '';
  await storePaymentNotice(db, { kind: 'ACTIVE_INQUIRY', kodeBilling: code, ntpn: await bank.pay(code) });
}

describe('R8: Temporal or the workers are away', () => {
  it('what was accepted meanwhile is carried when Temporal comes back', async () => {
    await temporal.stop();
    const { id } = await createOrder(db, world, { outbox: true });
    await startWorker();
    await eventually(async () => {
      const row = await db.outbox.findFirstOrThrow({ where: { refId: id } });
      expect(row).toMatchObject({ doneAt: null });
      expect(row.attempts).toBeGreaterThan(0);
    }, patient);
    temporal = await startServer();
    const { kodeBilling } = await until(id, 'MENUNGGU_PEMBAYARAN');

    await worker?.kill();
    await temporal.stop();
    await pay(kodeBilling);
    temporal = await startServer();
    await startWorker();
    await until(id, 'SELESAI');
  }, 240_000);

  it('a worker that is killed while SIMPONI makes the code leaves one code, under the same trx id', async () => {
    const { id } = await createOrder(db, world, { outbox: true });
    await bank.misbehave({ mode: 'slow', ms: 4_000, count: 1 });
    await startWorker();
    const { trxId } = await until(id, 'PENERBITAN_TAGIHAN');
    await worker?.kill();
    await startWorker();
    const row = await until(id, 'MENUNGGU_PEMBAYARAN');
    expect(row).toMatchObject({ trxId, billingAttempt: 1 });
    expect(await bank.billings(trxId ?? '')).toMatchObject([{ kodeBilling: row.kodeBilling }]);
  }, 240_000);

  it('a worker that is told to stop ends with success', async () => {
    await startWorker();
    expect(await worker?.stop()).toBe(0);
  }, 120_000);
});

describe('R9: Postgres or the mail server is away', () => {
  it('an order goes on when Postgres comes back in the middle of its billing', async () => {
    const { id } = await createOrder(db, world, { outbox: true });
    await bank.misbehave({ mode: 'slow', ms: 3_000, count: 1 });
    await startWorker();
    const { trxId } = await until(id, 'PENERBITAN_TAGIHAN');
    await postgres.stop();
    postgres = await startDatabase();
    const row = await until(id, 'MENUNGGU_PEMBAYARAN');
    expect(await bank.billings(trxId ?? '')).toMatchObject([{ kodeBilling: row.kodeBilling }]);
    await pay(row.kodeBilling);
    await until(id, 'SELESAI');
    expect(await db.voucher.count({ where: { orderId: id } })).toBe(1);
  }, 240_000);

  it('mails wait for the mail server and go out when it is back', async () => {
    await fetch(`${inbox.url}/control`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ mode: 'down' }),
    });
    const { id } = await createOrder(db, world, { outbox: true });
    await startWorker();
    await until(id, 'MENUNGGU_PEMBAYARAN');
    const notices = () => db.outgoingNotice.findMany({ where: { orderId: id } });
    await eventually(async () => {
      const rows = await notices();
      expect(rows.length).toBeGreaterThan(0);
      for (const row of rows) expect(row).toMatchObject({ status: 'QUEUED', attempts: 1 });
    }, patient);
    await fetch(`${inbox.url}/control`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ mode: 'normal' }),
    });
    await db.outgoingNotice.updateMany({ where: { orderId: id }, data: { availableAt: new Date() } });
    await eventually(async () => {
      for (const row of await notices()) expect(row.status).toBe('SENT');
    }, patient);
  }, 240_000);
});
