/**
 * Handlers, timers and system steps of one workflow take turns: what one began, it ends before the next one looks.
 * An Update's validator does not serialise, so whoever gets the turn asks the table again. First come, first served.
 */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();

  /** Runs `work` when everybody before is done; a failure is the caller's alone. Not reentrant. */
  take<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#last.then(work);
    this.#last = mine.catch(() => undefined);
    return mine;
  }
}
