import { hash, verify } from '@node-rs/argon2';
import pLimit from 'p-limit';

/**
 * Passwords as argon2id (46 MiB, one pass, one lane; OWASP's first choice). At most four are computed at once: each
 * holds 46 MiB, and a crowd at the login page must not take the memory of everything else.
 */
export const passwordHashOptions = { memoryCost: 47_104, timeCost: 1, parallelism: 1 } as const;

const atOnce = 4;
/** More than this many waiting is no crowd but an attack or a fault; they are refused at once. */
const mostWaiting = 200;
const limit = pLimit(atOnce);

/** Too many passwords wait to be computed; the caller may try again. */
export class PasswordQueueFullError extends Error {
  override readonly name = 'PasswordQueueFullError';
}

/** A PHC string (`$argon2id$…`) with its own salt. @throws PasswordQueueFullError */
export const hashPassword = (password: string): Promise<string> =>
  queued(() => hash(password, passwordHashOptions));

/** Whether the password belongs to the hash; false for a text that is no hash. @throws PasswordQueueFullError */
export const verifyPassword = (hashed: string, password: string): Promise<boolean> =>
  queued(() => verify(hashed, password).catch(() => false));

function queued<T>(work: () => Promise<T>): Promise<T> {
  if (limit.pendingCount >= mostWaiting) return Promise.reject(new PasswordQueueFullError());
  return limit(work);
}
