/**
 * Whether an institution may read the population register today: the rule of the web service and of the web portal,
 * asked anew on each call. Pure and without zod.
 */
import { type EligibilityFacts, isAgreementActive } from '../orders/eligibility.ts';
import type { AccessRefusalReason } from './codes.ts';

/** What decides it. Days are WIB calendar days, `YYYY-MM-DD`; a PKS counts on its first and its last day. */
export type AccessFacts = Pick<EligibilityFacts, 'today' | 'suspended' | 'agreement' | 'technicalGuideDone'>;

/** Each of them is an error code as well. */
export type AccessBar = Extract<
  AccessRefusalReason,
  'INSTITUTION_SUSPENDED' | 'AGREEMENT_INACTIVE' | 'TECHNICAL_GUIDE_MISSING'
>;

/**
 * The first thing that stands against an institution's access, or null: suspended, no PKS on the day, no juknis
 * (Permendagri 102/2019 with 17/2023). Quota, address and terminal are asked elsewhere.
 */
export function whyNoAccess(facts: AccessFacts): AccessBar | null {
  if (facts.suspended) return 'INSTITUTION_SUSPENDED';
  if (!isAgreementActive(facts.agreement, facts.today)) return 'AGREEMENT_INACTIVE';
  if (!facts.technicalGuideDone) return 'TECHNICAL_GUIDE_MISSING';
  return null;
}
