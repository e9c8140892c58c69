import { AppError } from '#contract/shared/errors';
import { hashPassword, PasswordQueueFullError } from '#platform/password';
import { isCommonPassword } from './common-passwords.ts';

/** Refuses a new password that everybody would try first. Its length is the contract's schema. */
export function refuseCommonPassword(password: string, email?: string): void {
  if (isCommonPassword(password, email)) throw new AppError('PASSWORD_TOO_COMMON');
}

/** Checks and hashes a new password. Throws `PASSWORD_TOO_COMMON`; `RATE_LIMITED` when too many wait. */
export async function hashNewPassword(password: string, email: string): Promise<string> {
  refuseCommonPassword(password, email);
  return hashPassword(password).catch(rethrowQueueFull);
}

/** A full queue of hashes becomes "try again in a moment". */
export function rethrowQueueFull(error: unknown): never {
  if (!(error instanceof PasswordQueueFullError)) throw error;
  throw new AppError('RATE_LIMITED', {
    params: { seconds: 5 },
    message: 'too many passwords wait',
    cause: error,
  });
}
