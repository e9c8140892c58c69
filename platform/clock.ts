/** Indonesia's three zones and their whole hours ahead of UTC; none has summer time. */
export const zones = { WIB: 7, WITA: 8, WIT: 9 } as const;
export type Zone = keyof typeof zones;

export type Language = 'id' | 'en';

const months: Readonly<Record<Language, readonly string[]>> = {
  id: [
    'Januari',
    'Februari',
    'Maret',
    'April',
    'Mei',
    'Juni',
    'Juli',
    'Agustus',
    'September',
    'Oktober',
    'November',
    'Desember',
  ],
  en: [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ],
};

/** The wall clock of a zone, read with the UTC methods of the result. */
const shifted = (date: Date, zone: Zone): Date => new Date(date.getTime() + zones[zone] * 3_600_000);

const two = (value: number): string => String(value).padStart(2, '0');

/** `2023-03-09`: the calendar day of a moment in a zone. */
export const dayKey = (date: Date, zone: Zone = 'WIB'): string =>
  shifted(date, zone).toISOString().slice(0, 10);

/** The moment at which a calendar day (`2023-03-09`) begins in a zone. */
export const startOfDay = (day: string, zone: Zone = 'WIB'): Date =>
  new Date(Date.parse(`${day}T00:00:00Z`) - zones[zone] * 3_600_000);

/** `9 Maret 2023` (id) or `9 March 2023` (en). */
export function formatDate(date: Date, zone: Zone = 'WIB', language: Language = 'id'): string {
  const at = shifted(date, zone);
  return `${at.getUTCDate()} ${months[language][at.getUTCMonth()]} ${at.getUTCFullYear()}`;
}

/** A calendar day (`2023-03-09`), which has no zone, as people write it: `9 Maret 2023`. */
export const formatDay = (day: string, language: Language = 'id'): string =>
  formatDate(startOfDay(day), 'WIB', language);

/** `9 Maret 2023 14.05 WIB`; English writes `14:05`. People always read the zone's name. */
export function formatDateTime(date: Date, zone: Zone = 'WIB', language: Language = 'id'): string {
  const at = shifted(date, zone);
  const separator = language === 'id' ? '.' : ':';
  const time = `${two(at.getUTCHours())}${separator}${two(at.getUTCMinutes())}`;
  return `${formatDate(date, zone, language)} ${time} ${zone}`;
}
