const minute = 60_000;
const hour = 60 * minute;
export const day = 24 * hour;

/** Growing pauses between two questions to an outside system that is silent; the last one goes on for as long as it takes. */
const pauses = [minute, 5 * minute, 15 * minute, hour, 3 * hour, 6 * hour] as const;

/** Milliseconds to wait after the n-th question without an answer, counted from 1. */
export const pauseAfter = (tries: number): number => pauses[Math.min(tries, pauses.length) - 1] ?? pauses[0];

/** After "not found" a notice is usually just ahead of SIMPONI's books: asked again so often, and no more. */
export const confirmationPauses: readonly number[] = [minute, 5 * minute, 15 * minute];

export const iso = (ms: number): string => new Date(ms).toISOString();
