import { rolesGrantableBy } from '#contract/access/permissions';
import { type Role, rolesOf } from '#contract/access/roles';
import { AppError, type FieldError } from '#contract/shared/errors';
import type { ActingPerson } from '../audit.ts';

/** Whoever gives roles, with the institution he acts for. */
export interface Manager extends ActingPerson {
  readonly roles: readonly Role[];
  readonly institutionId: string | null;
}

const ofInstitution = (role: Role): boolean => rolesOf('lembaga').includes(role);

const refuse = (path: string, code: string): never => {
  const errors: FieldError[] = [{ path, code }];
  throw new AppError('INVALID_INPUT', { message: `${path}: ${code}`, errors });
};

/** Throws unless every role is one that the manager may give and take. */
export function checkGrantable(manager: Manager, roles: readonly Role[]): void {
  const grantable = rolesGrantableBy(manager.roles);
  if (!roles.every((role) => grantable.includes(role))) refuse('roles', 'ROLE_NOT_YOURS');
}

/** Throws unless the roles fit where the person belongs: an institution's roles there, staff roles without one. */
export function checkGroup(roles: readonly Role[], institutionId: string | null): void {
  const inside = roles.filter(ofInstitution).length;
  if (inside > 0 && inside < roles.length) refuse('roles', 'ROLES_MIXED');
  if (roles.length === 0) return;
  if (inside > 0 && institutionId === null) refuse('institutionId', 'INSTITUTION_NEEDED');
  if (inside === 0 && institutionId !== null) refuse('institutionId', 'INSTITUTION_NOT_ALLOWED');
}

/**
 * The institution that an invitation is for. A manager of an institution invites into his own only; of the centre,
 * whoever names one. Throws `FORBIDDEN` for another institution than one's own.
 */
export function institutionForInvitation(
  manager: Manager,
  roles: readonly Role[],
  asked: string | undefined,
): string | null {
  if (!roles.some(ofInstitution)) return asked ?? null;
  if (manager.institutionId === null) return asked ?? null;
  if (asked !== undefined && asked !== manager.institutionId) {
    throw new AppError('FORBIDDEN', { message: 'an invitation into another institution' });
  }
  return manager.institutionId;
}
