import type { Database } from '#prisma/client';

/** Drops sessions and one-time links that are over, some at a time. Gives how many rows. */
export async function forgetEndedSessions(db: Database, now: Date): Promise<number> {
  const sessions = await db.$executeRaw`
    DELETE FROM session WHERE id IN (SELECT id FROM session WHERE expires_at < ${now} LIMIT 1000)`;
  const links = await db.$executeRaw`
    DELETE FROM verification WHERE id IN (SELECT id FROM verification WHERE expires_at < ${now} LIMIT 1000)`;
  return sessions + links;
}
