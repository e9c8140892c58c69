import type { Role } from '#contract/access/roles';
import type { OrderAction } from '#contract/orders/lifecycle';
import type { OrderActResult } from '#contract/orders/messages';
import { AppError } from '#contract/shared/errors';
import type { Database, Prisma } from '#prisma/client';
import type { ActingPerson } from '../audit.ts';
import { type IntentRefusal, type StoredIntent, toStoredIntent } from '../intents.ts';

/** An act on an order as it is kept. */
export type StoredOrderIntent = StoredIntent<OrderActResult>;

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
): Promise<{ intent: StoredOrderIntent; repeated: boolean }> {
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
  return { intent: toStoredIntent<OrderActResult>(row), repeated: count === 0 };
}

/** The act that this person sent to this order under this key, if there was one. */
export async function findIntent(
  db: Database,
  about: { orderId: string; actorId: string; key: string },
): Promise<StoredOrderIntent | null> {
  const row = await db.orderIntent.findUnique({ where: { orderId_actorId_key: about } });
  return row && toStoredIntent<OrderActResult>(row);
}

/** The intent as it stands now. */
export async function readStoredIntent(db: Database, intentId: string): Promise<StoredOrderIntent> {
  return toStoredIntent<OrderActResult>(await db.orderIntent.findUniqueOrThrow({ where: { id: intentId } }));
}

/** Keeps a refusal, so that a repeat of the key is refused in the same words. An applied intent stays applied. */
export async function refuseIntent(db: Database, intentId: string, refusal: IntentRefusal): Promise<void> {
  await db.orderIntent.updateMany({
    where: { id: intentId, status: 'PENDING' },
    data: { status: 'REFUSED', result: { ...refusal } as Prisma.InputJsonObject, doneAt: new Date() },
  });
}
