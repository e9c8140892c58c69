import { expect } from 'vitest';
import { accountChanges } from '#contract/accounts/changes';
import type { Database } from '#prisma/client';

/** Whoever changed how he signs in was told of each change by mail: as many mails as the trail has changes. */
export async function expectMailOfEachChange(db: Database): Promise<void> {
  const [trail, mails] = await Promise.all([
    db.auditEntry.findMany({
      where: { event: { in: [...accountChanges] } },
      select: { event: true, subjectId: true },
    }),
    db.outgoingNotice.findMany({ where: { template: 'ACCOUNT_CHANGED' } }),
  ]);
  const users = await db.user.findMany({ select: { id: true, email: true } });
  const emails = new Map(users.map(({ id, email }) => [id, email]));
  expect(
    mails.map(({ recipient, params }) => `${recipient} ${(params as { change: string }).change}`).sort(),
  ).toEqual(trail.map(({ event, subjectId }) => `${emails.get(subjectId)} ${event}`).sort());
}
