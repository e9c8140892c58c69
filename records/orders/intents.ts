import type { Role } from '#contract/access/roles';
import type { OrderAction } from '#contract/orders/lifecycle';
import type { OrderActResult } from '#contract/orders/messages';
import { AppError, type ErrorCode, type ErrorParams } from '#contract/shared/errors';
import type { Database, Prisma } from '#prisma/client';
import type { ActingPerson } from '../audit.ts';

/** A person's act as it is kept. `result` is the new state, or the refusal `{code, details}`. */
export interface StoredIntent {
  readonly id: string;
  readonly bodyHash: string;
  readonly status: 'PENDING' | 'APPLIED' | 'REFUSED';
  readonly result: OrderActResult | IntentRefusal | null;
}

export interface IntentRefusal {
  readonly code: ErrorCode;
  readonly params?: ErrorParams;
  readonly details: Readonly<Record<string, unknown>>;
}

export interface IntentInput {
  readonly orderId: string;
  /** The sender's `Idempotency-Key`. */
  readonly key: string;
  readonly bodyHash: string;
  readonly action: OrderAction;
  /** What he sent besides the note. */
  readonly input: Readonly<Record<string, unknown>>;
  readonly note: string | null;
  readonly actor: ActingPerson;
  /** The role under which the table lets him act. */
  readonly role: Role;
}

/**
 * Keeps an act before the workflow hears of it. The same key of the same person on the same order is the same intent:
 * `repeated`. Throws `IDEMPOTENCY_KEY_REUSED` when it comes with another body.
 */
export async function storeIntent(
  db: Database,
  intent: IntentInput,
): Promise<{ intent: StoredIntent; repeated: boolean }> {
  const { orderId, key, bodyHash, action, note, actor, role } = intent;
  const { count } = await db.orderIntent.createMany({
    data: {
      orderId,
      key,
      bodyHash,
      action,
      input: intent.input as Prisma.InputJsonObject,
      note,
      actorId: actor.id,
      actorName: actor.name,
      actorUnit: actor.unit,
      actorRole: role,
      actorRoles: [...actor.roles],
      address: actor.address ?? null,
      requestId: actor.requestId ?? null,
    },
    skipDuplicates: true,
  });
  const row = await db.orderIntent.findUniqueOrThrow({
    where: { orderId_actorId_key: { orderId, actorId: actor.id, key } },
  });
  if (row.bodyHash !== bodyHash) throw new AppError('IDEMPOTENCY_KEY_REUSED');
  return { intent: storedIntent(row), repeated: count === 0 };
}

/** The act that this person sent to this order under this key, if there was one. */
export async function findIntent(
  db: Database,
  about: { orderId: string; actorId: string; key: string },
): Promise<StoredIntent | null> {
  const row = await db.orderIntent.findUnique({ where: { orderId_actorId_key: about } });
  return row && storedIntent(row);
}

/** The intent as it stands now. */
export async function readStoredIntent(db: Database, intentId: string): Promise<StoredIntent> {
  return storedIntent(await db.orderIntent.findUniqueOrThrow({ where: { id: intentId } }));
}

/** Keeps a refusal, so that a repeat of the key is refused in the same words. An applied intent stays applied. */
export async function refuseIntent(db: Database, intentId: string, refusal: IntentRefusal): Promise<void> {
  await db.orderIntent.updateMany({
    where: { id: intentId, status: 'PENDING' },
    data: { status: 'REFUSED', result: { ...refusal } as Prisma.InputJsonObject, doneAt: new Date() },
  });
}

const storedIntent = (row: {
  id: string;
  bodyHash: string;
  status: string;
  result: unknown;
}): StoredIntent => ({
  id: row.id,
  bodyHash: row.bodyHash,
  status: row.status as StoredIntent['status'],
  result: row.result as StoredIntent['result'],
});
