import { roles } from '#contract/access/roles';
import { AppError } from '#contract/shared/errors';
import type { ActingPerson } from '#records/audit';
import type { SignedIn } from './deps.ts';
import type { SignedInContext } from './route.ts';

/** Somebody of the centre sees every institution; everybody else only his own. */
export const seesAllInstitutions = (actor: Pick<SignedIn, 'roles'>): boolean =>
  actor.roles.some((role) => roles[role].group === 'pusat');

const nobody = '00000000-0000-0000-0000-000000000000';

/**
 * The `where` of every query over rows that belong to an institution. A person without one who is not of the centre
 * sees nothing, rather than everything.
 */
export const scopeOf = (actor: Pick<SignedIn, 'roles' | 'institutionId'>): { institutionId?: string } =>
  seesAllInstitutions(actor) ? {} : { institutionId: actor.institutionId ?? nobody };

/** The institution in whose name the person acts. Throws `FORBIDDEN` for a person without one. */
export function ownInstitution(actor: Pick<SignedIn, 'institutionId'>): string {
  if (actor.institutionId) return actor.institutionId;
  throw new AppError('FORBIDDEN', { message: 'the person belongs to no institution' });
}

/** The signed-in person as histories and the audit trail write him. */
export const actingPerson = ({ actor, address, requestId }: SignedInContext): ActingPerson => ({
  id: actor.id,
  name: actor.name,
  unit: actor.unit,
  roles: actor.roles,
  address,
  requestId,
});
