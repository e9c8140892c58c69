/**
 * When a quota counts as running out. Pure and without zod.
 */

/** Percent of the units that were there right after the last grant; the people of the institution are told at each. */
export const quotaThresholds = [50, 20, 5] as const;
export type QuotaThreshold = (typeof quotaThresholds)[number];

/**
 * The lowest threshold that has been reached, or null while more than the highest is left. `base` is what was there
 * right after the last grant: a purchase begins the counting anew.
 */
export function thresholdReached(left: number, base: number): QuotaThreshold | null {
  if (base <= 0) return null;
  const reached = quotaThresholds.filter((percent) => left * 100 <= base * percent);
  return reached.at(-1) ?? null;
}
