import type { Language } from '#contract/i18n/index';
import type { Cart } from '#contract/orders/schemas';
import { type PricedCart, putCartLine, readCart, removeCartLine } from '#records/cart';
import { checkOut } from '#records/checkout';
import { errorSentence } from '../shared/problem.ts';
import { implement, type SignedInContext } from '../shared/route.ts';
import { actingPerson, ownInstitution } from '../shared/scope.ts';
import { readCheckout } from './checkouts.ts';

/** The buyer's own cart, and "Proses pesanan". */
export const cartHandlers = [
  implement('cart.read', (context) => cartOf(context)),
  implement('cart.put', async (context) => {
    const { deps, actor, body } = context;
    const institutionId = ownInstitution(actor);
    await putCartLine(deps.db, { userId: actor.id, institutionId, ...body, now: deps.now() });
    return cartOf(context);
  }),
  implement('cart.remove', async (context) => {
    const { deps, actor, params } = context;
    const institutionId = ownInstitution(actor);
    await removeCartLine(deps.db, { userId: actor.id, institutionId, lineId: params.id });
    return cartOf(context);
  }),
  implement('cart.checkout', async (context) => {
    const { deps, actor, tx, body } = context;
    const institutionId = ownInstitution(actor);
    const id = await checkOut(tx, {
      institutionId,
      actor: actingPerson(context),
      lines: body.lines,
      series: deps.config.orders.kuitansiSeries,
      now: deps.now(),
    });
    return readCheckout(tx, actor, id);
  }),
];

/** The signed-in buyer's cart as the page shows it. */
export async function cartOf({ deps, actor, language }: SignedInContext): Promise<Cart> {
  const institutionId = ownInstitution(actor);
  const cart = await readCart(deps.db, { userId: actor.id, institutionId, now: deps.now() });
  return cartView(cart, language);
}

function cartView(cart: PricedCart, language: Language): Cart {
  return {
    lines: cart.lines.map((line) => ({
      id: line.id,
      productId: line.product.id,
      productName: line.product.name,
      serviceName: line.product.serviceName,
      unit: line.product.unit,
      quantity: line.quantity,
      seenPrice: line.seenPrice,
      unitPrice: line.price?.unitPrice ?? null,
      priceChanged: line.price !== null && line.price.unitPrice !== line.seenPrice,
      total: line.total,
      problem: line.problem && {
        code: line.problem.code,
        message: errorSentence(line.problem.code, line.problem.params, language),
      },
      reorderOf: line.reorderOf?.kuitansi ?? null,
    })),
    total: cart.total,
    needsApprover: cart.needsApprover,
    approvalAbove: cart.buyer.approvalAbove,
  };
}
