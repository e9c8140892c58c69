import { AppError } from '#contract/shared/errors';
import type { DatabaseReader } from '#prisma/client';
import type { SignedIn } from '../shared/deps.ts';
import { scopeOf } from '../shared/scope.ts';

/** Throws `NOT_FOUND` for an order that this person may not see. */
export async function requireOrder(db: DatabaseReader, actor: SignedIn, id: string) {
  const row = await db.order.findFirst({ where: { AND: [{ id }, scopeOf(actor)] } });
  if (!row) throw new AppError('NOT_FOUND', { message: 'no such order in this scope' });
  return row;
}
