import { betterAuth } from 'better-auth';
import { prismaAdapter } from 'better-auth/adapters/prisma';
import { twoFactor } from 'better-auth/plugins/two-factor';
import type { Config } from '#platform/config';
import { sha256 } from '#platform/crypto';
import type { Logger } from '#platform/logger';
import { hashPassword, verifyPassword } from '#platform/password';
import type { Database } from '#prisma/client';
import { tellOfChange } from '#records/accounts/changes';
import { writeAudit } from '#records/audit';
import { queueNotice } from '#records/notices';
import { accountKeyOf, forgetFailures } from './account-key.ts';
import { backupCodeStore, newBackupCodes } from './backup-codes.ts';
import { personOf } from './who.ts';

/** A session ends this long after the login, used or not: one working day. */
export const sessionHours = 12;
const resetMinutes = 60;

/** How authenticator apps name the account's house. */
export const issuer = 'Loket Dukcapil';

/** The library reads the caller's address from this header; we set it, and whatever a caller sent is dropped. */
export const addressHeader = 'x-loket-address';

/** On https the prefix makes browsers hold the cookie to this host, path `/` and https. */
export const sessionCookieName = (publicUrl: string): string =>
  publicUrl.startsWith('https:') ? '__Host-loket_session' : 'loket_session';

/** Holds who has given his password and not yet his code; ten minutes. */
export const challengeCookieName = (publicUrl: string): string =>
  publicUrl.startsWith('https:') ? '__Host-loket_two_factor' : 'loket_two_factor';

export interface AuthParts {
  readonly config: Pick<Config, 'publicUrl' | 'authSecret' | 'accounts'>;
  readonly db: Database;
  readonly logger: Logger;
}

/**
 * better-auth on our tables: e-mail and password, sessions in Postgres without a cookie cache, nobody signs himself
 * up. Its own CSRF and origin checks are off, since every request passes ours first (`refuseCrossSite`).
 */
export function createBetterAuth({ config, db, logger }: AuthParts) {
  const secure = config.publicUrl.startsWith('https:');
  const attributes = { secure, httpOnly: true, sameSite: 'lax', path: '/' } as const;
  return betterAuth({
    appName: issuer,
    baseURL: config.publicUrl,
    basePath: '/api/auth',
    secret: config.authSecret,
    database: prismaAdapter(db, { provider: 'postgresql', transaction: true }),
    telemetry: { enabled: false },
    // What goes wrong is thrown (below) and logged by the app; these lines tell of refusals only.
    logger: { level: 'warn', log: (_level, message) => logger.info(message) },
    onAPIError: { throw: true },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 12,
      maxPasswordLength: 128,
      password: {
        hash: hashPassword,
        verify: ({ hash, password }) => verifyPassword(hash, password),
      },
      revokeSessionsOnPasswordReset: true,
      resetPasswordTokenExpiresIn: resetMinutes * 60,
      sendResetPassword: ({ user, token }) => sendReset(db, user.id, token),
      onPasswordReset: ({ user }) => recordReset(db, user, config.authSecret),
    },
    verification: { storeIdentifier: 'hashed' },
    session: {
      expiresIn: sessionHours * 3600,
      disableSessionRefresh: true,
      cookieCache: { enabled: false },
    },
    databaseHooks: {
      session: {
        create: {
          // A disabled person reads the same answer as one with a wrong password.
          before: async ({ userId }) => {
            const active = await db.user.count({ where: { id: userId, disabledAt: null } });
            return active === 1 ? undefined : false;
          },
        },
      },
    },
    plugins: [
      twoFactor({
        issuer,
        backupCodeOptions: {
          customBackupCodesGenerate: newBackupCodes,
          storeBackupCodes: backupCodeStore(config.authSecret),
        },
      }),
    ],
    // Ours are in Postgres too and end with their window (address-limits.ts); the library's begin anew at each call.
    rateLimit: { enabled: false },
    advanced: {
      useSecureCookies: false,
      cookies: {
        session_token: {
          name: sessionCookieName(config.publicUrl),
          attributes,
        },
        two_factor: { name: challengeCookieName(config.publicUrl), attributes },
      },
      ipAddress: { ipAddressHeaders: [addressHeader] },
      disableCSRFCheck: true,
      disableOriginCheck: true,
    },
  });
}

export type BetterAuth = ReturnType<typeof createBetterAuth>;

/** Queues the mail with the link; a disabled person gets none. */
async function sendReset(db: Database, userId: string, token: string): Promise<void> {
  await db.$transaction(async (tx) => {
    const user = await tx.user.findUnique({ where: { id: userId } });
    if (!user || user.disabledAt) return;
    await queueNotice(tx, {
      template: 'PASSWORD_RESET',
      channel: 'EMAIL',
      recipient: user.email,
      params: {
        name: user.name,
        token,
        expiresAt: new Date(Date.now() + resetMinutes * 60_000).toISOString(),
      },
      dedupeKey: `password-reset:${sha256(token).slice(0, 32)}`,
    });
  });
}

/** Other links to a new password end with the old password: one that somebody else read is worth nothing now. */
export async function endResetLinks(db: Database, userId: string): Promise<void> {
  await db.verification.deleteMany({ where: { value: userId } });
}

/** Whoever opened the mail need not wait for what strangers typed before. */
async function recordReset(
  db: Database,
  { id, email }: { id: string; email: string },
  authSecret: string,
): Promise<void> {
  await endResetLinks(db, id);
  await forgetFailures(db, accountKeyOf(authSecret, email));
  const person = await personOf(db, id);
  await db.$transaction(async (tx) => {
    await writeAudit(tx, {
      event: 'PASSWORD_RESET',
      actor: person,
      subjectType: 'USER',
      subjectId: id,
      institutionId: person.institutionId,
    });
    await tellOfChange(tx, { id, name: person.name, email }, 'PASSWORD_RESET', new Date());
  });
}
