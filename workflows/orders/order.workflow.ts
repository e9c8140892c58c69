import {
  allHandlersFinished,
  condition,
  defineQuery,
  defineSignal,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { OrderStatus } from '../../contract/orders/lifecycle.ts';
import { type OrderInput, orderChangedSignal } from '../../contract/orders/messages.ts';
import { type Seen, seenQuery } from '../../contract/shared/workflow-view.ts';
import { records } from './activities.ts';
import { takeActs } from './acts.ts';
import { waitForPeople } from './attention.ts';
import { requestBilling, startBilling } from './billing.ts';
import { OrderRun } from './order-run.ts';
import { hearPayments, lookAtHeard, waitForPayment, waitOutGrace } from './payment.ts';

const seen = defineQuery<Seen | null>(seenQuery);
const orderChanged = defineSignal(orderChangedSignal);

/**
 * The PNBP order: process -> (decision) -> bill -> pay -> voucher.
 *
 * Every step asks the table (`contract/orders/lifecycle`) and is recorded in Postgres, which has the last word. People
 * act by the Update `act`, SIMPONI is heard by the Signal `paymentHeard`; both take turns with the steps below. The
 * run ends in a final state, or after the grace period of an expired or cancelled order, when nobody is served any
 * more and no payment is left that was heard of. Gives the state in which it ended.
 *
 * Holds ids, codes, amounts and times; what people write stays in Postgres. Fails with ACTION_NOT_ALLOWED when another
 * run has carried this order before.
 */
export async function orderWorkflow({ orderId }: OrderInput): Promise<OrderStatus> {
  const run = new OrderRun(orderId);
  // Its turn comes before that of whatever was sent ahead of the first activity's answer.
  const opened = open(run);
  hearPayments(run);
  setHandler(orderChanged, () => {
    run.news = true;
  });
  takeActs(run);
  setHandler(seen, () => run.view);
  await opened;
  do {
    while (!run.hasEnded) await goOn(run);
    await condition(allHandlersFinished);
  } while (!run.hasEnded);
  return run.status;
}

function open(run: OrderRun): Promise<void> {
  const { orderId } = run;
  const runId = workflowInfo().firstExecutionRunId;
  return run.turns.take(async () => {
    const { order, settings } = await records.openOrder({ orderId, runId });
    run.begin(order, settings);
  });
}

/** The story, state by state. */
const story: Record<OrderStatus, (run: OrderRun) => Promise<void>> = {
  DIPROSES: (run) => {
    if (run.allows('applyStandingDecision', 'system')) return applyStandingDecision(run);
    if (run.allows('requestApproval', 'system')) return requestApproval(run);
    return startBilling(run);
  },
  MENUNGGU_PERSETUJUAN: waitForPeople,
  DISETUJUI: (run) => (run.allows('issueVoucher', 'system') ? issueVoucher(run) : startBilling(run)),
  PENERBITAN_TAGIHAN: requestBilling,
  TAGIHAN_BERMASALAH: waitForPeople,
  MENUNGGU_PEMBAYARAN: waitForPayment,
  KEDALUWARSA: waitOutGrace,
  DIBATALKAN: waitOutGrace,
  DIBAYAR: issueVoucher,
  PEMBAYARAN_BERMASALAH: waitForPeople,
  MENUNGGU_KEPUTUSAN: waitForPeople,
  PENGEMBALIAN: waitForPeople,
  SELESAI: waitForTheRest,
  DITOLAK: waitForTheRest,
  DIKEMBALIKAN: waitForTheRest,
};

/** What was changed elsewhere is read first, then what was heard of payments, whatever the state. */
function goOn(run: OrderRun): Promise<void> {
  if (run.news) return run.turns.take(() => run.lookAgain());
  if (run.heard.due) return lookAtHeard(run);
  return run.closed ? waitForTheRest(run) : story[run.status](run);
}

function applyStandingDecision(run: OrderRun): Promise<void> {
  return run.step('applyStandingDecision', 'system', ({ orderId, version }) =>
    records.applyStandingDecision({ orderId, expectedVersion: version }),
  );
}

function requestApproval(run: OrderRun): Promise<void> {
  return run.step('requestApproval', 'system', ({ orderId, version }) =>
    records.requestApproval({ orderId, expectedVersion: version }),
  );
}

function issueVoucher(run: OrderRun): Promise<void> {
  return run.step('issueVoucher', 'system', ({ orderId, version, status }) =>
    records.issueVoucher({ orderId, expectedVersion: version, from: status as 'DIBAYAR' | 'DISETUJUI' }),
  );
}

/** The order has ended, but a payment that was heard of could not be asked about yet. */
async function waitForTheRest(run: OrderRun): Promise<void> {
  await run.wait(null);
}
