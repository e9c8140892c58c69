import { AppError } from '#contract/shared/errors';
import { dayKey } from '#platform/clock';
import type { Transaction } from '#prisma/client';
import { type ActingPerson, writeAudit } from '../audit.ts';
import { loadBuyer, loadPrices } from '../prices.ts';

export interface StandingDecisionRequest {
  readonly institutionId: string;
  readonly productId: string;
  readonly maxUnits: number;
  readonly note: string;
}

/**
 * The last day of the PKS year that holds `today`: years are counted from the day on which the PKS began, and the
 * last one ends with the PKS. Days are `YYYY-MM-DD`.
 */
export function endOfAgreementYear(
  agreement: { readonly startsOn: string; readonly endsOn: string },
  today: string,
): string {
  for (let year = 1; ; year++) {
    const next = addYears(agreement.startsOn, year);
    if (next <= today) continue;
    const last = dayBefore(next);
    return last < agreement.endsOn ? last : agreement.endsOn;
  }
}

/** A PKS that began on 29 February has its other years begin on 1 March. */
function addYears(day: string, years: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCFullYear(date.getUTCFullYear() + years);
  return date.toISOString().slice(0, 10);
}

const dayBefore = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);

/**
 * `pejabat` approves a Rp0 product once for the PKS year that holds today, up to a number of units; gives the
 * decision's id. Throws `NOT_FOUND`, `AGREEMENT_INACTIVE`, `TARIFF_MISSING`, `INVALID_INPUT` when the product is not
 * Rp0 for the institution, and `DUPLICATE` while a decision for both still has units left.
 */
export async function decideStanding(
  tx: Transaction,
  request: StandingDecisionRequest,
  actor: ActingPerson,
  now: Date,
): Promise<string> {
  const { institutionId, productId, maxUnits, note } = request;
  const today = dayKey(now);
  // Two decisions for one institution take turns.
  const found = await tx.$queryRaw<
    unknown[]
  >`SELECT 1 FROM institution WHERE id = ${institutionId}::uuid FOR NO KEY UPDATE`;
  const product = await tx.product.findUnique({ where: { id: productId } });
  if (found.length === 0 || !product) throw new AppError('NOT_FOUND', { message: 'institution or product' });
  const buyer = await loadBuyer(tx, institutionId, now);
  const { agreement } = buyer;
  if (!agreement || agreement.startsOn > today || agreement.endsOn < today) {
    throw new AppError('AGREEMENT_INACTIVE', { params: { endsOn: agreement?.endsOn ?? '-' } });
  }
  const price = (await loadPrices(tx, buyer, [productId], now)).get(productId);
  if (!price) throw new AppError('TARIFF_MISSING');
  if (price.unitPrice !== 0) {
    throw new AppError('INVALID_INPUT', { errors: [{ path: 'productId', code: 'NOT_FREE' }] });
  }
  const open = await tx.standingDecision.findMany({
    where: { institutionId, productId, revokedAt: null, validTo: { gte: new Date(today) } },
  });
  if (open.some((each) => each.usedUnits < each.maxUnits)) throw new AppError('DUPLICATE');
  const validTo = endOfAgreementYear(agreement, today);
  const { id } = await tx.standingDecision.create({
    data: {
      institutionId,
      productId,
      maxUnits,
      note,
      decidedBy: actor.id,
      decidedAt: now,
      validFrom: new Date(today),
      validTo: new Date(validTo),
    },
  });
  await writeAudit(tx, {
    event: 'STANDING_DECISION_MADE',
    actor,
    subjectType: 'STANDING_DECISION',
    subjectId: id,
    institutionId,
    details: { productId, maxUnits, validFrom: today, validTo, note },
  });
  return id;
}

/** Revokes a decision; orders made under it stay as they are. Throws `NOT_FOUND`, `CASE_ALREADY_CLOSED`. */
export async function revokeStanding(
  tx: Transaction,
  input: { id: string; note: string; actor: ActingPerson; now: Date },
): Promise<void> {
  const { id, note, actor, now } = input;
  const [row] = await tx.standingDecision.updateManyAndReturn({
    where: { id, revokedAt: null },
    data: { revokedAt: now },
  });
  if (!row) {
    const known = await tx.standingDecision.count({ where: { id } });
    throw new AppError(known === 0 ? 'NOT_FOUND' : 'CASE_ALREADY_CLOSED');
  }
  await writeAudit(tx, {
    event: 'STANDING_DECISION_REVOKED',
    actor,
    subjectType: 'STANDING_DECISION',
    subjectId: id,
    institutionId: row.institutionId,
    details: { usedUnits: row.usedUnits, note },
  });
}
