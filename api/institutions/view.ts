import type { Institution } from '#contract/institutions/schemas';
import type { InstitutionCategory } from '#contract/orders/codes';
import { isAgreementActive } from '#contract/orders/eligibility';
import { AppError } from '#contract/shared/errors';
import { dayKey } from '#platform/clock';
import type { DatabaseReader, Prisma } from '#prisma/client';

/** What an institution is read with: its PKS, the one that ends last first. */
export const withAgreements = {
  agreements: { orderBy: [{ endsOn: 'desc' }, { startsOn: 'desc' }] },
} as const satisfies Prisma.InstitutionInclude;

export type InstitutionRow = Prisma.InstitutionGetPayload<{ include: typeof withAgreements }>;

const day = (date: Date): string => date.toISOString().slice(0, 10);

/** An institution as the contract shows it. `agreementEndsOn` is of the PKS in force today, else of the last one. */
export function toInstitution(row: InstitutionRow, now: Date): Institution {
  const today = dayKey(now);
  const agreements = row.agreements.map(({ id, number, startsOn, endsOn, fileId }) => {
    const days = { startsOn: day(startsOn), endsOn: day(endsOn) };
    return { id, number, ...days, active: isAgreementActive(days, today), fileId };
  });
  const shown = agreements.find(({ active }) => active) ?? agreements[0];
  return {
    id: row.id,
    code: row.code,
    name: row.name,
    category: row.category as InstitutionCategory,
    address: row.address,
    email: row.email,
    phone: row.phone,
    npwp: row.npwp,
    juknisNumber: row.juknisNumber,
    juknisDoneOn: row.juknisDoneOn && day(row.juknisDoneOn),
    suspended: row.suspendedAt !== null,
    approvalAbove: row.approvalAbove === null ? null : Number(row.approvalAbove),
    agreementActive: shown?.active ?? false,
    agreementEndsOn: shown?.endsOn ?? null,
    agreements,
    version: row.version,
  };
}

/** Throws `NOT_FOUND`. */
export async function readInstitution(db: DatabaseReader, id: string, now: Date): Promise<Institution> {
  const row = await db.institution.findUnique({ where: { id }, include: withAgreements });
  if (!row) throw new AppError('NOT_FOUND', { message: 'no such institution' });
  return toInstitution(row, now);
}
