import type { z } from 'zod';
import { can } from '#contract/access/permissions';
import { type Language, texts } from '#contract/i18n/index';
import type { InstitutionCategory, TariffStatus } from '#contract/orders/codes';
import type { Tariff, tariffListQuery } from '#contract/orders/tariff-http';
import { AppError } from '#contract/shared/errors';
import { percentOf, rupiah } from '#contract/shared/money';
import { dayKey, formatDateTime } from '#platform/clock';
import type { DatabaseReader, Prisma } from '#prisma/client';
import { writeAudit } from '#records/audit';
import { dayOf } from '#records/prices';
import { decideTariff, proposeTariff } from '#records/revenue/tariffs';
import type { SignedIn } from '../shared/deps.ts';
import { listCsv } from '../shared/list-csv.ts';
import { type ListSource, listResult, readPage } from '../shared/lists.ts';
import { implement } from '../shared/route.ts';
import { actingPerson } from '../shared/scope.ts';
import { namesOf, uuidsOf } from './names.ts';

const include = {
  institution: { select: { name: true } },
  product: { select: { name: true, unit: true, service: { select: { name: true } } } },
} as const satisfies Prisma.TariffInclude;
type Row = Prisma.TariffGetPayload<{ include: typeof include }>;

async function toTariffs(db: DatabaseReader, actor: SignedIn, rows: readonly Row[]): Promise<Tariff[]> {
  const nameOf = await namesOf(
    db,
    rows.flatMap(({ proposedBy, decidedBy }) => [proposedBy, decidedBy]),
  );
  return rows.map((row) => ({
    id: row.id,
    productId: row.productId,
    productName: row.product.name,
    serviceName: row.product.service.name,
    unit: row.product.unit,
    category: row.category as InstitutionCategory | null,
    institutionName: row.institution?.name ?? null,
    unitPrice: percentOf(rupiah(row.amount), row.percent),
    article: row.article,
    simponi: simponiOf(row),
    validFrom: dayOf(row.validFrom),
    validTo: row.validTo && dayOf(row.validTo),
    status: row.status as TariffStatus,
    proposedByName: row.proposedBy && nameOf(row.proposedBy),
    proposedAt: row.proposedAt?.toISOString() ?? null,
    decidedByName: row.decidedBy && nameOf(row.decidedBy),
    decidedAt: row.decidedAt?.toISOString() ?? null,
    decisionNote: row.decisionNote,
    mayDecide:
      row.status === 'DIUSULKAN' && row.proposedBy !== actor.id && can(actor.roles, 'tariffs.decide'),
  }));
}

const simponiOf = ({ simponiTarif, simponiPp, simponiAkun }: Row): Tariff['simponi'] =>
  simponiTarif && simponiPp && simponiAkun
    ? { kodeTarif: simponiTarif, kodePp: simponiPp, kodeAkun: simponiAkun }
    : null;

async function readTariff(db: DatabaseReader, actor: SignedIn, id: string): Promise<Tariff> {
  const row = await db.tariff.findUnique({ where: { id }, include });
  const [found] = row ? await toTariffs(db, actor, [row]) : [];
  if (!found) throw new AppError('NOT_FOUND', { message: 'no such tariff' });
  return found;
}

const tariffSource = (db: DatabaseReader): ListSource<Row> => ({
  fields: {
    validFrom: { path: ['validFrom'], tie: 'opposite', value: (row) => row.validFrom, type: 'time' },
  },
  idOf: (row) => row.id,
  findMany: (args) => db.tariff.findMany({ ...args, include }),
  count: (args) => db.tariff.count(args),
});

const tariffWhere = ({
  id,
  productId,
  status,
}: z.output<typeof tariffListQuery>['filter']): Prisma.TariffWhereInput => ({
  ...uuidsOf(id),
  ...(productId ? { productId } : {}),
  ...(status ? { status } : {}),
});

/** The cells of a line of the file, in the order of its headings. */
function cellsOf(tariff: Tariff, language: Language): (string | number | null)[] {
  const { orders } = texts(language);
  const at = (instant: string | null) => instant && formatDateTime(new Date(instant), 'WIB', language);
  const { institutionName, category, simponi } = tariff;
  return [
    tariff.serviceName,
    tariff.productName,
    institutionName ?? (category ? orders.category[category] : orders.tariffForAll),
    tariff.unitPrice,
    tariff.unit,
    tariff.article,
    simponi?.kodeTarif ?? null,
    simponi?.kodePp ?? null,
    simponi?.kodeAkun ?? null,
    tariff.validFrom,
    tariff.validTo,
    orders.tariffStatus[tariff.status],
    tariff.proposedByName,
    at(tariff.proposedAt),
    tariff.decidedByName,
    at(tariff.decidedAt),
    tariff.decisionNote,
  ];
}

/** The filtered list as a file, written to the audit trail. */
const exportTariffs = implement('tariffs.export', async (context) => {
  const { deps, actor, query, language } = context;
  await writeAudit(deps.db, {
    event: 'TARIFFS_EXPORTED',
    actor: actingPerson(context),
    subjectType: 'TARIFF',
    subjectId: 'csv',
    institutionId: actor.institutionId,
    details: { filter: JSON.stringify(query.filter) },
  });
  const content = listCsv({
    source: tariffSource(deps.db),
    where: tariffWhere(query.filter),
    sort: query.sort,
    header: texts(language).orders.tariffCsv,
    cells: async (rows) => (await toTariffs(deps.db, actor, rows)).map((tariff) => cellsOf(tariff, language)),
  });
  return { content, fileName: `tarif-${dayKey(deps.now())}.csv` };
});

/** Tariffs with their legal basis: proposed by the partnership desk, set by the official. */
export const tariffHandlers = [
  implement('tariffs.list', async (context) => {
    const { deps, actor, query } = context;
    const page = await readPage(tariffSource(deps.db), tariffWhere(query.filter), query);
    return listResult(context, { ...page, rows: await toTariffs(deps.db, actor, page.rows) });
  }),
  exportTariffs,
  implement('tariffs.propose', async (context) => {
    const { tx, actor, body, deps } = context;
    return readTariff(tx, actor, await proposeTariff(tx, body, actingPerson(context), deps.now()));
  }),
  implement('tariffs.decide', async (context) => {
    const { tx, actor, params, body, deps } = context;
    await decideTariff(tx, { ...body, id: params.id }, actingPerson(context), deps.now());
    return readTariff(tx, actor, params.id);
  }),
];
