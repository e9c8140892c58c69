/** Kinds of free days: decreed for the whole country, collective leave of the civil service, and an office's own. */
export const holidayKinds = ['LIBUR_NASIONAL', 'CUTI_BERSAMA', 'LIBUR_DAERAH'] as const;
export type HolidayKind = (typeof holidayKinds)[number];
