import type { InstitutionCategory } from '#contract/orders/codes';
import { AppError } from '#contract/shared/errors';
import { dayKey, formatDay } from '#platform/clock';
import type { Transaction } from '#prisma/client';
import { type ActingPerson, writeAudit } from '../audit.ts';

export interface TariffProposal {
  readonly productId: string;
  /** Neither of the two: every institution that has no rule of its own. */
  readonly category?: InstitutionCategory | undefined;
  readonly institutionId?: string | undefined;
  /** Whole rupiah for one unit. */
  readonly amount: number;
  readonly documentNumber: string;
  /** Days `YYYY-MM-DD`, in WIB. */
  readonly documentDate: string;
  readonly passage: string;
  readonly validFrom: string;
  readonly validTo?: string | undefined;
  readonly simponi?:
    | { readonly kodeTarif: string; readonly kodePp: string; readonly kodeAkun: string }
    | undefined;
}

/**
 * Writes a proposed tariff with its legal basis; it prices nothing until somebody else sets it. Gives its id. Throws
 * `NOT_FOUND`, and `INVALID_INPUT` for days out of order, two scopes at once, and a day on which a tariff of the same
 * product and scope begins already.
 */
export async function proposeTariff(
  tx: Transaction,
  proposal: TariffProposal,
  actor: ActingPerson,
  now: Date,
): Promise<string> {
  const { productId, validFrom, validTo, simponi } = proposal;
  const category = proposal.category ?? null;
  const institutionId = proposal.institutionId ?? null;
  refuseSlips(proposal, dayKey(now));
  // Two proposals for one product take turns.
  const found = await tx.$queryRaw<
    unknown[]
  >`SELECT 1 FROM product WHERE id = ${productId}::uuid FOR NO KEY UPDATE`;
  const knownInstitution =
    institutionId === null || (await tx.institution.count({ where: { id: institutionId } })) === 1;
  if (found.length === 0 || !knownInstitution) {
    throw new AppError('NOT_FOUND', { message: 'product or institution' });
  }
  const from = new Date(validFrom);
  const same = { productId, category, institutionId, validFrom: from, status: { not: 'DITOLAK' } };
  if ((await tx.tariff.count({ where: same })) > 0) throw wrong('validFrom', 'TARIFF_SAME_DAY');
  const { id } = await tx.tariff.create({
    data: {
      productId,
      category,
      institutionId,
      article: basisOf(proposal),
      amount: BigInt(proposal.amount),
      validFrom: from,
      validTo: validTo === undefined ? null : new Date(validTo),
      simponiTarif: simponi?.kodeTarif ?? null,
      simponiPp: simponi?.kodePp ?? null,
      simponiAkun: simponi?.kodeAkun ?? null,
      status: 'DIUSULKAN',
      proposedBy: actor.id,
      proposedAt: now,
    },
  });
  await writeAudit(tx, {
    event: 'TARIFF_PROPOSED',
    actor,
    subjectType: 'TARIFF',
    subjectId: id,
    institutionId,
    details: { ...proposal },
  });
  return id;
}

/** The legal basis as bill and order print it, in the language of the forms. */
const basisOf = ({ documentNumber, documentDate, passage }: TariffProposal): string =>
  `${documentNumber}, ${formatDay(documentDate, 'id')}: ${passage}`;

function refuseSlips(proposal: TariffProposal, today: string): void {
  const { documentDate, validFrom, validTo, category, institutionId } = proposal;
  if (category !== undefined && institutionId !== undefined) throw wrong('institutionId', 'ONE_SCOPE');
  if (documentDate > today) throw wrong('documentDate', 'DATE_AHEAD');
  if (validFrom < documentDate) throw wrong('validFrom', 'BEFORE_BASIS');
  if (validTo !== undefined && validTo < validFrom) throw wrong('validTo', 'ENDS_BEFORE_START');
}

const wrong = (path: string, code: string): AppError =>
  new AppError('INVALID_INPUT', { errors: [{ path, code }] });

/**
 * Sets or refuses a proposed tariff. Orders made before keep the price that they were made at. Throws `NOT_FOUND`,
 * `OWN_PROPOSAL` and `CASE_ALREADY_CLOSED`; nothing has changed then.
 */
export async function decideTariff(
  tx: Transaction,
  decision: { readonly id: string; readonly decision: 'set' | 'refuse'; readonly note: string },
  actor: ActingPerson,
  now: Date,
): Promise<void> {
  const { id, note } = decision;
  const set = decision.decision === 'set';
  const tariff = await tx.tariff.findUnique({ where: { id } });
  if (!tariff) throw new AppError('NOT_FOUND', { message: 'no such tariff' });
  if (tariff.proposedBy === actor.id) throw new AppError('OWN_PROPOSAL');
  const { count } = await tx.tariff.updateMany({
    where: { id, status: 'DIUSULKAN' },
    data: {
      status: set ? 'DITETAPKAN' : 'DITOLAK',
      decidedBy: actor.id,
      decidedAt: now,
      decisionNote: note,
    },
  });
  if (count === 0) throw new AppError('CASE_ALREADY_CLOSED');
  await writeAudit(tx, {
    event: set ? 'TARIFF_SET' : 'TARIFF_REFUSED',
    actor,
    subjectType: 'TARIFF',
    subjectId: id,
    institutionId: tariff.institutionId,
    details: { note },
  });
}
