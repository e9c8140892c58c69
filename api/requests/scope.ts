import type { Actor, Role } from '#contract/access/roles';
import { roles } from '#contract/access/roles';
import { AppError } from '#contract/shared/errors';
import type { DatabaseReader } from '#prisma/client';
import type { SignedIn } from '../shared/deps.ts';

type Person = Pick<SignedIn, 'id' | 'roles' | 'officeId'>;

/** They read requests of the whole country. */
const nationwide: readonly Role[] = ['staf-konsolidasi', 'auditor'];
const nobody = '00000000-0000-0000-0000-000000000000';

const isOfOffice = (role: Role): boolean => roles[role].group === 'dinas';

export const seesAllRequests = (actor: Pick<Person, 'roles'>): boolean =>
  actor.roles.some((role) => nationwide.includes(role));

/** The office for which the person works requests; null for people of the centre and for a Dinas' person without one. */
export const ownOffice = (actor: Pick<Person, 'roles' | 'officeId'>): string | null =>
  actor.roles.some(isOfOffice) ? actor.officeId : null;

/**
 * The `where` of every query over requests. Somebody of a Dinas sees his office's, the centre and the auditor all;
 * everybody else, and a person of a Dinas without an office, sees nothing rather than everything.
 */
export const requestScope = (actor: Pick<Person, 'roles' | 'officeId'>): { officeId?: string } =>
  seesAllRequests(actor) ? {} : { officeId: ownOffice(actor) ?? nobody };

/**
 * The person as the tables look at him where this request stands: his roles of a Dinas count at his own office only,
 * also when another role lets him see further.
 */
export const actorOn = (
  actor: Person,
  request: { readonly officeId: string },
): { readonly id: string; readonly roles: readonly Actor[] } => ({
  id: actor.id,
  roles: actor.roles.filter((role) => !isOfOffice(role) || actor.officeId === request.officeId),
});

/** Whether the person works at the office where the request stands. */
export const isOfItsOffice = (
  actor: Pick<Person, 'roles' | 'officeId'>,
  request: { readonly officeId: string },
): boolean => ownOffice(actor) === request.officeId;

/** Throws `NOT_FOUND` for a request that this person may not see. */
export async function requireRequest(db: DatabaseReader, actor: SignedIn, id: string) {
  const row = await db.syncRequest.findFirst({ where: { AND: [{ id }, requestScope(actor)] } });
  if (!row) throw new AppError('NOT_FOUND', { message: 'no such request in this scope' });
  return row;
}
