import type { Language } from '#contract/i18n/index';
import { texts } from '#contract/i18n/index';
import type { OrderStatus } from '#contract/orders/lifecycle';
import { dayKey, formatDateTime } from '#platform/clock';
import { writeAudit } from '#records/audit';
import { csvStream } from '../shared/csv.ts';
import type { ApiDeps, SignedIn } from '../shared/deps.ts';
import { listResult, mapPage, readPage } from '../shared/lists.ts';
import { implement } from '../shared/route.ts';
import { actingPerson } from '../shared/scope.ts';
import { type OrderFilter, orderListSource, orderSummary, orderWhere } from './order-rows.ts';

/** "Daftar Pesanan" and its export. */
export const orderListHandlers = [
  implement('orders.list', async (context) => {
    const { deps, actor, query } = context;
    const page = await readPage(
      orderListSource(deps.db, query.filter),
      orderWhere(actor, query.filter, deps.config.orders.kuitansiSeries),
      query,
    );
    return listResult(context, mapPage(page, orderSummary));
  }),
  implement('orders.export', async (context) => {
    const { deps, actor, query, language } = context;
    await deps.db.$transaction((tx) =>
      writeAudit(tx, {
        event: 'ORDERS_EXPORTED',
        actor: actingPerson(context),
        subjectType: 'ORDER_LIST',
        subjectId: 'csv',
        institutionId: actor.institutionId,
        details: { filter: JSON.stringify(query.filter) },
      }),
    );
    const day = dayKey(deps.now());
    return {
      content: csvStream(texts(language).orders.csv, exportRows(deps, actor, query, language)),
      fileName: `pesanan-${day}.csv`,
    };
  }),
];

type ListQueryOf = Parameters<typeof readPage>[2] & { readonly filter: OrderFilter };

/** All filtered rows in the list's order, read page by page behind the last row: any number with little memory. */
async function* exportRows(
  { db, config }: ApiDeps,
  actor: SignedIn,
  query: ListQueryOf,
  language: Language,
): AsyncGenerator<(string | number | null)[]> {
  const { status } = texts(language).orders;
  // Read to the end, not counted.
  const { findIds: _, ...all } = orderListSource(db);
  const source = { ...all, count: () => Promise.resolve(1) };
  const where = orderWhere(actor, query.filter, config.orders.kuitansiSeries);
  let after: string | undefined;
  do {
    const page = await readPage(source, where, { sort: query.sort, range: [0, 499], after });
    for (const row of page.rows) {
      yield [
        row.kuitansi,
        row.institution.name,
        row.serviceName,
        row.productName,
        row.quantity,
        Number(row.unitPrice),
        Number(row.total),
        formatDateTime(row.createdAt, 'WIB', language),
        status[row.status as OrderStatus],
        row.kodeBilling,
        row.ntpn,
      ];
    }
    after = page.nextAfter ?? undefined;
  } while (after !== undefined);
}
