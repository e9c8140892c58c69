import { isRole } from '#contract/access/roles';
import { texts } from '#contract/i18n/index';
import type { DatabaseReader } from '#prisma/client';
import type { ActingPerson } from '#records/audit';

interface Place {
  readonly institutionName: string | null;
  readonly officeName: string | null;
  readonly unit: string | null;
}

/** How a person's place is printed: his institution or office, else his unit, else the directorate. */
export const unitOf = (person: Place): string =>
  person.institutionName ?? person.officeName ?? person.unit ?? texts('id').accounts.defaultUnit;

/** A person by id as the audit trail writes him. Throws when there is none. */
export async function personOf(
  db: DatabaseReader,
  userId: string,
): Promise<ActingPerson & { institutionId: string | null }> {
  const user = await db.user.findUniqueOrThrow({
    where: { id: userId },
    include: { roles: true, institution: { select: { name: true } }, office: { select: { name: true } } },
  });
  return {
    id: user.id,
    name: user.name,
    unit: unitOf({
      unit: user.unit,
      institutionName: user.institution?.name ?? null,
      officeName: user.office?.name ?? null,
    }),
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
