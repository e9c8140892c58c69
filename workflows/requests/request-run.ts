import { condition, sleep } from '@temporalio/workflow';
import type { RequestSettings } from '../../activities/requests/index.ts';
import type { SystemActor } from '../../contract/access/roles.ts';
import type { RequestSnapshot, StepSnapshot } from '../../contract/requests/facts.ts';
import { isEnded, type RequestStatus } from '../../contract/requests/lifecycle.ts';
import type { RequestAct } from '../../contract/requests/messages.ts';
import { type Moves, planAct } from '../../contract/requests/moves.ts';
import { codeOf } from '../shared/activities.ts';
import { type Appointment, Diary } from '../shared/diary.ts';
import { Turns } from '../shared/turns.ts';
import { records } from './activities.ts';

/** What one run of the workflow knows: the request as last seen, what became of its job at the DWH, whose turn it is. */
export class RequestRun {
  readonly requestId: string;
  readonly turns = new Turns();
  /** Somebody said that the row was changed by others: it is read again. */
  news = false;
  #request: RequestSnapshot | null = null;
  #settings: RequestSettings | null = null;
  /** Rises with each reading that differs from the one before. */
  #seen = 0;
  readonly #diary = new Diary();

  constructor(requestId: string) {
    this.requestId = requestId;
  }

  begin(request: RequestSnapshot, settings: RequestSettings): void {
    this.#settings = settings;
    this.see(request);
  }

  get settings(): RequestSettings {
    if (!this.#settings) throw new Error('the request is not open yet');
    return this.#settings;
  }

  /** Null until the first activity has read it. */
  get requestOrNull(): RequestSnapshot | null {
    return this.#request;
  }

  get request(): RequestSnapshot {
    if (!this.#request) throw new Error('the request is not open yet');
    return this.#request;
  }

  get status(): RequestStatus {
    return this.request.status;
  }

  get synchronisation(): StepSnapshot {
    return this.request.steps.SINKRONISASI_DWH;
  }

  get hasEnded(): boolean {
    return isEnded(this.status);
  }

  /** Takes over a newer reading of the request. */
  see(request: RequestSnapshot): void {
    if (JSON.stringify(request) !== JSON.stringify(this.#request)) this.#seen += 1;
    this.#request = request;
  }

  async lookAgain(): Promise<void> {
    this.news = false;
    this.see(await records.loadRequest({ requestId: this.requestId }));
  }

  /** What the table lets the system, or the DWH, do now; null when nothing. */
  plan(act: RequestAct, actor: SystemActor): Moves | null {
    const verdict = planAct(this.request, act, { id: actor, roles: [actor] });
    return verdict.ok ? verdict.moves : null;
  }

  /** Inside a turn: sees what was recorded; if somebody else was faster, sees that instead. */
  async record(act: () => Promise<RequestSnapshot>): Promise<void> {
    const seen = this.#seen;
    try {
      this.see(await act());
    } catch (error) {
      const code = codeOf(error);
      if (code !== 'VERSION_CONFLICT' && code !== 'ACTION_NOT_ALLOWED') throw error;
      await this.lookAgain();
      // Nothing has changed, and yet it was refused: ask again, but not at once.
      if (this.#seen === seen) await sleep('30 seconds');
    }
  }

  /**
   * Waits for a moment of the workflow's clock (null: none), or for news of the request; true when the moment came
   * first.
   */
  async wait(until: number | null): Promise<boolean> {
    const seen = this.#seen;
    const woken = () => this.#seen !== seen || this.news;
    if (until === null) await condition(woken);
    else if (until > Date.now()) await condition(woken, until - Date.now());
    return !woken() && until !== null && Date.now() >= until;
  }

  /** Waits for the next appointment that was not kept yet, and keeps it; or is woken before it. */
  follow(appointments: readonly Appointment[]): Promise<void> {
    // A deadline that moved is another one, whatever the version.
    return this.#diary.follow(`${this.status}:${this.request.dueAt}`, appointments, (until) =>
      this.wait(until),
    );
  }
}
