/** `PGD-<yyyymm>-<six digits drawn at random>`: the month says how old it is, nothing says how many there are. */
const shape = /^\d{12}$/;

/** `day` is the calendar day `YYYY-MM-DD` on which it was filed; `drawn` a number below a million. */
export const formatComplaintNumber = (day: string, drawn: number): string =>
  `PGD-${day.slice(0, 4)}${day.slice(5, 7)}-${String(drawn).padStart(6, '0')}`;

/** A number as people type it, in its one spelling; null when it can be none. */
export function readComplaintNumber(text: string): string | null {
  const digits = text
    .toUpperCase()
    .replace(/[\s\-‐-―]/g, '')
    .replace(/^PGD/, '');
  return shape.test(digits) ? `PGD-${digits.slice(0, 6)}-${digits.slice(6)}` : null;
}
