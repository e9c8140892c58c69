/**
 * Whether an institution may have credentials that read true data.
 *
 * Pure and without zod.
 */
import { type EligibilityFacts, isAgreementActive } from '../orders/eligibility.ts';

/** Days are WIB calendar days, `YYYY-MM-DD`. */
export interface ProductionFacts {
  readonly today: string;
  readonly suspended: boolean;
  readonly agreement: EligibilityFacts['agreement'];
  readonly technicalGuideDone: boolean;
  /** Whether the centre has opened true data to it, after Mode Uji, and has not closed them since. */
  readonly productionOpen: boolean;
}

/** Each has a sentence at the field `environment` (`fieldErrors`). */
export const productionObstacles = [
  'PRODUCTION_SUSPENDED',
  'PRODUCTION_NO_AGREEMENT',
  'PRODUCTION_NO_GUIDE',
  'PRODUCTION_CHECKLIST_OPEN',
] as const;
export type ProductionObstacle = (typeof productionObstacles)[number];

/**
 * What stands against a PRODUKSI credential, all of it; nothing: it may be made. Juknis and PKS as for an order
 * (Permendagri 102/2019 with 17/2023), and the letter of the centre after Mode Uji.
 */
export function mayCreateProduction(facts: ProductionFacts): {
  readonly may: boolean;
  readonly obstacles: readonly ProductionObstacle[];
} {
  const standing: Readonly<Record<ProductionObstacle, boolean>> = {
    PRODUCTION_SUSPENDED: facts.suspended,
    PRODUCTION_NO_AGREEMENT: !isAgreementActive(facts.agreement, facts.today),
    PRODUCTION_NO_GUIDE: !facts.technicalGuideDone,
    PRODUCTION_CHECKLIST_OPEN: !facts.productionOpen,
  };
  const obstacles = productionObstacles.filter((obstacle) => standing[obstacle]);
  return { may: obstacles.length === 0, obstacles };
}
