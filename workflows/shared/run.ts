import { sleep } from '@temporalio/workflow';
import type { Seen } from '../../contract/shared/workflow-view.ts';
import { codeOf } from './activities.ts';
import { type Appointment, Diary } from './diary.ts';
import { Turns } from './turns.ts';

/**
 * What one run of a workflow knows of the thing that it carries (an order, a request): how it was last seen, the
 * settings that the run began with, and whose turn it is.
 */
export abstract class Run<Thing extends Seen, Settings> {
  readonly turns = new Turns();
  #thing: Thing | null = null;
  #settings: Settings | null = null;
  #changes = 0;
  /** Somebody said that the row was changed by others: it is read again. */
  news = false;
  readonly #diary = new Diary();

  begin(thing: Thing, settings: Settings): void {
    this.#settings = settings;
    this.see(thing);
  }

  get settings(): Settings {
    return opened(this.#settings);
  }

  get status(): Thing['status'] {
    return this.seen.status;
  }

  /** How the thing was last seen; null until the first activity has read it. */
  protected get seenOrNull(): Thing | null {
    return this.#thing;
  }

  /** For who asks from outside; null until the first activity has read it. */
  get view(): Seen | null {
    return this.#thing && { status: this.#thing.status, version: this.#thing.version };
  }

  protected get seen(): Thing {
    return opened(this.#thing);
  }

  /** Rises with each reading that differs from the one before. */
  protected get changes(): number {
    return this.#changes;
  }

  /** Reads the thing as it stands in the database. */
  protected abstract read(): Promise<Thing>;

  /** Takes over a newer reading. */
  see(thing: Thing): void {
    if (JSON.stringify(thing) !== JSON.stringify(this.#thing)) this.#changes += 1;
    this.#thing = thing;
  }

  async lookAgain(): Promise<void> {
    this.news = false;
    this.see(await this.read());
  }

  /** Inside a turn: sees what was recorded; if somebody else was faster, sees that instead. */
  async record(act: () => Promise<Thing>): Promise<void> {
    const before = this.#changes;
    try {
      this.see(await act());
    } catch (error) {
      const code = codeOf(error);
      if (code !== 'VERSION_CONFLICT' && code !== 'ACTION_NOT_ALLOWED') throw error;
      await this.lookAgain();
      // Nothing has changed, and yet it was refused: ask again, but not at once.
      if (this.#changes === before) await sleep('30 seconds');
    }
  }

  /**
   * Waits for a moment of the workflow's clock (null: none), or for news; true when the moment came first.
   */
  abstract wait(until: number | null): Promise<boolean>;

  /** Names the state that appointments belong to: in another one they are kept anew. */
  protected abstract get stateOfAppointments(): string | number;

  /** Waits for the next appointment that was not kept yet, and keeps it; or is woken before it. */
  follow(appointments: readonly Appointment[]): Promise<void> {
    return this.#diary.follow(this.stateOfAppointments, appointments, (until) => this.wait(until));
  }
}

function opened<T>(value: T | null): T {
  if (value === null) throw new Error('this run is not open yet');
  return value;
}
