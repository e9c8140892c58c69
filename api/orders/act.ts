import { isRole, type Role } from '#contract/access/roles';
import { factsOf, type OrderSnapshot } from '#contract/orders/facts';
import { allowedOrderRows, askOrder, type OrderAction, type OrderRow } from '#contract/orders/lifecycle';
import type { OrderActResult } from '#contract/orders/messages';
import { type OrderActionInputs, orderActionInputs } from '#contract/orders/schemas';
import { AppError } from '#contract/shared/errors';
import {
  findIntent,
  readStoredIntent,
  refuseIntent,
  type StoredOrderIntent,
  storeIntent,
} from '#records/orders/intents';
import { readSnapshot } from '#records/orders/snapshot';
import { type ActCarrier, answerAct } from '../shared/carry-act.ts';
import type { ApiDeps, SignedIn } from '../shared/deps.ts';
import { implement, type RouteContext } from '../shared/route.ts';
import { actingPerson } from '../shared/scope.ts';
import { parseInput } from '../shared/validation.ts';
import { requireOrder } from './require-order.ts';

/**
 * An act of the lifecycle: kept first, then carried to the order's workflow under the intent's id. The same key again
 * gives the same result, whether it was applied, refused or not certain.
 */
export const actHandlers = [
  implement('orders.act', async (context) => {
    const { deps, actor, params, key, bodyHash } = context;
    await requireOrder(deps.db, actor, params.id);
    const earlier = await findIntent(deps.db, { orderId: params.id, actorId: actor.id, key });
    if (earlier && earlier.bodyHash !== bodyHash) throw new AppError('IDEMPOTENCY_KEY_REUSED');
    const intent = earlier ?? (await acceptIntent(context));
    return answerAct(carrierOf(deps, actor, params.id, params.action, intent), intent);
  }),
];

/** What the table refuses already now is refused without keeping anything. */
async function acceptIntent(context: RouteContext<'orders.act'>): Promise<StoredOrderIntent> {
  const { deps, actor, params, key, bodyHash, body } = context;
  const { id: orderId, action } = params;
  const snapshot = await readSnapshot(deps.db, orderId, deps.now());
  const row = requireRow(action, snapshot, actor);
  if (!isPersonAction(action)) throw new Error(`a person's role stands at ${action}, which has no input`);
  const { note = '', ...input }: { note?: string | undefined } = parseInput(orderActionInputs[action], body);
  if (row.note === 'required' && !note) {
    throw new AppError('NOTE_REQUIRED', { errors: [{ path: 'note', code: 'REQUIRED' }] });
  }
  const role = row.by.find((by): by is Role => isRole(by) && actor.roles.includes(by));
  if (!role) throw new Error(`no role of the row ${action} is held`);
  const { intent } = await storeIntent(deps.db, {
    orderId,
    key,
    bodyHash,
    action,
    input,
    note: note || null,
    actor: actingPerson(context),
    role,
  });
  return intent;
}

const isPersonAction = (action: OrderAction): action is keyof OrderActionInputs =>
  Object.hasOwn(orderActionInputs, action);

/** The row by which the person may act. The workflow asks again behind its lock; this answers sooner and clearer. */
function requireRow(action: OrderAction, snapshot: OrderSnapshot, actor: SignedIn): OrderRow {
  const facts = factsOf(snapshot);
  const verdict = askOrder(action, snapshot.status, facts, actor, { asked: false });
  if (verdict.ok) return verdict.row;
  const { refusal } = verdict;
  const failed = refusal.reason === 'FACTS' ? refusal.failed : [];
  const details = situationOf(snapshot, actor);
  if (failed.includes('isNotProposer')) throw new AppError('OWN_PROPOSAL', { details });
  if (failed.includes('isAgreementActive')) {
    const params = { endsOn: snapshot.agreementEndsOn ?? '-' };
    throw new AppError('AGREEMENT_INACTIVE', { params, details });
  }
  throw new AppError('ACTION_NOT_ALLOWED', { message: `${action}: ${refusal.reason}`, details });
}

/** Carries the act to the order's workflow. */
const carrierOf = (
  { db, temporal, now }: ApiDeps,
  actor: SignedIn,
  orderId: string,
  action: OrderAction,
  intent: StoredOrderIntent,
): ActCarrier<OrderActResult> => ({
  db,
  start: { kind: 'START_ORDER', refId: orderId },
  acted: 'ORDER_ACTED',
  send: async (withinMs) => {
    const { version } = await db.order.findUniqueOrThrow({
      where: { id: orderId },
      select: { version: true },
    });
    const who = { id: actor.id, roles: actor.roles };
    return temporal.act(orderId, { intentId: intent.id, action, actor: who, version }, withinMs);
  },
  read: (intentId) => readStoredIntent(db, intentId),
  refuse: (intentId, refusal) => refuseIntent(db, intentId, refusal),
  situation: async () => situationOf(await readSnapshot(db, orderId, now()), actor),
});

const situationOf = (snapshot: OrderSnapshot, actor: SignedIn) => ({
  state: snapshot.status,
  allowed: allowedOrderRows(snapshot.status, factsOf(snapshot), actor).map((row) => row.action),
});
