import { z } from 'zod';
import { Email } from '#contract/accounts/schemas';
import { AppError } from '#contract/shared/errors';
import type { Database } from '#prisma/client';
import { type ActingPerson, writeAudit } from '#records/audit';
import { limitRate } from '../shared/rate-limit.ts';
import { factsOf } from '../shared/request.ts';
import { parseInput } from '../shared/validation.ts';
import { accountLimit, forgetFailures } from './account-key.ts';
import { challengeCookieName } from './better-auth.ts';
import { type AuthAnswer, type AuthCall, accountKey, forward, type LibraryAnswer, refusal } from './call.ts';
import { createBrowserCookies } from './known-browser.ts';
import { TypedCode, takeCode } from './second-factor.ts';
import { readSessionToken } from './session.ts';
import { anonymous, personOf } from './who.ts';

/** Signing in: the password, and for who has a second factor a code after it. */

const SignIn = z.object({ email: Email, password: z.string().min(1).max(128) });
const Code = z.object({ code: TypedCode });

/** Opens a session, or answers `codeNeeded`: the code is then given within ten minutes. */
export async function signIn(call: AuthCall): Promise<AuthAnswer> {
  const { parts, request } = call;
  const input = parseInput(SignIn, request.body);
  const account = accountKey(call, input.email);
  await limitRate(parts.db, accountLimit, browserOf(call, account).whoTries, parts.now());
  const answer = await forward(call, '/sign-in/email', input);
  if (answer.code !== null) {
    if (answer.status !== 401) throw refusal(answer);
    const { requestId } = factsOf(request);
    await recordFailure(parts.db, input.email, account, anonymous(request.ip ?? null, requestId));
    throw new AppError('WRONG_CREDENTIALS', { message: answer.code });
  }
  const body = z
    .object({ user: z.object({ id: z.string() }).optional(), twoFactorRedirect: z.boolean().optional() })
    .parse(answer.body);
  if (body.user) return finish(call, body.user.id, answer, 'password');
  await endFormerSession(parts.db, call);
  return { body: { codeNeeded: true }, cookies: answer.cookies };
}

/** The second step: a code of the app, or a backup code. Throws as `takeCode`. */
export async function signInWithCode(call: AuthCall): Promise<AuthAnswer> {
  const { code } = parseInput(Code, call.request.body);
  const { publicUrl, authSecret } = call.parts.config;
  const name = challengeCookieName(publicUrl);
  const userId = await challengedPerson(call, readSessionToken(call.request, name, authSecret));
  // The challenge alone: beside a session the library would take the code for a change of that session's person.
  const cookie = (call.request.headers.cookie ?? '')
    .split(';')
    .filter((part) => part.trim().startsWith(`${name}=`))
    .join(';');
  const answer = await takeCode(call, { userId, typed: code, cookie, purpose: 'sign-in' });
  return finish(call, userId, answer, answer.factor);
}

/** Who gave his password a moment ago. Throws `SIGN_IN_OVER` when that is too long ago or he was disabled since. */
async function challengedPerson({ library, parts }: AuthCall, challenge: string | null): Promise<string> {
  const { internalAdapter } = await library.$context;
  const row = challenge === null ? null : await internalAdapter.findVerificationValue(challenge);
  const isOpen = row !== null && row.expiresAt > new Date();
  const person = isOpen
    ? await parts.db.user.findFirst({ where: { id: row.value, disabledAt: null }, select: { id: true } })
    : null;
  if (!person) throw new AppError('SIGN_IN_OVER');
  return person.id;
}

async function finish(
  call: AuthCall,
  userId: string,
  answer: LibraryAnswer,
  factor: 'password' | 'app' | 'backup',
): Promise<AuthAnswer> {
  const { parts, request } = call;
  const user = await parts.db.user.findUniqueOrThrow({ where: { id: userId }, select: { email: true } });
  const account = accountKey(call, user.email);
  const { browsers, browser, whoTries } = browserOf(call, account);
  await parts.db.$transaction(async (tx) => {
    const person = await personOf(tx, userId);
    await writeAudit(tx, {
      event: 'LOGIN',
      actor: { ...person, address: request.ip ?? null, requestId: factsOf(request).requestId },
      subjectType: 'USER',
      subjectId: userId,
      institutionId: person.institutionId,
      details: { factor },
    });
    await forgetFailures(tx, whoTries);
    await endFormerSession(tx, call);
  });
  return { body: { status: true }, cookies: [...answer.cookies, browsers.remember(account, browser)] };
}

/** The session that this browser had before is over: a cookie never outlives the next login. */
async function endFormerSession(db: Pick<Database, 'session'>, { token }: AuthCall): Promise<void> {
  if (token) await db.session.deleteMany({ where: { token } });
}

function browserOf({ parts, request }: AuthCall, account: string) {
  const browsers = createBrowserCookies(parts.config);
  const browser = browsers.idFor(request.headers.cookie, account);
  return { browsers, browser, whoTries: browser === null ? account : `${account}:${browser}` };
}

/** Known or not, the same queries run; the trail names the person only where there is one. */
async function recordFailure(
  db: Database,
  email: string,
  account: string,
  actor: ActingPerson,
): Promise<void> {
  const user = await db.user.findUnique({ where: { email }, select: { id: true, institutionId: true } });
  await writeAudit(db, {
    event: 'LOGIN_FAILED',
    actor,
    subjectType: user ? 'USER' : 'UNKNOWN_ACCOUNT',
    subjectId: user?.id ?? account,
    institutionId: user?.institutionId ?? null,
    outcome: 'WRONG_CREDENTIALS',
  });
}
