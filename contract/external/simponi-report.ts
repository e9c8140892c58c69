/**
 * SIMPONI's report of payments as CSV (seen in public integrators' code only): names of the columns, and the forms
 * of its numbers and dates. A billing with several accounts gives several rows with one NTPN. Pure.
 */
import { parseWibDay } from './simponi.ts';

export const reportColumns = [
  'KODEBILLING',
  'NTPN',
  'NTBNTP',
  'KETERANGAN',
  'NAMAWAJIBBAYARBAYARSETOR',
  'SETORANPERAKUNRP',
  'TANGGALBAYAR',
] as const;

export type ReportColumn = (typeof reportColumns)[number];

export const reportDelimiters = { comma: ',', semicolon: ';', tab: '\t' } as const;
export type ReportDelimiter = keyof typeof reportDelimiters;

/** `ymd` is `2023-03-09`, `dmy` is `09/03/2023`. */
export const reportDateForms = ['ymd', 'dmy'] as const;
export type ReportDateForm = (typeof reportDateForms)[number];

/** `1.234.567,00` from whole rupiah. */
export const formatReportAmount = (amount: number): string =>
  `${String(amount).replace(/\B(?=(\d{3})+$)/g, '.')},00`;

/**
 * Whole rupiah from `1.234.567,00`, also without the points or the cents; null for anything else, cents other than
 * zero included, since PNBP is billed in whole rupiah.
 */
export function parseReportAmount(value: string): number | null {
  const match = /^(?:Rp\.? ?)?(\d{1,3}(?:\.\d{3})+|\d+)(?:,0{1,2})?$/.exec(value.trim());
  const amount = match?.[1] ? Number(match[1].replaceAll('.', '')) : Number.NaN;
  return Number.isSafeInteger(amount) ? amount : null;
}

/** A calendar day `YYYY-MM-DD` in the report's form. */
export const formatReportDate = (day: string, form: ReportDateForm): string =>
  form === 'ymd' ? day : day.split('-').reverse().join('/');

/** The calendar day `YYYY-MM-DD` (in Jakarta) from either form, with or without a time; null if it is none. */
export const parseReportDate = (value: string): string | null =>
  parseWibDay(value.trim().replaceAll('/', '-'));
