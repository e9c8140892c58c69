import type { z } from 'zod';
import type { UsingSubject } from '#contract/metering/report-schemas';
import type { DatabaseReader } from '#prisma/client';

interface Subject {
  readonly credentialId: string | null;
  readonly personId: string | null;
}

/** Names of credentials (`user_id`, label) and of people at the portal, read at once for all rows that name them. */
export async function subjectNames(
  db: DatabaseReader,
  subjects: readonly Subject[],
): Promise<(subject: Subject) => z.infer<typeof UsingSubject>> {
  const ids = (pick: (subject: Subject) => string | null): string[] => [
    ...new Set(subjects.map(pick).filter((id) => id !== null)),
  ];
  const [credentials, people] = await Promise.all([
    db.apiCredential.findMany({
      where: { id: { in: ids(({ credentialId }) => credentialId) } },
      select: { id: true, userId: true, label: true },
    }),
    db.user.findMany({
      where: { id: { in: ids(({ personId }) => personId) } },
      select: { id: true, name: true },
    }),
  ]);
  const byCredential = new Map(credentials.map(({ id, userId, label }) => [id, `${userId} (${label})`]));
  const byPerson = new Map(people.map(({ id, name }) => [id, name]));
  return ({ credentialId, personId }) => {
    if (credentialId !== null)
      return { kind: 'CREDENTIAL', name: byCredential.get(credentialId) ?? credentialId };
    if (personId !== null) return { kind: 'PERSON', name: byPerson.get(personId) ?? personId };
    return { kind: 'NOBODY', name: '' };
  };
}
