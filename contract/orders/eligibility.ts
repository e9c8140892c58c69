import type { ErrorCode } from '../shared/errors.ts';

/** What decides whether an institution may order a product today. Days are WIB calendar days, `YYYY-MM-DD`. */
export interface EligibilityFacts {
  readonly today: string;
  readonly suspended: boolean;
  readonly agreement: { readonly startsOn: string; readonly endsOn: string } | null;
  readonly technicalGuideDone: boolean;
  readonly product: { readonly deliverable: boolean; readonly maxQuantity: number };
  readonly quantity: number;
}

export interface IneligibilityReason {
  readonly code: ErrorCode;
  readonly params: Readonly<Record<string, string | number>>;
}

export const isAgreementActive = (agreement: EligibilityFacts['agreement'], today: string): boolean =>
  agreement !== null && agreement.startsOn <= today && today <= agreement.endsOn;

/**
 * The condition of `submit`: PKS active on the day, juknis done, product deliverable, a whole quantity from 1 to
 * the product's maximum. Returns the first reason against it, or null. (Permendagri 102/2019 with 17/2023.)
 */
export function whyNotOrderable(facts: EligibilityFacts): IneligibilityReason | null {
  if (facts.suspended) return { code: 'INSTITUTION_SUSPENDED', params: {} };
  if (!isAgreementActive(facts.agreement, facts.today)) {
    return { code: 'AGREEMENT_INACTIVE', params: { endsOn: facts.agreement?.endsOn ?? '-' } };
  }
  if (!facts.technicalGuideDone) return { code: 'TECHNICAL_GUIDE_MISSING', params: {} };
  if (!facts.product.deliverable) return { code: 'PRODUCT_NOT_ORDERABLE', params: {} };
  const { quantity } = facts;
  const { maxQuantity } = facts.product;
  if (!Number.isSafeInteger(quantity) || quantity < 1 || quantity > maxQuantity) {
    return { code: 'QUANTITY_OUT_OF_RANGE', params: { max: maxQuantity } };
  }
  return null;
}
