import { defineSignal, setHandler } from '@temporalio/workflow';
import type { PaymentAnswer } from '../../activities/orders/index.ts';
import { factsOf, judgePayment, type OrderSnapshot } from '../../contract/orders/facts.ts';
import { askOrder, paymentReminderDays } from '../../contract/orders/lifecycle.ts';
import { type PaymentHeard, paymentHeardSignal } from '../../contract/orders/messages.ts';
import { codeOf } from '../shared/activities.ts';
import type { Appointment } from '../shared/diary.ts';
import { confirmationPauses, day, iso, pauseAfter } from '../shared/waits.ts';
import { records, simponi } from './activities.ts';
import type { OrderRun } from './order-run.ts';

type Paid = Extract<PaymentAnswer, { answer: 'PAID' }>;

/** SIMPONI's answer, or that there is none: `refused` when it did not take the question. */
type Answer = PaymentAnswer | { readonly answer: 'UNKNOWN'; readonly refused: boolean };

/** There is a code at SIMPONI that somebody could pay. */
export const isCodeAlive = (order: OrderSnapshot): boolean => order.kodeBilling !== null;

const paymentHeard = defineSignal<[PaymentHeard]>(paymentHeardSignal);

/** Notes what is heard of payments; the run looks at it when it is its turn. */
export function hearPayments(run: OrderRun): void {
  setHandler(paymentHeard, ({ noticeId }) => run.heard.hear(noticeId));
}

/** Asks SIMPONI now: about the order's code, or about the one that came with an act. */
export async function ask(run: OrderRun, intentId?: string): Promise<Answer> {
  const { askPayment } = simponi.inquiry(run.settings);
  try {
    return await askPayment({ orderId: run.orderId, ...(intentId ? { intentId } : {}) });
  } catch (error) {
    return { answer: 'UNKNOWN', refused: codeOf(error) === 'SIMPONI_REFUSED' };
  }
}

/** Inside a turn: holds a payment that SIMPONI confirmed against the order, and lets the table say what follows. */
export async function applyPayment(run: OrderRun, paid: Paid): Promise<void> {
  // The second time is for an order that turns out to have moved on (a worker that died after its commit).
  for (let time = 0; time < 2 && run.order.ntpn === null; time += 1) {
    try {
      await recordPayment(run, paid);
    } catch (error) {
      // Another order was paid with this NTPN: this one is not paid by it, and the notice becomes a case.
      if (codeOf(error) === 'DUPLICATE') return;
      throw error;
    }
  }
}

async function recordPayment(run: OrderRun, { payment, amountDiffers }: Paid): Promise<void> {
  const order = { ...run.order, amountDiffers };
  const judgement = judgePayment(order, payment.paidAt);
  const facts = { ...factsOf(order), payment: { ntpn: payment.ntpn, ...judgement } };
  const { orderId, status: from, version: expectedVersion } = order;
  const step = { orderId, from, expectedVersion, payment, ...judgement };
  if (askOrder('confirmPayment', from, facts, { id: 'SIMPONI', roles: ['SIMPONI'] }).ok) {
    await run.record(() => records.confirmPayment(step));
  } else if (askOrder('flagPayment', from, facts, { id: 'system', roles: ['system'] }).ok) {
    await run.record(() => records.flagPayment(step));
  }
}

/** Looks at the payments that were heard of: asks SIMPONI, applies its answer, settles the notices. */
export function lookAtHeard(run: OrderRun): Promise<void> {
  return run.turns.take(async () => {
    const { orderId, heard } = run;
    const ids = heard.look();
    const open = run.order.ntpn === null ? ids : await records.sortNotices({ orderId, ids });
    heard.settled(ids.filter((id) => !open.includes(id)));
    if (open.length === 0 && (ids.length > 0 || run.order.ntpn !== null)) return;

    const answer = await ask(run);
    heard.silent = answer.answer === 'UNKNOWN' ? heard.silent + 1 : 0;
    if (answer.answer === 'UNKNOWN') return heard.askAgain(pauseAfter(heard.silent));
    if (answer.answer === 'PAID') await applyPayment(run, answer);
    const ntpn = answer.answer === 'PAID' ? answer.payment.ntpn : null;
    if (open.length > 0) await records.settleNotices({ ids: open, ntpn });
    heard.settled(open);
    // SIMPONI's books may be behind its own notice: a case is open, and the order asks on for a while.
    const pause = ntpn === null ? confirmationPauses[heard.notFound] : undefined;
    heard.notFound += 1;
    if (pause !== undefined) heard.askAgain(pause);
  });
}

/** MENUNGGU_PEMBAYARAN: reminders, then the deadline; a payment or an act ends the wait earlier. */
export function waitForPayment(run: OrderRun): Promise<void> {
  const { orderId, version } = run.order;
  const deadline = Date.parse(run.order.expiresAt ?? '') || run.since;
  const reminders = paymentReminderDays
    .map((daysLeft) => ({ daysLeft, at: deadline - daysLeft * day }))
    .filter(({ at }) => at > run.since)
    .map(
      ({ daysLeft, at }): Appointment => ({
        key: `reminder-${daysLeft}`,
        at,
        keep: () => run.turns.take(() => records.remindPayment({ orderId, version, daysLeft })),
      }),
    );
  return run.follow([...reminders, lastQuestion(run, 'deadline', deadline, expire)]);
}

async function expire(run: OrderRun): Promise<void> {
  const { orderId, version: expectedVersion } = run.order;
  const openUntil = iso(Date.now() + run.settings.graceDays * day);
  if (run.allows('expire', 'timer', true)) {
    await run.record(() => records.expireOrder({ orderId, expectedVersion, openUntil }));
  }
}

/** KEDALUWARSA, DIBATALKAN: money may still come on the code. At the end SIMPONI is asked once more. */
export async function waitOutGrace(run: OrderRun): Promise<void> {
  const { openUntil } = run.order;
  if (!isCodeAlive(run.order) || openUntil === null) run.closed = true;
  else await run.follow([lastQuestion(run, 'end-of-grace', Date.parse(openUntil), close)]);
}

const close = async (run: OrderRun): Promise<void> => {
  run.closed = true;
};

/**
 * At a moment SIMPONI is asked: what is paid is applied; only a clear "not found" lets `unpaid` happen. Without an
 * answer it is asked again, with growing pauses, for as long as it takes.
 */
function lastQuestion(
  run: OrderRun,
  name: string,
  at: number,
  unpaid: (run: OrderRun) => Promise<void>,
): Appointment {
  const { tries, until } = run.silence;
  const { status } = run;
  return {
    key: `${name}-${tries}`,
    at: Math.max(at, until),
    keep: () =>
      run.turns.take(async () => {
        if (run.status !== status) return;
        const answer = await ask(run);
        if (answer.answer === 'NOT_FOUND') await unpaid(run);
        if (answer.answer === 'PAID') await applyPayment(run, answer);
        // Still here: no answer, or a payment that is not this order's.
        if (run.status === status && !run.closed)
          run.silence = { tries: tries + 1, until: Date.now() + pauseAfter(tries + 1) };
      }),
  };
}
