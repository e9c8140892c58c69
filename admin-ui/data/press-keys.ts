/**
 * Idempotency keys by what is being sent. A press that ended without a certain answer (no network, 5xx) keeps its key,
 * so that pressing again repeats the same request and cannot happen twice; a certain answer frees it.
 */
export class PressKeys {
  readonly #keys = new Map<string, string>();
  readonly #make: () => string;

  constructor(make: () => string = randomKey) {
    this.#make = make;
  }

  /** The key of this request: the one of an unfinished earlier press, or a new one. */
  take(request: string): string {
    const kept = this.#keys.get(request);
    if (kept !== undefined) return kept;
    const key = this.#make();
    this.#keys.set(request, key);
    return key;
  }

  /** Tells how the press ended; `status` 0 means that no answer came. */
  settle(request: string, status: number, code?: string): void {
    const uncertain = status === 0 || status >= 500 || status === 429 || code === 'IDEMPOTENCY_IN_PROGRESS';
    if (!uncertain) this.#keys.delete(request);
  }
}

/** A random UUID; `crypto.randomUUID` exists only on https and localhost, so it is made by hand elsewhere. */
function randomKey(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
}
