import { condition } from '@temporalio/workflow';
import type { OrderSettings } from '../../activities/orders/index.ts';
import type { SystemActor } from '../../contract/access/roles.ts';
import { factsOf, type OrderSnapshot } from '../../contract/orders/facts.ts';
import { askOrder, type OrderAction, orderLifecycle } from '../../contract/orders/lifecycle.ts';
import { Run } from '../shared/run.ts';
import { records } from './activities.ts';
import { HeardPayments } from './heard-payments.ts';

/** What one run of the workflow knows: the order as last seen, what was heard of payments, whose turn it is. */
export class OrderRun extends Run<OrderSnapshot, OrderSettings> {
  readonly orderId: string;
  readonly heard = new HeardPayments();
  /** Set when the grace period is over and SIMPONI said once more that nothing was paid. */
  closed = false;
  /** Questions to SIMPONI without an answer, in a row. */
  silence = { tries: 0, until: 0 };
  #since = 0;

  constructor(orderId: string) {
    super();
    this.orderId = orderId;
  }

  /** Null until the first activity has read it. */
  get orderOrNull(): OrderSnapshot | null {
    return this.seenOrNull;
  }

  get order(): OrderSnapshot {
    return this.seen;
  }

  /** When this run saw the order come into its state, by the workflow's clock. */
  get since(): number {
    return this.#since;
  }

  /** Nothing can happen any more but what is already under way. */
  get hasEnded(): boolean {
    return (this.closed || orderLifecycle.final.includes(this.status)) && !this.heard.waiting;
  }

  protected read(): Promise<OrderSnapshot> {
    return records.loadOrder({ orderId: this.orderId });
  }

  /** Another version begins anew: its time, its silence. */
  override see(order: OrderSnapshot): void {
    if (order.version !== this.orderOrNull?.version) {
      this.#since = Date.now();
      this.closed = false;
      this.silence = { tries: 0, until: 0 };
    }
    super.see(order);
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

  /**
   * Waits for a moment of the workflow's clock (null: none), for another version of the order, or for something to look
   * at; true when the moment came first.
   */
  async wait(until: number | null): Promise<boolean> {
    const { version } = this.order;
    const woken = () => this.order.version !== version || this.news || this.heard.news;
    const again = this.heard.retryAt;
    const moment = until === null ? again : again === null ? until : Math.min(until, again);
    if (moment === null) await condition(woken);
    else if (moment > Date.now()) await condition(woken, moment - Date.now());
    return !woken() && until !== null && Date.now() >= until;
  }

  protected get stateOfAppointments(): number {
    return this.order.version;
  }
}
