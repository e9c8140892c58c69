import { generateRandomString, symmetricEncrypt } from 'better-auth/crypto';
import { totpUri } from '#platform/totp';
import { keepReplacement, replaceTwoFactor, waitingReplacement } from '#records/accounts/two-factor';
import type { SignedIn } from '../shared/deps.ts';
import { setupOf } from './app-setup.ts';
import { backupCodeStore, newBackupCodes } from './backup-codes.ts';
import { issuer } from './better-auth.ts';
import { type AuthAnswer, type AuthCall, recordChange } from './call.ts';
import { checkFirstCode } from './second-factor.ts';

/**
 * Another phone: the app that a person has, and its backup codes, hold until the first code of the new one was right.
 * better-auth knows one key a person; the one that waits is kept by us, sealed as it seals its own.
 */

/** Gives a new key and new backup codes; call when the person has proven himself by what he has. */
export async function beginReplacement(call: AuthCall, actor: SignedIn): Promise<AuthAnswer> {
  const { db, config, now } = call.parts;
  const { secretConfig } = await call.library.$context;
  const secret = generateRandomString(32);
  const codes = newBackupCodes();
  const app = {
    secret: await symmetricEncrypt({ key: secretConfig, data: secret }),
    backupCodes: await backupCodeStore(config.authSecret).encrypt(JSON.stringify(codes)),
  };
  await keepReplacement(db, actor.id, app, now());
  return { body: setupOf(totpUri({ issuer, account: actor.email, key: secret }), codes), cookies: [] };
}

/**
 * The first right code: from now on the new app holds alone, and the person's other sessions have ended. Throws
 * `RATE_LIMITED`, `TOTP_CODE_WRONG`, and `TWO_FACTOR_REPLACEMENT_OVER` after 15 minutes or when there was a newer begin.
 */
export async function confirmReplacement(
  call: AuthCall,
  actor: SignedIn,
  typed: string,
): Promise<AuthAnswer> {
  const { db, now } = call.parts;
  const app = await waitingReplacement(db, actor.id, now());
  const step = await checkFirstCode(call, actor.id, { typed, sealed: app.secret });
  await db.$transaction(async (tx) => {
    await replaceTwoFactor(tx, actor.id, app, step);
    const { count } = await tx.session.deleteMany({
      where: { userId: actor.id, id: { not: actor.sessionId } },
    });
    await recordChange(call, actor, 'TWO_FACTOR_REPLACED', { tx, details: { sessionsEnded: count } });
  });
  return { body: { status: true }, cookies: [] };
}
