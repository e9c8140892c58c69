import { ActivityFailure, ApplicationFailure, defineUpdate, setHandler } from '@temporalio/workflow';
import type { Role } from '../../contract/access/roles.ts';
import { factsOf, type OrderSnapshot } from '../../contract/orders/facts.ts';
import { askOrder, type OrderRow } from '../../contract/orders/lifecycle.ts';
import { type OrderActRequest, type OrderActResult, orderActUpdate } from '../../contract/orders/messages.ts';
import { type ErrorCode, isErrorCode } from '../../contract/shared/errors.ts';
import { codeOf } from '../shared/activities.ts';
import { day, iso } from '../shared/waits.ts';
import { records } from './activities.ts';
import type { OrderRun } from './order-run.ts';
import { applyPayment, ask, isCodeAlive } from './payment.ts';
import { codeOfRefusal, refuse } from './refusals.ts';

const act = defineUpdate<OrderActResult, [OrderActRequest]>(orderActUpdate);

/**
 * Takes the acts of people. The validator refuses what the table forbids now and leaves no trace, unless the sender has
 * seen more than this run knows; who passes it waits for his turn and is held against it again, with facts read anew.
 */
export function takeActs(run: OrderRun): void {
  setHandler(act, (request) => run.turns.take(() => perform(run, request)), {
    validator: (request) => {
      const order = run.orderOrNull;
      if (!order || order.version < request.version) return;
      // What others may have changed since (a PKS prolonged, a report imported) is asked anew inside the turn.
      const kindly = { ...order, agreementActive: true, paidInFull: order.ntpn !== null };
      rowFor(kindly, request, { asked: false });
    },
  });
}

/** The table's row for this act of this person. @throws the typed refusal */
function rowFor(
  order: OrderSnapshot,
  { action, actor }: OrderActRequest,
  options: { asked: boolean; saidUnpaid?: boolean },
): OrderRow {
  const verdict = askOrder(action, order.status, factsOf(order, options.saidUnpaid), actor, options);
  if (verdict.ok) return verdict.row;
  throw refuse(codeOfRefusal(verdict.refusal), order, actor);
}

async function perform(run: OrderRun, request: OrderActRequest): Promise<OrderActResult> {
  try {
    return await performOrThrow(run, request);
  } catch (error) {
    if (error instanceof ApplicationFailure) throw error;
    const code = codeOf(error);
    if (!(error instanceof ActivityFailure) || !isErrorCode(code)) throw error;
    await run.lookAgain();
    throw refuse(code === 'VERSION_CONFLICT' ? 'ACTION_NOT_ALLOWED' : code, run.order, request.actor);
  }
}

async function performOrThrow(run: OrderRun, request: OrderActRequest): Promise<OrderActResult> {
  const { orderId } = run;
  const { intentId, action, actor } = request;
  if (!run.orderOrNull)
    throw ApplicationFailure.nonRetryable('this run did not begin', 'WORKFLOW_UNAVAILABLE');
  const { order, intent } = await records.openAct({ orderId, intentId });
  run.see(order);
  if (intent.applied) return intent.applied;
  const no = (code: ErrorCode) => refuse(code, run.order, actor);
  if (intent.action !== action || intent.actorId !== actor.id) throw no('FORBIDDEN');
  const row = rowFor(order, request, { asked: false });
  if (row.note === 'required' && !intent.hasNote) throw no('NOTE_REQUIRED');

  if (row.asks?.includes('isSaidUnpaid')) await makeSureUnpaid(run, no);
  const entered = action === 'enterBilling' ? await askAboutEntered(run, intentId, no) : null;

  const { to } = rowFor(run.order, request, { asked: true, saidUnpaid: true });
  const at = Date.now();
  run.see(
    await records.recordAct({
      ...{ orderId, intentId, action, to, from: run.status, expectedVersion: run.order.version },
      role: roleFor(row, actor.roles),
      at: iso(at),
      openUntil: isCodeAlive(run.order) ? iso(endOfGrace(run, at)) : null,
      expiresAt: iso(at + run.settings.paymentDays * day),
    }),
  );
  if (entered?.answer === 'PAID') await applyPayment(run, entered);
  return { status: run.status, version: run.order.version };
}

/** SIMPONI is asked before an order is cancelled whose code may be paid: what is paid is confirmed, not cancelled. */
async function makeSureUnpaid(run: OrderRun, no: (code: ErrorCode) => Error): Promise<void> {
  if (!isCodeAlive(run.order)) return;
  const answer = await ask(run);
  if (answer.answer === 'UNKNOWN') throw no('SIMPONI_UNAVAILABLE');
  if (answer.answer === 'NOT_FOUND') return;
  await applyPayment(run, answer);
  throw no('ORDER_ALREADY_PAID');
}

/** A code that `staf-pnbp` enters: paid, or not found (his word and note stand for it); no answer is no code. */
async function askAboutEntered(run: OrderRun, intentId: string, no: (code: ErrorCode) => Error) {
  const answer = await ask(run, intentId);
  if (answer.answer !== 'UNKNOWN') return answer;
  throw no(answer.refused ? 'BILLING_UNKNOWN_TO_SIMPONI' : 'SIMPONI_UNAVAILABLE');
}

/** A cancelled order's code runs out by itself; money for it is awaited from then on for the grace period. */
function endOfGrace(run: OrderRun, now: number): number {
  const codeRunsOut = Date.parse(run.order.expiresAt ?? '') || now;
  return Math.max(now, codeRunsOut) + run.settings.graceDays * day;
}

/** The role of his under which the row lets him act. */
const roleFor = (row: OrderRow, held: readonly Role[]): Role =>
  held.find((role) => (row.by as readonly string[]).includes(role)) as Role;
