/** Indonesia's three zones, by their whole hours ahead of UTC. None has summer time, so a fixed offset is the truth. */
export const zoneHours = { WIB: 7, WITA: 8, WIT: 9 } as const;

export type Zone = keyof typeof zoneHours;

export const zoneNames = Object.keys(zoneHours) as Zone[];

export const isZone = (value: unknown): value is Zone =>
  typeof value === 'string' && Object.hasOwn(zoneHours, value);
