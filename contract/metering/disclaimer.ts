/**
 * The form disclaimer of the web portal: what an operator answers for with his own name before his first lookup (seed,
 * "Setiap user operator bertanggung jawab penuh terhadap data yang diakses"; Permendagri 102/2019; UU 27/2022).
 *
 * Pure and without zod.
 */

/** Rises with each change of the duties or of their words (i18n `portal.disclaimer`); a test holds both together. */
export const disclaimerVersion = '2026-1';

/** Each is ticked by itself; the words stand in i18n. */
export const disclaimerDuties = [
  'KEPERLUAN_TUGAS',
  'RAHASIA',
  'TIDAK_MENYALIN',
  'CATAT_AKSES',
  'AKUN_SENDIRI',
  'LAPOR_INSIDEN',
  'TANGGUNG_JAWAB',
] as const;
export type DisclaimerDuty = (typeof disclaimerDuties)[number];

export interface DisclaimerFacts {
  readonly now: Date;
  /** How long a signature holds. */
  readonly days: number;
  /** The newest signature for the institution; null: never signed. */
  readonly signed: { readonly version: string; readonly at: Date } | null;
}

/** The moment from which the signature holds no more. */
export const disclaimerEndsAt = (signedAt: Date, days: number): Date =>
  new Date(signedAt.getTime() + days * 86_400_000);

/** Whether it must be signed before the next lookup: never signed, another text, or too long ago. */
export const isDisclaimerDue = ({ now, days, signed }: DisclaimerFacts): boolean =>
  signed === null || signed.version !== disclaimerVersion || disclaimerEndsAt(signed.at, days) <= now;

const plain = (name: string): string => name.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();

/** Signing is typing one's own name; capitals and blanks do not matter. */
export const isOwnName = (typed: string, name: string): boolean => plain(typed) === plain(name);
