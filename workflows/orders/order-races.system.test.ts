import { WorkflowFailedError } from '@temporalio/client';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type OrderStatus, orderActions, orderLifecycle } from '../../contract/orders/lifecycle.ts';
import { orderWorkflowId } from '../../contract/orders/messages.ts';
import { isEncrypted } from '../../platform/temporal.ts';
import { findBrokenInvariants } from '../../records/ledger.ts';
import { eventually } from '../../tests/support/eventually.ts';
import { type OrderLab, startOrderLab } from '../../tests/support/order-lab.ts';
import { actionsOf, people, storeAct } from '../../tests/support/orders.ts';
import { testDataConverter } from '../../tests/support/temporal.ts';

let lab: OrderLab;
beforeAll(async () => {
  lab = await startOrderLab();
});
afterEach(async () => {
  await lab.bank.behave();
  expect(await findBrokenInvariants(lab.db)).toEqual([]);
});
afterAll(() => lab.stop());

const { buyer, treasurer, official, secondOfficial } = people;
const note = 'Catatan uji';
const vouchersOf = (orderId: string) => lab.db.voucher.count({ where: { orderId } });

describe('an act of which the workflow has never heard', () => {
  const waiting = async () => {
    const { id } = await lab.order({ unitPrice: 0 });
    const handle = await lab.start(id);
    await lab.until(id, 'MENUNGGU_PERSETUJUAN');
    return { id, handle };
  };

  it('is told to it, and the order goes on', async () => {
    const { id, handle } = await waiting();
    await lab.unheard(id, 'approve', 'DISETUJUI', official);
    await lab.changed(id);
    expect(await handle.result()).toBe('SELESAI');
    expect(await actionsOf(lab.db, id)).toEqual(['requestApproval', 'approve', 'issueVoucher']);
  });

  it('is learned of by the act that comes after it', async () => {
    const { id, handle } = await waiting();
    await lab.unheard(id, 'approve', 'DISETUJUI', official);
    expect(await lab.act(id, 'approve', secondOfficial)).toMatchObject({
      code: 'ACTION_NOT_ALLOWED',
      details: { state: 'DISETUJUI' },
    });
    expect(await handle.result()).toBe('SELESAI');
  });
});

describe('two things at once', () => {
  it('payment and cancelling: what SIMPONI calls paid is confirmed, and the cancelling is refused', async () => {
    const order = await lab.billed();
    const ntpn = await lab.bank.pay(order.kodeBilling);
    const [cancelled] = await Promise.all([
      lab.act(order.id, 'cancel', buyer),
      lab.hear(order.id, { kodeBilling: order.kodeBilling, ntpn }),
    ]);
    expect(['ORDER_ALREADY_PAID', 'ACTION_NOT_ALLOWED']).toContain('code' in cancelled && cancelled.code);
    expect(await order.handle.result()).toBe('SELESAI');
    expect(await vouchersOf(order.id)).toBe(1);
  });

  it('cancelling a paid order whose notice was lost confirms the payment', async () => {
    const order = await lab.billed();
    await lab.bank.pay(order.kodeBilling);
    const refusal = await lab.act(order.id, 'cancel', buyer);
    expect(refusal).toMatchObject({ code: 'ORDER_ALREADY_PAID' });
    expect(await order.handle.result()).toBe('SELESAI');
  });

  it('payment and expiry: paid one second before it and never heard of, found by asking', async () => {
    const order = await lab.billed();
    await lab.pass('6 days');
    await lab.bank.pay(order.kodeBilling, { paidAt: new Date(order.expiresAt.getTime() - 1_000) });
    await lab.pass('2 days');
    expect(await order.handle.result()).toBe('SELESAI');
    expect(await actionsOf(lab.db, order.id)).not.toContain('expire');
  });

  it('two approvals: one is recorded, the other learns the state and what is allowed', async () => {
    const { id } = await lab.order({ unitPrice: 0 });
    const handle = await lab.start(id);
    await lab.until(id, 'MENUNGGU_PERSETUJUAN');
    const outcomes = await Promise.all([
      lab.act(id, 'approve', official),
      lab.act(id, 'approve', secondOfficial),
    ]);
    const refused = outcomes.filter((each) => 'code' in each);
    expect(refused).toHaveLength(1);
    expect(refused[0]).toMatchObject({ code: 'ACTION_NOT_ALLOWED', details: { allowed: [] } });
    expect(await handle.result()).toBe('SELESAI');
    expect(await actionsOf(lab.db, id)).toEqual(['requestApproval', 'approve', 'issueVoucher']);
    expect(await vouchersOf(id)).toBe(1);
  });

  it('approval and cancelling: exactly one of them happens', async () => {
    const { id } = await lab.order({ unitPrice: 0 });
    await lab.start(id);
    await lab.until(id, 'MENUNGGU_PERSETUJUAN');
    const outcomes = await Promise.all([lab.act(id, 'approve', official), lab.act(id, 'cancel', buyer)]);
    expect(outcomes.filter((each) => 'code' in each)).toHaveLength(1);
    const actions = await actionsOf(lab.db, id);
    expect(actions.filter((each) => each === 'approve' || each === 'cancel')).toHaveLength(1);
  });

  it('the same act twice with one id has one effect and one answer', async () => {
    const { id } = await lab.order({ unitPrice: 0 });
    await lab.start(id);
    await lab.until(id, 'MENUNGGU_PERSETUJUAN');
    const intentId = await storeAct(lab.db, id, 'reject', official, { note });
    const [first, second] = await Promise.all([
      lab.act(id, 'reject', official, { intentId }),
      lab.act(id, 'reject', official, { intentId }),
    ]);
    expect(first).toEqual(second);
    expect(first).toMatchObject({ status: 'DITOLAK', version: 3 });
    expect(await actionsOf(lab.db, id)).toEqual(['requestApproval', 'reject']);
    const intent = await lab.db.orderIntent.findUniqueOrThrow({ where: { id: intentId } });
    expect(intent).toMatchObject({ status: 'APPLIED', result: { status: 'DITOLAK', version: 3 } });
  });

  it('two standing orders for the last units: one takes them, the other goes to pejabat', async () => {
    const { institutionId, productId } = lab.world;
    const { id: decisionId } = await lab.db.standingDecision.create({
      data: {
        ...{ institutionId, productId, note, maxUnits: 100, decidedBy: official.id },
        validFrom: new Date('2020-01-01'),
        validTo: new Date('2099-01-01'),
      },
    });
    const orders = await Promise.all([lab.order({ unitPrice: 0 }), lab.order({ unitPrice: 0 })]);
    await Promise.all(orders.map(({ id }) => lab.start(id)));
    await expect
      .poll(
        async () => (await Promise.all(orders.map(({ id }) => lab.row(id)))).map((row) => row.status).sort(),
        { timeout: 30_000 },
      )
      .toEqual(['MENUNGGU_PERSETUJUAN', 'SELESAI']);
    const { usedUnits } = await lab.db.standingDecision.findUniqueOrThrow({ where: { id: decisionId } });
    expect(usedUnits).toBe(100);
    await lab.db.standingDecision.update({ where: { id: decisionId }, data: { revokedAt: new Date() } });
  });
});

describe('acts that the table or a rule forbids', () => {
  it('leave no trace: not in the row, and for the validator not even in the workflow', async () => {
    const order = await lab.billed();
    const refusal = await lab.act(order.id, 'approve', official);
    expect(refusal).toEqual({
      code: 'ACTION_NOT_ALLOWED',
      details: { state: 'MENUNGGU_PEMBAYARAN', allowed: [] },
    });
    expect(await lab.act(order.id, 'cancel', people.secondOfficial)).toMatchObject({ code: 'FORBIDDEN' });
    const { events = [] } = await order.handle.fetchHistory();
    expect(events?.filter((event) => event.workflowExecutionUpdateAcceptedEventAttributes)).toEqual([]);
    expect((await lab.row(order.id)).version).toBe(3);
  });

  it('needs a note where the table says so', async () => {
    const order = await lab.billed();
    const refusal = await lab.act(order.id, 'cancel', treasurer);
    expect(refusal).toMatchObject({
      code: 'NOTE_REQUIRED',
      details: { state: 'MENUNGGU_PEMBAYARAN', allowed: ['cancel'] },
    });
    expect((await lab.row(order.id)).status).toBe('MENUNGGU_PEMBAYARAN');
  });

  it('believes the stored act, not the message: another person or action is refused', async () => {
    const order = await lab.billed();
    const intentId = await storeAct(lab.db, order.id, 'cancel', buyer);
    expect(await lab.act(order.id, 'cancel', people.otherBuyer, { intentId })).toMatchObject({
      code: 'FORBIDDEN',
    });
    expect((await lab.row(order.id)).status).toBe('MENUNGGU_PEMBAYARAN');
  });

  it('does not approve without a PKS in force, and does once it is prolonged', async () => {
    const { id } = await lab.order({ unitPrice: 0 });
    await lab.start(id);
    await lab.until(id, 'MENUNGGU_PERSETUJUAN');
    const where = { id: lab.world.agreementId };
    const { endsOn } = await lab.db.agreement.findUniqueOrThrow({ where });
    await lab.db.agreement.update({
      where,
      data: { startsOn: new Date('2020-01-01'), endsOn: new Date('2021-01-01') },
    });
    const refusal = await lab.act(id, 'approve', official);
    await lab.db.agreement.update({ where, data: { endsOn } });
    expect(refusal).toMatchObject({
      code: 'AGREEMENT_INACTIVE',
      details: { params: { endsOn: '2021-01-01' }, allowed: ['reject'] },
    });
    expect(await lab.act(id, 'approve', official)).toMatchObject({ status: 'DISETUJUI' });
  });
});

describe('a run', () => {
  it('refuses an order that another run has carried, after Temporal has forgotten it', async () => {
    const order = await lab.billed();
    await lab.hear(order.id, { kodeBilling: order.kodeBilling, ntpn: await lab.bank.pay(order.kodeBilling) });
    expect(await order.handle.result()).toBe('SELESAI');
    const again = await lab.start(order.id);
    await expect(again.result()).rejects.toThrow(WorkflowFailedError);
    expect(await vouchersOf(order.id)).toBe(1);
    expect((await lab.row(order.id)).version).toBe(5);
  });

  it('holds no word of people: no note, name, address or SIMPONI text in what Temporal keeps', async () => {
    const { id } = await lab.order();
    await lab.bank.misbehave({ mode: 'refuse', code: '99', words: 'RAHASIA-SIMPONI' });
    const handle = await lab.start(id);
    await lab.until(id, 'TAGIHAN_BERMASALAH');
    await lab.bank.behave();
    await lab.act(id, 'cancel', treasurer, { note: 'RAHASIA-CATATAN' });
    expect(await handle.result()).toBe('DIBATALKAN');
    const { events } = await handle.fetchHistory();
    const sealed = JSON.stringify(events);
    expect(sealed).not.toContain('MENUNGGU');
    const plain = await decodedTexts(events);
    expect(plain).toContain('TAGIHAN_BERMASALAH');
    for (const word of ['RAHASIA', 'LEMBAGA UJI', 'Orang ', '@uji.test', '@lembaga.test']) {
      expect(plain).not.toContain(word);
    }
  });
});

/** Every payload of a history, decrypted; what Temporal's own markers say in the clear, as it is. */
async function decodedTexts(value: unknown): Promise<string> {
  const texts: string[] = [];
  const codec = testDataConverter.payloadCodecs?.[0];
  const walk = async (each: unknown): Promise<void> => {
    if (each === null || typeof each !== 'object') return;
    const { metadata, data } = each as { metadata?: Record<string, Uint8Array>; data?: Uint8Array };
    if (codec && metadata?.encoding && data) {
      const payload = { metadata, data };
      const [plain = payload] = isEncrypted(payload) ? await codec.decode([payload]) : [];
      texts.push(new TextDecoder().decode(plain.data ?? new Uint8Array()));
      return;
    }
    for (const child of Object.values(each)) await walk(child);
  };
  await walk(value);
  return texts.join('\n');
}

const seed = Number(process.env.FC_SEED ?? Date.now() % 1_000_000);

describe(`random lives (seed ${seed})`, () => {
  const person = fc.constantFrom(...Object.values(people));
  const command = fc.oneof(
    fc.record({ what: fc.constant('act' as const), action: fc.constantFrom(...orderActions), person }),
    fc.record({ what: fc.constant('pay' as const), heard: fc.boolean() }),
    fc.record({ what: fc.constant('pass' as const), days: fc.integer({ min: 1, max: 5 }) }),
    fc.record({ what: fc.constant('bank' as const), down: fc.boolean() }),
  );
  const life = fc.record({ free: fc.boolean(), commands: fc.array(command, { maxLength: 12 }) });

  it('change nothing when refused, and never lose a payment made in time', async () => {
    await fc.assert(
      fc.asyncProperty(life, ({ free, commands }) => live(free, commands)),
      { seed, numRuns: Number(process.env.FC_RUNS ?? 12), endOnFailure: true },
    );
  }, 180_000);

  type Command = typeof command extends fc.Arbitrary<infer C> ? C : never;

  async function live(free: boolean, commands: readonly Command[]) {
    const { id } = await lab.order({ unitPrice: free ? 0 : 1_000 });
    await lab.start(id);
    await lab.until(id, free ? 'MENUNGGU_PERSETUJUAN' : 'MENUNGGU_PEMBAYARAN');
    let paidInTime = false;
    for (const each of commands) paidInTime = (await obey(id, each)) || paidInTime;
    await lab.bank.behave();
    await lab.pass('1 day');
    await lab.pass('40 days');
    const status = (await lab.row(id)).status as OrderStatus;
    if (paidInTime) expect(['KEDALUWARSA', 'DIBATALKAN', 'MENUNGGU_PEMBAYARAN']).not.toContain(status);
    expect(await findBrokenInvariants(lab.db)).toEqual([]);
    const ended = orderLifecycle.final.includes(status) || ['KEDALUWARSA', 'DIBATALKAN'].includes(status);
    const handle = lab.client.workflow.getHandle(orderWorkflowId(id));
    await eventually(async () => {
      expect((await handle.describe()).status.name).toBe(ended ? 'COMPLETED' : 'RUNNING');
    });
  }

  /** True when this was a payment in time. */
  async function obey(id: string, each: Command): Promise<boolean> {
    const before = await lab.row(id);
    if (each.what === 'bank') {
      await (each.down ? lab.bank.misbehave({ mode: 'down' }) : lab.bank.behave());
    } else if (each.what === 'pass') {
      await lab.pass(`${each.days} days`);
    } else if (each.what === 'act') {
      const outcome = await actOrGone(id, each);
      const his = { orderId: id, version: { gt: before.version }, actorId: each.person.id };
      if (outcome !== 'done') expect(await lab.db.orderHistory.count({ where: his }), outcome).toBe(0);
    } else if (before.kodeBilling && before.expiresAt && before.ntpn === null) {
      return payNow(id, before.kodeBilling, each.heard);
    }
    return false;
  }

  async function payNow(id: string, kodeBilling: string, heard: boolean): Promise<boolean> {
    await lab.syncClock();
    const { body } = await lab.bank.tryToPay(kodeBilling);
    const ntpn = body.ntpn;
    if (typeof ntpn !== 'string') return false;
    const now = await lab.row(id);
    if (heard && now.status === 'MENUNGGU_PEMBAYARAN') await lab.hear(id, { kodeBilling, ntpn });
    return now.status === 'MENUNGGU_PEMBAYARAN';
  }

  async function actOrGone(id: string, each: Extract<Command, { what: 'act' }>): Promise<string> {
    try {
      const outcome = await lab.act(id, each.action, each.person, { note });
      return 'code' in outcome ? outcome.code : 'done';
    } catch {
      // The run has ended: the API reads the row's state then.
      return 'gone';
    }
  }
});
