import { AppError } from '#contract/shared/errors';
import type { Transaction } from '#prisma/client';
import { type ActingPerson, writeAudit } from '../audit.ts';

interface Closing {
  readonly id: string;
  readonly note: string;
  readonly actor: ActingPerson;
  readonly now: Date;
}

const closed = ({ note, actor, now }: Closing) => ({
  status: 'SELESAI',
  note,
  closedBy: actor.id,
  closedAt: now,
});

/** Closes a difference with a note, once. Throws `NOT_FOUND`, `CASE_ALREADY_CLOSED` (the first note stands). */
export async function closeDifference(tx: Transaction, closing: Closing): Promise<void> {
  const [row] = await tx.reportDifference.updateManyAndReturn({
    where: { id: closing.id, status: 'TERBUKA' },
    data: closed(closing),
  });
  if (!row) throw await whyNot(tx.reportDifference.count({ where: { id: closing.id } }));
  await writeAudit(tx, {
    event: 'DIFFERENCE_CLOSED',
    actor: closing.actor,
    subjectType: 'REPORT_DIFFERENCE',
    subjectId: closing.id,
    details: { kind: row.kind, orderId: row.orderId, note: closing.note },
  });
}

/** Closes a payment without an order with a note, once. Throws as `closeDifference`. */
export async function closeUnmatchedPayment(tx: Transaction, closing: Closing): Promise<void> {
  const [row] = await tx.unmatchedPayment.updateManyAndReturn({
    where: { id: closing.id, status: 'TERBUKA' },
    data: closed(closing),
  });
  if (!row) throw await whyNot(tx.unmatchedPayment.count({ where: { id: closing.id } }));
  await writeAudit(tx, {
    event: 'UNMATCHED_PAYMENT_CLOSED',
    actor: closing.actor,
    subjectType: 'UNMATCHED_PAYMENT',
    subjectId: closing.id,
    details: { reason: row.reason, orderId: row.orderId, note: closing.note },
  });
}

const whyNot = async (count: Promise<number>): Promise<AppError> =>
  new AppError((await count) === 0 ? 'NOT_FOUND' : 'CASE_ALREADY_CLOSED');
