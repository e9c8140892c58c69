import { z } from 'zod';
import { AppError } from '#contract/shared/errors';
import { removeTwoFactor } from '#records/accounts/two-factor';
import type { SignedIn } from '../shared/deps.ts';
import { parseInput } from '../shared/validation.ts';
import { setupOf } from './app-setup.ts';
import {
  type AuthAnswer,
  type AuthCall,
  checkOwnPassword,
  forward,
  recordChange,
  refusal,
  signedIn,
} from './call.ts';
import { beginReplacement, confirmReplacement } from './replacement.ts';
import { TypedCode, takeCode } from './second-factor.ts';

/** A person's own second factor: set up, new backup codes, another phone, off. */

const password = z.string().min(1).max(128);
const Enable = z.object({ password, code: TypedCode.optional() });
const Confirm = z.object({ code: TypedCode });
const Proof = z.object({ password, code: TypedCode });

/**
 * Gives a new key for an app and new backup codes; they hold once a code of the app was right. Somebody who has an app
 * already shows a code of it, or a backup code; until then that one holds.
 */
export async function enableTwoFactor(call: AuthCall): Promise<AuthAnswer> {
  const actor = signedIn(call);
  const input = parseInput(Enable, call.request.body);
  if (actor.twoFactor) {
    if (input.code === undefined) {
      throw new AppError('INVALID_INPUT', { errors: [{ path: 'code', code: 'REQUIRED' }] });
    }
    await prove(call, actor, { password: input.password, code: input.code });
    return beginReplacement(call, actor);
  }
  await checkOwnPassword(call, actor.id, input.password);
  const answer = await forward(call, '/two-factor/enable', { password: input.password });
  if (answer.code !== null) throw refusal(answer);
  const { totpURI, backupCodes } = z
    .object({ totpURI: z.string(), backupCodes: z.array(z.string()) })
    .parse(answer.body);
  return { body: setupOf(totpURI, backupCodes), cookies: answer.cookies };
}

/**
 * The first right code switches it on: this session gets a new token, the person's other ones end. Of somebody who has
 * an app already it is the first code of the one that he moves to.
 */
export async function confirmTwoFactor(call: AuthCall): Promise<AuthAnswer> {
  const actor = signedIn(call);
  const { code } = parseInput(Confirm, call.request.body);
  if (actor.twoFactor) return confirmReplacement(call, actor, code);
  const others = await otherSessions(call, actor);
  const answer = await takeCode(call, { userId: actor.id, typed: code, purpose: 'app' });
  await call.parts.db.$transaction(async (tx) => {
    await tx.session.deleteMany({ where: { id: { in: others } } });
    await recordChange(call, actor, 'TWO_FACTOR_ENABLED', { tx, details: { sessionsEnded: others.length } });
  });
  return { body: { status: true }, cookies: answer.cookies };
}

/** Ten new backup codes; the old ones hold no more. */
export async function renewBackupCodes(call: AuthCall): Promise<AuthAnswer> {
  const actor = withTwoFactor(call);
  const input = parseInput(Proof, call.request.body);
  await prove(call, actor, input);
  const answer = await forward(call, '/two-factor/generate-backup-codes', { password: input.password });
  if (answer.code !== null) throw refusal(answer);
  await call.parts.db.$transaction((tx) => recordChange(call, actor, 'BACKUP_CODES_RENEWED', { tx }));
  const { backupCodes } = z.object({ backupCodes: z.array(z.string()) }).parse(answer.body);
  return { body: { backupCodes }, cookies: answer.cookies };
}

/** Signing in asks for the password alone again. The person's other sessions end. */
export async function disableTwoFactor(call: AuthCall): Promise<AuthAnswer> {
  const actor = withTwoFactor(call);
  if (actor.twoFactorRequired) throw new AppError('TWO_FACTOR_MANDATORY');
  await prove(call, actor, parseInput(Proof, call.request.body));
  const others = await otherSessions(call, actor);
  await call.parts.db.$transaction(async (tx) => {
    await removeTwoFactor(tx, actor.id);
    await tx.session.deleteMany({ where: { id: { in: others } } });
    await recordChange(call, actor, 'TWO_FACTOR_DISABLED', { tx, details: { sessionsEnded: others.length } });
  });
  return { body: { status: true }, cookies: [] };
}

function withTwoFactor(call: AuthCall): SignedIn {
  const actor = signedIn(call);
  if (!actor.twoFactor) throw new AppError('NOT_FOUND', { message: 'no second factor' });
  return actor;
}

/** The password first: a code that was right is used up. */
async function prove(
  call: AuthCall,
  actor: SignedIn,
  given: { readonly password: string; readonly code: string },
): Promise<void> {
  await checkOwnPassword(call, actor.id, given.password);
  await takeCode(call, { userId: actor.id, typed: given.code, purpose: 'proof' });
}

async function otherSessions({ parts }: AuthCall, actor: SignedIn): Promise<string[]> {
  const rows = await parts.db.session.findMany({
    where: { userId: actor.id, id: { not: actor.sessionId } },
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}
