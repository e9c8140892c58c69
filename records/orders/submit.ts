import { randomUUID } from 'node:crypto';
import { formatKuitansi } from '#contract/shared/identifiers';
import { type Rupiah, times } from '#contract/shared/money';
import { dayKey } from '#platform/clock';
import type { Transaction } from '#prisma/client';
import { type ActingPerson, writeAudit } from '../audit.ts';
import { wakeDispatcher } from '../payments/inbox.ts';
import { announceOrder } from './transition.ts';

/** One order to be made, as it reads today; names and tariff stay with it. */
export interface OrderDraft {
  readonly productId: string;
  readonly serviceName: string;
  readonly productName: string;
  readonly unit: string;
  readonly quantity: number;
  readonly unitPrice: Rupiah;
  readonly tariffId: string;
  readonly tariffArticle: string;
  readonly reorderOfId: string | null;
}

export interface SubmitInput {
  readonly institutionId: string;
  readonly agreementId: string | null;
  readonly checkoutId: string | null;
  /** The buyer, as the history shows him: also when somebody else released his checkout. */
  readonly submitter: ActingPerson;
  /** Whose request makes the orders: the buyer's, or the releasing checker's. */
  readonly actor: ActingPerson;
  readonly lines: readonly OrderDraft[];
  /** Letters between `KW-` and the date. */
  readonly series: string;
  readonly now: Date;
}

export interface SubmittedOrder {
  readonly id: string;
  readonly kuitansi: string;
}

/**
 * Makes one order a line: kode kuitansi, first row of the history, audit, and the outbox row that brings it to its
 * workflow, all in the caller's transaction. Nothing else may be slow after this call: the day's number stays locked
 * until the commit, so that numbers have no gaps.
 */
export async function submitOrders(tx: Transaction, input: SubmitInput): Promise<SubmittedOrder[]> {
  const { institutionId, agreementId, checkoutId, submitter, actor, now } = input;
  const drafts = input.lines.map((line) => ({ ...line, id: randomUUID() }));
  for (const { id } of drafts) {
    await writeAudit(tx, {
      event: 'ORDER_SUBMITTED',
      actor,
      subjectType: 'ORDER',
      subjectId: id,
      institutionId,
      details: { action: 'submit', from: null, to: 'DIPROSES', version: 1, submittedBy: submitter.id },
    });
  }
  const kuitansi = await takeKuitansi(tx, input.series, dayKey(now), drafts.length);
  await tx.order.createMany({
    data: drafts.map((draft, at) => ({
      id: draft.id,
      kuitansi: kuitansi[at] as string,
      institutionId,
      agreementId,
      checkoutId,
      productId: draft.productId,
      tariffId: draft.tariffId,
      reorderOfId: draft.reorderOfId,
      createdBy: submitter.id,
      createdAt: now,
      serviceName: draft.serviceName,
      productName: draft.productName,
      unit: draft.unit,
      unitPrice: BigInt(draft.unitPrice),
      quantity: draft.quantity,
      total: BigInt(times(draft.unitPrice, draft.quantity)),
      tariffArticle: draft.tariffArticle,
      status: 'DIPROSES',
      statusSince: now,
      // A free order is decided by a person, once for it or once for the PKS year.
      decisionRequired: draft.unitPrice === 0,
    })),
  });
  await tx.orderHistory.createMany({
    data: drafts.map(({ id }) => ({
      orderId: id,
      version: 1,
      action: 'submit',
      from: null,
      to: 'DIPROSES',
      actorId: submitter.id,
      actorName: submitter.name,
      actorUnit: submitter.unit,
      actorRole: 'lembaga-pemesan',
      at: now,
    })),
  });
  await tx.outbox.createMany({ data: drafts.map(({ id }) => ({ kind: 'START_ORDER', refId: id })) });
  for (const { id } of drafts) await announceOrder(tx, { orderId: id, institutionId, status: 'DIPROSES' });
  await wakeDispatcher(tx);
  return drafts.map(({ id }, at) => ({ id, kuitansi: kuitansi[at] as string }));
}

/**
 * Takes the next numbers of the day. The day's row stays locked until the transaction ends: a transaction that fails
 * gives its numbers back.
 */
async function takeKuitansi(tx: Transaction, series: string, day: string, count: number): Promise<string[]> {
  const [row] = await tx.$queryRaw<{ number: number }[]>`
    INSERT INTO kuitansi_day AS d (day, number) VALUES (${day}::date, ${count})
    ON CONFLICT (day) DO UPDATE SET number = d.number + ${count}
    RETURNING number`;
  if (!row) throw new Error('no number of the day');
  const first = row.number - count + 1;
  return Array.from({ length: count }, (_, at) => formatKuitansi(series, day, first + at));
}

/**
 * Leaves out the next `count` numbers of the day (WIB, `YYYY-MM-DD`). After a restore they may have been given before: SIMPONI
 * knows orders by the number, and would answer a second order of the same one with the code of the first.
 */
export async function skipKuitansi(tx: Transaction, day: string, count: number): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO kuitansi_day AS d (day, number) VALUES (${day}::date, ${count})
    ON CONFLICT (day) DO UPDATE SET number = d.number + ${count}`;
}
