/** Patterns and formats of the identifiers that cross the system. All identifiers are text. */

/** NTPN: 16 letters or digits, unique per payment, issued by the Settlement system of the Treasury. */
export const ntpnPattern = /^[A-Z0-9]{16}$/;

/** NPWP: 15 digits (old form) or 16 digits (NIK based), kept without dots and dashes. */
export const npwpPattern = /^\d{15,16}$/;

/** `KW-<series>-<DDMMYY><number of the day>`, four digits and more on a day with more than 9.999 receipts. */
export const kuitansiPattern = /^KW-[A-Z]\d-\d{6}\d{4,}$/;

/** Builds a kode kuitansi. `day` is the calendar day in WIB as `YYYY-MM-DD`; `number` counts from 1 each day. */
export function formatKuitansi(series: string, day: string, number: number): string {
  const [year, month, date] = day.split('-');
  if (!year || !month || !date) throw new RangeError(`not a calendar day: ${day}`);
  return `KW-${series}-${date}${month}${year.slice(2)}${String(number).padStart(4, '0')}`;
}

/**
 * What the kode kuitansi begins with that somebody begins to type: whole from `KW-` on, without `KW-` (`B1-0903`), or
 * its number alone (`0903230016`), then in the series of today. Null for what no kode kuitansi begins with.
 */
export function kuitansiPrefix(typed: string, series: string): string | null {
  const text = typed.trim().toUpperCase();
  if (/^KW-[A-Z0-9-]*$/.test(text) || text === 'K' || text === 'KW') return text;
  if (/^\d+$/.test(text)) return `KW-${series}-${text}`;
  return /^[A-Z]\d(-\d*)?$/.test(text) ? `KW-${text}` : null;
}

/** The voucher carries its order's number under another prefix, so that both read as one thread. */
export const formatVoucherNumber = (kuitansi: string): string => kuitansi.replace(/^KW-/, 'VC-');

/**
 * Transaction id sent to SIMPONI: kuitansi plus billing attempt. SIMPONI answers the same id with the same code,
 * so the attempt rises only after a definite refusal and a person's retry.
 */
export const formatTrxId = (kuitansi: string, attempt: number): string => `${kuitansi}-${attempt}`;
