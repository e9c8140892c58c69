export type CircuitState = 'closed' | 'halfOpen' | 'open';

export interface Breaker {
  readonly state: () => CircuitState;
  /** Whether a call may go out now. True must be answered by `succeeded`, `failed` or `withdrawn`. */
  admit(): boolean;
  succeeded(): void;
  failed(): void;
  /** The admitted call came to nothing for reasons that say nothing of the system. */
  withdrawn(): void;
}

export interface BreakerOptions {
  /** How many of the last calls are looked at; 20 unless set. */
  readonly window?: number;
  /** Opens when at least half of them failed, and they are at least this many; 5 unless set. */
  readonly atLeast?: number;
  /** How long it stays open before one call may try, in milliseconds; 5 s unless set. */
  readonly openMs?: number;
  /** Milliseconds of a clock that never goes back. */
  readonly now?: () => number;
}

/**
 * Circuit breaker: spares a system that is down, and its callers the waiting.
 *
 * closed -> open: half of the last calls failed. open -> half open: after `openMs` ONE call goes out to try; all others
 * are still refused. It succeeds: closed. It fails: open once more.
 */
export function createBreaker(options: BreakerOptions = {}): Breaker {
  const { window = 20, atLeast = 5, openMs = 5_000, now = () => performance.now() } = options;
  let outcomes: boolean[] = [];
  let openedAt: number | null = null;
  let trying = false;

  const state = (): CircuitState => {
    if (openedAt === null) return 'closed';
    return trying || now() - openedAt >= openMs ? 'halfOpen' : 'open';
  };
  const close = () => {
    outcomes = [];
    openedAt = null;
    trying = false;
  };
  const open = () => {
    openedAt = now();
    trying = false;
  };
  const note = (failed: boolean) => {
    outcomes.push(failed);
    if (outcomes.length > window) outcomes.shift();
  };

  return {
    state,
    admit() {
      if (openedAt === null) return true;
      if (trying || now() - openedAt < openMs) return false;
      trying = true;
      return true;
    },
    succeeded() {
      // Also the late answer of a call from before the opening: the system answers.
      if (openedAt === null) note(false);
      else close();
    },
    failed() {
      // Late failures of calls from before the opening say nothing new.
      if (openedAt !== null) {
        if (trying) open();
        return;
      }
      note(true);
      if (outcomes.length >= atLeast && outcomes.filter(Boolean).length * 2 >= outcomes.length) open();
    },
    withdrawn() {
      trying = false;
    },
  };
}
