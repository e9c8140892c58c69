import { can } from '#contract/access/permissions';
import { AppError } from '#contract/shared/errors';
import type { Reach } from '#records/accounts/person-rows';
import type { Manager } from '#records/accounts/rules';
import type { SignedIn } from '../shared/deps.ts';
import type { SignedInContext } from '../shared/route.ts';
import { actingPerson, ownInstitution } from '../shared/scope.ts';

/**
 * Whom the signed-in person sees in lists of people: `admin` and `auditor` everybody, `staf-kerjasama` the people of
 * institutions, `lembaga-admin` those of his own.
 */
export function reachOf(actor: SignedIn): Reach {
  if (actor.roles.some((role) => role === 'admin' || role === 'auditor')) return 'all';
  if (actor.roles.includes('staf-kerjasama')) return 'institutions';
  return { institutionId: ownInstitution(actor) };
}

/** Whose accounts he changes: `admin` everybody's, `lembaga-admin` those of his institution. Throws `FORBIDDEN`. */
export function manageableBy(actor: SignedIn): Reach {
  if (actor.roles.includes('admin')) return 'all';
  if (can(actor.roles, 'people.manage')) return { institutionId: ownInstitution(actor) };
  throw new AppError('FORBIDDEN', { message: 'manages nobody' });
}

/** The signed-in person as whoever gives roles. */
export const managerOf = (context: SignedInContext): Manager => ({
  ...actingPerson(context),
  roles: context.actor.roles,
  institutionId: context.actor.institutionId,
});
