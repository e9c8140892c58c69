import { isRole, type Role } from '#contract/access/roles';
import { factsOf, type OrderSnapshot } from '#contract/orders/facts';
import { allowedOrderRows, askOrder, type OrderAction, type OrderRow } from '#contract/orders/lifecycle';
import type { OrderActResult } from '#contract/orders/messages';
import { type OrderActionInputs, orderActionInputs } from '#contract/orders/schemas';
import { AppError, isAppError } from '#contract/shared/errors';
import {
  findIntent,
  type IntentRefusal,
  readStoredIntent,
  refuseIntent,
  type StoredIntent,
  storeIntent,
} from '#records/orders/intents';
import { readSnapshot } from '#records/orders/snapshot';
import { type ApiDeps, type SignedIn, WorkflowGone } from '../shared/deps.ts';
import { implement, type RouteContext } from '../shared/route.ts';
import { actingPerson } from '../shared/scope.ts';
import { parseInput } from '../shared/validation.ts';
import { requireOrder } from './require-order.ts';

/** How long a person waits for the workflow; after that the result is not certain, and the key makes a repeat safe. */
const patienceMs = 5_000;

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
    return settled(intent) ?? (await carry(deps, actor, params.id, params.action, intent));
  }),
];

/** What the table refuses already now is refused without keeping anything. */
async function acceptIntent(context: RouteContext<'orders.act'>): Promise<StoredIntent> {
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
  const details = {
    state: snapshot.status,
    allowed: allowedOrderRows(snapshot.status, facts, actor).map((row) => row.action),
  };
  if (failed.includes('isNotProposer')) throw new AppError('OWN_PROPOSAL', { details });
  if (failed.includes('isAgreementActive')) {
    const params = { endsOn: snapshot.agreementEndsOn ?? '-' };
    throw new AppError('AGREEMENT_INACTIVE', { params, details });
  }
  throw new AppError('ACTION_NOT_ALLOWED', { message: `${action}: ${refusal.reason}`, details });
}

/** The answer of an act that is over; null while it is pending. Throws its refusal. */
function settled({ status, result }: StoredIntent): OrderActResult | null {
  if (status === 'APPLIED') return result as OrderActResult;
  if (status === 'PENDING') return null;
  throw refusalError(result as IntentRefusal);
}

const refusalError = ({ code, params, details }: IntentRefusal): AppError =>
  new AppError(code, { params: params ?? {}, details });

async function carry(
  deps: ApiDeps,
  actor: SignedIn,
  orderId: string,
  action: OrderAction,
  intent: StoredIntent,
): Promise<OrderActResult> {
  const request = { intentId: intent.id, action, actor: { id: actor.id, roles: actor.roles } };
  try {
    return await deps.temporal.act(orderId, request, patienceMs);
  } catch (error) {
    // The act may have been recorded although its answer did not come.
    const now = settled(await readStoredIntent(deps.db, intent.id));
    if (now) return now;
    if (error instanceof WorkflowGone) return refuseGone(deps, actor, orderId, intent);
    if (isAppError(error) && error.code !== 'WORKFLOW_UNAVAILABLE') {
      const { code, params, details } = error;
      await refuseIntent(deps.db, intent.id, { code, params, details });
    }
    throw error;
  }
}

/**
 * No workflow can take the act: not yet, when the order still waits to be carried to Temporal; never more, when it is
 * closed.
 */
async function refuseGone(
  { db, now }: ApiDeps,
  actor: SignedIn,
  orderId: string,
  intent: StoredIntent,
): Promise<never> {
  const waiting = await db.outbox.count({ where: { kind: 'START_ORDER', refId: orderId, doneAt: null } });
  if (waiting > 0)
    throw new AppError('WORKFLOW_UNAVAILABLE', { message: 'the order is not yet carried over' });
  const snapshot = await readSnapshot(db, orderId, now());
  const allowed = allowedOrderRows(snapshot.status, factsOf(snapshot), actor).map((row) => row.action);
  const refusal = { code: 'ACTION_NOT_ALLOWED', details: { state: snapshot.status, allowed } } as const;
  await refuseIntent(db, intent.id, refusal);
  throw refusalError(refusal);
}
