import { texts } from '#contract/i18n/index';
import { dayKey } from '#platform/clock';
import { writeAudit } from '#records/audit';
import { decideNetwork, registerNetwork } from '#records/metering/networks';
import { listCsv } from '../../shared/list-csv.ts';
import { listResult, readPage } from '../../shared/lists.ts';
import { implement } from '../../shared/route.ts';
import { actingPerson, ownInstitution, scopeOf } from '../../shared/scope.ts';
import { networkCells, networkSource, networkViews, networkWhere, readNetworkView } from './network-view.ts';

const list = implement('networks.list', async (context) => {
  const { deps, actor, query } = context;
  const page = await readPage(networkSource(deps.db), networkWhere(actor, query.filter), query);
  return listResult(context, { ...page, rows: await networkViews(deps.db, actor, page.rows) });
});

const exported = implement('networks.export', async (context) => {
  const { deps, actor, query, language } = context;
  const { db } = deps;
  await writeAudit(db, {
    event: 'NETWORKS_EXPORTED',
    actor: actingPerson(context),
    subjectType: 'NETWORK',
    subjectId: 'csv',
    institutionId: actor.institutionId,
    details: { filter: JSON.stringify(query.filter) },
  });
  const content = listCsv({
    source: networkSource(db),
    where: networkWhere(actor, query.filter),
    sort: query.sort,
    header: Object.values(texts(language).terminals.networkCsv),
    cells: async (rows) => (await networkViews(db, actor, rows)).map((row) => networkCells(row, language)),
  });
  return { content, fileName: `jaringan-${dayKey(deps.now())}.csv` };
});

const read = implement('networks.read', ({ deps, actor, params }) =>
  readNetworkView(deps.db, actor, params.id),
);

const register = implement('networks.register', async (context) => {
  const { tx, deps, actor, body } = context;
  const institutionId = ownInstitution(actor);
  const id = await registerNetwork(tx, institutionId, body, actingPerson(context), deps.now());
  return readNetworkView(tx, actor, id);
});

const decide = implement('networks.decide', (context) => {
  const { deps, actor, params, body } = context;
  return deps.db.$transaction(async (tx) => {
    const target = { id: params.id, scope: scopeOf(actor), actor: actingPerson(context) };
    await decideNetwork(tx, target, body, deps.now());
    return readNetworkView(tx, actor, params.id);
  });
});

export const networkHandlers = [list, exported, read, register, decide];
