import { isRole } from '#contract/access/roles';
import { texts } from '#contract/i18n/index';
import type { DatabaseReader } from '#prisma/client';
import type { ActingPerson } from '#records/audit';

/** How a person's place is printed: his institution, else his unit, else the directorate. */
export const unitOf = (person: { unit: string | null; institutionName: string | null }): string =>
  person.institutionName ?? person.unit ?? texts('id').accounts.defaultUnit;

/** A person by id as the audit trail writes him. Throws when there is none. */
export async function personOf(
  db: DatabaseReader,
  userId: string,
): Promise<ActingPerson & { institutionId: string | null }> {
  const user = await db.user.findUniqueOrThrow({
    where: { id: userId },
    include: { roles: true, institution: { select: { name: true } } },
  });
  return {
    id: user.id,
    name: user.name,
    unit: unitOf({ unit: user.unit, institutionName: user.institution?.name ?? null }),
    roles: user.roles.map(({ role }) => role).filter(isRole),
    institutionId: user.institutionId,
  };
}

/** Somebody who is not signed in. */
export const anonymous = (address: string | null, requestId: string | null): ActingPerson => ({
  id: 'anonymous',
  name: texts('id').accounts.anonymous,
  unit: '-',
  roles: [],
  address,
  requestId,
});
