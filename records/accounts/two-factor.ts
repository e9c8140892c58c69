import { AppError } from '#contract/shared/errors';
import type { DatabaseReader, Transaction } from '#prisma/client';

/** How long an app that is to replace another may wait for its first code, in milliseconds. */
const replacementMs = 15 * 60_000;

/** A key and its backup codes in the form that better-auth keeps them in. */
export interface SealedApp {
  readonly secret: string;
  readonly backupCodes: string;
}

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

/** Keeps the app that a person moves to beside the one that holds. One that waited before is forgotten. */
export async function keepReplacement(
  db: DatabaseReader,
  userId: string,
  app: SealedApp,
  now: Date,
): Promise<void> {
  const row = { ...app, createdAt: now };
  await db.twoFactorReplacement.upsert({ where: { userId }, create: { userId, ...row }, update: row });
}

/** The app that waits for its first code. Throws `TWO_FACTOR_REPLACEMENT_OVER` when none does any more. */
export async function waitingReplacement(db: DatabaseReader, userId: string, now: Date): Promise<SealedApp> {
  const row = await db.twoFactorReplacement.findFirst({
    where: { userId, createdAt: { gt: begunSince(now) } },
    select: { secret: true, backupCodes: true },
  });
  if (!row) throw new AppError('TWO_FACTOR_REPLACEMENT_OVER');
  return row;
}

/**
 * Puts the waiting app in the place of the one that held, the step of its first code used. Throws
 * `TWO_FACTOR_REPLACEMENT_OVER`, for the transaction to keep nothing, when another one waits by now, or none.
 */
export async function replaceTwoFactor(
  tx: Transaction,
  userId: string,
  app: SealedApp,
  step: number,
): Promise<void> {
  // First the row that all changes of a second factor begin with: two of them at once wait for each other.
  const held = await tx.twoFactor.updateMany({
    where: { userId },
    data: { ...app, verified: true, lastStep: step, failedVerificationCount: 0, lockedUntil: null },
  });
  const waited = await tx.twoFactorReplacement.deleteMany({ where: { userId, secret: app.secret } });
  if (held.count !== 1 || waited.count !== 1) throw new AppError('TWO_FACTOR_REPLACEMENT_OVER');
}

/** Drops apps that waited for their first code too long. Gives how many. */
export async function forgetOldReplacements(db: DatabaseReader, now: Date): Promise<number> {
  const { count } = await db.twoFactorReplacement.deleteMany({
    where: { createdAt: { lte: begunSince(now) } },
  });
  return count;
}

const begunSince = (now: Date): Date => new Date(now.getTime() - replacementMs);

/**
 * Forgets a person's app and backup codes, and an app that waits to replace it (its row goes by the foreign key):
 * signing in asks for the password alone.
 */
export async function removeTwoFactor(tx: Transaction, userId: string): Promise<void> {
  await tx.twoFactor.deleteMany({ where: { userId } });
  await tx.user.update({ where: { id: userId }, data: { twoFactorEnabled: false } });
}
