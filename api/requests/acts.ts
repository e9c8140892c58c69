import type { RequestAct, RequestActResult } from '#contract/requests/messages';
import { requestActionInputs, stepActionInputs } from '#contract/requests/schemas';
import { AppError } from '#contract/shared/errors';
import { findRequestIntent } from '#records/requests/intents';
import type { SignedIn } from '../shared/deps.ts';
import { implement, type SignedInContext } from '../shared/route.ts';
import { actingPerson } from '../shared/scope.ts';
import { actOnRequest } from './carry-act.ts';
import { readableRefusal } from './refusals.ts';
import { actorOn, requestScope } from './scope.ts';

/** What is sent with an act of staff. */
export interface StaffAct {
  readonly requestId: string;
  readonly act: RequestAct;
  readonly body: unknown;
  readonly key: string;
  readonly bodyHash: string;
}

export type StaffContext = SignedInContext & { readonly actor: SignedIn };

/** Acts of an office and of the centre on a request and on its steps, one at a time. */
export const requestActHandlers = [
  implement('requests.act', (context) => {
    const { params, body, key, bodyHash } = context;
    const act = { on: 'request', action: params.action } as const;
    return actAsStaff(context, { requestId: params.id, act, body, key, bodyHash });
  }),
  implement('requests.actOnStep', (context) => {
    const { params, body, key, bodyHash } = context;
    const act = { on: 'step', step: params.step, action: params.action } as const;
    return actAsStaff(context, { requestId: params.id, act, body, key, bodyHash });
  }),
];

/**
 * One act of this person. Throws `NOT_FOUND` outside his scope and for an act that no person takes, else what
 * `actOnRequest` throws, in words for people.
 */
export async function actAsStaff(context: StaffContext, asked: StaffAct): Promise<RequestActResult> {
  const { deps, actor, language } = context;
  const { act, requestId } = asked;
  if (!isActOfPeople(act)) throw new AppError('NOT_FOUND', { message: `nobody takes ${act.action}` });
  const row = await requireReach(context, asked);
  try {
    const person = { person: actingPerson(context), roles: actorOn(actor, row).roles };
    return await actOnRequest(deps, { ...asked, actor: person });
  } catch (error) {
    throw readableRefusal(error, { on: act.on, takenBy: await holderOf(context, requestId), language });
  }
}

/** The system's own acts have no input of a person. */
const isActOfPeople = ({ on, action }: RequestAct): boolean =>
  Object.hasOwn(on === 'request' ? requestActionInputs : stepActionInputs, action);

/**
 * The request, as far as this person sees it. A request that he himself forwarded has left his office: the repeat of
 * that act still gets its answer.
 */
async function requireReach({ deps: { db }, actor }: StaffContext, { requestId, key }: StaffAct) {
  const select = { officeId: true } as const;
  const row = await db.syncRequest.findFirst({
    where: { AND: [{ id: requestId }, requestScope(actor)] },
    select,
  });
  if (row) return row;
  const earlier = await findRequestIntent(db, { requestId, actorId: actor.id, key });
  if (!earlier) throw new AppError('NOT_FOUND', { message: 'no such request in this scope' });
  return db.syncRequest.findUniqueOrThrow({ where: { id: requestId }, select });
}

async function holderOf({ deps: { db } }: StaffContext, requestId: string): Promise<string | null> {
  const row = await db.syncRequest.findUnique({ where: { id: requestId }, select: { assigneeName: true } });
  return row?.assigneeName ?? null;
}
