/** Payments that the run has heard of and not yet looked at, or could not look at because SIMPONI was silent. */
export class HeardPayments {
  /** Ids of inbox rows. */
  #ids: string[] = [];
  /** Something was heard since the last look. */
  news = false;
  /** When to ask again, by the workflow's clock. */
  retryAt: number | null = null;
  /** Questions without an answer, in a row. */
  silent = 0;
  /** Answers "not found" since the last news. */
  notFound = 0;

  hear(noticeId: string): void {
    if (!this.#ids.includes(noticeId)) this.#ids.push(noticeId);
    this.news = true;
    this.notFound = 0;
  }

  /** The run may not end yet. */
  get waiting(): boolean {
    return this.#ids.length > 0;
  }

  /** Now is the time to look at them. */
  get due(): boolean {
    return this.news || (this.retryAt !== null && Date.now() >= this.retryAt);
  }

  /** Gives what was heard so far; what is heard from now on is news. */
  look(): string[] {
    this.news = false;
    this.retryAt = null;
    return [...this.#ids];
  }

  /** These have come to their end. */
  settled(ids: readonly string[]): void {
    this.#ids = this.#ids.filter((id) => !ids.includes(id));
  }

  askAgain(pauseMs: number): void {
    this.retryAt = Date.now() + pauseMs;
  }
}
