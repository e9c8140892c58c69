import { heartbeat } from '@temporalio/activity';
import { payableStatuses } from '#contract/orders/lifecycle';
import { isAppError } from '#contract/shared/errors';
import { storePaymentNotice } from '#records/payments/inbox';
import { recordInquiry } from '#records/payments/inquiry';
import { wordsOf } from './billing.ts';
import type { OrderActivityDeps } from './deps.ts';

const pageSize = 50;
/**
 * After so many calls without an answer SIMPONI is taken for down; the next round asks again. A refusal is an answer: some
 * codes that SIMPONI takes no question about must not keep all codes behind them from ever being asked about.
 */
const patience = 3;
/** Codes that were asked about this recently are left out. */
const freshMs = 5 * 60_000;

export interface SweepPage {
  /** Where the next page begins; null when this was the last. */
  readonly next: string | null;
  readonly asked: number;
  readonly paid: number;
}

/**
 * Asks SIMPONI about one page of codes on which money may still come, in the order of their ids. A payment that
 * nobody told us about goes into the inbox like any other notice. Changes no order.
 */
export const sweepPayments =
  (deps: OrderActivityDeps) =>
  async ({ after }: { after: string | null }): Promise<SweepPage> => {
    const { db, now } = deps;
    const rows = await db.order.findMany({
      where: {
        status: { in: [...payableStatuses] },
        kodeBilling: { not: null },
        trxId: { not: null },
        ...(after ? { id: { gt: after } } : {}),
        AND: [
          { OR: [{ openUntil: null }, { openUntil: { gt: now() } }] },
          { OR: [{ inquiredAt: null }, { inquiredAt: { lt: new Date(now().getTime() - freshMs) } }] },
        ],
      },
      select: { id: true, kodeBilling: true, trxId: true },
      orderBy: { id: 'asc' },
      take: pageSize,
    });
    let [asked, paid, silent] = [0, 0, 0];
    for (const row of rows) {
      const answer = await ask(deps, row as Code);
      heartbeat(row.id);
      asked += 1;
      if (answer === 'PAID') paid += 1;
      silent = answer === 'UNKNOWN' ? silent + 1 : 0;
      if (silent >= patience) return { next: null, asked, paid };
    }
    return { next: rows.length === pageSize ? (rows.at(-1)?.id ?? null) : null, asked, paid };
  };

interface Code {
  readonly id: string;
  readonly kodeBilling: string;
  readonly trxId: string;
}

async function ask({ db, simponi, now }: OrderActivityDeps, code: Code) {
  const orderId = code.id;
  try {
    const found = await simponi.inquire(code);
    if (found.kind === 'notFound') {
      await recordInquiry(db, { orderId, at: now(), answer: 'NOT_FOUND', words: found.words || null });
      return 'NOT_FOUND';
    }
    await recordInquiry(db, { orderId, at: now(), answer: 'PAID', words: null });
    const { ntpn, ntb, paidAt, bankCode, channelCode } = found;
    const { kodeBilling } = code;
    await storePaymentNotice(db, { kind: 'SWEEP', kodeBilling, ntpn, ntb, paidAt, bankCode, channelCode });
    return 'PAID';
  } catch (error) {
    if (!isAppError(error) || !error.code.startsWith('SIMPONI_')) throw error;
    await recordInquiry(db, { orderId, at: now(), answer: 'UNKNOWN', words: wordsOf(error) });
    return error.code === 'SIMPONI_REFUSED' ? 'REFUSED' : 'UNKNOWN';
  }
}
