import type { Language } from '#contract/i18n/index';
import { texts } from '#contract/i18n/index';
import { orderWithin } from '#contract/requests/list-order';
import { dayKey, formatDateTime, type Zone } from '#platform/clock';
import type { Prisma } from '#prisma/client';
import { writeAudit } from '#records/audit';
import { csvStream } from '../shared/csv.ts';
import type { ApiDeps } from '../shared/deps.ts';
import { listResult, mapPage, readPage } from '../shared/lists.ts';
import { implement } from '../shared/route.ts';
import { actingPerson } from '../shared/scope.ts';
import { readLookup } from './lookups.ts';
import { requestListSource, requestSummary, requestWhere } from './rows.ts';

/** The queue and its export. Personal data is masked in both. */
export const requestListHandlers = [
  implement('requests.list', async (context) => {
    const { deps, actor, query } = context;
    const now = deps.now();
    const lookup = await readLookup(deps.db, actor, query.filter, now);
    const where = requestWhere(actor, query.filter, now, lookup);
    const sort = orderWithin(query.filter, query.sort);
    const page = await readPage(requestListSource(deps.db, query.filter), where, { ...query, sort });
    return listResult(
      context,
      mapPage(page, (row) => requestSummary(deps.vault, row, now)),
    );
  }),
  implement('requests.export', async (context) => {
    const { deps, actor, query, language } = context;
    const now = deps.now();
    const lookup = await readLookup(deps.db, actor, query.filter, now);
    // The token of a search is a key to a person's requests as long as it lives.
    const { lookup: token, ...filter } = query.filter;
    await deps.db.$transaction((tx) =>
      writeAudit(tx, {
        event: 'REQUESTS_EXPORTED',
        actor: actingPerson(context),
        subjectType: 'REQUEST_LIST',
        subjectId: 'csv',
        details: { filter: JSON.stringify(filter), byNumber: token !== undefined },
      }),
    );
    const where = requestWhere(actor, query.filter, now, lookup);
    return {
      content: csvStream(
        texts(language).requests.csv,
        exportRows(deps, where, orderWithin(query.filter, query.sort), language),
      ),
      fileName: `pengajuan-${dayKey(now)}.csv`,
    };
  }),
];

/** All filtered rows in the list's order, read page by page behind the last row: any number with little memory. */
async function* exportRows(
  { db, vault, now }: ApiDeps,
  where: Prisma.SyncRequestWhereInput,
  sort: Parameters<typeof readPage>[2]['sort'],
  language: Language,
): AsyncGenerator<(string | null)[]> {
  const words = texts(language).requests;
  // Read to the end, not counted.
  const source = { ...requestListSource(db, {}), count: () => Promise.resolve(1) };
  let after: string | undefined;
  do {
    const page = await readPage(source, where, { sort, range: [0, 499], after });
    for (const row of page.rows) {
      const view = requestSummary(vault, row, now());
      const zone = view.zone as Zone;
      yield [
        view.code,
        words.status[view.status],
        view.step && words.step[view.step],
        view.stepStatus && words.stepStatus[view.stepStatus],
        formatDateTime(row.submittedAt, zone, language),
        row.dueAt && formatDateTime(row.dueAt, zone, language),
        view.officeName,
        words.channel[view.channel],
        words.reader[view.belumTerbacaDi],
        view.nikMasked,
        view.nameMasked,
        view.stepAssignee?.name ?? view.assignee?.name ?? null,
      ];
    }
    after = page.nextAfter ?? undefined;
  } while (after !== undefined);
}
