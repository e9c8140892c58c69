import { AppError } from '#contract/shared/errors';
import type { DatabaseReader, Transaction } from '#prisma/client';

interface Wanted {
  readonly institutionId: string;
  readonly productId: string;
  readonly quantity: number;
}

/** Decisions in force on a day (`YYYY-MM-DD`, WIB), the one that ends first before the others. */
const inForce = (wanted: Wanted, today: string) => ({
  where: {
    institutionId: wanted.institutionId,
    productId: wanted.productId,
    revokedAt: null,
    validFrom: { lte: new Date(today) },
    validTo: { gte: new Date(today) },
  },
  orderBy: [{ validTo: 'asc' as const }, { id: 'asc' as const }],
});

/** A decision in force whose units suffice, or null. Reading reserves nothing. */
export async function findStandingDecision(
  db: DatabaseReader,
  wanted: Wanted,
  today: string,
): Promise<string | null> {
  const decisions = await db.standingDecision.findMany(inForce(wanted, today));
  return decisions.find((each) => each.usedUnits + wanted.quantity <= each.maxUnits)?.id ?? null;
}

/**
 * Takes the order's units out of a decision in force and gives that decision's id. Two orders that want the last
 * units take turns on the row: the second one fails.
 * @throws AppError ACTION_NOT_ALLOWED when no decision has enough units left.
 */
export async function reserveStandingDecision(
  tx: Transaction,
  wanted: Wanted,
  today: string,
): Promise<string> {
  for (const { id } of await tx.standingDecision.findMany(inForce(wanted, today))) {
    const taken = await tx.$executeRaw`
      update standing_decision set used_units = used_units + ${wanted.quantity}
      where id = ${id}::uuid and revoked_at is null and used_units + ${wanted.quantity} <= max_units`;
    if (taken === 1) return id;
  }
  throw new AppError('ACTION_NOT_ALLOWED', {
    message: 'no standing decision has enough units left',
    details: { failed: ['hasStandingDecision'] },
  });
}
