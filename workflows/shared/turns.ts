import { CancellationScope, condition } from '@temporalio/workflow';

/**
 * Handlers, timers and system steps of one workflow take turns: what one began, it ends before the next one looks.
 * An Update's validator does not serialise, so whoever gets the turn asks the table again. First come, first served.
 *
 * Acts on our own database are called inside turns only (`ownRecords`): while one is under way, whatever else comes in
 * waits here, so that a replay, which brings both at once, goes the same way.
 */
export class Turns {
  #drawn = 0;
  #served = 0;

  /** Runs `work` when everybody before is done; a failure is the caller's alone. Not reentrant. */
  async take<T>(work: () => Promise<T>): Promise<T> {
    const ticket = this.#drawn;
    this.#drawn += 1;
    // Even when nobody is before: the caller goes on first.
    await (this.#served === ticket ? undefined : unstoppable(() => this.#served === ticket));
    try {
      return await work();
    } finally {
      this.#served += 1;
    }
  }
}

/** A condition is looked at when everything else has gone as far as it could. */
export const unstoppable = (isTrue: () => boolean): Promise<void> =>
  CancellationScope.nonCancellable(() => condition(isTrue));
