import { condition, sleep } from '@temporalio/workflow';
import type { OrderSettings } from '../../activities/orders/index.ts';
import type { SystemActor } from '../../contract/access/roles.ts';
import { factsOf, type OrderSnapshot } from '../../contract/orders/facts.ts';
import {
  askOrder,
  type OrderAction,
  type OrderStatus,
  orderLifecycle,
} from '../../contract/orders/lifecycle.ts';
import { codeOf } from '../shared/activities.ts';
import { type Appointment, Diary } from '../shared/diary.ts';
import { Turns } from '../shared/turns.ts';
import { records } from './activities.ts';
import { HeardPayments } from './heard-payments.ts';

/** What one run of the workflow knows: the order as last seen, what was heard of payments, whose turn it is. */
export class OrderRun {
  readonly orderId: string;
  readonly turns = new Turns();
  readonly heard = new HeardPayments();
  /** Set when the grace period is over and SIMPONI said once more that nothing was paid. */
  closed = false;
  /** Questions to SIMPONI without an answer, in a row. */
  silence = { tries: 0, until: 0 };
  #order: OrderSnapshot | null = null;
  #settings: OrderSettings | null = null;
  #since = 0;
  readonly #diary = new Diary();

  constructor(orderId: string) {
    this.orderId = orderId;
  }

  begin(order: OrderSnapshot, settings: OrderSettings): void {
    this.#settings = settings;
    this.see(order);
  }

  get settings(): OrderSettings {
    if (!this.#settings) throw new Error('the order is not open yet');
    return this.#settings;
  }

  /** Null until the first activity has read it. */
  get orderOrNull(): OrderSnapshot | null {
    return this.#order;
  }

  get order(): OrderSnapshot {
    if (!this.#order) throw new Error('the order is not open yet');
    return this.#order;
  }

  get status(): OrderStatus {
    return this.order.status;
  }

  /** When this run saw the order come into its state, by the workflow's clock. */
  get since(): number {
    return this.#since;
  }

  /** Nothing can happen any more but what is already under way. */
  get hasEnded(): boolean {
    return (this.closed || orderLifecycle.final.includes(this.status)) && !this.heard.waiting;
  }

  /** Takes over a newer reading of the order. */
  see(order: OrderSnapshot): void {
    if (order.version !== this.#order?.version) {
      this.#since = Date.now();
      this.closed = false;
      this.silence = { tries: 0, until: 0 };
    }
    this.#order = order;
  }

  async lookAgain(): Promise<void> {
    this.see(await records.loadOrder({ orderId: this.orderId }));
  }

  allows(action: OrderAction, actor: SystemActor, saidUnpaid = false): boolean {
    const { order } = this;
    return askOrder(action, order.status, factsOf(order, saidUnpaid), { id: actor, roles: [actor] }).ok;
  }

  /** A step of the system: takes its turn, asks the table, records. Gives way when the order has moved on. */
  step(
    action: OrderAction,
    actor: SystemActor,
    record: (order: OrderSnapshot) => Promise<OrderSnapshot>,
  ): Promise<void> {
    return this.turns.take(async () => {
      if (this.allows(action, actor)) await this.record(() => record(this.order));
    });
  }

  /** Inside a turn: sees what was recorded; if somebody else was faster, sees that instead. */
  async record(act: () => Promise<OrderSnapshot>): Promise<void> {
    const before = JSON.stringify(this.order);
    try {
      this.see(await act());
    } catch (error) {
      const code = codeOf(error);
      if (code !== 'VERSION_CONFLICT' && code !== 'ACTION_NOT_ALLOWED') throw error;
      await this.lookAgain();
      // Nothing has changed, and yet it was refused: ask again, but not at once.
      if (JSON.stringify(this.order) === before) await sleep('30 seconds');
    }
  }

  /**
   * Waits for a moment of the workflow's clock (null: none), for another version of the order, or for a payment to
   * look at; true when the moment came first.
   */
  async wait(until: number | null): Promise<boolean> {
    const { version } = this.order;
    const woken = () => this.order.version !== version || this.heard.news;
    const again = this.heard.retryAt;
    const moment = until === null ? again : again === null ? until : Math.min(until, again);
    if (moment === null) await condition(woken);
    else if (moment > Date.now()) await condition(woken, moment - Date.now());
    return !woken() && until !== null && Date.now() >= until;
  }

  /** Waits for the next appointment that was not kept yet, and keeps it; or is woken before it. */
  follow(appointments: readonly Appointment[]): Promise<void> {
    return this.#diary.follow(this.order.version, appointments, (until) => this.wait(until));
  }
}
