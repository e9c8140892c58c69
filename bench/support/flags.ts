/** How much `requests`, `access` and `accessMemory` do; its defaults end within two minutes on two idle cores. */
const defaults = {
  /** Requests with photos in a round. */
  count: 16,
  /** Requests that are under way at once. */
  'at-once': 8,
  rounds: 5,
  /** Lookups of each side in a round of `access`, and of each tenth of `accessMemory`. */
  calls: 3_000,
} as const;

export type Flags = Readonly<Record<keyof typeof defaults, number>>;

export const flagNames = Object.keys(defaults) as (keyof typeof defaults)[];

/** Whole numbers from 1. @throws RangeError naming the flag */
export function readFlags(given: Readonly<Record<string, unknown>>): Flags {
  const read = (name: keyof typeof defaults): number => {
    const value = given[name] === undefined ? defaults[name] : Number(given[name]);
    if (!Number.isInteger(value) || value < 1) throw new RangeError(`--${name} is a whole number from 1`);
    return value;
  };
  return { count: read('count'), 'at-once': read('at-once'), rounds: read('rounds'), calls: read('calls') };
}
