/** A call waited for its turn as long as it may, or too many wait already. */
export class NoSlot extends Error {
  override readonly name = 'NoSlot';
}

export interface Slots {
  /**
   * Waits for a turn and gives what ends it; must be called once. @throws NoSlot
   * @param key whose turn it is: an institution's id
   */
  take(key: string, waitMs: number): Promise<() => void>;
  readonly inUse: () => number;
  readonly waiting: () => number;
}

interface Waiter {
  readonly go: () => void;
}

/**
 * A limit on calls under way, in all and for each key, that lets keys take turns: an institution that sends a thousand
 * calls at once waits for itself, and the next institution's one call comes next.
 */
export function createSlots(limits: { total: number; perKey: number; maxWaiting: number }): Slots {
  const inUse = new Map<string, number>();
  /** In the order in which keys have their turn. */
  const queues = new Map<string, Set<Waiter>>();
  let total = 0;
  let waiting = 0;

  const mayStart = (key: string): boolean => total < limits.total && (inUse.get(key) ?? 0) < limits.perKey;

  const start = (key: string): (() => void) => {
    total += 1;
    inUse.set(key, (inUse.get(key) ?? 0) + 1);
    return () => {
      total -= 1;
      const left = (inUse.get(key) ?? 1) - 1;
      if (left > 0) inUse.set(key, left);
      else inUse.delete(key);
      startNext();
    };
  };

  const leave = (key: string, waiter: Waiter): void => {
    const queue = queues.get(key);
    if (!queue?.delete(waiter)) return;
    waiting -= 1;
    if (queue.size === 0) queues.delete(key);
  };

  const startNext = (): void => {
    for (const [key, queue] of queues) {
      if (!mayStart(key)) continue;
      const [first] = queue;
      if (!first) continue;
      leave(key, first);
      // Whoever had a turn goes to the end of the row.
      if (queues.delete(key)) queues.set(key, queue);
      first.go();
      return;
    }
  };

  return {
    async take(key, waitMs) {
      // A free place is never kept from whoever comes while others wait for their own key's.
      if (mayStart(key) && !queues.has(key)) return start(key);
      if (waiting >= limits.maxWaiting) throw new NoSlot('too many calls wait');
      return new Promise((resolve, reject) => {
        const waiter: Waiter = {
          go: () => {
            clearTimeout(timer);
            resolve(start(key));
          },
        };
        const timer = setTimeout(() => {
          leave(key, waiter);
          reject(new NoSlot(`no turn in ${waitMs} ms`));
        }, waitMs);
        const queue = queues.get(key) ?? new Set();
        queues.set(key, queue.add(waiter));
        waiting += 1;
      });
    },
    inUse: () => total,
    waiting: () => waiting,
  };
}
