import { AppError } from '#contract/shared/errors';
import type { Vault } from '#platform/vault';
import { type Database, type DatabaseReader, Prisma, type Transaction } from '#prisma/client';

/** One create as its sender names it: the same person, route and key is the same request. */
export interface KeyedRequest {
  readonly userId: string;
  readonly route: string;
  readonly key: string;
  /** Of method, path and body. */
  readonly bodyHash: string;
  /** Seals the kept answer, where it opens something. */
  readonly vault?: Vault;
}

export interface KeyedAnswer<T> {
  readonly answer: T;
  /** True when the answer is the one kept from the first time. */
  readonly repeated: boolean;
}

/** Days for which an answer is kept; a key may be used anew after that. */
export const keyRetentionDays = 7;

/**
 * Runs `work` once for a key, in one transaction with the kept answer. A repeat gets that answer.
 *
 * Throws `IDEMPOTENCY_KEY_REUSED` for the same key with another body, `IDEMPOTENCY_IN_PROGRESS` while the first is
 * still being worked on (a lock that ends with its transaction, so a crash leaves nothing behind). What `work` throws
 * is not kept: the same key may try again.
 */
export async function withIdempotencyKey<T>(
  db: Database,
  request: KeyedRequest,
  work: (tx: Transaction) => Promise<T>,
): Promise<KeyedAnswer<T>> {
  return db.$transaction(async (tx) => {
    await lockKey(tx, request);
    const kept = await findKeptAnswer<T>(tx, request);
    if (kept) return kept;
    const answer = await work(tx);
    const { userId, route, key, bodyHash } = request;
    await tx.idempotencyKey.create({
      data: { userId, route, key, bodyHash, response: toKeep(request, answer), finishedAt: new Date() },
    });
    return { answer, repeated: false };
  });
}

/** The answer that is kept for a key; null when there is none yet. Throws `IDEMPOTENCY_KEY_REUSED`. */
export async function findKeptAnswer<T>(
  db: DatabaseReader,
  request: KeyedRequest,
): Promise<KeyedAnswer<T> | null> {
  const { userId, route, key, bodyHash } = request;
  const kept = await db.idempotencyKey.findUnique({ where: { userId_route_key: { userId, route, key } } });
  if (!kept) return null;
  if (kept.bodyHash !== bodyHash) throw new AppError('IDEMPOTENCY_KEY_REUSED');
  return { answer: asGiven(request, kept.response) as T, repeated: true };
}

const placeOf = ({ userId, route, key }: KeyedRequest): string =>
  `idempotency_key:${JSON.stringify([userId, route, key])}`;

function toKeep(request: KeyedRequest, answer: unknown): Prisma.InputJsonValue | typeof Prisma.JsonNull {
  if (answer === undefined || answer === null) return Prisma.JsonNull;
  if (!request.vault) return answer as Prisma.InputJsonValue;
  return { sealed: request.vault.seal(JSON.stringify(answer), placeOf(request)) };
}

function asGiven(request: KeyedRequest, kept: unknown): unknown {
  if (!request.vault || kept === null) return kept;
  return JSON.parse(request.vault.open((kept as { sealed: string }).sealed, placeOf(request)));
}

async function lockKey(tx: Transaction, { userId, route, key }: KeyedRequest): Promise<void> {
  const name = JSON.stringify([userId, route, key]);
  const [row] = await tx.$queryRaw<{ locked: boolean }[]>`
    SELECT pg_try_advisory_xact_lock(hashtextextended(${name}, 0)) AS locked`;
  if (!row?.locked) throw new AppError('IDEMPOTENCY_IN_PROGRESS');
}

/** Forgets answers that are older than `keyRetentionDays`, some at a time. Returns how many. */
export const forgetOldKeys = (db: Database, now: Date): Promise<number> => db.$executeRaw`
  DELETE FROM idempotency_key WHERE (user_id, route, key) IN (
    SELECT user_id, route, key FROM idempotency_key
    WHERE created_at < ${new Date(now.getTime() - keyRetentionDays * 86_400_000)}
    LIMIT 1000)`;
