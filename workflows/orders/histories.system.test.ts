import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { findBrokenInvariants } from '#records/ledger';
import type { OrderAction } from '../../contract/orders/lifecycle.ts';
import { recordHistory } from '../../tests/support/histories.ts';
import { type OrderLab, startOrderLab } from '../../tests/support/order-lab.ts';
import { people, type TestPerson } from '../../tests/support/orders.ts';

/**
 * One life of an order for each end, and for each way that differs inside the workflow. With RECORD_HISTORIES=1 their
 * histories are written to `histories/<version>/` for the replay test; do that before each release:
 * `RECORD_HISTORIES=1 npx vitest run --project system workflows/orders/histories`.
 */
let lab: OrderLab;
beforeAll(async () => {
  lab = await startOrderLab();
});
afterEach(async () => expect(await findBrokenInvariants(lab.db)).toEqual([]));
afterAll(() => lab.stop());

const { buyer, treasurer, official, secondOfficial } = people;
const note = 'Catatan uji';

async function done(
  id: string,
  action: OrderAction,
  person: TestPerson,
  input: Record<string, unknown> = {},
) {
  expect(await lab.act(id, action, person, { note, input })).toHaveProperty('version');
}

async function pay(order: { id: string; kodeBilling: string }, paidAt?: Date) {
  const ntpn = await lab.bank.pay(order.kodeBilling, paidAt ? { paidAt } : {});
  await lab.hear(order.id, { kodeBilling: order.kodeBilling, ntpn });
}

async function waitingForApproval() {
  const { id } = await lab.order({ unitPrice: 0 });
  await lab.start(id);
  await lab.until(id, 'MENUNGGU_PERSETUJUAN');
  return id;
}

async function paidLate() {
  const order = await lab.billed();
  await lab.pass('8 days');
  await pay(order, new Date(order.expiresAt.getTime() + 1_000));
  await lab.until(order.id, 'PEMBAYARAN_BERMASALAH');
  return order;
}

/** Each gives the order whose history is kept, and the state in which its run ends. */
const lives: Record<string, { end: string; live: () => Promise<string> }> = {
  'selesai-paid': {
    end: 'SELESAI',
    live: async () => {
      const order = await lab.billed();
      await pay(order);
      return order.id;
    },
  },
  'selesai-free-approved': {
    end: 'SELESAI',
    live: async () => {
      const id = await waitingForApproval();
      await lab.pass('6 days');
      await Promise.all([lab.act(id, 'approve', official), lab.act(id, 'approve', secondOfficial)]);
      return id;
    },
  },
  'selesai-paid-after-expiry-in-time': {
    end: 'SELESAI',
    live: async () => {
      const order = await lab.billed();
      await lab.pass('8 days');
      await pay(order, new Date(order.expiresAt.getTime() - 1_000));
      return order.id;
    },
  },
  'selesai-refused-retried-cancel-refused': {
    end: 'SELESAI',
    live: async () => {
      const { id } = await lab.order();
      await lab.bank.misbehave({ mode: 'refuse' });
      await lab.start(id);
      await lab.until(id, 'TAGIHAN_BERMASALAH');
      await lab.bank.behave();
      await done(id, 'retryBilling', treasurer);
      const { kodeBilling } = await lab.until(id, 'MENUNGGU_PEMBAYARAN');
      await lab.bank.pay(kodeBilling ?? '');
      expect(await lab.act(id, 'cancel', buyer)).toMatchObject({ code: 'ORDER_ALREADY_PAID' });
      return id;
    },
  },
  'selesai-honoured': {
    end: 'SELESAI',
    live: async () => {
      const { id } = await paidLate();
      await done(id, 'proposeReturn', treasurer);
      await done(id, 'refuse', official);
      await done(id, 'proposeHonour', treasurer);
      await done(id, 'decide', official);
      return id;
    },
  },
  ditolak: {
    end: 'DITOLAK',
    live: async () => {
      const id = await waitingForApproval();
      await done(id, 'reject', official);
      return id;
    },
  },
  dikembalikan: {
    end: 'DIKEMBALIKAN',
    live: async () => {
      const { id } = await paidLate();
      await done(id, 'proposeReturn', treasurer);
      await done(id, 'decide', official);
      await done(id, 'completeReturn', treasurer, { kind: 'TUNAI', letter: 'S-1/2026', date: '2026-11-23' });
      return id;
    },
  },
  'kedaluwarsa-simponi-silent': {
    end: 'KEDALUWARSA',
    live: async () => {
      const { id } = await lab.billed();
      await lab.bank.misbehave({ mode: 'down' });
      await lab.pass('8 days');
      await lab.bank.behave();
      await lab.pass('1 day');
      await lab.pass('15 days');
      return id;
    },
  },
  'dibatalkan-after-unconfirmed-notice': {
    end: 'DIBATALKAN',
    live: async () => {
      const { id, kodeBilling } = await lab.billed();
      await lab.hear(id, { kodeBilling, ntpn: 'PALSU00000000001' });
      await lab.pass('1 hour');
      await done(id, 'cancel', treasurer);
      await lab.pass('22 days');
      return id;
    },
  },
  'dibatalkan-before-billing': {
    end: 'DIBATALKAN',
    live: async () => {
      const { id } = await lab.order();
      expect(await lab.startWithAct(id, 'cancel', buyer)).toHaveProperty('version');
      return id;
    },
  },
};

describe('lives of orders', () => {
  for (const [name, { end, live }] of Object.entries(lives)) {
    it(`${name} ends in ${end}`, async () => {
      const handle = lab.client.workflow.getHandle(`order-${await live()}`);
      expect(await handle.result()).toBe(end);
      await recordHistory({ beside: import.meta.url, name }, handle);
    });
  }
});
