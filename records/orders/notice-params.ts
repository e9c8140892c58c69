import type { OrderNotice } from '#contract/orders/notices';
import { AppError } from '#contract/shared/errors';
import type { DatabaseReader, Prisma } from '#prisma/client';
import { institutionRecipients } from '../notices.ts';
import type { NoticeDraft } from './transition.ts';

const withInstitution = { institution: { select: { name: true } } } as const satisfies Prisma.OrderInclude;

/** An order's row with its institution's name. */
export type OrderWithInstitution = Prisma.OrderGetPayload<{ include: typeof withInstitution }>;

/** @throws AppError NOT_FOUND */
export async function readOrderRow(db: DatabaseReader, orderId: string): Promise<OrderWithInstitution> {
  const row = await db.order.findUnique({ where: { id: orderId }, include: withInstitution });
  if (!row) throw new AppError('NOT_FOUND', { message: `no order ${orderId}` });
  return row;
}

/** What every mail about this order names. */
export const orderNoticeParams = (row: OrderWithInstitution): OrderNotice => ({
  orderId: row.id,
  kuitansi: row.kuitansi,
  institutionName: row.institution.name,
  serviceName: row.serviceName,
  productName: row.productName,
});

/** One draft for each address of the order's institution. */
export async function toInstitution(
  db: DatabaseReader,
  row: OrderWithInstitution,
  notice: NoticeContent,
): Promise<NoticeDraft[]> {
  const recipients = await institutionRecipients(db, row.institutionId);
  return recipients.map((recipient) => ({ ...notice, recipient }));
}

type NoticeContent = NoticeDraft extends infer D ? (D extends unknown ? Omit<D, 'recipient'> : never) : never;
