import { validUntil } from './handover.ts';

/**
 * How long the units of a voucher may be used, and what becomes of them at the end of a PKS, in a suspension and at the
 * turn of the year. Days are `YYYY-MM-DD` in WIB. Pure and without zod.
 */
export interface ValidityRule {
  /** The first day of issue that it holds for, until the next rule's. */
  readonly from: string;
  /** Months from the day of issue; null: no end of their own. */
  readonly months: number | null;
  /** KEPT: nothing lapses at the end of a PKS, but units are used only while a PKS and the juknis are in force. */
  readonly agreementEnd: 'KEPT';
  /** FROZEN: nothing is used in a suspension, and the term goes on. */
  readonly suspension: 'FROZEN';
  /** LAPSES: units also end on 31 December of the year of issue, where their months do not end earlier. */
  readonly yearEnd: 'KEPT' | 'LAPSES';
}

/**
 * The rules, oldest first: a voucher keeps the rule of its day of issue for good. Another rule is another line. No public
 * source names an end of quota under PP 10/2023: until one does, prepaid units do not lapse.
 */
export const validityRules: readonly ValidityRule[] = [
  { from: '2000-01-01', months: null, agreementEnd: 'KEPT', suspension: 'FROZEN', yearEnd: 'KEPT' },
];

export interface Validity {
  readonly rule: ValidityRule;
  /** The last day on which the units may be used; null: no end of their own. */
  readonly validUntil: string | null;
}

/** The validity of a voucher that is issued on a day. */
export function validityOf(issuedOn: string, rules: readonly ValidityRule[] = validityRules): Validity {
  const rule = rules.findLast(({ from }) => from <= issuedOn);
  if (!rule) throw new Error(`no rule of validity holds on ${issuedOn}`);
  const ends = [
    validUntil(issuedOn, rule.months, 1),
    rule.yearEnd === 'LAPSES' ? `${issuedOn.slice(0, 4)}-12-31` : null,
  ].filter((day) => day !== null);
  return { rule, validUntil: ends.sort()[0] ?? null };
}

/** Days before the end of a voucher on which its institution is told of units that are left. */
export const validityReminderDays = 30;
