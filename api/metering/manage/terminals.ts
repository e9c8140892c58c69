import { texts } from '#contract/i18n/index';
import { dayKey } from '#platform/clock';
import { writeAudit } from '#records/audit';
import { isAddressAllowed } from '#records/metering/networks';
import { decideTerminal, findTerminal, registerTerminal } from '#records/metering/terminals';
import { listCsv } from '../../shared/list-csv.ts';
import { listResult, readPage } from '../../shared/lists.ts';
import { limitRate, type RateLimit } from '../../shared/rate-limit.ts';
import { implement } from '../../shared/route.ts';
import { actingPerson, ownInstitution } from '../../shared/scope.ts';
import { terminalCookie, terminalToken } from './terminal-cookie.ts';
import {
  readTerminal,
  terminalCells,
  terminalSource,
  terminalViews,
  terminalWhere,
} from './terminal-view.ts';

/** A person sits at few devices; a list of made-up ones would hide the true ones from whoever approves. */
const registrationLimit: RateLimit = { name: 'terminal-registration', points: 20, seconds: 3600 };

const list = implement('terminals.list', async (context) => {
  const { deps, actor, query } = context;
  const page = await readPage(terminalSource(deps.db), terminalWhere(actor, query.filter), query);
  return listResult(context, { ...page, rows: await terminalViews(deps.db, actor, page.rows) });
});

const exported = implement('terminals.export', async (context) => {
  const { deps, actor, query, language } = context;
  const { db } = deps;
  await writeAudit(db, {
    event: 'TERMINALS_EXPORTED',
    actor: actingPerson(context),
    subjectType: 'TERMINAL',
    subjectId: 'csv',
    institutionId: actor.institutionId,
    details: { filter: JSON.stringify(query.filter) },
  });
  const content = listCsv({
    source: terminalSource(db),
    where: terminalWhere(actor, query.filter),
    sort: query.sort,
    header: Object.values(texts(language).terminals.terminalCsv),
    cells: async (rows) => (await terminalViews(db, actor, rows)).map((row) => terminalCells(row, language)),
  });
  return { content, fileName: `perangkat-${dayKey(deps.now())}.csv` };
});

const read = implement('terminals.read', ({ deps, actor, params }) =>
  readTerminal(deps.db, actor, params.id),
);

const own = implement('terminals.own', async ({ deps, actor, address, cookie }) => {
  const { db, config } = deps;
  const institutionId = ownInstitution(actor);
  const known = await findTerminal(db, institutionId, cookie(terminalCookie(config, institutionId).name));
  return {
    terminal: known && (await readTerminal(db, actor, known.id)),
    address,
    addressAllowed: await isAddressAllowed(db, institutionId, address),
  };
});

const register = implement('terminals.register', async (context) => {
  const { deps, actor, body, key } = context;
  const now = deps.now();
  await limitRate(deps.db, registrationLimit, actor.id, now);
  const institutionId = ownInstitution(actor);
  const cookie = terminalCookie(deps.config, institutionId);
  const token = terminalToken(deps.config, actor.id, key);
  const registration = {
    institutionId,
    token,
    heldToken: context.cookie(cookie.name),
    input: body,
    actor: actingPerson(context),
  };
  const terminal = await deps.db.$transaction(async (tx) =>
    readTerminal(tx, actor, await registerTerminal(tx, registration, now)),
  );
  context.setHeader('Set-Cookie', cookie.set(token));
  return terminal;
});

const decide = implement('terminals.decide', (context) => {
  const { deps, actor, params, body } = context;
  return deps.db.$transaction(async (tx) => {
    const target = { id: params.id, institutionId: ownInstitution(actor), actor: actingPerson(context) };
    await decideTerminal(tx, target, body, deps.now());
    return readTerminal(tx, actor, params.id);
  });
});

export const terminalHandlers = [list, exported, own, read, register, decide];
