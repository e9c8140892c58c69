import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { randomToken, sha256 } from '#platform/crypto';
import type { Transaction } from '#prisma/client';
import { createTestDatabase, type TestDatabase } from '../../tests/support/database.ts';
import { eventually } from '../../tests/support/eventually.ts';
import { acceptInvitation, createUser } from './invitations.ts';
import { disablePerson, lockPeople, setRoles } from './people.ts';
import type { Manager } from './rules.ts';

let database: TestDatabase;
let people = 0;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database?.drop());

const administrator = async (): Promise<Manager> => {
  const place = { institutionId: null, officeId: null, unit: 'Pusat', grantedBy: null };
  const name = `Admin ${++people}`;
  const user = { email: `admin${people}@kantor.test`, name, ...place, roles: ['admin'] as const };
  const id = await database.db.$transaction((tx) => createUser(tx, { ...user, passwordHash: 'x' }));
  return { id, name, unit: 'Pusat', roles: ['admin'], institutionId: null };
};
const administrators = () =>
  database.db.user.count({ where: { disabledAt: null, roles: { some: { role: 'admin' } } } });

/** Somebody of this database waits at the lock of people. */
async function waitingForLock(): Promise<boolean> {
  const rows = await database.db.$queryRaw<unknown[]>`
    SELECT 1 FROM pg_locks l JOIN pg_database d ON d.oid = l.database
    WHERE NOT l.granted AND l.locktype = 'advisory' AND d.datname = current_database()`;
  return rows.length > 0;
}

describe('two administrators who remove each other', () => {
  it('take turns: the second one finds that he may no longer', async () => {
    const [first, second] = [await administrator(), await administrator()];
    let hold: () => void = () => {};
    const held = new Promise<void>((resolve) => {
      hold = resolve;
    });
    let entered: () => void = () => {};
    const inside = new Promise<void>((resolve) => {
      entered = resolve;
    });
    const remove = async (tx: Transaction, manager: Manager, target: Manager) => {
      await lockPeople(tx, manager);
      await setRoles(tx, target.id, { roles: [] }, manager);
    };
    const slow = database.db.$transaction(async (tx) => {
      await remove(tx, first, second);
      entered();
      await held;
    });
    await inside;
    const quick = database.db.$transaction((tx) => remove(tx, second, first));
    let done = false;
    const outcome = quick
      .catch((error: unknown) => error)
      .finally(() => {
        done = true;
      });
    await eventually(async () => done || (await waitingForLock()));
    hold();
    await slow;
    expect(await outcome).toMatchObject({ code: 'FORBIDDEN' });
    expect(await administrators()).toBe(1);
  });
});

describe('the last administrator', () => {
  it('keeps role and access, whoever asks', async () => {
    const { db } = database;
    const last = await db.user.findFirstOrThrow({ where: { roles: { some: { role: 'admin' } } } });
    const manager: Manager = { id: 'elsewhere', name: 'x', unit: 'x', roles: ['admin'], institutionId: null };
    const refused = { code: 'LAST_ADMINISTRATOR' };
    await expect(
      db.$transaction((tx) => setRoles(tx, last.id, { roles: [] }, manager)),
    ).rejects.toMatchObject(refused);
    await expect(
      db.$transaction((tx) => disablePerson(tx, last.id, manager, new Date())),
    ).rejects.toMatchObject(refused);
    expect(await administrators()).toBe(1);
  });
});

describe('an invitation', () => {
  it('holds no longer when he who sent it is disabled; one of somebody else does', async () => {
    const { db } = database;
    const inviter = await db.user.create({
      data: { id: 'inviter', name: 'Pengundang', email: 'pengundang@kantor.test' },
    });
    const expiresAt = new Date(Date.now() + 86_400_000);
    const sent = async (email: string, invitedBy: string | null, acceptedAt: Date | null = null) =>
      db.invitation.create({
        data: {
          ...{ name: 'Tamu', email, roles: ['auditor'], invitedBy, acceptedAt, expiresAt },
          tokenHash: sha256(randomToken()),
        },
      });
    const open = await sent('satu@kantor.test', inviter.id);
    const takenUp = await sent('dua@kantor.test', inviter.id, new Date());
    const others = await sent('tiga@kantor.test', null);
    const manager: Manager = { id: 'elsewhere', name: 'x', unit: 'x', roles: ['admin'], institutionId: null };
    await db.$transaction((tx) => disablePerson(tx, inviter.id, manager, new Date()));
    const revoked = await db.invitation.findMany({
      where: { id: { in: [open.id, takenUp.id, others.id] }, revokedAt: { not: null } },
    });
    expect(revoked.map(({ id }) => id)).toEqual([open.id]);
    const trail = await db.auditEntry.findMany({
      where: { event: 'PERSON_DISABLED', subjectId: inviter.id },
    });
    expect(trail.map(({ details }) => details)).toMatchObject([{ invitationsRevoked: 1 }]);
  });

  it('that ran out between looking and accepting makes no account', async () => {
    const { db } = database;
    const token = randomToken();
    const row = { name: 'Terlambat', email: 'late@kantor.test', roles: ['auditor'] };
    const now = new Date();
    await db.invitation.create({ data: { ...row, tokenHash: sha256(token), expiresAt: now } });
    const from = { now: new Date(now.getTime() + 1), address: null, requestId: null };
    await expect(db.$transaction((tx) => acceptInvitation(tx, token, 'x', from))).rejects.toMatchObject({
      code: 'INVITATION_INVALID',
    });
    expect(await db.user.count({ where: { email: row.email } })).toBe(0);
  });
});
