export interface EventuallyOptions {
  /** How long to go on trying; 10 s unless told. */
  readonly withinMs?: number;
  readonly everyMs?: number;
}

/**
 * What a run ends with whose activity failed: it is tried again when its time has come, so minutes are let pass until
 * the run has ended, however long the news of the failure takes to the server.
 */
export async function endOf<T>(
  run: { result(): Promise<T> },
  pass: (time: '1 minute') => Promise<unknown>,
): Promise<T> {
  let ended = false;
  const end = run.result().finally(() => {
    ended = true;
  });
  end.catch(() => undefined);
  await eventually(
    async () => {
      if (!ended) await pass('1 minute');
      return ended;
    },
    { withinMs: 30_000, everyMs: 100 },
  );
  return end;
}

/**
 * Waits for something that happens by itself: calls `attempt` until it throws no more and does not give `false`, then
 * gives its result. Put expectations inside; when the time is over the last one's failure is the test's failure.
 */
export async function eventually<T>(
  attempt: () => T | Promise<T>,
  options: EventuallyOptions = {},
): Promise<T> {
  const { withinMs = 10_000, everyMs = 50 } = options;
  const deadline = Date.now() + withinMs;
  for (;;) {
    let failure: unknown;
    try {
      const result = await attempt();
      if (result !== false) return result;
      failure = new Error(`still false after ${withinMs} ms: ${attempt.toString()}`);
    } catch (error) {
      failure = error;
    }
    if (Date.now() > deadline) throw failure;
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}
