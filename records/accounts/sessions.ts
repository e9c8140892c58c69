import type { Database } from '#prisma/client';

const minuteMs = 60_000;

/** Whether a session was left lying for too long. */
export const isIdle = (lastUsedAt: Date, now: Date, idleMinutes: number): boolean =>
  now.getTime() - lastUsedAt.getTime() >= idleMinutes * minuteMs;

/** Whole seconds until a session ends unless its person acts; 0 of one that is over. */
export async function idleSecondsLeft(
  db: Database,
  sessionId: string,
  now: Date,
  idleMinutes: number,
): Promise<number> {
  const session = await db.session.findUnique({ where: { id: sessionId }, select: { lastUsedAt: true } });
  if (!session) return 0;
  const leftMs = session.lastUsedAt.getTime() + idleMinutes * minuteMs - now.getTime();
  return Math.max(0, Math.ceil(leftMs / 1000));
}

/** Notes that the session's person did something; written once a minute at most, however much he does. */
export async function touchSession(
  db: Database,
  session: { readonly id: string; readonly lastUsedAt: Date },
  now: Date,
): Promise<void> {
  if (now.getTime() - session.lastUsedAt.getTime() < minuteMs) return;
  await db.session.updateMany({
    where: { id: session.id, lastUsedAt: { lt: now } },
    data: { lastUsedAt: now },
  });
}

/** Ends a session that was left lying, unless its person did something since it was read. */
export async function endIdleSession(
  db: Database,
  session: { readonly id: string; readonly lastUsedAt: Date },
): Promise<void> {
  await db.session.deleteMany({ where: { id: session.id, lastUsedAt: { lte: session.lastUsedAt } } });
}

/** Drops sessions and one-time links that are over, some at a time. Gives how many rows. */
export async function forgetEndedSessions(db: Database, now: Date, idleMinutes: number): Promise<number> {
  const idleSince = new Date(now.getTime() - idleMinutes * minuteMs);
  const sessions = await db.$executeRaw`
    DELETE FROM session WHERE id IN (
      SELECT id FROM session WHERE expires_at < ${now} OR last_used_at <= ${idleSince} LIMIT 1000)`;
  const links = await db.$executeRaw`
    DELETE FROM verification WHERE id IN (SELECT id FROM verification WHERE expires_at < ${now} LIMIT 1000)`;
  return sessions + links;
}
