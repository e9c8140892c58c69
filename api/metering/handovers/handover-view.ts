import type { z } from 'zod';
import { can } from '#contract/access/permissions';
import { type Language, texts } from '#contract/i18n/index';
import type { Handover, handoverListQuery } from '#contract/metering/handover-http';
import { AppError } from '#contract/shared/errors';
import { dayKey, formatDateTime } from '#platform/clock';
import type { DatabaseReader, Prisma } from '#prisma/client';
import { writeAudit } from '#records/audit';
import type { SignedIn } from '../../shared/deps.ts';
import { listCsv } from '../../shared/list-csv.ts';
import { type ListSource, whereIds } from '../../shared/lists.ts';
import { implement } from '../../shared/route.ts';
import { actingPerson, scopeOf } from '../../shared/scope.ts';

const include = {
  institution: { select: { name: true } },
  product: { select: { name: true, unit: true } },
  voucher: { select: { number: true } },
  reversal: { include: { voucher: { select: { number: true } } } },
  letters: { orderBy: [{ uploadedAt: 'desc' }, { id: 'desc' }], take: 1 },
} as const satisfies Prisma.HandoverInclude;
type Row = Prisma.HandoverGetPayload<{ include: typeof include }>;

const day = (date: Date): string => date.toISOString().slice(0, 10);

export function handoverView(row: Row, actor: SignedIn): Handover {
  const { reversal } = row;
  const [letter] = row.letters;
  return {
    id: row.id,
    institutionId: row.institutionId,
    institutionName: row.institution.name,
    productId: row.productId,
    productName: row.product.name,
    unit: row.product.unit,
    voucherId: row.voucherId,
    voucherNumber: row.voucher.number,
    units: row.units,
    handedOn: day(row.handedOn),
    recipientPosition: row.recipientPosition,
    letterNumber: row.letterNumber,
    validUntil: row.validUntil && day(row.validUntil),
    recordedByName: row.recordedByName,
    recordedAt: row.recordedAt.toISOString(),
    letter: letter ? { fileName: letter.fileName, uploadedAt: letter.uploadedAt.toISOString() } : null,
    reversal: reversal && {
      reason: reversal.reason,
      voucherId: reversal.voucherId,
      voucherNumber: reversal.voucher.number,
      reversedByName: reversal.reversedByName,
      reversedAt: reversal.reversedAt.toISOString(),
    },
    mayReverse: !reversal && row.recordedBy !== actor.id && can(actor.roles, 'handovers.reverse'),
  };
}

/** The handovers that the person may see, of a filter. */
export function handoverWhere(
  actor: SignedIn,
  { id, institutionId, productId }: z.output<typeof handoverListQuery>['filter'],
): Prisma.HandoverWhereInput {
  return {
    AND: [
      scopeOf(actor),
      whereIds(id),
      institutionId ? { institutionId } : {},
      productId ? { productId } : {},
    ],
  };
}

export const handoverSource = (db: DatabaseReader): ListSource<Row> => ({
  fields: {
    recordedAt: { path: ['recordedAt'], tie: 'opposite', type: 'time', value: (row) => row.recordedAt },
  },
  idOf: ({ id }) => id,
  findMany: (args) => db.handover.findMany({ ...args, include }),
  count: (args) => db.handover.count(args),
});

/** One handover that the person may see. Throws `NOT_FOUND`. */
export async function readHandover(db: DatabaseReader, actor: SignedIn, id: string): Promise<Handover> {
  const row = await db.handover.findFirst({ where: { ...scopeOf(actor), id }, include });
  if (!row) throw new AppError('NOT_FOUND', { message: 'no such handover in this scope' });
  return handoverView(row, actor);
}

export const handoverExport = implement('handovers.export', async (context) => {
  const { deps, actor, query, language } = context;
  await writeAudit(deps.db, {
    event: 'HANDOVERS_EXPORTED',
    actor: actingPerson(context),
    subjectType: 'HANDOVER',
    subjectId: 'csv',
    institutionId: actor.institutionId,
    details: { filter: JSON.stringify(query.filter) },
  });
  const content = listCsv({
    source: handoverSource(deps.db),
    where: handoverWhere(actor, query.filter),
    sort: query.sort,
    header: Object.values(texts(language).reports.handoverCsv),
    cells: async (rows) => rows.map((row) => cellsOf(handoverView(row, actor), language)),
  });
  return { content, fileName: `serah-terima-${dayKey(deps.now())}.csv` };
});

/** The lines of the file, in the order of its headings. */
function cellsOf(handover: Handover, language: Language): (string | number | null)[] {
  const at = (instant: string | undefined) =>
    instant ? formatDateTime(new Date(instant), 'WIB', language) : null;
  const { letter, reversal } = handover;
  return [
    handover.institutionName,
    handover.productName,
    handover.voucherNumber,
    handover.units,
    handover.unit,
    handover.handedOn,
    handover.recipientPosition,
    handover.letterNumber,
    handover.validUntil,
    handover.recordedByName,
    at(handover.recordedAt),
    letter?.fileName ?? null,
    at(reversal?.reversedAt),
    reversal?.reversedByName ?? null,
    reversal?.reason ?? null,
    reversal?.voucherNumber ?? null,
  ];
}
