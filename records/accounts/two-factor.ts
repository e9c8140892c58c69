import type { DatabaseReader, Transaction } from '#prisma/client';

/**
 * Marks the step of a code as used: true exactly once for a step, however many ask at the same time, and never for an
 * older step than the last one.
 */
export async function claimStep(db: DatabaseReader, userId: string, step: number): Promise<boolean> {
  const { count } = await db.twoFactor.updateMany({
    where: { userId, OR: [{ lastStep: null }, { lastStep: { lt: step } }] },
    data: { lastStep: step },
  });
  return count === 1;
}

/** Forgets a person's app and backup codes: signing in asks for the password alone. */
export async function removeTwoFactor(tx: Transaction, userId: string): Promise<void> {
  await tx.twoFactor.deleteMany({ where: { userId } });
  await tx.user.update({ where: { id: userId }, data: { twoFactorEnabled: false } });
}
