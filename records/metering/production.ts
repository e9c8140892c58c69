import { trialMissing } from '#contract/metering/trial';
import { AppError } from '#contract/shared/errors';
import { dayKey } from '#platform/clock';
import type { Transaction } from '#prisma/client';
import { type ActingPerson, writeAudit } from '../audit.ts';

/** Whether the centre has opened true data to an institution, and has not closed it since. */
export const isProductionOpen = (row: {
  readonly productionOpenedOn: Date | null;
  readonly productionClosedAt: Date | null;
}): boolean => row.productionOpenedOn !== null && row.productionClosedAt === null;

interface Change {
  readonly id: string;
  readonly actor: ActingPerson;
  readonly now: Date;
}

/** The letter by which the centre opens production. */
export interface ProductionLetter {
  readonly number: string;
  /** `YYYY-MM-DD` */
  readonly date: string;
}

/**
 * Opens production to an institution that has tried in Mode Uji all that is needed, or to which it was open before.
 * When it is open already nothing changes.
 * @throws AppError NOT_FOUND, TRIAL_INCOMPLETE
 */
export async function openProduction(
  tx: Transaction,
  { id, actor, now }: Change,
  letter: ProductionLetter,
): Promise<void> {
  const row = await lock(tx, id);
  if (isProductionOpen(row)) return;
  if (row.productionOpenedOn === null) {
    const runs = await tx.trialRun.findMany({ where: { institutionId: id }, select: { exercise: true } });
    const missing = trialMissing(runs.map(({ exercise }) => exercise));
    if (missing.length > 0) throw new AppError('TRIAL_INCOMPLETE', { params: { missing: missing.length } });
  }
  await tx.institution.update({
    where: { id },
    data: {
      productionOpenedOn: new Date(dayKey(now)),
      productionLetter: letter.number,
      productionLetterOn: new Date(letter.date),
      productionClosedAt: null,
      version: { increment: 1 },
    },
  });
  await audit(tx, 'PRODUCTION_OPENED', { id, actor }, { letter: letter.number, letterDate: letter.date });
}

/**
 * Closes production: credentials of PRODUKSI stay, and are refused until it is opened again. When it is closed nothing
 * changes.
 * @throws AppError NOT_FOUND
 */
export async function closeProduction(
  tx: Transaction,
  { id, actor, now }: Change,
  note: string,
): Promise<void> {
  const row = await lock(tx, id);
  if (!isProductionOpen(row)) return;
  await tx.institution.update({
    where: { id },
    data: { productionClosedAt: now, version: { increment: 1 } },
  });
  await audit(tx, 'PRODUCTION_CLOSED', { id, actor }, { note });
}

const audit = (
  tx: Transaction,
  event: 'PRODUCTION_OPENED' | 'PRODUCTION_CLOSED',
  { id, actor }: Pick<Change, 'id' | 'actor'>,
  details: Readonly<Record<string, unknown>>,
): Promise<void> =>
  writeAudit(tx, { event, actor, subjectType: 'INSTITUTION', subjectId: id, institutionId: id, details });

/** Openings and closings of one institution take turns. */
async function lock(tx: Transaction, id: string) {
  await tx.$queryRaw`select 1 as one from institution where id = ${id}::uuid for no key update`;
  const row = await tx.institution.findUnique({ where: { id } });
  if (!row) throw new AppError('NOT_FOUND', { message: 'no such institution' });
  return row;
}
