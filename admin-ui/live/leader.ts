/** Becomes the leader and works until told to stop; resolves when it has stopped. */
export type Lead = (stop: AbortSignal) => Promise<void>;

/** The part of Web Locks that is needed; absent where the page is neither https nor localhost. */
export interface Locks {
  request(name: string, options: { signal: AbortSignal }, hold: () => Promise<void>): Promise<unknown>;
}

/**
 * Lets exactly one tab of a browser lead. The others wait in the queue of the lock and the next one takes over when
 * the leader is closed. Without Web Locks every tab leads for itself. Returns a function that gives up.
 */
export function leadAlone(name: string, lead: Lead, locks: Locks | undefined): () => void {
  const stop = new AbortController();
  const work = () => (stop.signal.aborted ? Promise.resolve() : lead(stop.signal));
  if (locks === undefined) void work();
  else locks.request(name, { signal: stop.signal }, work).catch(ignoreAbort);
  return () => stop.abort();
}

function ignoreAbort(error: unknown): void {
  if (!(error instanceof DOMException && error.name === 'AbortError')) throw error;
}
