import { type OrderStatus, reorderableStatuses } from '#contract/orders/lifecycle';
import { AppError } from '#contract/shared/errors';
import { putCartLine } from '#records/cart';
import { implement } from '../shared/route.ts';
import { ownInstitution } from '../shared/scope.ts';
import { cartOf } from './cart.ts';
import { requireOrder } from './require-order.ts';

/** "Pesan Ulang": the same product and quantity, at today's tariff, linked to the old order. */
export const reorderHandlers = [
  implement('orders.reorder', async (context) => {
    const { deps, actor, params } = context;
    const order = await requireOrder(deps.db, actor, params.id);
    if (!reorderableStatuses.includes(order.status as OrderStatus)) {
      throw new AppError('ACTION_NOT_ALLOWED', { details: { state: order.status, allowed: [] } });
    }
    await putCartLine(deps.db, {
      userId: actor.id,
      institutionId: ownInstitution(actor),
      productId: order.productId,
      quantity: order.quantity,
      reorderOfId: order.id,
      now: deps.now(),
    });
    return cartOf(context);
  }),
];
