import type { AuditEvent } from '#contract/audit/events';
import { isEnded, type RequestStatus } from '#contract/requests/lifecycle';
import { AppError } from '#contract/shared/errors';
import type { Database, Prisma, Transaction } from '#prisma/client';
import { type ActingPerson, writeAudit } from '../audit.ts';
import { announceRequest } from './transition.ts';

/**
 * What people note on a request beside its lifecycle: who works on it at the office, whose telephone it is, whether its
 * pictures are kept. None of it moves a status, so none of it goes through the workflow, which asks who has a request anew
 * in each turn; each is guarded in SQL, written down in the trail and announced in the same transaction.
 */

interface Noted {
  readonly requestId: string;
  readonly actor: ActingPerson;
  readonly at: Date;
}

interface Colleague {
  readonly id: string;
  readonly name: string;
}

/**
 * Gives the request of this office to somebody, or to nobody. An operator changes what nobody or he himself holds
 * (`mayOverrule` false); the head of section whatever anybody holds. What stands already is no change and no error.
 *
 * Throws `REQUEST_TAKEN` with the colleague's name, `ACTION_NOT_ALLOWED` for a request that is over, and `NOT_FOUND`
 * when it has left the office.
 */
export function assignRequest(
  db: Database,
  input: Noted & { readonly officeId: string; readonly to: Colleague | null; readonly mayOverrule: boolean },
): Promise<void> {
  const { requestId, officeId, to, mayOverrule, actor, at } = input;
  return db.$transaction(async (tx) => {
    const free = mayOverrule ? {} : { OR: [{ assigneeId: null }, { assigneeId: actor.id }] };
    // PostgreSQL holds `<>` against null for unknown: nobody is asked for by name.
    const differs = to
      ? { OR: [{ assigneeId: null }, { assigneeId: { not: to.id } }] }
      : { assigneeId: { not: null } };
    const { count } = await tx.syncRequest.updateMany({
      where: { AND: [{ id: requestId, officeId, endedAt: null }, free, differs] },
      data: { assigneeId: to?.id ?? null, assigneeName: to?.name ?? null, assignedAt: to ? at : null },
    });
    if (count === 0) return requireStands(tx, input);
    const event = !to ? 'REQUEST_RELEASED' : to.id === actor.id ? 'REQUEST_TAKEN' : 'REQUEST_HANDED_OVER';
    await noteDown(tx, input, event, to ? { to: to.id } : undefined);
  });
}

/** Nothing was changed: because it stands so already, or why not. */
async function requireStands(
  tx: Transaction,
  { requestId, officeId, to }: Parameters<typeof assignRequest>[1],
): Promise<void> {
  const row = await tx.syncRequest.findUnique({
    where: { id: requestId },
    select: { officeId: true, status: true, assigneeId: true, assigneeName: true },
  });
  if (row?.officeId !== officeId) throw new AppError('NOT_FOUND', { message: 'the request left the office' });
  if (isEnded(row.status as RequestStatus)) {
    throw new AppError('ACTION_NOT_ALLOWED', { details: { state: row.status, allowed: [] } });
  }
  if (row.assigneeId === (to?.id ?? null)) return;
  throw new AppError('REQUEST_TAKEN', { params: { name: row.assigneeName ?? '–' } });
}

/**
 * The operator compared the KTP-el and saw that the number is that person's. Noted once; a repeat changes nothing.
 *
 * `version` is the one that he saw: a NIK or number that was corrected meanwhile is not what he compared, and a proven
 * number opens the trail of its NIK. Throws `VERSION_CONFLICT` then, and `INVALID_INPUT` for a request without a number.
 */
export const provePhone = (db: Database, input: Noted & { readonly version: number }): Promise<void> =>
  db.$transaction(async (tx) => {
    const { requestId, version, actor, at } = input;
    const { count } = await tx.syncRequest.updateMany({
      where: { id: requestId, version, phoneSealed: { not: null }, phoneProvenAt: null },
      data: { phoneProvenAt: at, phoneProvenBy: actor.id, phoneProvenName: actor.name },
    });
    if (count > 0) return noteDown(tx, input, 'REQUEST_PHONE_PROVEN');
    const row = await tx.syncRequest.findUniqueOrThrow({
      where: { id: requestId },
      select: { phoneSealed: true, phoneProvenAt: true },
    });
    if (row.phoneSealed === null) {
      throw new AppError('INVALID_INPUT', { errors: [{ path: 'nomorWa', code: 'REQUIRED' }] });
    }
    if (row.phoneProvenAt === null) throw new AppError('VERSION_CONFLICT');
  });

/**
 * Keeps the pictures beyond their retention. The first hold stands; a second one changes nothing. Throws
 * `PHOTOS_DESTROYED` when there is nothing left to keep.
 */
export const holdRequest = (db: Database, input: Noted & { readonly note: string }): Promise<void> =>
  db.$transaction(async (tx) => {
    const { requestId, actor, at, note } = input;
    const { count } = await tx.syncRequest.updateMany({
      where: { id: requestId, heldAt: null, photosDestroyedAt: null },
      data: { heldAt: at, heldBy: actor.id, heldName: actor.name, holdNote: note },
    });
    if (count > 0) return noteDown(tx, input, 'REQUEST_HELD');
    const row = await tx.syncRequest.findUniqueOrThrow({
      where: { id: requestId },
      select: { heldAt: true },
    });
    if (row.heldAt === null) throw new AppError('PHOTOS_DESTROYED');
  });

/** Ends a hold; without one nothing happens. */
export const endHold = (db: Database, input: Noted): Promise<void> =>
  db.$transaction(async (tx) => {
    const { count } = await tx.syncRequest.updateMany({
      where: { id: input.requestId, heldAt: { not: null } },
      data: { heldAt: null, heldBy: null, heldName: null, holdNote: null },
    });
    if (count > 0) await noteDown(tx, input, 'REQUEST_HOLD_ENDED');
  });

/** The trail and the event streams, in the transaction of the change. */
async function noteDown(
  tx: Transaction,
  { requestId, actor }: Noted,
  event: AuditEvent,
  details?: Prisma.InputJsonObject,
): Promise<void> {
  await writeAudit(tx, {
    event,
    actor,
    subjectType: 'REQUEST',
    subjectId: requestId,
    ...(details ? { details } : {}),
  });
  const { officeId, status } = await tx.syncRequest.findUniqueOrThrow({
    where: { id: requestId },
    select: { officeId: true, status: true },
  });
  await announceRequest(tx, { requestId, officeId, status });
}
