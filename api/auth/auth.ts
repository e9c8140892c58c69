import type { IncomingMessage, ServerResponse } from 'node:http';
import express, { type Request, type Response } from 'express';
import type { Role } from '#contract/access/roles';
import { rolesWithTwoFactor } from '#contract/access/two-factor';
import { openAuthPaths } from '#contract/accounts/http';
import { AppError } from '#contract/shared/errors';
import { ConfigError } from '#platform/config';
import { endIdleSession, isIdle, touchSession } from '#records/accounts/sessions';
import { refuseCrossSite } from '../shared/csrf.ts';
import type { AuthGateway, SignedIn } from '../shared/deps.ts';
import { factsOf } from '../shared/request.ts';
import { limitAddress } from './address-limits.ts';
import { type AuthParts, createBetterAuth, sessionCookieName } from './better-auth.ts';
import { endpoints } from './endpoints.ts';
import { findSignedIn, readSessionToken } from './session.ts';

const jsonBody = express.json({ limit: '16kb', type: 'application/json' });

/** Sign-in, sign-out, passwords and sessions. Refusals are thrown as `AppError`, as from every other route. */
export function createAuth(parts: AuthParts & { readonly now: () => Date }): AuthGateway {
  const library = createBetterAuth(parts);
  const twoFactorFor = readTwoFactorRoles(parts.config.accounts.totpRequiredFor);
  const cookieName = sessionCookieName(parts.config.publicUrl);
  const tokenOf = (request: IncomingMessage) =>
    readSessionToken(request, cookieName, parts.config.authSecret);
  const resolve = async (request: IncomingMessage): Promise<SignedIn | null> => {
    const token = tokenOf(request);
    const now = parts.now();
    const open = token === null ? null : await findSignedIn(parts.db, token, { now, twoFactorFor });
    if (!open) return null;
    if (isIdle(open.session.lastUsedAt, now, parts.config.accounts.sessionIdleMinutes)) {
      await endIdleSession(parts.db, open.session);
      return null;
    }
    if (isAct(request)) await touchSession(parts.db, open.session, now);
    return open.person;
  };
  return {
    resolveSession: resolve,
    handle: async (incoming, outgoing) => {
      // Mounted by the Express app: these are its own request and response.
      const request = incoming as Request;
      const response = outgoing as ServerResponse as Response;
      const name = endpointName(request);
      const endpoint = endpoints[name];
      if (!endpoint) throw new AppError('NOT_FOUND', { message: 'closed or unknown auth endpoint' });
      const facts = factsOf(request);
      facts.route = `/api/auth${name.split(' ')[1]}`;
      refuseCrossSite(request, parts.config.publicUrl);
      await limitAddress(parts.db, name, request.ip, parts.now());
      await readJson(request, response);
      const token = tokenOf(request);
      const actor = await resolve(request);
      facts.actorId = actor?.id ?? null;
      const answer = await endpoint({ parts, library, request, actor, token });
      response.setHeader('Cache-Control', 'no-store');
      if (answer.cookies.length > 0) response.setHeader('Set-Cookie', [...answer.cookies]);
      response.json(answer.body);
    },
  };
}

/**
 * What a person causes, as opposed to what a page that lies open asks by itself: a page reads in the background, and
 * tells of its person's keys and presses by `POST /presence`.
 */
const isAct = ({ method }: IncomingMessage): boolean => method !== 'GET' && method !== 'HEAD';

/** @throws ConfigError for a word that is no role: the process does not start */
function readTwoFactorRoles(setting: string): readonly Role[] {
  try {
    return rolesWithTwoFactor(setting);
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    throw new ConfigError([{ name: 'TOTP_REQUIRED_FOR', problem: `${problem}.` }]);
  }
}

const openPaths: readonly string[] = openAuthPaths;

function endpointName(request: Request): string {
  const path = new URL(request.originalUrl, 'http://localhost').pathname.replace(/^\/api\/auth/, '');
  const name = `${request.method} ${path}`;
  return openPaths.includes(name) ? name : '';
}

async function readJson(request: Request, response: Response): Promise<void> {
  if (request.method === 'GET') return;
  await new Promise<void>((resolve, reject) => {
    jsonBody(request, response, (error?: unknown) => (error ? reject(error) : resolve()));
  });
  request.body ??= {};
}
