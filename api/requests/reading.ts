import { writeAudit } from '#records/audit';
import type { SignedInContext } from '../shared/route.ts';
import { actingPerson } from '../shared/scope.ts';

/**
 * An open page reads its request again whenever that changes. Within this time it is one reading of one person at one
 * place; after it, on another request, or at another address the trail gets a row of its own.
 */
export const readingWindowMs = 15 * 60_000;

/**
 * Writes down that this person sees a request's data in full. Two pages that he opens in the same instant may leave two
 * rows; somebody who has not seen it within the window always leaves one.
 */
export async function noteRead(context: SignedInContext, requestId: string): Promise<void> {
  const { db, now } = context.deps;
  const actor = actingPerson(context);
  const about = { event: 'REQUEST_READ', subjectType: 'REQUEST', subjectId: requestId } as const;
  const known = await db.auditEntry.findFirst({
    where: {
      ...about,
      actorId: actor.id,
      address: actor.address ?? null,
      at: { gt: new Date(now().getTime() - readingWindowMs) },
    },
    select: { id: true },
  });
  if (!known) await writeAudit(db, { ...about, actor });
}
