import { MockActivityEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '#contract/shared/errors';
import { createLogger } from '#platform/logger';
import type { PaymentInquiry, SimponiPort } from '#ports/simponi/simponi-port';
import { createTestDatabase, type TestDatabase } from '../../tests/support/database.ts';
import { createOrder, createOrderWorld } from '../../tests/support/orders.ts';
import type { OrderActivityDeps } from './deps.ts';
import { sweepPayments } from './sweep.ts';

let database: TestDatabase;
let codes: string[];
beforeAll(async () => {
  database = await createTestDatabase();
});
/** Four unpaid codes, in the order in which they are asked about. */
beforeEach(async () => {
  const { db } = database;
  await db.order.updateMany({ data: { status: 'DITOLAK' } });
  const world = await createOrderWorld(db);
  const ids = await Promise.all([1, 2, 3, 4].map(async () => (await createOrder(db, world)).id));
  codes = [];
  for (const [at, id] of ids.sort().entries()) {
    const kodeBilling = `82026${String(Date.now()).slice(-9)}${at}`;
    const data = { status: 'MENUNGGU_PEMBAYARAN', kodeBilling, trxId: `TRX-${kodeBilling}` };
    await db.order.update({ where: { id }, data });
    codes.push(kodeBilling);
  }
});
afterAll(() => database?.drop());

/** One page, with what SIMPONI says of each code by its place; gives the places that it was asked about. */
async function sweep(said: (place: number) => PaymentInquiry) {
  const asked: number[] = [];
  const inquire: SimponiPort['inquire'] = async ({ kodeBilling }) => {
    const place = codes.indexOf(kodeBilling);
    asked.push(place);
    return said(place);
  };
  const deps: OrderActivityDeps = {
    db: database.db,
    simponi: { inquire, createBilling: () => Promise.reject(new Error('nobody asked for a code')) },
    settings: {
      ...{ paymentDays: 7, graceDays: 14, billingPatienceHours: 24, simponiTimeoutMs: 5_000 },
      ...{ decisionRemindDays: 2, decisionEscalateDays: 5 },
    },
    now: () => new Date(),
    log: createLogger('test', 'fatal'),
  };
  const page = await new MockActivityEnvironment().run(sweepPayments(deps), { after: null });
  return { page, asked };
}

const refused = () => {
  throw new AppError('SIMPONI_REFUSED', { details: { simponiCode: '99', words: 'Data tidak valid' } });
};
const silent = () => {
  throw new AppError('SIMPONI_UNAVAILABLE', { details: { reason: 'timeout' } });
};
const paid = (place: number): PaymentInquiry => ({
  ...{ kind: 'paid', simponiTrxId: '1', ntpn: `A1B2C3D4E5F6G7H${place}`, ntb: '000123456789' },
  ...{ paidAt: new Date(), bankCode: '520008000990', channelCode: '7012', bookDate: '2026-11-20' },
});

describe('a round of asking SIMPONI', () => {
  it('goes past codes that SIMPONI takes no question about, and finds the payment behind them', async () => {
    const { page, asked } = await sweep((place) => (place < 3 ? refused() : paid(place)));
    expect(asked).toEqual([0, 1, 2, 3]);
    expect(page).toEqual({ next: null, asked: 4, paid: 1 });
    const heard = await database.db.paymentNotice.findMany({ where: { kodeBilling: { in: codes } } });
    expect(heard).toMatchObject([{ kind: 'SWEEP', kodeBilling: codes[3] }]);
  });

  it('ends when SIMPONI is silent: it is spared until the next round', async () => {
    const { page, asked } = await sweep((place) => (place < 3 ? silent() : paid(place)));
    expect(asked).toEqual([0, 1, 2]);
    expect(page).toEqual({ next: null, asked: 3, paid: 0 });
  });
});
