import { formatCount, formatRupiah } from '#contract/shared/money';
import { isZone, type Zone } from '#contract/shared/zones';
import { currentLanguage, currentTexts } from './texts.ts';

export { formatCount, formatRupiah };

const zone = 'Asia/Jakarta';

/** Clocks of the three zones, as the browser knows them. */
const clocks = {
  WIB: 'Asia/Jakarta',
  WITA: 'Asia/Makassar',
  WIT: 'Asia/Jayapura',
} as const satisfies Record<Zone, string>;
const locale = (): string => (currentLanguage() === 'en' ? 'en-GB' : 'id-ID');

const format = (value: string | Date, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(locale(), { timeZone: zone, ...options }).format(new Date(value));

/** `09 Maret 2023` from an instant, as a WIB calendar day. */
export const formatDate = (instant: string | Date): string =>
  format(instant, { day: '2-digit', month: 'long', year: 'numeric' });

/** `13 Februari 2029` from a calendar day `YYYY-MM-DD`, which has no zone. */
export const formatDay = (day: string): string =>
  new Intl.DateTimeFormat(locale(), {
    timeZone: 'UTC',
    day: '2-digit',
    month: 'long',
    year: 'numeric',
  }).format(new Date(`${day}T00:00:00Z`));

/** `Maret 2023` from a month `YYYY-MM`. */
export const formatMonth = (month: string): string =>
  new Intl.DateTimeFormat(locale(), { timeZone: 'UTC', month: 'long', year: 'numeric' }).format(
    new Date(`${month}-01T00:00:00Z`),
  );

/** `09 Mar 2023, 14.05 WIB`. */
export const formatInstant = (instant: string | Date): string =>
  `${format(instant, { day: '2-digit', month: 'short', year: 'numeric' })}, ${formatClock(instant)}`;

/** `09 Mar 2023, 14.05.09 WIB`: where a second decides. */
export const formatMoment = (instant: string | Date): string =>
  `${format(instant, { day: '2-digit', month: 'short', year: 'numeric' })}, ${format(instant, { hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false })} WIB`;

/** `14.05 WIB`. */
export const formatClock = (instant: string | Date): string =>
  `${format(instant, { hour: '2-digit', minute: '2-digit', hour12: false })} WIB`;

/** `09 Mar 2023, 15.05 WITA`: an instant by the clock of an office. An unknown zone reads as WIB. */
export function formatInstantIn(instant: string | Date, officeZone: string): string {
  const name = isZone(officeZone) ? officeZone : 'WIB';
  const at = { timeZone: clocks[name] } as const;
  const day = format(instant, { ...at, day: '2-digit', month: 'short', year: 'numeric' });
  const clock = format(instant, { ...at, hour: '2-digit', minute: '2-digit', hour12: false });
  return `${day}, ${clock} ${name}`;
}

/** `2 hari 3 jam`, `3 jam 12 menit`, `4 menit 09 detik`; never negative. */
export function formatRemaining(milliseconds: number): string {
  const unit = currentTexts().console.time;
  const seconds = Math.max(0, Math.floor(milliseconds / 1_000));
  const [days, hours, minutes] = [
    Math.floor(seconds / 86_400),
    Math.floor(seconds / 3_600) % 24,
    Math.floor(seconds / 60) % 60,
  ];
  if (days > 0) return `${days} ${unit.days} ${hours} ${unit.hours}`;
  if (hours > 0) return `${hours} ${unit.hours} ${minutes} ${unit.minutes}`;
  return `${minutes} ${unit.minutes} ${String(seconds % 60).padStart(2, '0')} ${unit.seconds}`;
}

/** `1,2 MB`, `340 KB`. */
export function formatBytes(bytes: number): string {
  const number = new Intl.NumberFormat(locale(), { maximumFractionDigits: 1 });
  return bytes >= 1_048_576 ? `${number.format(bytes / 1_048_576)} MB` : `${number.format(bytes / 1_024)} KB`;
}
