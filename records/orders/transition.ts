import type { Actor } from '#contract/access/roles';
import type { AuditEvent } from '#contract/audit/events';
import { type OrderAction, type OrderStatus, orderLifecycle } from '#contract/orders/lifecycle';
import type { Notice } from '#contract/orders/notices';
import { AppError } from '#contract/shared/errors';
import type { Database, Prisma, Transaction } from '#prisma/client';
import { type ActingPerson, writeAudit } from '../audit.ts';
import { type NoticeInput, queueNotices } from '../notices.ts';
import { tellUnlessHeard } from '../unheard-acts.ts';

/** Channel of the event stream: `LISTEN order_changed`; payload JSON `{orderId, institutionId, status}`. */
export const orderChangedChannel = 'order_changed';

/** What a transition may write besides the status. */
export type OrderChanges = Omit<
  Prisma.OrderUncheckedUpdateManyInput,
  'id' | 'status' | 'statusSince' | 'version' | 'kuitansi' | 'institutionId' | 'total'
>;

/** A message that goes out with a transition; its key defaults to order, version, template and recipient. */
export type NoticeDraft = Notice & { readonly recipient: string; readonly dedupeKey?: string };

export interface TransitionInput {
  readonly orderId: string;
  readonly action: OrderAction;
  readonly from: OrderStatus;
  readonly to: OrderStatus;
  /** The version that the caller saw; the transition makes it one higher. */
  readonly expectedVersion: number;
  readonly actor: ActingPerson;
  /** The role under which he acts: what the timeline prints. */
  readonly role: Actor;
  readonly note?: string | null;
  readonly intentId?: string | null;
  readonly changes?: OrderChanges;
  readonly notices?: readonly NoticeDraft[];
  /** More writes of the same transaction, e.g. the voucher. Runs after the order's row is locked and changed. */
  readonly also?: (tx: Transaction) => Promise<void>;
}

export interface TransitionResult {
  readonly status: OrderStatus;
  readonly version: number;
}

/**
 * The only writer of an order's status: status, history, audit, messages and the act's result in one transaction.
 *
 * A repeat of the same transition (a retried activity) writes nothing and gives the first one's result.
 * @throws AppError VERSION_CONFLICT with the row's `{status, version}` when the order has moved on otherwise.
 * @throws Error when the table has no such row: a defect of the caller.
 */
export function recordTransition(db: Database, input: TransitionInput): Promise<TransitionResult> {
  return db.$transaction((tx) => recordTransitionIn(tx, input));
}

/** `recordTransition` as part of a transaction that is already open. */
export async function recordTransitionIn(tx: Transaction, input: TransitionInput): Promise<TransitionResult> {
  const event = eventOf(input);
  const version = input.expectedVersion + 1;
  const changed = await tx.order.updateMany({
    where: { id: input.orderId, version: input.expectedVersion, status: input.from },
    data: { ...input.changes, status: input.to, statusSince: new Date(), version },
  });
  if (changed.count === 0) return alreadyRecorded(tx, input, version);

  await tx.orderHistory.createMany({
    data: {
      orderId: input.orderId,
      version,
      action: input.action,
      from: input.from,
      to: input.to,
      actorId: input.actor.id,
      actorName: input.actor.name,
      actorUnit: input.actor.unit,
      actorRole: input.role,
      note: input.note ?? null,
      intentId: input.intentId ?? null,
    },
  });
  const { institutionId } = await tx.order.findUniqueOrThrow({
    where: { id: input.orderId },
    select: { institutionId: true },
  });
  await writeAudit(tx, {
    event,
    actor: input.actor,
    subjectType: 'ORDER',
    subjectId: input.orderId,
    institutionId,
    details: { action: input.action, from: input.from, to: input.to, version },
  });
  if (input.also) await input.also(tx);
  await queueNotices(
    tx,
    (input.notices ?? []).map((draft) => completed(draft, input.orderId, version)),
  );
  const result = { status: input.to, version };
  if (input.intentId) {
    await tx.orderIntent.updateMany({
      where: { id: input.intentId },
      data: { status: 'APPLIED', result, doneAt: new Date() },
    });
    await tellUnlessHeard(tx, 'ORDER_ACTED', input.intentId);
  }
  await announceOrder(tx, { orderId: input.orderId, institutionId, status: input.to });
  return result;
}

/** Tells the event streams, when the transaction commits, that this order reads differently now. */
export async function announceOrder(
  tx: Transaction,
  order: { orderId: string; institutionId: string; status: string },
): Promise<void> {
  await tx.$executeRaw`select pg_notify(${orderChangedChannel}, ${JSON.stringify(order)})`;
}

function eventOf({ action, from, to }: TransitionInput): AuditEvent {
  const row = orderLifecycle.rows.find(
    (each) => each.action === action && each.to === to && each.from.includes(from),
  );
  if (!row) throw new Error(`the order's table has no row ${action}: ${from} -> ${to}`);
  return row.event;
}

async function alreadyRecorded(
  tx: Transaction,
  input: TransitionInput,
  version: number,
): Promise<TransitionResult> {
  const { orderId, action, from, to, intentId = null } = input;
  const earlier = intentId
    ? await tx.orderHistory.findFirst({ where: { orderId, intentId } })
    : await tx.orderHistory.findUnique({ where: { orderId_version: { orderId, version } } });
  if (earlier && earlier.action === action && earlier.from === from && earlier.to === to) {
    return { status: to, version: earlier.version };
  }
  const now = await tx.order.findUnique({ where: { id: orderId }, select: { status: true, version: true } });
  throw new AppError('VERSION_CONFLICT', {
    message: `${action} expected version ${input.expectedVersion} in ${from}`,
    details: { status: now?.status ?? null, version: now?.version ?? null },
  });
}

const completed = (draft: NoticeDraft, orderId: string, version: number): NoticeInput => ({
  ...draft,
  channel: 'EMAIL',
  orderId,
  dedupeKey: draft.dedupeKey ?? `order:${orderId}:${version}:${draft.template}:${draft.recipient}`,
});
