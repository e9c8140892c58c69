import type { Person } from '#contract/accounts/schemas';
import { AppError } from '#contract/shared/errors';
import { countCap } from '#contract/shared/paging';
import type { DatabaseReader, Transaction } from '#prisma/client';
import { invite, renewInvitation, revokeInvitation } from '#records/accounts/invitations';
import {
  disablePerson,
  enablePerson,
  lockPeople,
  resetTwoFactor,
  setDailyLimit,
  setInvitedRoles,
  setRoles,
} from '#records/accounts/people';
import { findPerson, listPeople, type PersonRow, type Reach } from '#records/accounts/person-rows';
import type { Manager } from '#records/accounts/rules';
import { usedToday } from '#records/metering/daily-use';
import { listResult } from '../shared/lists.ts';
import { limitRate, type RateLimit } from '../shared/rate-limit.ts';
import { type AnyContext, implement, type SignedInContext } from '../shared/route.ts';
import { manageableBy, managerOf, reachOf } from './reach.ts';

/** Rows as people see them, with what each has used of his limit today. */
async function toPeople(db: DatabaseReader, rows: readonly PersonRow[], now: Date): Promise<Person[]> {
  const limited = rows.filter(({ dailyLimit }) => dailyLimit !== null).map(({ id }) => id);
  const used = await usedToday(db, limited, now);
  return rows.map((row) => ({
    ...row,
    roles: [...row.roles],
    usedToday: row.dailyLimit === null ? null : used(row.id),
    createdAt: row.createdAt.toISOString(),
  }));
}

async function toPerson(db: DatabaseReader, row: PersonRow, now: Date): Promise<Person> {
  const [person] = await toPeople(db, [row], now);
  if (!person) throw new Error('one row, no person');
  return person;
}

const list = implement('people.list', async (context) => {
  const { query, deps } = context;
  const [from, to] = query.range;
  if (from >= countCap) {
    throw new AppError('INVALID_INPUT', { errors: [{ path: 'range', code: 'RANGE_TOO_DEEP' }] });
  }
  const page = { sort: query.sort, from, take: to - from + 1, countUpTo: countCap + 1 };
  const { rows, total } = await listPeople(deps.db, reachOf(context.actor), query.filter, page);
  const counted = { total: Math.min(total, countCap), capped: total > countCap };
  const people = await toPeople(deps.db, rows, deps.now());
  return listResult(context, { rows: people, from, ...counted, nextAfter: null });
});

const read = implement('people.read', async ({ deps, actor, params }) =>
  toPerson(deps.db, await personIn(deps.db, reachOf(actor), params.id), deps.now()),
);

/** Our mail, to an address and with a name of the inviter's choosing: no way to write to the whole world. */
export const invitationLimit: RateLimit = { name: 'invitation', points: 100, seconds: 3600 };

const limitInvitations = (tx: Transaction, { actor, deps }: SignedInContext) =>
  limitRate(tx, invitationLimit, actor.id, deps.now());

const create = implement('people.invite', async (context) => {
  await limitInvitations(context.tx, context);
  const id = await invite(context.tx, context.body, managerOf(context), context.deps.now());
  return toPerson(context.tx, await personIn(context.tx, 'all', id), context.deps.now());
});

const again = implement('people.reinvite', async (context) =>
  change(context, reachOf(context.actor), async (tx, person, manager) => {
    if (person.status !== 'DIUNDANG') throw new AppError('NOT_FOUND', { message: 'no open invitation' });
    await limitInvitations(tx, context);
    await renewInvitation(tx, person.id, manager, context.deps.now());
  }),
);

const withdraw = implement('people.uninvite', async (context) =>
  change(context, reachOf(context.actor), async (tx, person, manager) => {
    if (person.status !== 'DIUNDANG') throw new AppError('NOT_FOUND', { message: 'no open invitation' });
    await revokeInvitation(tx, person.id, manager, context.deps.now());
  }),
);

const roles = implement('people.setRoles', async (context) =>
  manage(context, async (tx, person, manager) => {
    if (person.status === 'DIUNDANG') await setInvitedRoles(tx, person.id, context.body, manager);
    else await setRoles(tx, person.id, context.body, manager);
  }),
);

const limit = implement('people.setLimit', async (context) =>
  manage(context, async (tx, person, manager) => {
    if (person.status === 'DIUNDANG') throw new AppError('NOT_FOUND', { message: 'no account yet' });
    await setDailyLimit(tx, person.id, context.body.dailyLimit, manager);
  }),
);

/** Disabling somebody who was only invited takes the invitation back. */
const disable = implement('people.disable', async (context) =>
  manage(context, async (tx, person, manager) => {
    const now = context.deps.now();
    if (person.status !== 'DIUNDANG') await disablePerson(tx, person.id, manager, now);
    else await revokeInvitation(tx, person.id, manager, now);
  }),
);

const enable = implement('people.enable', async (context) =>
  manage(context, async (tx, person, manager) => {
    if (person.status === 'NONAKTIF') await enablePerson(tx, person.id, manager);
  }),
);

const resetSecond = implement('people.resetTwoFactor', async (context) =>
  manage(context, async (tx, person, manager) => {
    if (person.status === 'DIUNDANG') throw new AppError('NOT_FOUND', { message: 'no account yet' });
    await resetTwoFactor(tx, person.id, context.body.reason, { manager, now: context.deps.now() });
  }),
);

type Change = (tx: Transaction, person: PersonRow, manager: Manager) => Promise<void>;
type PersonContext = AnyContext & SignedInContext & { readonly params: { readonly id: string } };

/** One change of one person in reach, and the person after it. An invitation that was taken back reads NONAKTIF. */
async function change(context: PersonContext, reach: Reach, work: Change): Promise<Person> {
  return context.deps.db.$transaction(async (tx) => {
    const before = await personIn(tx, reach, context.params.id);
    await work(tx, before, managerOf(context));
    const after = await findPerson(tx, reach, context.params.id);
    return toPerson(tx, after ?? { ...before, status: 'NONAKTIF' }, context.deps.now());
  });
}

const manage = (context: PersonContext, work: Change): Promise<Person> =>
  change(context, manageableBy(context.actor), async (tx, person, manager) => {
    await lockPeople(tx, manager);
    await work(tx, person, manager);
  });

async function personIn(db: DatabaseReader, reach: Reach, id: string): Promise<PersonRow> {
  const person = await findPerson(db, reach, id);
  if (!person) throw new AppError('NOT_FOUND', { message: 'nobody in reach has this id' });
  return person;
}

export const peopleHandlers = [
  list,
  read,
  create,
  again,
  withdraw,
  roles,
  limit,
  resetSecond,
  disable,
  enable,
];
