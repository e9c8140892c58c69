import type { z } from 'zod';
import type { Actor } from '#contract/access/roles';
import type { RequestSnapshot } from '#contract/requests/facts';
import type { RequestAct, RequestActResult } from '#contract/requests/messages';
import { planAct, situationOf } from '#contract/requests/moves';
import { type CorrectedFields, requestActionInputs, stepActionInputs } from '#contract/requests/schemas';
import { resultsFor, type StepResult } from '#contract/requests/steps';
import { AppError, type FieldError } from '#contract/shared/errors';
import { readMobile } from '#platform/phone';
import type { ActingPerson } from '#records/audit';
import {
  findRequestIntent,
  readStoredRequestIntent,
  refuseRequestIntent,
  type StoredRequestIntent,
  storeRequestIntent,
} from '#records/requests/intents';
import { openPersonal } from '#records/requests/sealed';
import { readRequestSnapshot } from '#records/requests/snapshot';
import { type ActCarrier, answerAct } from '../shared/carry-act.ts';
import type { ApiDeps } from '../shared/deps.ts';
import { parseInput } from '../shared/validation.ts';

type CarryDeps = Pick<ApiDeps, 'db' | 'vault' | 'temporal' | 'ports'>;

/** An act as it arrived. Whether this person may see the request at all was asked before. */
export interface ArrivedAct {
  readonly requestId: string;
  readonly act: RequestAct;
  readonly body: unknown;
  /** The sender's `Idempotency-Key`. */
  readonly key: string;
  readonly bodyHash: string;
  readonly actor: { readonly person: ActingPerson; readonly roles: readonly Actor[] };
}

/**
 * An act on a request or on one of its steps: held against the table, kept, then carried to the request's workflow under
 * the intent's id. The same key again gives the same result, whether it was applied, refused or not certain.
 *
 * Throws the table's refusal with `{state, allowed}`, `INVALID_INPUT`, `NOTE_REQUIRED`, `RESULT_NOT_FITTING`,
 * `IDEMPOTENCY_KEY_REUSED`, and `WORKFLOW_UNAVAILABLE` when the result is not certain.
 */
export async function actOnRequest(deps: CarryDeps, arrived: ArrivedAct): Promise<RequestActResult> {
  const { requestId, key, bodyHash, actor } = arrived;
  const earlier = await findRequestIntent(deps.db, { requestId, actorId: actor.person.id, key });
  if (earlier && earlier.bodyHash !== bodyHash) throw new AppError('IDEMPOTENCY_KEY_REUSED');
  const intent = earlier ?? (await acceptIntent(deps, arrived));
  return answerAct(carrierOf(deps, arrived, intent), intent);
}

/** What the table refuses already now is refused without keeping anything. */
async function acceptIntent(deps: CarryDeps, arrived: ArrivedAct): Promise<StoredRequestIntent> {
  const { requestId, key, bodyHash, act, actor } = arrived;
  const snapshot = await readNow(deps, requestId);
  const who = { id: actor.person.id, roles: actor.roles };
  const verdict = planAct(snapshot, act, who);
  if (!verdict.ok) throw new AppError(verdict.code, { details: situationOf(snapshot, act, who) });
  const { note = '', ...input } = parseInput(inputOf(act), arrived.body) as { note?: string };
  if (verdict.row.note === 'required' && !note) {
    throw new AppError('NOTE_REQUIRED', { errors: [{ path: 'note', code: 'REQUIRED' }] });
  }
  requireFittingResult(act, input);
  const written = act.action === 'correct' ? await readableCorrection(deps, requestId, input) : input;
  const role = (verdict.row.by as readonly Actor[]).find((by) => actor.roles.includes(by));
  if (!role) throw new Error(`no role of the row ${act.action} is held`);
  const { intent } = await storeRequestIntent(deps.db, deps.vault, {
    ...{ requestId, key, bodyHash, act, role },
    input: written,
    note: note || null,
    actor: actor.person,
  });
  return intent;
}

const inputs: Readonly<Record<RequestAct['on'], Readonly<Record<string, z.ZodType>>>> = {
  request: requestActionInputs,
  step: stepActionInputs,
};

/** The schema of what a person sends with this act. */
function inputOf({ on, action }: RequestAct): z.ZodType {
  const schema = inputs[on][action];
  if (!schema) throw new Error(`a person's role stands at ${action}, which has no input`);
  return schema;
}

function requireFittingResult(act: RequestAct, input: object): void {
  if (act.on !== 'step' || !('result' in input)) return;
  if (resultsFor(act.step, act.action).includes(input.result as StepResult)) return;
  throw new AppError('RESULT_NOT_FITTING', { errors: [{ path: 'result', code: 'NOT_IN_LIST' }] });
}

/**
 * The number of a correction as E.164, its region known, and NIK and KK number still two. Throws `INVALID_INPUT` with
 * `BAD_PHONE`, `BAD_REGION`, `KK_IS_NIK` at the field.
 */
async function readableCorrection(
  { db, vault }: CarryDeps,
  requestId: string,
  input: object,
): Promise<Record<string, unknown>> {
  const { fields } = input as { fields: z.infer<typeof CorrectedFields> };
  const { nik, noKk, wilayahKk: code } = fields;
  const errors: FieldError[] = [];
  const fault = (field: keyof typeof fields, fieldCode: string) =>
    errors.push({ path: `fields.${field}`, code: fieldCode });
  const nomorWa = fields.nomorWa ? readMobile(fields.nomorWa) : fields.nomorWa;
  if (nomorWa === null) fault('nomorWa', 'BAD_PHONE');
  if (code && (await db.region.count({ where: { code } })) === 0) fault('wilayahKk', 'BAD_REGION');
  if (nik || noKk) {
    const before = openPersonal(vault, await db.syncRequest.findUniqueOrThrow({ where: { id: requestId } }));
    if ((nik ?? before.nik) === (noKk ?? before.noKk)) fault(noKk ? 'noKk' : 'nik', 'KK_IS_NIK');
  }
  if (errors.length > 0) throw new AppError('INVALID_INPUT', { errors });
  return nomorWa === undefined ? { ...input } : { ...input, fields: { ...fields, nomorWa } };
}

const readNow = ({ db, ports }: CarryDeps, requestId: string): Promise<RequestSnapshot> =>
  readRequestSnapshot(db, requestId, { dwhOn: ports.dwh !== null });

/** Carries the act to the request's workflow. */
const carrierOf = (
  deps: CarryDeps,
  { requestId, act, actor }: ArrivedAct,
  intent: StoredRequestIntent,
): ActCarrier<RequestActResult> => {
  const who = { id: actor.person.id, roles: actor.roles };
  return {
    db: deps.db,
    start: { kind: 'START_REQUEST', refId: requestId },
    acted: 'REQUEST_ACTED',
    send: async (withinMs) => {
      const where = { id: requestId };
      const { version } = await deps.db.syncRequest.findUniqueOrThrow({ where, select: { version: true } });
      const sent = { intentId: intent.id, act, actor: who, version };
      return deps.temporal.actOnRequest(requestId, sent, withinMs);
    },
    read: (intentId) => readStoredRequestIntent(deps.db, intentId),
    refuse: (intentId, refusal) => refuseRequestIntent(deps.db, intentId, refusal),
    situation: async () => situationOf(await readNow(deps, requestId), act, who),
  };
};
