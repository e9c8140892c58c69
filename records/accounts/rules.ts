import { rolesGrantableBy } from '#contract/access/permissions';
import { type Role, rolesOf, roles as roleTable } from '#contract/access/roles';
import { AppError, type FieldError } from '#contract/shared/errors';
import type { DatabaseReader } from '#prisma/client';
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

/** Where a person belongs; the centre's people belong to neither. */
export interface Place {
  readonly institutionId: string | null;
  readonly officeId: string | null;
}

/**
 * Throws unless the roles fit where the person belongs: an institution's roles there, those of a Dinas at an office,
 * the centre's at neither. Roles of two groups never meet in one person, since the group is how far he sees.
 */
export function checkPlace(roles: readonly Role[], { institutionId, officeId }: Place): void {
  const [group, ...more] = new Set(roles.map((role) => roleTable[role].group));
  if (more.length > 0) refuse('roles', 'ROLES_MIXED');
  if (group === undefined) return;
  if (group === 'lembaga' && institutionId === null) refuse('institutionId', 'INSTITUTION_NEEDED');
  if (group !== 'lembaga' && institutionId !== null) refuse('institutionId', 'INSTITUTION_NOT_ALLOWED');
  if (group === 'dinas' && officeId === null) refuse('officeId', 'OFFICE_NEEDED');
  if (group !== 'dinas' && officeId !== null) refuse('officeId', 'OFFICE_NOT_ALLOWED');
}

/** The office that somebody is to work at, or null. Throws `INVALID_INPUT` for one that is unknown or closed. */
export async function findWorkplace(
  db: DatabaseReader,
  officeId: string | null,
): Promise<{ id: string; name: string } | null> {
  if (officeId === null) return null;
  const office = await db.office.findUnique({ where: { id: officeId } });
  if (!office?.active) return refuse('officeId', 'OFFICE_CLOSED');
  return office;
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
