/**
 * A quantity as people type it: `100` or, with Indonesian thousands, `1.000`. Null for everything else: `1.5`, `-1`,
 * `seratus`. The range is another question.
 */
export function readQuantity(typed: string): number | null {
  const text = typed.trim();
  if (!/^\d+$/.test(text) && !/^\d{1,3}(\.\d{3})+$/.test(text)) return null;
  const value = Number(text.replaceAll('.', ''));
  return Number.isSafeInteger(value) ? value : null;
}

export type QuantityProblem = 'NOT_WHOLE' | 'OUT_OF_RANGE';

/** What is wrong with a typed quantity, or the number. */
export function checkQuantity(typed: string, max: number): { value: number } | { problem: QuantityProblem } {
  const digitsOnly = /^\d[\d.]*$/.test(typed.trim());
  const value = readQuantity(typed);
  if (value === null) return { problem: digitsOnly && !typed.includes('.') ? 'OUT_OF_RANGE' : 'NOT_WHOLE' };
  return value < 1 || value > max ? { problem: 'OUT_OF_RANGE' } : { value };
}
