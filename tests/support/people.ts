import { createHmac, randomUUID } from 'node:crypto';
import type { Role } from '#contract/access/roles';
import type { Database } from '#prisma/client';
import { testEnvironment } from './config.ts';

/** Somebody with an open session: `cookie` is what his browser would send. */
export interface TestPerson {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly cookie: string;
}

export interface PersonInput {
  readonly roles: readonly Role[];
  /** Null = staff. */
  readonly institutionId: string | null;
  /** Of people of a Dinas. */
  readonly officeId?: string;
  readonly name?: string;
}

/** Since tests move their clock. */
const farAway = new Date('2099-01-01');

/** Adds a person with an open session, without the cost of a password. Works with the secret of `testConfig`. */
export async function addPerson(db: Database, input: PersonInput): Promise<TestPerson> {
  const id = randomUUID();
  const { roles, institutionId, officeId, name = `Orang ${roles.join(' ')}` } = input;
  const email = `${id}@uji.test`;
  await db.user.create({
    data: {
      id,
      name,
      email,
      institutionId,
      officeId: officeId ?? null,
      unit: institutionId ? null : 'Unit Uji',
      roles: { create: roles.map((role) => ({ role })) },
    },
  });
  const token = randomUUID().replaceAll('-', '');
  await db.session.create({
    data: { id: randomUUID(), token, userId: id, expiresAt: farAway, lastUsedAt: farAway },
  });
  return { id, name, email, cookie: sessionCookie(token) };
}

/** The cookie of a session as the server signs it on plain http. */
function sessionCookie(token: string): string {
  const secret = testEnvironment().AUTH_SECRET ?? '';
  const signature = createHmac('sha256', secret).update(token).digest('base64');
  return `loket_session=${encodeURIComponent(`${token}.${signature}`)}`;
}
