import { type Language, texts } from '#contract/i18n/index';
import type { Institution } from '#contract/institutions/schemas';
import { dayKey } from '#platform/clock';
import type { DatabaseReader, Transaction } from '#prisma/client';
import { writeAudit } from '#records/audit';
import {
  createAgreement,
  createInstitution,
  type InstitutionChange,
  setApprovalLimit,
  suspendInstitution,
  updateInstitution,
} from '#records/institutions/institutions';
import { listCsv } from '../shared/list-csv.ts';
import { type ListSource, listResult, mapPage, readPage } from '../shared/lists.ts';
import { implement, type SignedInContext } from '../shared/route.ts';
import { actingPerson, ownInstitution } from '../shared/scope.ts';
import { institutionWhere } from './filter.ts';
import { type InstitutionRow, readInstitution, toInstitution, withAgreements } from './view.ts';

const sourceOf = (db: DatabaseReader): ListSource<InstitutionRow> => ({
  fields: {
    name: { path: ['name'], tie: 'same', value: (row) => row.name, type: 'text' },
    code: { path: ['code'], tie: 'same', value: (row) => row.code, type: 'text' },
    category: { path: ['category'], tie: 'same', value: (row) => row.category, type: 'text' },
  },
  idOf: (row) => row.id,
  findMany: (args) => db.institution.findMany({ ...args, include: withAgreements }),
  count: (args) => db.institution.count(args),
});

const list = implement('institutions.list', async (context) => {
  const { deps, query } = context;
  const page = await readPage(sourceOf(deps.db), institutionWhere(query.filter, deps.now()), query);
  return listResult(
    context,
    mapPage(page, (row) => toInstitution(row, deps.now())),
  );
});

const exported = implement('institutions.export', async (context) => {
  const { deps, actor, query, language } = context;
  const now = deps.now();
  await writeAudit(deps.db, {
    event: 'INSTITUTIONS_EXPORTED',
    actor: actingPerson(context),
    subjectType: 'INSTITUTION_LIST',
    subjectId: 'csv',
    institutionId: actor.institutionId,
    details: { filter: JSON.stringify(query.filter) },
  });
  const content = listCsv({
    source: sourceOf(deps.db),
    where: institutionWhere(query.filter, now),
    sort: query.sort,
    header: texts(language).institutions.csv,
    cells: async (rows) => rows.map((row) => cellsOf(toInstitution(row, now), language)),
  });
  return { content, fileName: `lembaga-${dayKey(now)}.csv` };
});

/** The cells of a line of the file, in the order of its headings. */
function cellsOf(institution: Institution, language: Language): (string | null)[] {
  const { institutions: words, orders } = texts(language);
  const { agreementActive, agreementEndsOn, suspended } = institution;
  return [
    institution.code,
    institution.name,
    orders.category[institution.category],
    institution.email,
    institution.phone,
    institution.npwp,
    words.agreement[agreementActive ? 'active' : agreementEndsOn ? 'ended' : 'none'],
    agreementEndsOn,
    institution.juknisNumber,
    institution.juknisDoneOn,
    words.status[suspended ? 'suspended' : 'active'],
  ];
}

const read = implement('institutions.read', ({ deps, params }) =>
  readInstitution(deps.db, params.id, deps.now()),
);

const create = implement('institutions.create', async (context) => {
  const id = await createInstitution(context.tx, context.body, actingPerson(context));
  return readInstitution(context.tx, id, context.deps.now());
});

const update = implement('institutions.update', (context) => {
  const { version, ...input } = context.body;
  return change(context, context.params.id, (tx, target) => updateInstitution(tx, target, input, version));
});

const suspend = implement('institutions.suspend', (context) => {
  const { body, deps, params } = context;
  return change(context, params.id, (tx, target) => suspendInstitution(tx, target, body, deps.now()));
});

const agreement = implement('agreements.create', async (context) => {
  const target = { id: context.params.id, actor: actingPerson(context) };
  await createAgreement(context.tx, target, context.body);
  return readInstitution(context.tx, target.id, context.deps.now());
});

const own = implement('institution.own', ({ deps, actor }) =>
  readInstitution(deps.db, ownInstitution(actor), deps.now()),
);

const limit = implement('institution.limit', (context) =>
  change(context, ownInstitution(context.actor), (tx, target) =>
    setApprovalLimit(tx, target, context.body.approvalAbove),
  ),
);

/** One change in one transaction, and the institution after it. */
async function change(
  context: SignedInContext,
  id: string,
  work: (tx: Transaction, target: InstitutionChange) => Promise<void>,
): Promise<Institution> {
  const { deps } = context;
  return deps.db.$transaction(async (tx) => {
    await work(tx, { id, actor: actingPerson(context) });
    return readInstitution(tx, id, deps.now());
  });
}

export const institutionRecordHandlers = [
  list,
  exported,
  read,
  create,
  update,
  suspend,
  agreement,
  own,
  limit,
];
