import { type IneligibilityReason, whyNotOrderable } from '#contract/orders/eligibility';
import { AppError } from '#contract/shared/errors';
import { maxRupiah, type Rupiah, rupiah, sum, times } from '#contract/shared/money';
import { dayKey } from '#platform/clock';
import type { Database, DatabaseReader, Transaction } from '#prisma/client';
import { type Buyer, loadBuyer, loadPrices, type Price } from './prices.ts';

/** A line of something that is to be ordered, judged and priced as of now. */
export interface PricedLine {
  readonly id: string;
  readonly product: OrderableProduct;
  readonly quantity: number;
  /** Unit price that the buyer saw (cart), or said "Ya" to (checkout). */
  readonly seenPrice: Rupiah;
  /** Today's; null without a tariff rule. */
  readonly price: Price | null;
  readonly total: Rupiah | null;
  /** The first reason against ordering this line now. */
  readonly problem: IneligibilityReason | null;
  readonly reorderOf: { readonly id: string; readonly kuitansi: string } | null;
}

export interface OrderableProduct {
  readonly id: string;
  readonly name: string;
  readonly serviceName: string;
  readonly unit: string;
  readonly deliverable: boolean;
  readonly maxQuantity: number;
}

export interface PricedCart {
  readonly buyer: Buyer;
  readonly lines: readonly PricedLine[];
  /** Of the lines that have a price. */
  readonly total: Rupiah;
  /** Above the institution's own limit: `lembaga-penyetuju` must release it. */
  readonly needsApprover: boolean;
}

interface StoredLine {
  readonly id: string;
  readonly productId: string;
  readonly quantity: number;
  readonly seenPrice: bigint;
  readonly reorderOfId: string | null;
}

/** A buyer's cart at today's prices. */
export async function readCart(
  db: DatabaseReader,
  { userId, institutionId, now }: { userId: string; institutionId: string; now: Date },
): Promise<PricedCart> {
  const lines = await db.cartLine.findMany({
    where: { userId, institutionId },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  return priceLines(db, { institutionId, lines, now });
}

/** Judges and prices lines as of now: the cart's, or those of a checkout that waits for its release. */
export async function priceLines(
  db: DatabaseReader,
  { institutionId, lines, now }: { institutionId: string; lines: readonly StoredLine[]; now: Date },
): Promise<PricedCart> {
  const buyer = await loadBuyer(db, institutionId, now);
  const productIds = lines.map(({ productId }) => productId);
  // One after the other: a transaction has one connection.
  const products = await db.product.findMany({
    where: { id: { in: productIds } },
    include: { service: true },
  });
  const prices = await loadPrices(db, buyer, productIds, now);
  const reordered = await db.order.findMany({
    where: { id: { in: lines.flatMap(({ reorderOfId }) => reorderOfId ?? []) } },
    select: { id: true, kuitansi: true },
  });
  const priced = lines.map((line): PricedLine => {
    const row = products.find(({ id }) => id === line.productId);
    if (!row) throw new Error(`cart line ${line.id} without its product`);
    const { id, name, unit, deliverable, maxQuantity, service } = row;
    const product = { id, name, unit, deliverable, maxQuantity, serviceName: service.name };
    const price = prices.get(line.productId) ?? null;
    const problem = problemOf(buyer, product, line.quantity, price, dayKey(now));
    const total = price && line.quantity <= mostUnits(price) ? times(price.unitPrice, line.quantity) : null;
    return {
      id: line.id,
      product,
      quantity: line.quantity,
      seenPrice: rupiah(line.seenPrice),
      price,
      total,
      problem,
      reorderOf: reordered.find((order) => order.id === line.reorderOfId) ?? null,
    };
  });
  const total = sum(priced.flatMap((line) => line.total ?? []));
  return {
    buyer,
    lines: priced,
    total,
    needsApprover: buyer.approvalAbove !== null && total > buyer.approvalAbove,
  };
}

/** Units whose total is still an exact amount. A cart has at most a hundred lines, so their sum is exact too. */
const mostUnits = ({ unitPrice }: Price): number =>
  unitPrice === 0 ? Number.MAX_SAFE_INTEGER : Math.floor(maxRupiah / 100 / unitPrice);

function problemOf(
  buyer: Pick<Buyer, 'suspended' | 'agreement' | 'technicalGuideDone'>,
  product: OrderableProduct,
  quantity: number,
  price: Price | null,
  today: string,
): IneligibilityReason | null {
  const reason = whyNotOrderable({
    today,
    suspended: buyer.suspended,
    agreement: buyer.agreement,
    technicalGuideDone: buyer.technicalGuideDone,
    product,
    quantity,
  });
  if (reason) return reason;
  if (!price) return { code: 'TARIFF_MISSING', params: {} };
  if (quantity > mostUnits(price))
    return { code: 'QUANTITY_OUT_OF_RANGE', params: { max: mostUnits(price) } };
  return null;
}

/** A buyer against whom nothing stands: what is put into a cart is judged by product and quantity only. */
const anyBuyer = {
  suspended: false,
  technicalGuideDone: true,
  agreement: { id: '', startsOn: '0000-01-01', endsOn: '9999-12-31' },
};

export interface CartPut {
  readonly userId: string;
  readonly institutionId: string;
  readonly productId: string;
  readonly quantity: number;
  readonly reorderOfId?: string;
  readonly now: Date;
}

/** Products of the catalogue are few; a buyer's cart holds each of them once. */
const maxLines = 100;

/**
 * Puts a product into the buyer's cart at today's price, or changes its line.
 *
 * A line of a lapsed PKS is kept (the cart says why it cannot be ordered yet). Throws `NOT_FOUND`,
 * `PRODUCT_NOT_ORDERABLE`, `QUANTITY_OUT_OF_RANGE` and `TARIFF_MISSING`.
 */
export async function putCartLine(db: Database, input: CartPut): Promise<void> {
  const { userId, institutionId, productId, quantity, now } = input;
  await db.$transaction(async (tx) => {
    const product = await tx.product.findUnique({ where: { id: productId } });
    if (!product) throw new AppError('NOT_FOUND', { message: 'no such product' });
    const buyer = await loadBuyer(tx, institutionId, now);
    const price = (await loadPrices(tx, buyer, [productId], now)).get(productId) ?? null;
    const problem = problemOf(anyBuyer, { ...product, serviceName: '' }, quantity, price, dayKey(now));
    if (problem) throw new AppError(problem.code, { params: problem.params });
    if (!price) throw new AppError('TARIFF_MISSING');
    await refuseFullCart(tx, userId, productId);
    const written = {
      quantity,
      institutionId,
      seenPrice: BigInt(price.unitPrice),
      reorderOfId: input.reorderOfId ?? null,
    };
    await tx.cartLine.upsert({
      where: { userId_productId: { userId, productId } },
      create: { userId, productId, ...written },
      update: written,
    });
  });
}

async function refuseFullCart(tx: Transaction, userId: string, productId: string): Promise<void> {
  const others = await tx.cartLine.count({ where: { userId, productId: { not: productId } } });
  if (others >= maxLines) throw new AppError('INVALID_INPUT', { message: `a cart holds ${maxLines} lines` });
}

/** Takes a line out of the buyer's own cart. Throws `NOT_FOUND` for a line of somebody else. */
export async function removeCartLine(
  db: Database,
  { userId, institutionId, lineId }: { userId: string; institutionId: string; lineId: string },
): Promise<void> {
  const { count } = await db.cartLine.deleteMany({ where: { id: lineId, userId, institutionId } });
  if (count === 0) throw new AppError('NOT_FOUND', { message: 'no such line in this cart' });
}
