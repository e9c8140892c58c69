import type { Language } from '#contract/i18n/index';
import { formatDate } from '#platform/clock';

/** `9 Maret 2023`: a calendar day `YYYY-MM-DD` as people read it. */
export const printDay = (day: string, language: Language): string =>
  formatDate(new Date(`${day}T12:00:00+07:00`), 'WIB', language);

/** `9 Maret 2023 14.05.30 WIB`: to the second, since a bill expires to the second. English writes `14:05:30`. */
export function printTime(moment: Date, language: Language): string {
  const clock = new Date(moment.getTime() + 7 * 3_600_000).toISOString().slice(11, 19);
  return `${formatDate(moment, 'WIB', language)} ${language === 'id' ? clock.replaceAll(':', '.') : clock} WIB`;
}
