import { z } from 'zod';
import { Email, Password, type Presence } from '#contract/accounts/schemas';
import { AppError } from '#contract/shared/errors';
import { idleSecondsLeft } from '#records/accounts/sessions';
import { writeAudit } from '#records/audit';
import { limitRate } from '../shared/rate-limit.ts';
import { factsOf } from '../shared/request.ts';
import { parseInput } from '../shared/validation.ts';
import { endResetLinks } from './better-auth.ts';
import {
  type AuthAnswer,
  type AuthCall,
  accountKey,
  auditOwn,
  type Endpoint,
  forward,
  passwordLimit,
  recordChange,
  refusal,
  signedIn,
  wrongPassword,
} from './call.ts';
import { refuseCommonPassword } from './password-policy.ts';
import { signIn, signInWithCode } from './sign-in.ts';
import { confirmTwoFactor, disableTwoFactor, enableTwoFactor, renewBackupCodes } from './two-factor.ts';
import { anonymous } from './who.ts';

const ResetRequest = z.object({ email: Email });
const Reset = z.object({ token: z.string().min(1).max(200), newPassword: Password });
const Change = z.object({ currentPassword: z.string().min(1).max(128), newPassword: Password });

const resetLimit = { name: 'password-reset', points: 5, seconds: 3600 };

/** The open endpoints by `METHOD /path`; no other one of the library can be reached. */
export const endpoints: Readonly<Record<string, Endpoint>> = {
  'POST /sign-in/email': signIn,
  'POST /sign-in/two-factor': signInWithCode,
  'POST /sign-out': signOut,
  'GET /presence': presence,
  'POST /presence': presence,
  'GET /get-session': getSession,
  'POST /request-password-reset': requestReset,
  'POST /reset-password': resetPassword,
  'POST /change-password': changePassword,
  'POST /two-factor/enable': enableTwoFactor,
  'POST /two-factor/confirm': confirmTwoFactor,
  'POST /two-factor/backup-codes': renewBackupCodes,
  'POST /two-factor/disable': disableTwoFactor,
};

async function signOut(call: AuthCall): Promise<AuthAnswer> {
  const answer = await forward(call, '/sign-out', {});
  if (answer.code !== null) throw refusal(answer);
  if (call.actor) await auditOwn(call, call.actor, 'LOGOUT');
  return { body: { status: true }, cookies: answer.cookies };
}

/**
 * How long the session stays open. By POST somebody types or presses at a page that sends nothing meanwhile: being asked
 * has kept it open. By GET a page asks by itself, which is no use of it.
 */
async function presence(call: AuthCall): Promise<AuthAnswer> {
  const { sessionId } = signedIn(call);
  const { db, now, config } = call.parts;
  const secondsLeft = await idleSecondsLeft(db, sessionId, now(), config.accounts.sessionIdleMinutes);
  return { body: { secondsLeft } satisfies Presence, cookies: [] };
}

async function getSession({ actor }: AuthCall): Promise<AuthAnswer> {
  const user = actor && { id: actor.id, name: actor.name, email: actor.email };
  return { body: user ? { user } : null, cookies: [] };
}

/** Always the same answer, so that nobody learns which addresses have an account. */
async function requestReset(call: AuthCall): Promise<AuthAnswer> {
  const { parts, request } = call;
  const input = parseInput(ResetRequest, request.body);
  const account = accountKey(call, input.email);
  await limitRate(parts.db, resetLimit, account, parts.now());
  const answer = await forward(call, '/request-password-reset', input);
  if (answer.code !== null) throw refusal(answer);
  const user = await parts.db.user.findUnique({ where: { email: input.email } });
  await writeAudit(parts.db, {
    event: 'PASSWORD_RESET_REQUESTED',
    actor: anonymous(request.ip ?? null, factsOf(request).requestId),
    subjectType: user ? 'USER' : 'UNKNOWN_ACCOUNT',
    subjectId: user?.id ?? account,
    institutionId: user?.institutionId ?? null,
  });
  return { body: { status: true }, cookies: [] };
}

async function resetPassword(call: AuthCall): Promise<AuthAnswer> {
  const input = parseInput(Reset, call.request.body);
  refuseCommonPassword(input.newPassword);
  const answer = await forward(call, '/reset-password', input);
  if (answer.code === 'INVALID_TOKEN' || answer.code === 'USER_NOT_FOUND') {
    throw new AppError('RESET_LINK_INVALID');
  }
  if (answer.code !== null) throw refusal(answer);
  return { body: { status: true }, cookies: [] };
}

/** The other sessions of the person end; this browser gets a new one. */
async function changePassword(call: AuthCall): Promise<AuthAnswer> {
  const { parts, request } = call;
  const actor = signedIn(call);
  const input = parseInput(Change, request.body);
  refuseCommonPassword(input.newPassword, actor.email);
  await limitRate(parts.db, passwordLimit, actor.id, parts.now());
  const answer = await forward(call, '/change-password', { ...input, revokeOtherSessions: true });
  if (answer.code === 'INVALID_PASSWORD') throw wrongPassword('currentPassword');
  if (answer.code !== null) throw refusal(answer);
  await endResetLinks(parts.db, actor.id);
  await parts.db.$transaction((tx) => recordChange(call, actor, 'PASSWORD_CHANGED', { tx }));
  return { body: { status: true }, cookies: answer.cookies };
}
