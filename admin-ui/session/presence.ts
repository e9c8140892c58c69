/** The server keeps a session's last use to the minute. */
const tellEveryMs = 60_000;
/** So long before its session ends a person is warned. */
const warnMs = 60_000;

export interface PresenceParts {
  readonly now: () => number;
  /** Tells the server that somebody is there. Both give the milliseconds for which the session stays open without an act. */
  readonly tell: () => Promise<number>;
  /** Asks the server, which is no use of the session. */
  readonly ask: () => Promise<number>;
  /** True when the session is about to end, false when that is over, one way or the other. */
  readonly warn: (soon: boolean) => void;
}

/**
 * What a page knows of the person before it. A press or a key is told at most once a minute. How long the session stays
 * open, the server says: the person may be at work in another tab, so it is asked again before a page warns.
 */
export function watchPresence({ now, tell, ask, warn }: PresenceParts) {
  let toldAt = Number.NEGATIVE_INFINITY;
  /** Not known yet: the first look asks. */
  let endsAt = Number.NEGATIVE_INFINITY;
  let questions = 0;
  const hear = async (answer: Promise<number>): Promise<void> => {
    const question = ++questions;
    const left = await answer.catch(() => null);
    // An answer that was overtaken by a later one says what was.
    if (question !== questions) return;
    if (left === null) toldAt = Number.NEGATIVE_INFINITY;
    else endsAt = now() + left;
    warn(left !== null && left <= warnMs);
  };
  return {
    async acted(): Promise<void> {
      if (now() - toldAt < tellEveryMs) return;
      toldAt = now();
      await hear(tell());
    },
    /** Call at once and every few seconds. */
    async look(): Promise<void> {
      if (endsAt - now() > warnMs) return;
      await hear(ask());
    },
  };
}
