import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import { orderWorkflowId, type PaymentHeard, paymentHeardSignal } from '#contract/orders/messages';
import { isAppError } from '#contract/shared/errors';
import type { Logger } from '#platform/logger';
import type { SimponiPort } from '#ports/simponi/simponi-port';
import type { Database } from '#prisma/client';
import { settlePaymentTalk } from '#records/orders/payment';
import { recordInquiry } from '#records/payments/inquiry';
import { settleNotices } from '#records/payments/settle';
import { keepUnmatchedPayment } from '#records/payments/unmatched';
import { backoffSeconds, callMs } from './outbox.ts';

export interface InboxDeps {
  readonly db: Database;
  readonly temporal: Client;
  readonly simponi: SimponiPort;
  readonly log: Logger;
}

interface Notice {
  readonly id: string;
  readonly kodeBilling: string;
  readonly ntpn: string;
  readonly attempts: number;
}

const batch = 20;
const leaseSeconds = 60;
/** A notice that a workflow has had for so long without an end is carried to it again; that does no harm. */
const staleHours = 6;
/** SIMPONI takes no question about a code: that is an answer, and another one may come when somebody has mended its cause. */
const refusedSeconds = 3600;

/**
 * Carries payments that were heard of to their order's workflow, which asks SIMPONI itself. What no open order
 * explains becomes a case for staff. Gives how many notices it dealt with.
 */
export async function carryInbox(deps: InboxDeps): Promise<number> {
  const notices = await deps.db.$queryRaw<Notice[]>`
    update payment_notice set attempts = attempts + 1, available_at = now() + make_interval(secs => ${leaseSeconds})
    where id in (select id from payment_notice
                 where (status = 'RECEIVED' and available_at <= now())
                    or (status = 'CARRIED' and available_at <= now()
                        and carried_at < now() - make_interval(hours => ${staleHours}))
                 order by available_at limit ${batch} for update skip locked)
    returning id, kode_billing as "kodeBilling", ntpn, attempts`;
  const carried = await Promise.all(notices.map((notice) => carryOne(deps, notice)));
  return carried.filter(Boolean).length;
}

async function carryOne(deps: InboxDeps, notice: Notice): Promise<boolean> {
  try {
    await carry(deps, notice);
    return true;
  } catch (error) {
    const { id, attempts } = notice;
    deps.log.warn({ noticeId: id, attempts, err: error }, 'payment notice could not be carried');
    const refused = isAppError(error) && error.code === 'SIMPONI_REFUSED';
    const seconds = refused ? refusedSeconds : backoffSeconds(attempts);
    await deps.db.$executeRaw`
      update payment_notice set available_at = now() + make_interval(secs => ${seconds})
      where id = ${id}::uuid`;
    return false;
  }
}

async function carry(deps: InboxDeps, notice: Notice): Promise<void> {
  const { db, temporal } = deps;
  const { id, kodeBilling } = notice;
  const order = await db.order.findUnique({
    where: { kodeBilling },
    select: { id: true, ntpn: true, trxId: true },
  });
  if (!order) return settleNotices(db, { ids: [id], answer: { ntpn: null } });
  await db.paymentNotice.updateMany({ where: { id, orderId: null }, data: { orderId: order.id } });
  if (order.ntpn === notice.ntpn) {
    await db.$transaction((tx) => settlePaymentTalk(tx, order.id, notice.ntpn));
    return;
  }
  const heard: PaymentHeard = { noticeId: id };
  try {
    await temporal.withDeadline(Date.now() + callMs, () =>
      temporal.workflow.getHandle(orderWorkflowId(order.id)).signal(paymentHeardSignal, heard),
    );
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
    return settleClosed(deps, notice, { id: order.id, trxId: order.trxId });
  }
  await db.paymentNotice.updateMany({
    where: { id, status: { in: ['RECEIVED', 'CARRIED'] } },
    data: { status: 'CARRIED', carriedAt: new Date() },
  });
}

/** The order's workflow has ended: SIMPONI is asked here, and what it says is kept for staff. */
async function settleClosed(
  { db, simponi }: InboxDeps,
  notice: Notice,
  order: { id: string; trxId: string | null },
): Promise<void> {
  const waiting = await db.outbox.count({ where: { refId: order.id, doneAt: null } });
  if (waiting > 0) throw new Error('the order has not reached Temporal yet');
  const { id, kodeBilling } = notice;
  const ntpn = await ask(db, simponi, { orderId: order.id, trxId: order.trxId ?? '', kodeBilling });
  if (ntpn !== null && ntpn !== notice.ntpn) {
    const known = await db.order.count({ where: { id: order.id, ntpn } });
    if (known === 0) {
      await db.$transaction((tx) =>
        keepUnmatchedPayment(tx, {
          kodeBilling,
          ntpn,
          reason: 'ORDER_CLOSED',
          confirmed: true,
          orderId: order.id,
        }),
      );
    }
  }
  await settleNotices(db, { ids: [id], answer: { ntpn } });
}

/** The NTPN that SIMPONI knows for the code, or null. @throws AppError SIMPONI_UNAVAILABLE, SIMPONI_REFUSED */
async function ask(
  db: Database,
  simponi: SimponiPort,
  code: { orderId: string; trxId: string; kodeBilling: string },
): Promise<string | null> {
  const { orderId } = code;
  try {
    const found = await simponi.inquire(code);
    const paid = found.kind === 'paid';
    const words = paid ? null : found.words || null;
    await recordInquiry(db, { orderId, at: new Date(), answer: paid ? 'PAID' : 'NOT_FOUND', words });
    return paid ? found.ntpn : null;
  } catch (error) {
    if (isAppError(error) && error.code === 'SIMPONI_UNAVAILABLE') {
      await recordInquiry(db, { orderId, at: new Date(), answer: 'UNKNOWN', words: null });
    }
    throw error;
  }
}
