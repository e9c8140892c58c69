/** Something to be done at a moment while the thing stays as it is. */
export interface Appointment {
  readonly key: string;
  readonly at: number;
  readonly keep: () => Promise<void>;
}

/** Keeps each appointment of one state once. */
export class Diary {
  readonly #kept = new Set<string>();

  /**
   * Waits for the next appointment that was not kept yet, and keeps it; or is woken before it. `state` names the state
   * that they belong to; `wait` tells whether the moment came first (null: none).
   */
  async follow(
    state: string | number,
    appointments: readonly Appointment[],
    wait: (until: number | null) => Promise<boolean>,
  ): Promise<void> {
    const name = (each: Appointment) => `${state}:${each.key}`;
    const open = appointments.filter((each) => !this.#kept.has(name(each))).sort((a, b) => a.at - b.at);
    const due = open.filter((each) => each.at <= Date.now());
    // A worker that was away for days keeps the last one that is due, not all of them at once.
    const next = due.at(-1) ?? open[0];
    if (!(await wait(next?.at ?? null)) || !next) return;
    for (const each of [...due, next]) this.#kept.add(name(each));
    await next.keep();
  }
}
