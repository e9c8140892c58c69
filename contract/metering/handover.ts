/** Terms of products that an officer delivers. Pure and without zod. */

const pad = (value: number): string => String(value).padStart(2, '0');

/**
 * The last day (`YYYY-MM-DD`) on which delivered units are valid; null for a product without a term. Each unit is one
 * term, and several follow each other. A term ends on the day before the same day of its last month; where that month
 * is too short to have the day, on its last one.
 */
export function validUntil(handedOn: string, termMonths: number | null, units: number): string | null {
  if (termMonths === null) return null;
  const [year = 0, month = 1, day = 1] = handedOn.split('-').map(Number);
  const months = month - 1 + termMonths * units;
  const daysInMonth = new Date(Date.UTC(year, months + 1, 0)).getUTCDate();
  const end = new Date(Date.UTC(year, months, day > daysInMonth ? daysInMonth : day - 1));
  return `${end.getUTCFullYear()}-${pad(end.getUTCMonth() + 1)}-${pad(end.getUTCDate())}`;
}
