import { z } from 'zod';
import type { Actor, Role } from '#contract/access/roles';
import type { OrderAction, OrderStatus } from '#contract/orders/lifecycle';
import { orderActionInputs } from '#contract/orders/schemas';
import { AppError } from '#contract/shared/errors';
import type { Database, DatabaseReader } from '#prisma/client';
import type { ActingPerson } from '../audit.ts';
import { enterBilling, prepareBilling } from './billing.ts';
import {
  type OrderWithInstitution,
  orderNoticeParams,
  readOrderRow,
  toInstitution,
} from './notice-params.ts';
import {
  type NoticeDraft,
  type OrderChanges,
  recordTransition,
  type TransitionResult,
} from './transition.ts';

/** A person's stored act, as the workflow may know it: no words, no names. */
export interface IntentView {
  readonly action: OrderAction;
  readonly actorId: string;
  readonly hasNote: boolean;
  /** Set when this act was already done: its result is repeated. */
  readonly applied: TransitionResult | null;
}

/** @throws AppError NOT_FOUND when there is no such act on this order. */
export async function readIntent(db: DatabaseReader, orderId: string, intentId: string): Promise<IntentView> {
  const intent = await db.orderIntent.findFirst({ where: { id: intentId, orderId } });
  if (!intent) throw new AppError('NOT_FOUND', { message: `no intent ${intentId} on order ${orderId}` });
  const applied = intent.status === 'APPLIED' ? appliedResult.parse(intent.result) : null;
  return {
    action: intent.action as OrderAction,
    actorId: intent.actorId,
    hasNote: Boolean(intent.note?.trim()),
    applied: applied as TransitionResult | null,
  };
}

const appliedResult = z.object({ status: z.string(), version: z.number() });

/** The code that `staf-pnbp` entered with an `enterBilling`. */
export async function readEnteredBilling(
  db: DatabaseReader,
  orderId: string,
  intentId: string,
): Promise<{ kodeBilling: string; expiresAt: string }> {
  const intent = await db.orderIntent.findFirst({ where: { id: intentId, orderId } });
  if (!intent) throw new AppError('NOT_FOUND', { message: `no intent ${intentId} on order ${orderId}` });
  return parseInput('enterBilling', intent.input);
}

export interface ActInput {
  readonly orderId: string;
  readonly intentId: string;
  readonly action: OrderAction;
  readonly from: OrderStatus;
  readonly to: OrderStatus;
  readonly expectedVersion: number;
  readonly role: Role;
  /** The workflow's clock, ISO 8601. */
  readonly at: string;
  /** End of the grace period, for a cancelling while a code is alive. */
  readonly openUntil: string | null;
  /** Expiry that a new billing asks for. */
  readonly expiresAt: string;
}

/** Records a person's act with what belongs to it. @throws AppError VERSION_CONFLICT, NOT_FOUND, DUPLICATE */
export async function recordAct(db: Database, input: ActInput): Promise<TransitionResult> {
  const intent = await db.orderIntent.findFirst({ where: { id: input.intentId, orderId: input.orderId } });
  if (!intent) throw new AppError('NOT_FOUND', { message: `no intent ${input.intentId}` });
  const row = await readOrderRow(db, input.orderId);
  const actor: ActingPerson = {
    id: intent.actorId,
    name: intent.actorName,
    unit: intent.actorUnit,
    roles: intent.actorRoles.length > 0 ? (intent.actorRoles as Actor[]) : [input.role],
    address: intent.address,
    requestId: intent.requestId,
  };
  const effect = await effects[input.action]?.({
    db,
    row,
    act: input,
    input: intent.input,
    note: intent.note,
    actor,
  });
  const { orderId, intentId, action, from, to, expectedVersion, role } = input;
  return recordTransition(db, {
    orderId,
    intentId,
    action,
    from,
    to,
    expectedVersion,
    role,
    actor,
    note: intent.note,
    changes: effect?.changes ?? {},
    notices: effect?.notices ?? [],
  });
}

interface EffectContext {
  readonly db: DatabaseReader;
  readonly row: OrderWithInstitution;
  readonly act: ActInput;
  readonly input: unknown;
  readonly note: string | null;
  readonly actor: ActingPerson;
}

interface Effect {
  readonly changes?: OrderChanges;
  readonly notices?: NoticeDraft[];
}

/** What each act writes besides its transition. An act without an entry writes nothing else. */
const effects: Partial<Record<OrderAction, (context: EffectContext) => Effect | Promise<Effect>>> = {
  approve: async ({ db, row, act }) => ({
    changes: { approvedAt: act.at },
    notices: await toInstitution(db, row, {
      template: 'ORDER_APPROVED',
      params: { ...orderNoticeParams(row), quantity: row.quantity, unit: row.unit },
    }),
  }),
  reject: async ({ db, row, note }) => ({
    notices: await toInstitution(db, row, {
      template: 'ORDER_REJECTED',
      params: { ...orderNoticeParams(row), note: note ?? '' },
    }),
  }),
  retryBilling: ({ row, act }) => ({ changes: prepareBilling(row, act.expiresAt) }),
  enterBilling: ({ db, row, act, input }) =>
    enterBilling(db, row.id, { ...parseInput('enterBilling', input), at: act.at }),
  cancel: async ({ db, row, act, note }) => ({
    changes: { cancelledAt: act.at, openUntil: act.openUntil, billingWaitingSince: null },
    notices: await toInstitution(db, row, {
      template: 'ORDER_CANCELLED',
      params: { ...orderNoticeParams(row), kodeBilling: row.kodeBilling, note },
    }),
  }),
  proposeHonour: ({ actor }) => ({ changes: { proposal: 'HONOUR', proposedBy: actor.id } }),
  proposeReturn: ({ actor }) => ({ changes: { proposal: 'RETURN', proposedBy: actor.id } }),
  decide: async ({ db, row, act }) => {
    if (act.to !== 'PENGEMBALIAN') return {};
    const params = { ...orderNoticeParams(row), total: Number(row.total) };
    return { notices: await toInstitution(db, row, { template: 'RETURN_DECIDED', params }) };
  },
  refuse: () => ({ changes: { proposal: null, proposedBy: null } }),
  completeReturn: async ({ db, row, input }) => {
    const { kind, letter, date } = parseInput('completeReturn', input);
    return {
      changes: { returnKind: kind, returnLetter: letter, returnedOn: new Date(date) },
      notices: await toInstitution(db, row, {
        template: 'RETURN_COMPLETED',
        params: { ...orderNoticeParams(row), total: Number(row.total), kind, letter, returnedOn: date },
      }),
    };
  },
};

/** An act's own fields out of what was stored; the note is kept beside them. @throws AppError INVALID_INPUT */
function parseInput<A extends keyof typeof orderActionInputs>(
  action: A,
  stored: unknown,
): z.infer<(typeof orderActionInputs)[A]> {
  const { note: _, ...fields } = { note: '', ...(stored as Record<string, unknown>) };
  // The note was checked when the act was accepted; it may be kept in its own column only.
  const parsed = orderActionInputs[action].safeParse({ ...fields, note: '---' });
  if (parsed.success) return parsed.data as z.infer<(typeof orderActionInputs)[A]>;
  throw new AppError('INVALID_INPUT', { message: `stored input of ${action} does not fit` });
}
