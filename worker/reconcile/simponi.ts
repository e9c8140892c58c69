import pLimit from 'p-limit';
import { payableStatuses } from '#contract/orders/lifecycle';
import { isAppError } from '#contract/shared/errors';
import type { PaymentInquiry } from '#ports/simponi/simponi-port';
import { storePaymentNotice } from '#records/payments/inbox';
import { recordInquiry } from '#records/payments/inquiry';
import { hearAgain } from '#records/releases';
import type { Difference, ReconcileDeps } from './differences.ts';

/** Codes that are asked about at the same time; SIMPONI serves many others. */
const together = 4;
/** After so many questions without an answer SIMPONI is taken for down. */
const patience = 3;
/** Money for an order that ended so long ago is no matter of a restore any more. */
const recentMs = 30 * 86_400_000;

/** How long a workflow that was told of a payment may take to ask SIMPONI. */
const freshMs = 60_000;

type Deps = Pick<ReconcileDeps, 'db' | 'simponi' | 'now' | 'say'>;
type Paid = Extract<PaymentInquiry, { kind: 'paid' }>;

interface Code {
  readonly id: string;
  readonly kuitansi: string;
  readonly status: string;
  readonly kodeBilling: string;
  readonly trxId: string;
  readonly openUntil: Date | null;
}

/**
 * Every code on which money may come, or lately could have: is it paid at SIMPONI and not here? Codes that the database
 * does not know cannot be asked about; SIMPONI's report names them.
 */
export async function compareWithSimponi(deps: Deps): Promise<Difference[]> {
  const { db, now, say } = deps;
  const rows = await db.order.findMany({
    where: {
      status: { in: [...payableStatuses] },
      ...{ kodeBilling: { not: null }, trxId: { not: null }, ntpn: null },
      OR: [{ openUntil: null }, { openUntil: { gt: new Date(now().getTime() - recentMs) } }],
    },
    select: { id: true, kuitansi: true, status: true, kodeBilling: true, trxId: true, openUntil: true },
    orderBy: { id: 'asc' },
  });
  say(`SIMPONI: asking about ${rows.length} code(s) that are not paid here`);
  const limit = pLimit(together);
  let silent = 0;
  let unasked = 0;
  const found = await Promise.all(
    (rows as Code[]).map((code) =>
      limit(async () => {
        const answer = silent >= patience ? 'SILENT' : await ask(deps, code);
        if (answer === 'SILENT') {
          silent += 1;
          unasked += 1;
          return null;
        }
        silent = 0;
        if (answer === 'REFUSED') {
          unasked += 1;
          return null;
        }
        return answer && !(await isOnItsWay(deps, code, answer)) ? paidThere(deps, code, answer) : null;
      }),
    ),
  );
  const differences: Difference[] = found.filter((each) => each !== null);
  if (unasked > 0) differences.push(silence(unasked));
  return differences;
}

/** The payment that SIMPONI knows; null: none. A refusal says nothing of the payment, but that SIMPONI is there. */
async function ask({ simponi }: Deps, code: Code): Promise<Paid | 'SILENT' | 'REFUSED' | null> {
  try {
    const found = await simponi.inquire(code);
    return found.kind === 'paid' ? found : null;
  } catch (error) {
    if (isAppError(error) && error.code === 'SIMPONI_REFUSED') return 'REFUSED';
    if (isAppError(error) && error.code.startsWith('SIMPONI_')) return 'SILENT';
    throw error;
  }
}

/** It was heard of and is being looked at just now, was recorded since, or is a case since the order had ended. */
async function isOnItsWay(
  { db, now }: Deps,
  { id, kodeBilling, openUntil }: Code,
  { ntpn }: Paid,
): Promise<boolean> {
  const justCarried = { status: 'CARRIED', carriedAt: { gt: new Date(now().getTime() - freshMs) } };
  const counts = await Promise.all([
    db.paymentNotice.count({ where: { kodeBilling, ntpn, OR: [{ status: 'RECEIVED' }, justCarried] } }),
    db.order.count({ where: { id, ntpn } }),
    openUntil && openUntil <= now() ? db.unmatchedPayment.count({ where: { kodeBilling, ntpn } }) : 0,
  ]);
  return counts.some((count) => count > 0);
}

const paidThere = ({ db, now }: Deps, code: Code, paid: Paid): Difference => ({
  ...{ kind: 'PAID_AT_SIMPONI', subject: code.id },
  words: `order ${code.kuitansi} (${code.id}) is ${code.status}, and SIMPONI says that its code ${code.kodeBilling} was paid at ${paid.paidAt.toISOString()}`,
  remedy:
    'the payment is put into the inbox like any other notice; the order asks SIMPONI itself and goes on',
  mend: async () => {
    const { kodeBilling } = code;
    const { ntpn, ntb, paidAt, bankCode, channelCode } = paid;
    await recordInquiry(db, { orderId: code.id, at: now(), answer: 'PAID', words: null });
    await storePaymentNotice(db, { kind: 'SWEEP', kodeBilling, ntpn, ntb, paidAt, bankCode, channelCode });
    // One that was carried to a workflow that has forgotten it is carried again.
    await hearAgain(db, code.id);
  },
});

const silence = (count: number): Difference => ({
  ...{ kind: 'SIMPONI_SILENT', subject: 'SIMPONI', mend: null },
  words: `SIMPONI did not say of ${count} code(s) whether they are paid`,
  remedy: 'reconcile again when SIMPONI answers; until then orders wait, and none expires',
});
