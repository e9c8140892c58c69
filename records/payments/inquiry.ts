import type { InquiryAnswer } from '#contract/orders/codes';
import type { Database } from '#prisma/client';
import { announceOrder } from '../orders/transition.ts';

export interface InquiryRecord {
  readonly orderId: string;
  readonly at: Date;
  readonly answer: InquiryAnswer;
  /** SIMPONI's own words, or why there are none. */
  readonly words: string | null;
}

/** Keeps what SIMPONI said last about an order's code. An older answer never covers a newer one. Changes no status. */
export async function recordInquiry(db: Database, record: InquiryRecord): Promise<void> {
  const { orderId, at, answer, words } = record;
  await db.$transaction(async (tx) => {
    const changed = await tx.order.updateManyAndReturn({
      where: { id: orderId, OR: [{ inquiredAt: null }, { inquiredAt: { lte: at } }] },
      data: { inquiredAt: at, inquiryAnswer: answer, inquiryWords: words },
      select: { institutionId: true, status: true },
    });
    if (changed[0]) await announceOrder(tx, { orderId, ...changed[0] });
  });
}
