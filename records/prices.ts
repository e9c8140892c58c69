import { isAgreementActive } from '#contract/orders/eligibility';
import { percentOf, type Rupiah, rupiah } from '#contract/shared/money';
import { dayKey } from '#platform/clock';
import type { DatabaseReader } from '#prisma/client';

/** A tariff row as the rule looks at it. Days are `YYYY-MM-DD` in WIB. */
export interface TariffRule {
  readonly id: string;
  readonly institutionId: string | null;
  readonly category: string | null;
  readonly article: string;
  readonly amount: Rupiah;
  readonly percent: number;
  readonly validFrom: string;
  readonly validTo: string | null;
}

/** What one unit costs the institution, and by which rule. */
export interface Price {
  readonly tariffId: string;
  readonly article: string;
  readonly unitPrice: Rupiah;
}

/**
 * Today's price: of the rules in force on the day, one for this institution beats one for its category, which beats a
 * general one; among those the newest `validFrom` wins. Null when no rule applies. (PP 10/2023 art. 7 with its
 * follow-up rules: profit-seeking bodies pay, others pay a share down to Rp0.)
 */
export function priceOf(
  rules: readonly TariffRule[],
  buyer: { readonly institutionId: string; readonly category: string },
  today: string,
): Price | null {
  const rank = (rule: TariffRule): number => {
    if (rule.institutionId !== null) return rule.institutionId === buyer.institutionId ? 3 : 0;
    if (rule.category !== null) return rule.category === buyer.category ? 2 : 0;
    return 1;
  };
  const [best] = rules
    .filter(({ validFrom, validTo }) => validFrom <= today && (validTo === null || today <= validTo))
    .filter((rule) => rank(rule) > 0)
    .sort((a, b) => rank(b) - rank(a) || compare(b.validFrom, a.validFrom) || compare(a.id, b.id));
  if (!best) return null;
  return { tariffId: best.id, article: best.article, unitPrice: percentOf(best.amount, best.percent) };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The calendar day of a `@db.Date` column. */
export const dayOf = (date: Date): string => date.toISOString().slice(0, 10);

/** An institution as its right to order is judged. */
export interface Buyer {
  readonly id: string;
  readonly name: string;
  readonly category: string;
  readonly suspended: boolean;
  readonly technicalGuideDone: boolean;
  /** The PKS in force today; else the one that ended last; null when there never was one. */
  readonly agreement: { readonly id: string; readonly startsOn: string; readonly endsOn: string } | null;
  readonly approvalAbove: Rupiah | null;
}

/** Reads the institution as it stands today (WIB). Throws when there is none with this id. */
export async function loadBuyer(db: DatabaseReader, institutionId: string, now: Date): Promise<Buyer> {
  const today = dayKey(now);
  const row = await db.institution.findUniqueOrThrow({
    where: { id: institutionId },
    include: { agreements: { orderBy: [{ endsOn: 'desc' }, { startsOn: 'desc' }] } },
  });
  const agreements = row.agreements.map(({ id, startsOn, endsOn }) => ({
    id,
    startsOn: dayOf(startsOn),
    endsOn: dayOf(endsOn),
  }));
  return {
    id: row.id,
    name: row.name,
    category: row.category,
    suspended: row.suspendedAt !== null,
    technicalGuideDone: row.juknisDoneOn !== null && dayOf(row.juknisDoneOn) <= today,
    agreement: agreements.find((each) => isAgreementActive(each, today)) ?? agreements[0] ?? null,
    approvalAbove: row.approvalAbove === null ? null : rupiah(row.approvalAbove),
  };
}

/** Ids of the products that some tariff in force today prices, for whomever: the others nobody can order yet. */
export async function productsWithTariff(db: DatabaseReader, now: Date): Promise<Set<string>> {
  const today = new Date(dayKey(now));
  const rows = await db.tariff.groupBy({
    by: ['productId'],
    where: {
      status: 'DITETAPKAN',
      validFrom: { lte: today },
      OR: [{ validTo: null }, { validTo: { gte: today } }],
    },
  });
  return new Set(rows.map(({ productId }) => productId));
}

/** Today's price of each product for this buyer, by product id; a product without a rule is missing from the map. */
export async function loadPrices(
  db: DatabaseReader,
  buyer: Pick<Buyer, 'id' | 'category'>,
  productIds: readonly string[],
  now: Date,
): Promise<Map<string, Price>> {
  const today = dayKey(now);
  const rows = await db.tariff.findMany({
    where: {
      productId: { in: [...productIds] },
      status: 'DITETAPKAN',
      validFrom: { lte: new Date(today) },
      AND: [
        { OR: [{ validTo: null }, { validTo: { gte: new Date(today) } }] },
        { OR: [{ institutionId: null }, { institutionId: buyer.id }] },
        { OR: [{ category: null }, { category: buyer.category }] },
      ],
    },
  });
  const prices = new Map<string, Price>();
  for (const productId of new Set(productIds)) {
    const rules = rows
      .filter((row) => row.productId === productId)
      .map(({ validFrom, validTo, amount, ...row }) => ({
        ...row,
        amount: rupiah(amount),
        validFrom: dayOf(validFrom),
        validTo: validTo && dayOf(validTo),
      }));
    const price = priceOf(rules, { institutionId: buyer.id, category: buyer.category }, today);
    if (price) prices.set(productId, price);
  }
  return prices;
}
