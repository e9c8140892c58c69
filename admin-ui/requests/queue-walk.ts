/**
 * The way through a queue: the rows as they stood when somebody opened one of them. Deciding takes a request out of the
 * queue, so the way keeps its own order and only grows at its end. Ids alone, no personal data.
 */
export interface QueueWalk {
  readonly ids: readonly string[];
  /** The list that the way came from; asked again at its end. */
  readonly list: {
    readonly sort: { readonly field: string; readonly order: 'ASC' | 'DESC' };
    readonly filter: Readonly<Record<string, unknown>>;
  };
}

export interface Neighbours {
  readonly previous: string | null;
  readonly next: string | null;
  /** Counted from one; null for a request that is not on this way. */
  readonly place: number | null;
}

export function neighboursOf(walk: QueueWalk | null, id: string): Neighbours {
  const at = walk?.ids.indexOf(id) ?? -1;
  if (!walk || at === -1) return { previous: null, next: null, place: null };
  return { previous: walk.ids[at - 1] ?? null, next: walk.ids[at + 1] ?? null, place: at + 1 };
}

/** The way with what the list holds now behind what was on it already. */
export const extendWalk = (walk: QueueWalk, now: readonly string[]): QueueWalk => ({
  ...walk,
  ids: [...walk.ids, ...now.filter((id) => !walk.ids.includes(id))],
});

const storageKey = 'loket.queue';

/** Keeps the way over a reload of this tab. */
export function keepWalk(walk: QueueWalk): void {
  try {
    sessionStorage.setItem(storageKey, JSON.stringify(walk));
  } catch {
    // Without storage there is no next and previous; everything else works.
  }
}

export function keptWalk(): QueueWalk | null {
  try {
    return JSON.parse(sessionStorage.getItem(storageKey) ?? 'null') as QueueWalk | null;
  } catch {
    return null;
  }
}
