import type { Logger } from '#platform/logger';

export interface LoopOptions {
  readonly name: string;
  /** One round; gives how much it did. While it does something, the next round follows at once. */
  readonly work: () => Promise<number>;
  /** Pause after a round with nothing to do. */
  readonly everyMs: number;
  readonly log: Logger;
}

export interface Loop {
  /** Something may be there to do: look now. */
  wake(): void;
  /** Waits for the round under way. */
  stop(): Promise<void>;
}

const longestPauseMs = 30_000;

/** Works again and again. A failing round is logged and tried again after growing pauses: nothing ends the loop but `stop`. */
export function startLoop({ name, work, everyMs, log }: LoopOptions): Loop {
  let stopped = false;
  let woken = false;
  let failures = 0;
  let wakeUp = () => {};

  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
      if (stopped || woken) wakeUp();
    });

  const run = async () => {
    while (!stopped) {
      woken = false;
      try {
        const done = await work();
        if (failures > 0) log.info({ loop: name }, 'works again');
        failures = 0;
        if (done === 0) await pause(everyMs);
      } catch (error) {
        failures += 1;
        log.warn({ loop: name, failures, err: error }, 'round failed');
        woken = false;
        await pause(Math.min(longestPauseMs, 500 * 2 ** Math.min(failures, 10)));
      }
    }
  };

  const running = run();
  return {
    wake() {
      woken = true;
      // After a failure the pause is kept: a notification does not bring a server back.
      if (failures === 0) wakeUp();
    },
    async stop() {
      stopped = true;
      wakeUp();
      await running;
    },
  };
}
