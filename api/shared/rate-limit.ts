import { AppError } from '#contract/shared/errors';
import type { Database, DatabaseReader } from '#prisma/client';

export interface RateLimit {
  /** Names the limited thing, e.g. `document-check`. */
  readonly name: string;
  readonly points: number;
  readonly seconds: number;
}

/**
 * Counts one call of `who` against a limit that all API processes share (one row a window in Postgres).
 * Throws `RATE_LIMITED` with the seconds to wait. Keep `who` an id or an address, never a name.
 */
export async function limitRate(db: DatabaseReader, limit: RateLimit, who: string, now: Date): Promise<void> {
  const ms = now.getTime();
  const key = `${limit.name}:${who}`;
  const expire = BigInt(ms + limit.seconds * 1000);
  const [row] = await db.$queryRaw<{ points: number; expire: bigint }[]>`
    INSERT INTO rate_limit_bucket AS bucket (key, points, expire) VALUES (${key}, 1, ${expire})
    ON CONFLICT (key) DO UPDATE SET
      points = CASE WHEN bucket.expire <= ${BigInt(ms)} THEN 1 ELSE bucket.points + 1 END,
      expire = CASE WHEN bucket.expire <= ${BigInt(ms)} THEN ${expire} ELSE bucket.expire END
    RETURNING points, expire`;
  if (!row || row.points <= limit.points) return;
  const seconds = Math.max(1, Math.ceil((Number(row.expire) - ms) / 1000));
  throw new AppError('RATE_LIMITED', { params: { seconds } });
}

/** Drops windows that are over. */
export const forgetOldWindows = (db: Database, now: Date): Promise<number> => db.$executeRaw`
  DELETE FROM rate_limit_bucket WHERE expire < ${BigInt(now.getTime())}`;
