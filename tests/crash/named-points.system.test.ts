import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { simponiMethods } from '#contract/external/simponi';
import type { OrderStatus } from '#contract/orders/lifecycle';
import type { RequestStatus } from '#contract/requests/lifecycle';
import { listenTo } from '#prisma/listen';
import { findBrokenInvariants } from '#records/ledger';
import { orderChangedChannel } from '#records/orders/transition';
import { requestChangedChannel } from '#records/requests/transition';
import type { StoredMail } from '../../simulators/mail/mailbox.ts';
import { eventually } from '../support/eventually.ts';
import { bringToEnd, orderAt, payAndWait } from './crash.ts';
import { fileRequest, order, signedIn, type Worker } from './people.ts';
import { type CrashSystem, startCrashSystem, type Victim } from './system.ts';
import type { TappedCall } from './tap.ts';

/** R1 at its named points: a part dies with -9 exactly between two things that must not come apart. */

const timeout = 300_000;
let system: CrashSystem;
let buyer: Worker;
let operator: Worker;
let centre: Worker;

beforeAll(async () => {
  system = await startCrashSystem();
  [buyer, operator, centre] = (await Promise.all(
    ['pemesan.pusat', 'operator.semarang', 'konsolidasi'].map((name) =>
      signedIn(system.apiUrl, `${name}@demo.loket.test`),
    ),
  )) as [Worker, Worker, Worker];
}, 240_000);
afterAll(() => system.stop());
afterEach(async () => expect(await findBrokenInvariants(system.db)).toEqual([]));

/** Kills a part as soon as the database has committed a change that is meant; resolves when it serves again. */
async function killWhenCommitted(
  victim: Victim,
  channel: string,
  isMeant: (change: Record<string, unknown>) => boolean,
): Promise<{ struck: Promise<void> }> {
  let connected = () => {};
  const listening = new Promise<void>((resolve) => {
    connected = resolve;
  });
  const struck = new Promise<void>((resolve, reject) => {
    let done = false;
    const listener = listenTo(system.env['DATABASE_URL'] as string, {
      channels: [channel],
      onConnected: () => connected(),
      onNotification: (_channel, payload) => {
        if (done || !isMeant(JSON.parse(payload) as Record<string, unknown>)) return;
        done = true;
        system
          .kill(victim)
          .then(() => listener.stop())
          .then(resolve, reject);
      },
    });
  });
  await listening;
  return { struck };
}

/** One code at SIMPONI, one voucher, each step in the history once, each message under one id. */
async function expectOnce(orderId: string): Promise<void> {
  const { db, bank, mailUrl } = system;
  const { trxId, status } = await db.order.findUniqueOrThrow({ where: { id: orderId } });
  expect(status).toBe('SELESAI');
  expect(await bank.billings(trxId ?? '')).toHaveLength(1);
  expect(await db.voucher.count({ where: { orderId } })).toBe(1);
  const history = await db.orderHistory.findMany({ where: { orderId }, orderBy: { version: 'asc' } });
  expect(history.map(({ to }) => to)).toEqual([
    'DIPROSES',
    'PENERBITAN_TAGIHAN',
    'MENUNGGU_PEMBAYARAN',
    'DIBAYAR',
    'SELESAI',
  ]);
  const notices = { where: { orderId, channel: 'MAIL' } };
  await eventually(
    async () => {
      const sent = await db.outgoingNotice.findMany(notices);
      expect(sent.filter(({ status }) => status !== 'SENT')).toEqual([]);
      const mails = (await (await fetch(`${mailUrl}/api/messages?limit=10000`)).json()) as StoredMail[];
      const ids = new Set(mails.map(({ messageId }) => messageId));
      expect(sent.filter(({ messageId }) => !ids.has(messageId ?? ''))).toEqual([]);
      expect(new Set(sent.map(({ messageId }) => messageId)).size).toBe(sent.length);
    },
    { withinMs: 60_000 },
  );
}

const isNewCode = ({ body }: TappedCall): boolean => body.includes(simponiMethods.createBilling);

describe('an order goes to its end, each step once', () => {
  it('when the worker dies between the answer of SIMPONI and its own record', { timeout }, async () => {
    const { simponi } = system.taps;
    const lost = simponi.loseAnswer(isNewCode, () => system.kill('worker'));
    const before = simponi.calls.length;
    const id = await order(buyer);
    await lost;
    await payAndWait(system, id);
    const asked = simponi.calls.slice(before).filter(isNewCode);
    expect(asked.length).toBeGreaterThan(1);
    await expectOnce(id);
  });

  it.each<OrderStatus>(['DIPROSES', 'PENERBITAN_TAGIHAN', 'MENUNGGU_PEMBAYARAN', 'DIBAYAR', 'SELESAI'])(
    'when the worker dies between the commit of %s and its report to Temporal',
    { timeout },
    async (status) => {
      const { struck } = await killWhenCommitted(
        'worker',
        orderChangedChannel,
        (change) => change['status'] === status,
      );
      const id = await order(buyer);
      await Promise.all([struck, payAndWait(system, id)]);
      await expectOnce(id);
    },
  );

  it('when the API dies between its record of a payment and its answer to the bank', {
    timeout,
  }, async () => {
    const { notices } = system.taps;
    const id = await order(buyer);
    const { kodeBilling } = await orderAt(system, id, 'MENUNGGU_PEMBAYARAN');
    const isNotice = ({ body }: TappedCall) => body.includes(kodeBilling ?? '');
    const lost = notices.loseAnswer(isNotice, () => system.kill('api'));
    await system.bank.pay(kodeBilling ?? '', { notify: true });
    await lost;
    // The bank has heard nothing and says it again.
    await eventually(() => notices.calls.filter(isNotice).length > 1, { withinMs: 60_000 });
    await orderAt(system, id, 'SELESAI');
    expect(
      await system.db.paymentNotice.count({
        where: { kodeBilling: kodeBilling ?? '', kind: 'ACTIVE_INQUIRY' },
      }),
    ).toBe(1);
    await expectOnce(id);
  });
});

describe('a request goes to its end, each act once', () => {
  it.each<{ status: RequestStatus; victim: Victim }>([
    { status: 'DISETUJUI', victim: 'worker' },
    { status: 'DISETUJUI', victim: 'api' },
    { status: 'DISETUJUI', victim: 'temporal' },
    { status: 'DIPROSES', victim: 'worker' },
    { status: 'SELESAI', victim: 'worker' },
  ])(
    'when $victim dies between the commit of $status and the answer to it',
    { timeout },
    async ({ status, victim }) => {
      const { db } = system;
      const id = await fileRequest(operator);
      const { struck } = await killWhenCommitted(
        victim,
        requestChangedChannel,
        (change) => change['requestId'] === id && change['status'] === status,
      );
      await Promise.all([struck, bringToEnd(system, { operator, centre }, id)]);
      const history = await db.requestHistory.findMany({ where: { requestId: id } });
      const acted = history.map(({ action }) => action).sort();
      expect(acted).toEqual(['approve', 'complete', 'startProcessing', 'submit']);
    },
  );
});
