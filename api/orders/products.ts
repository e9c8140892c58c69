import type { ProductDelivery } from '#contract/orders/codes';
import type { Product } from '#contract/orders/schemas';
import { AppError } from '#contract/shared/errors';
import { loadBuyer, loadPrices, type Price, productsWithTariff } from '#records/prices';
import type { ApiDeps, SignedIn } from '../shared/deps.ts';
import { implement } from '../shared/route.ts';

/** Products and what they cost the asking institution today. People of the centre see no price: it differs by buyer. */
export const productHandlers = [
  implement('products.list', ({ deps, actor }) => readProducts(deps, actor)),
  implement('products.read', async ({ deps, actor, params }) => {
    const [product] = await readProducts(deps, actor, params.id);
    if (!product) throw new AppError('NOT_FOUND', { message: 'no such product' });
    return product;
  }),
];

async function readProducts({ db, now }: ApiDeps, actor: SignedIn, id?: string): Promise<Product[]> {
  const rows = await db.product.findMany({
    ...(id === undefined ? {} : { where: { id } }),
    include: { service: true },
    orderBy: [{ service: { position: 'asc' } }, { position: 'asc' }],
  });
  let prices = new Map<string, Price>();
  if (actor.institutionId) {
    const buyer = await loadBuyer(db, actor.institutionId, now());
    const productIds = rows.map((row) => row.id);
    prices = await loadPrices(db, buyer, productIds, now());
  }
  const withTariff = await productsWithTariff(db, now());
  return rows.map((row) => ({
    id: row.id,
    code: row.code,
    serviceName: row.service.name,
    name: row.name,
    description: row.description,
    unit: row.unit,
    deliverable: row.deliverable,
    undeliverableReason: row.undeliverableReason,
    maxQuantity: row.maxQuantity,
    delivery: row.delivery as ProductDelivery,
    termMonths: row.termMonths,
    unitPrice: prices.get(row.id)?.unitPrice ?? null,
    tariffArticle: prices.get(row.id)?.article ?? null,
    hasTariff: withTariff.has(row.id),
  }));
}
