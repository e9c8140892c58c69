import type { Actor } from '#contract/access/roles';
import type { RequestAct, RequestActResult } from '#contract/requests/messages';
import type { RequestStep } from '#contract/requests/steps';
import { AppError } from '#contract/shared/errors';
import type { Vault } from '#platform/vault';
import type { Database, DatabaseReader, Prisma } from '#prisma/client';
import type { ActingPerson } from '../audit.ts';
import { type IntentRefusal, type StoredIntent, toStoredIntent } from '../intents.ts';
import { openInput, sealInput } from './sealed.ts';

/** An act on a request as it is kept. */
export type StoredRequestIntent = StoredIntent<RequestActResult>;

export interface RequestIntentInput {
  readonly requestId: string;
  /** The sender's `Idempotency-Key`. */
  readonly key: string;
  readonly bodyHash: string;
  readonly act: RequestAct;
  /** What he sent besides the note. */
  readonly input: Readonly<Record<string, unknown>>;
  readonly note: string | null;
  readonly actor: ActingPerson;
  /** The role under which the table lets him act. */
  readonly role: Actor;
}

/** What a person wrote, as it lies sealed. */
export interface WrittenInput {
  readonly note: string | null;
  readonly input: Readonly<Record<string, unknown>>;
}

/**
 * Keeps an act before the workflow hears of it; what he wrote is sealed. The same key of the same person on the same
 * request is the same intent: `repeated`. Throws `IDEMPOTENCY_KEY_REUSED` when it comes with another body.
 */
export async function storeRequestIntent(
  db: Database,
  vault: Vault,
  intent: RequestIntentInput,
): Promise<{ intent: StoredRequestIntent; repeated: boolean }> {
  const { requestId, key, bodyHash, act, input, note, actor, role } = intent;
  const written: WrittenInput = { note, input };
  const { count } = await db.requestIntent.createMany({
    data: {
      requestId,
      key,
      bodyHash,
      step: act.on === 'step' ? act.step : null,
      action: act.action,
      inputSealed: sealInput(vault, requestId, written),
      hasNote: Boolean(note?.trim()),
      actorId: actor.id,
      actorName: actor.name,
      actorUnit: actor.unit,
      actorRole: role,
      actorRoles: [...actor.roles],
      address: actor.address ?? null,
      wireId: actor.requestId ?? null,
    },
    skipDuplicates: true,
  });
  const row = await db.requestIntent.findUniqueOrThrow({
    where: { requestId_actorId_key: { requestId, actorId: actor.id, key } },
  });
  if (row.bodyHash !== bodyHash) throw new AppError('IDEMPOTENCY_KEY_REUSED');
  return { intent: toStoredIntent<RequestActResult>(row), repeated: count === 0 };
}

/** The act that this person sent to this request under this key, if there was one. */
export async function findRequestIntent(
  db: Database,
  about: { requestId: string; actorId: string; key: string },
): Promise<StoredRequestIntent | null> {
  const row = await db.requestIntent.findUnique({ where: { requestId_actorId_key: about } });
  return row && toStoredIntent<RequestActResult>(row);
}

/** The intent as it stands now. */
export async function readStoredRequestIntent(db: Database, intentId: string): Promise<StoredRequestIntent> {
  return toStoredIntent<RequestActResult>(
    await db.requestIntent.findUniqueOrThrow({ where: { id: intentId } }),
  );
}

/** Keeps a refusal, so that a repeat of the key is refused in the same words. An applied intent stays applied. */
export async function refuseRequestIntent(
  db: Database,
  intentId: string,
  refusal: IntentRefusal,
): Promise<void> {
  await db.requestIntent.updateMany({
    where: { id: intentId, status: 'PENDING' },
    data: { status: 'REFUSED', result: { ...refusal } as Prisma.InputJsonObject, doneAt: new Date() },
  });
}

/** A person's stored act, as the workflow may know it: no words, no names. */
export interface RequestIntentView {
  readonly act: RequestAct;
  readonly actorId: string;
  readonly hasNote: boolean;
  /** Set when this act was already done: its result is repeated. */
  readonly applied: RequestActResult | null;
}

/** @throws AppError NOT_FOUND when there is no such act on this request. */
export async function viewRequestIntent(
  db: DatabaseReader,
  requestId: string,
  intentId: string,
): Promise<RequestIntentView> {
  const row = await readIntentRow(db, requestId, intentId);
  return {
    act: actOf(row),
    actorId: row.actorId,
    hasNote: row.hasNote,
    applied: row.status === 'APPLIED' ? (row.result as unknown as RequestActResult) : null,
  };
}

/** What he wrote and who he is, opened: for the records alone. @throws AppError NOT_FOUND */
export async function openRequestIntent(
  db: DatabaseReader,
  vault: Vault,
  requestId: string,
  intentId: string,
): Promise<WrittenInput & { readonly actor: ActingPerson }> {
  const row = await readIntentRow(db, requestId, intentId);
  const { note, input } = openInput(vault, requestId, row.inputSealed) as WrittenInput;
  const actor: ActingPerson = {
    id: row.actorId,
    name: row.actorName,
    unit: row.actorUnit,
    roles: row.actorRoles as Actor[],
    address: row.address,
    requestId: row.wireId,
  };
  return { note, input, actor };
}

async function readIntentRow(db: DatabaseReader, requestId: string, intentId: string) {
  const row = await db.requestIntent.findFirst({ where: { id: intentId, requestId } });
  if (!row) throw new AppError('NOT_FOUND', { message: `no intent ${intentId} on request ${requestId}` });
  return row;
}

const actOf = ({ step, action }: { step: string | null; action: string }): RequestAct =>
  step === null
    ? ({ on: 'request', action } as RequestAct)
    : ({ on: 'step', step: step as RequestStep, action } as RequestAct);
