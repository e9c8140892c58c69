import { texts } from '#contract/i18n/index';
import type { Credential } from '#contract/metering/manage-schemas';
import { dayKey } from '#platform/clock';
import type { Transaction } from '#prisma/client';
import { writeAudit } from '#records/audit';
import {
  type CredentialChange,
  createCredential,
  revokeCredential,
  rotateCredential,
  updateCredential,
} from '#records/metering/credentials';
import { listCsv } from '../../shared/list-csv.ts';
import { listResult, readPage } from '../../shared/lists.ts';
import { implement, type SignedInContext } from '../../shared/route.ts';
import { actingPerson, ownInstitution } from '../../shared/scope.ts';
import {
  credentialCells,
  credentialSource,
  credentialViews,
  credentialWhere,
  readCredential,
} from './credential-view.ts';

const list = implement('credentials.list', async (context) => {
  const { deps, actor, query } = context;
  const page = await readPage(credentialSource(deps.db), credentialWhere(actor, query.filter), query);
  return listResult(context, { ...page, rows: await credentialViews(deps.db, page.rows, deps.now()) });
});

const exported = implement('credentials.export', async (context) => {
  const { deps, actor, query, language } = context;
  const { db } = deps;
  await writeAudit(db, {
    event: 'CREDENTIALS_EXPORTED',
    actor: actingPerson(context),
    subjectType: 'CREDENTIAL',
    subjectId: 'csv',
    institutionId: actor.institutionId,
    details: { filter: JSON.stringify(query.filter) },
  });
  const content = listCsv({
    source: credentialSource(db),
    where: credentialWhere(actor, query.filter),
    sort: query.sort,
    header: Object.values(texts(language).terminals.credentialCsv),
    cells: async (rows) =>
      (await credentialViews(db, rows, deps.now())).map((row) => credentialCells(row, language)),
  });
  return { content, fileName: `kredensial-${dayKey(deps.now())}.csv` };
});

const read = implement('credentials.read', ({ deps, actor, params }) =>
  readCredential(deps.db, actor, params.id, deps.now()),
);

const create = implement('credentials.create', async (context) => {
  const { tx, deps, actor, body } = context;
  const now = deps.now();
  const institutionId = ownInstitution(actor);
  const { id, secret } = await createCredential(tx, institutionId, body, actingPerson(context), now);
  return { ...(await readCredential(tx, actor, id, now)), secret };
});

const update = implement('credentials.update', (context) =>
  change(context, (tx, target) => updateCredential(tx, target, context.body)),
);

const rotate = implement('credentials.rotate', async (context) => {
  const { tx, deps, actor, params, body } = context;
  const now = deps.now();
  const { secret } = await rotateCredential(tx, targetOf(context), body.overlapHours, now);
  return { ...(await readCredential(tx, actor, params.id, now)), secret };
});

const revoke = implement('credentials.revoke', (context) =>
  change(context, (tx, target) => revokeCredential(tx, target, context.body.note, context.deps.now())),
);

type ChangeContext = SignedInContext & {
  readonly params: { readonly id: string };
  readonly body: { readonly version: number };
};

/** Whoever may change credentials belongs to an institution and changes its own. */
const targetOf = (context: ChangeContext): CredentialChange => ({
  id: context.params.id,
  institutionId: ownInstitution(context.actor),
  actor: actingPerson(context),
  version: context.body.version,
});

/** One change in one transaction, and the credential after it. */
const change = (
  context: ChangeContext,
  work: (tx: Transaction, target: CredentialChange) => Promise<void>,
): Promise<Credential> =>
  context.deps.db.$transaction(async (tx) => {
    await work(tx, targetOf(context));
    return readCredential(tx, context.actor, context.params.id, context.deps.now());
  });

export const credentialHandlers = [list, exported, read, create, update, rotate, revoke];
