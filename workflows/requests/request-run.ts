import { condition } from '@temporalio/workflow';
import type { RequestSettings } from '../../activities/requests/index.ts';
import type { SystemActor } from '../../contract/access/roles.ts';
import type { RequestSnapshot, StepSnapshot } from '../../contract/requests/facts.ts';
import { isEnded } from '../../contract/requests/lifecycle.ts';
import type { RequestAct } from '../../contract/requests/messages.ts';
import { type Moves, planAct } from '../../contract/requests/moves.ts';
import { Run } from '../shared/run.ts';
import { records } from './activities.ts';

/** What one run of the workflow knows: the request as last seen, what became of its job at the DWH, whose turn it is. */
export class RequestRun extends Run<RequestSnapshot, RequestSettings> {
  readonly requestId: string;

  constructor(requestId: string) {
    super();
    this.requestId = requestId;
  }

  /** Null until the first activity has read it. */
  get requestOrNull(): RequestSnapshot | null {
    return this.seenOrNull;
  }

  get request(): RequestSnapshot {
    return this.seen;
  }

  get synchronisation(): StepSnapshot {
    return this.request.steps.SINKRONISASI_DWH;
  }

  get hasEnded(): boolean {
    return isEnded(this.status);
  }

  protected read(): Promise<RequestSnapshot> {
    return records.loadRequest({ requestId: this.requestId });
  }

  /** What the table lets the system, or the DWH, do now; null when nothing. */
  plan(act: RequestAct, actor: SystemActor): Moves | null {
    const verdict = planAct(this.request, act, { id: actor, roles: [actor] });
    return verdict.ok ? verdict.moves : null;
  }

  /**
   * Waits for a moment of the workflow's clock (null: none), or for news of the request; true when the moment came
   * first.
   */
  async wait(until: number | null): Promise<boolean> {
    const before = this.changes;
    const woken = () => this.changes !== before || this.news;
    if (until === null) await condition(woken);
    else if (until > Date.now()) await condition(woken, until - Date.now());
    return !woken() && until !== null && Date.now() >= until;
  }

  /** A deadline that moved is another one, whatever the version. */
  protected get stateOfAppointments(): string {
    return `${this.status}:${this.request.dueAt}`;
  }
}
