/** The server keeps a session's last use to the minute. */
const tellEveryMs = 60_000;

export interface PresenceParts {
  readonly now: () => number;
  /** Tells the server that somebody is there. */
  readonly tell: () => void;
  /** Asks the server whether the session is still open, which is no use of it. */
  readonly ask: () => void;
}

/**
 * What a page knows of the person before it. A press or a key is told at most once a minute; after `idleMinutes` without
 * one the server is asked, since the person may be at work in another tab, and again each minute until it says no.
 */
export function watchPresence(parts: PresenceParts, idleMinutes: number) {
  let toldAt = Number.NEGATIVE_INFINITY;
  let actedAt = parts.now();
  return {
    acted(): void {
      actedAt = parts.now();
      if (actedAt - toldAt < tellEveryMs) return;
      toldAt = actedAt;
      parts.tell();
    },
    /** Call once a minute. */
    tick(): void {
      if (parts.now() - actedAt >= idleMinutes * 60_000) parts.ask();
    },
  };
}
