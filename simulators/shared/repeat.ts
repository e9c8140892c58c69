/**
 * Tries `push` until it was heard, with these waits between the attempts; gives up after the last one, or when the
 * signal comes. True when it was heard.
 */
export async function pushUntilHeard(
  push: () => Promise<boolean>,
  retryMs: readonly number[],
  signal: AbortSignal,
): Promise<boolean> {
  for (const wait of [...retryMs, null]) {
    if (await push()) return true;
    if (wait === null || !(await pause(wait, signal))) return false;
  }
  return false;
}

/** 1 s, 2 s, 5 s, 10 s, 30 s, then every minute for an hour: whoever is to hear may be restarting. */
export const patientRetryMs: readonly number[] = [
  1_000,
  2_000,
  5_000,
  10_000,
  30_000,
  ...Array<number>(60).fill(60_000),
];

/** Waits; false when the signal came first. */
function pause(ms: number, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve(false);
    const end = (waited: boolean) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
      resolve(waited);
    };
    const abort = () => end(false);
    const timer = setTimeout(() => end(true), ms);
    signal.addEventListener('abort', abort);
  });
}
