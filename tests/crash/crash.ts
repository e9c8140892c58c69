import { setTimeout as pause } from 'node:timers/promises';
import { findBrokenInvariants } from '#records/ledger';
import { act, fileRequest, order, persist, signedIn, type Worker } from './people.ts';
import { numbersOf } from './random.ts';
import { type CrashSystem, startCrashSystem, type Victim, victims } from './system.ts';

export interface CrashOptions {
  readonly seed: number;
  readonly orders: number;
  readonly requests: number;
  readonly kills: number;
  readonly onProgress?: (line: string) => void;
}

/** What a run found wrong, in words; empty: nothing. */
export interface CrashReport {
  readonly faults: readonly string[];
  readonly killed: Readonly<Record<Victim, number>>;
}

/**
 * R1: orders and requests are in flight while worker, API, PostgreSQL and Temporal are killed with -9 at moments that the
 * seed decides; people press again with the same key, the bank is paid once. After the last restart everything must come
 * to its end: nothing accepted is lost, one voucher and one billing code an order, one history a request.
 */
export async function runCrash(options: CrashOptions): Promise<CrashReport> {
  const { onProgress = () => {} } = options;
  const system = await startCrashSystem({ sweepMinutes: 1 });
  try {
    const random = numbersOf(options.seed);
    const killed = { worker: 0, api: 0, postgres: 0, temporal: 0 };
    let working = true;
    const work = Promise.all([
      workOnOrders(system, options.orders),
      workOnRequests(system, options.requests),
    ]).finally(() => {
      working = false;
    });
    const killing = (async () => {
      const total = options.orders + options.requests;
      for (let count = 0; count < options.kills && working; count += 1) {
        // The moment is a share of the work that is done, so that a slow machine is struck as often as a quick one.
        const moment = (total * (count + random())) / (options.kills + 1);
        while (working && (await ended(system)) < moment) await pause(100);
        const victim = victims[Math.floor(random() * victims.length)] as Victim;
        await system.kill(victim);
        killed[victim] += 1;
        onProgress(
          `killed ${victim} (${count + 1} of ${options.kills}); ${await ended(system)} of ${total} at their end`,
        );
      }
    })();
    const [{ orderIds, requestIds }] = await Promise.all([
      work.then(([orderIds, requestIds]) => ({ orderIds, requestIds })),
      killing,
    ]);
    return { faults: await findFaults(system, orderIds, requestIds), killed };
  } finally {
    await system.stop();
  }
}

/**
 * Orders and requests at their end; waits while the database is away.
 * @throws Error when a part has ended by itself: nothing would come to its end any more
 */
async function ended(system: CrashSystem): Promise<number> {
  const [ending] = system.endedByThemselves();
  if (ending) throw new Error(ending);
  const { db } = system;
  return persist(async () => {
    const where = { status: 'SELESAI' };
    const [orders, requests] = await Promise.all([
      db.order.count({ where }),
      db.syncRequest.count({ where }),
    ]);
    return orders + requests;
  });
}

/** A buyer orders one after the other; each is paid as soon as it has its code. */
async function workOnOrders(system: CrashSystem, count: number): Promise<string[]> {
  const buyer = await signedIn(system.apiUrl, 'pemesan.pusat@demo.loket.test');
  const ids: string[] = [];
  const paying: Promise<void>[] = [];
  for (let made = 0; made < count; made += 1) {
    const id = await order(buyer);
    ids.push(id);
    paying.push(payAndWait(system, id));
  }
  await Promise.all(paying);
  return ids;
}

export async function payAndWait(system: CrashSystem, id: string): Promise<void> {
  const { kodeBilling } = await orderAt(system, id, 'MENUNGGU_PEMBAYARAN');
  await system.bank.pay(kodeBilling ?? '', { notify: true });
  await orderAt(system, id, 'SELESAI');
}

/** Waits until an order has come so far. */
export const orderAt = ({ db }: CrashSystem, id: string, status: string) =>
  persist(async () => {
    const row = await db.order.findUniqueOrThrow({ where: { id } });
    if (row.status !== status) throw new Error(`order ${id} is ${row.status}, not ${status}`);
    return row;
  }, 600_000);

async function workOnRequests(system: CrashSystem, count: number): Promise<string[]> {
  const operator = await signedIn(system.apiUrl, 'operator.semarang@demo.loket.test');
  const centre = await signedIn(system.apiUrl, 'konsolidasi@demo.loket.test');
  const ids: string[] = [];
  const going: Promise<void>[] = [];
  for (let made = 0; made < count; made += 1) {
    const id = await fileRequest(operator);
    ids.push(id);
    going.push(bringToEnd(system, { operator, centre }, id));
  }
  await Promise.all(going);
  return ids;
}

export async function bringToEnd(
  { db }: CrashSystem,
  { operator, centre }: { operator: Worker; centre: Worker },
  id: string,
): Promise<void> {
  const base = `/api/v1/requests/${id}`;
  // A workflow that has not started yet refuses for the moment.
  await persist(() => act(operator, `${base}/actions/approve`, {}));
  await persist(() => act(centre, `${base}/steps/KONSOLIDASI_MANUAL/actions/take`, {}));
  await persist(() =>
    act(centre, `${base}/steps/KONSOLIDASI_MANUAL/actions/complete`, { result: 'SUDAH_DIKONSOLIDASI' }),
  );
  await persist(async () => {
    const row = await db.syncRequest.findUniqueOrThrow({ where: { id } });
    if (row.status !== 'SELESAI') throw new Error(`request ${id} is ${row.status}`);
  }, 600_000);
}

async function findFaults(
  { db, bank, endedByThemselves }: CrashSystem,
  orderIds: readonly string[],
  requestIds: readonly string[],
): Promise<string[]> {
  const faults = (await findBrokenInvariants(db)).map(({ rule, id }) => `${rule}: ${id}`);
  faults.push(...endedByThemselves());
  const expectCount = (what: string, found: number, wanted: number) => {
    if (found !== wanted) faults.push(`${what}: ${found} instead of ${wanted}`);
  };
  const orders = await db.order.findMany({ where: { id: { in: [...orderIds] } } });
  expectCount('orders that were accepted', await db.order.count(), orderIds.length);
  expectCount(
    'orders at their end',
    orders.filter(({ status }) => status === 'SELESAI').length,
    orderIds.length,
  );
  expectCount(
    'vouchers of orders',
    await db.voucher.count({ where: { source: 'PESANAN' } }),
    orderIds.length,
  );
  expectCount('billing codes at SIMPONI', (await bank.billings()).length, orderIds.length);
  expectCount('requests that were accepted', await db.syncRequest.count(), requestIds.length);
  expectCount(
    'requests at their end',
    await db.syncRequest.count({ where: { status: 'SELESAI' } }),
    requestIds.length,
  );
  for (const action of ['submit', 'approve', 'startProcessing', 'complete']) {
    expectCount(
      `rows of "${action}"`,
      await db.requestHistory.count({ where: { action } }),
      requestIds.length,
    );
  }
  return faults;
}
