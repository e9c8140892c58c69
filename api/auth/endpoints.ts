import type { Request } from 'express';
import { z } from 'zod';
import { Email, Password } from '#contract/accounts/schemas';
import type { AuditEvent } from '#contract/audit/events';
import { AppError } from '#contract/shared/errors';
import type { Database } from '#prisma/client';
import { type ActingPerson, writeAudit } from '#records/audit';
import type { SignedIn } from '../shared/deps.ts';
import { limitRate } from '../shared/rate-limit.ts';
import { factsOf } from '../shared/request.ts';
import { parseInput } from '../shared/validation.ts';
import { accountKeyOf, accountLimit, forgetFailures } from './account-key.ts';
import { type AuthParts, addressHeader, type BetterAuth, endResetLinks } from './better-auth.ts';
import { createBrowserCookies } from './known-browser.ts';
import { refuseCommonPassword, rethrowQueueFull } from './password-policy.ts';
import { anonymous, personOf } from './who.ts';

/** What an endpoint needs of one request. */
export interface AuthCall {
  readonly parts: AuthParts & { readonly now: () => Date };
  readonly library: BetterAuth;
  readonly request: Request;
  readonly actor: SignedIn | null;
  /** Token of the cookie that came with the request. */
  readonly token: string | null;
}

/** What goes back: JSON, and the cookies that the library set. */
export interface AuthAnswer {
  readonly body: unknown;
  readonly cookies: readonly string[];
}

export { accountLimit };

type Endpoint = (call: AuthCall) => Promise<AuthAnswer>;

const SignIn = z.object({ email: Email, password: z.string().min(1).max(128) });
const ResetRequest = z.object({ email: Email });
const Reset = z.object({ token: z.string().min(1).max(200), newPassword: Password });
const Change = z.object({ currentPassword: z.string().min(1).max(128), newPassword: Password });

const resetLimit = { name: 'password-reset', points: 5, seconds: 3600 };
const changeLimit = { name: 'password-change', points: 10, seconds: 15 * 60 };

/** The open endpoints by `METHOD /path`; no other one of the library can be reached. */
export const endpoints: Readonly<Record<string, Endpoint>> = {
  'POST /sign-in/email': signIn,
  'POST /sign-out': signOut,
  'GET /get-session': getSession,
  'POST /request-password-reset': requestReset,
  'POST /reset-password': resetPassword,
  'POST /change-password': changePassword,
};

async function signIn(call: AuthCall): Promise<AuthAnswer> {
  const { parts, request } = call;
  const input = parseInput(SignIn, request.body);
  const account = accountKey(call, input.email);
  const browsers = createBrowserCookies(parts.config);
  const browser = browsers.idFor(request.headers.cookie, account);
  const whoTries = browser === null ? account : `${account}:${browser}`;
  await limitRate(parts.db, accountLimit, whoTries, parts.now());
  const answer = await forward(call, '/sign-in/email', input);
  const acting = { address: request.ip ?? null, requestId: factsOf(request).requestId };
  if (answer.code !== null) {
    if (answer.status !== 401) throw refusal(answer);
    await recordFailure(parts.db, input.email, account, anonymous(acting.address, acting.requestId));
    throw new AppError('WRONG_CREDENTIALS', { message: answer.code });
  }
  const userId = z.object({ user: z.object({ id: z.string() }) }).parse(answer.body).user.id;
  await parts.db.$transaction(async (tx) => {
    const person = await personOf(tx, userId);
    await writeAudit(tx, {
      event: 'LOGIN',
      actor: { ...person, ...acting },
      subjectType: 'USER',
      subjectId: userId,
      institutionId: person.institutionId,
    });
    await forgetFailures(tx, whoTries);
    // The session that this browser had before is over: a cookie never outlives the next login.
    if (call.token) await tx.session.deleteMany({ where: { token: call.token } });
  });
  return { body: { status: true }, cookies: [...answer.cookies, browsers.remember(account, browser)] };
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

async function signOut(call: AuthCall): Promise<AuthAnswer> {
  const answer = await forward(call, '/sign-out', {});
  if (answer.code !== null) throw refusal(answer);
  if (call.actor) await auditOwn(call, call.actor, 'LOGOUT');
  return { body: { status: true }, cookies: answer.cookies };
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
  const { actor, parts, request } = call;
  if (!actor) throw new AppError('UNAUTHENTICATED');
  const input = parseInput(Change, request.body);
  refuseCommonPassword(input.newPassword, actor.email);
  await limitRate(parts.db, changeLimit, actor.id, parts.now());
  const answer = await forward(call, '/change-password', { ...input, revokeOtherSessions: true });
  if (answer.code === 'INVALID_PASSWORD') {
    throw new AppError('INVALID_INPUT', { errors: [{ path: 'currentPassword', code: 'WRONG_PASSWORD' }] });
  }
  if (answer.code !== null) throw refusal(answer);
  await endResetLinks(parts.db, actor.id);
  await auditOwn(call, actor, 'PASSWORD_CHANGED');
  return { body: { status: true }, cookies: answer.cookies };
}

async function auditOwn({ parts, request }: AuthCall, actor: SignedIn, event: AuditEvent): Promise<void> {
  const { id, name, unit, roles, institutionId } = actor;
  const { requestId } = factsOf(request);
  await writeAudit(parts.db, {
    event,
    actor: { id, name, unit, roles, address: request.ip ?? null, requestId },
    subjectType: 'USER',
    subjectId: id,
    institutionId,
  });
}

const accountKey = ({ parts }: AuthCall, email: string): string =>
  accountKeyOf(parts.config.authSecret, email);

interface LibraryAnswer {
  readonly status: number;
  readonly body: unknown;
  readonly cookies: readonly string[];
  /** The library's own error code; null when it did what was asked. */
  readonly code: string | null;
}

/** Hands a checked body to the library with nothing of the caller's headers but the cookie and what we say of him. */
async function forward(call: AuthCall, path: string, body: object): Promise<LibraryAnswer> {
  const { request, parts, library } = call;
  const headers = new Headers({ 'content-type': 'application/json' });
  if (request.headers.cookie) headers.set('cookie', request.headers.cookie);
  if (request.ip) headers.set(addressHeader, request.ip);
  const agent = request.headers['user-agent'];
  if (agent) headers.set('user-agent', agent.slice(0, 300));
  const response = await library
    .handler(
      new Request(`${parts.config.publicUrl}/api/auth${path}`, {
        method: 'POST',
        headers,
        body: JSON.stringify(body),
      }),
    )
    .catch(rethrowQueueFull);
  const text = await response.text();
  const content: unknown = text === '' ? null : JSON.parse(text);
  const code = response.ok ? null : ((content as { code?: string } | null)?.code ?? 'UNKNOWN');
  return { status: response.status, body: content, cookies: response.headers.getSetCookie(), code };
}

/** An answer of the library that no endpoint expects is our fault, except that a session may just have ended. */
const refusal = ({ status, code }: LibraryAnswer): AppError =>
  new AppError(status === 401 ? 'UNAUTHENTICATED' : 'INTERNAL', { message: `auth: ${status} ${code}` });
