import type { Request } from 'express';
import type { AccountChange } from '#contract/accounts/changes';
import type { AuditEvent } from '#contract/audit/events';
import { AppError } from '#contract/shared/errors';
import { verifyPassword } from '#platform/password';
import type { Transaction } from '#prisma/client';
import { tellOfChange } from '#records/accounts/changes';
import { writeAudit } from '#records/audit';
import type { SignedIn } from '../shared/deps.ts';
import { limitRate } from '../shared/rate-limit.ts';
import { factsOf } from '../shared/request.ts';
import { accountKeyOf } from './account-key.ts';
import { type AuthParts, addressHeader, type BetterAuth } from './better-auth.ts';
import { rethrowQueueFull } from './password-policy.ts';

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

export type Endpoint = (call: AuthCall) => Promise<AuthAnswer>;

/** Whoever is signed in. Throws `UNAUTHENTICATED`. */
export function signedIn({ actor }: AuthCall): SignedIn {
  if (!actor) throw new AppError('UNAUTHENTICATED');
  return actor;
}

export const accountKey = ({ parts }: AuthCall, email: string): string =>
  accountKeyOf(parts.config.authSecret, email);

/** Writes what the signed-in person did with his own account. */
export async function auditOwn(
  { parts, request }: AuthCall,
  actor: SignedIn,
  event: AuditEvent,
  {
    tx = parts.db,
    ...more
  }: {
    readonly outcome?: string;
    readonly details?: Readonly<Record<string, unknown>>;
    /** Of what is recorded, where that is one. */
    readonly tx?: Transaction;
  } = {},
): Promise<void> {
  const { id, name, unit, roles, institutionId } = actor;
  const { requestId } = factsOf(request);
  await writeAudit(tx, {
    event,
    actor: { id, name, unit, roles, address: request.ip ?? null, requestId },
    subjectType: 'USER',
    subjectId: id,
    institutionId,
    ...more,
  });
}

/** Writes that the signed-in person changed how he signs in, and tells him by mail: it may have been somebody else. */
export async function recordChange(
  call: AuthCall,
  actor: SignedIn,
  change: AccountChange,
  { tx, details }: { readonly tx: Transaction; readonly details?: Readonly<Record<string, unknown>> },
): Promise<void> {
  await auditOwn(call, actor, change, { tx, ...(details ? { details } : {}) });
  await tellOfChange(tx, actor, change, call.parts.now());
}

/** What a wrong password of somebody who is signed in answers, at the field `path`. */
export const wrongPassword = (path: string): AppError =>
  new AppError('INVALID_INPUT', { errors: [{ path, code: 'WRONG_PASSWORD' }] });

/** Passwords that a signed-in person types. */
export const passwordLimit = { name: 'password-change', points: 10, seconds: 15 * 60 };

/** Throws `INVALID_INPUT` at the field `password` unless it is the person's own; `RATE_LIMITED`. */
export async function checkOwnPassword({ parts }: AuthCall, userId: string, password: string): Promise<void> {
  await limitRate(parts.db, passwordLimit, userId, parts.now());
  const account = await parts.db.account.findFirst({ where: { userId, providerId: 'credential' } });
  const right =
    account?.password && (await verifyPassword(account.password, password).catch(rethrowQueueFull));
  if (!right) throw wrongPassword('password');
}

export interface LibraryAnswer {
  readonly status: number;
  readonly body: unknown;
  readonly cookies: readonly string[];
  /** The library's own error code; null when it did what was asked. */
  readonly code: string | null;
}

/**
 * Hands a checked body to the library with nothing of the caller's headers but his cookies (or `cookie` in their place)
 * and what we say of him.
 */
export async function forward(
  call: AuthCall,
  path: string,
  body: object,
  cookie = call.request.headers.cookie,
): Promise<LibraryAnswer> {
  const { request, parts, library } = call;
  const headers = new Headers({ 'content-type': 'application/json' });
  if (cookie) headers.set('cookie', cookie);
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
export const refusal = ({ status, code }: LibraryAnswer): AppError =>
  new AppError(status === 401 ? 'UNAUTHENTICATED' : 'INTERNAL', { message: `auth: ${status} ${code}` });
