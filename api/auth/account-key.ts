import { deriveKey, hmac } from '#platform/crypto';
import type { DatabaseReader } from '#prisma/client';

/**
 * Failed logins of one account before it must wait: of all strangers together, and of each browser in which it was
 * signed in to before. Addresses have limits of their own.
 */
export const accountLimit = { name: 'login', points: 10, seconds: 15 * 60 };

/** Names an account in limits, trails and cookies without its address. */
export const accountKeyOf = (authSecret: string, email: string): string =>
  hmac(deriveKey(authSecret, 'account-limits'), email).slice(0, 22);

/** Counts the failed logins of `who` (an account, or a browser of it) from the beginning again. */
export async function forgetFailures(db: DatabaseReader, who: string): Promise<void> {
  await db.rateLimitBucket.deleteMany({ where: { key: `${accountLimit.name}:${who}` } });
}
