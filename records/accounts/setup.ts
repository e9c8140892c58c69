import { AppError } from '#contract/shared/errors';
import { randomToken, sha256 } from '#platform/crypto';
import type { Database, DatabaseReader } from '#prisma/client';
import { writeAudit } from '../audit.ts';
import { createUser } from './invitations.ts';

/** The setup code printed at a start lives this long; a later start prints another. */
export const setupHours = 24;
const identifier = 'setup';

/** Whether nobody is administrator yet. */
export const isSetupNeeded = async (db: DatabaseReader): Promise<boolean> =>
  (await db.userRole.count({ where: { role: 'admin' } })) === 0;

/**
 * A code for the first administrator, or null when there is one. Each API process that starts makes its own; all are
 * void once one was used. Only hashes are kept.
 */
export async function issueSetupToken(db: Database, now: Date): Promise<string | null> {
  if (!(await isSetupNeeded(db))) return null;
  const token = randomToken(18);
  const id = sha256(token);
  const expiresAt = new Date(now.getTime() + setupHours * 3_600_000);
  await db.verification.deleteMany({ where: { identifier, expiresAt: { lt: now } } });
  await db.verification.create({ data: { id, identifier, value: id, expiresAt } });
  return token;
}

/** Throws `SETUP_ALREADY_DONE` or `SETUP_TOKEN_INVALID`. */
export async function checkSetupToken(db: DatabaseReader, token: string, now: Date): Promise<void> {
  // In this order: a code that somebody else's setup made void meanwhile reads as done, not as wrong.
  const row = await db.verification.findUnique({ where: { id: sha256(token) } });
  if (!(await isSetupNeeded(db))) throw new AppError('SETUP_ALREADY_DONE');
  if (row?.identifier !== identifier || row.expiresAt <= now) throw new AppError('SETUP_TOKEN_INVALID');
}

/** Makes the first administrator; of several at once exactly one succeeds. Throws as `checkSetupToken`, `EMAIL_TAKEN`. */
export async function createFirstAdministrator(
  db: Database,
  input: { token: string; name: string; email: string; passwordHash: string },
  from: { now: Date; address: string | null; requestId: string | null },
): Promise<void> {
  await db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended('people', 0))::text`;
    await checkSetupToken(tx, input.token, from.now);
    const { name, email, passwordHash } = input;
    const roles = ['admin'] as const;
    const place = { institutionId: null, officeId: null, unit: null, grantedBy: null };
    const id = await createUser(tx, { email, name, ...place, roles, passwordHash });
    await tx.verification.deleteMany({ where: { identifier } });
    await writeAudit(tx, {
      event: 'FIRST_ADMINISTRATOR_MADE',
      actor: { id, name, unit: '-', roles, address: from.address, requestId: from.requestId },
      subjectType: 'USER',
      subjectId: id,
    });
  });
}
