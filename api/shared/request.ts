import { randomBytes, randomUUID } from 'node:crypto';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { type Language, languageFrom } from '#contract/i18n/index';
import type { ApiDeps } from './deps.ts';

/** What each request carries from its first moment. */
export interface RequestFacts {
  readonly requestId: string;
  /** Made when it is first asked for: most answers are no pages. */
  readonly nonce: string;
  readonly language: Language;
  /** Set once a route matched: its pattern, for logs and metrics. */
  route: string;
  /** Id of the signed-in person, once known. */
  actorId: string | null;
}

const facts = new WeakMap<Request, RequestFacts>();

/** Throws when the request did not pass `beginRequest`. */
export function factsOf(request: Request): RequestFacts {
  const found = facts.get(request);
  if (!found) throw new Error('request without facts');
  return found;
}

/**
 * Gives each request its id, nonce and language, and writes one log line and one metric when it is answered. Logged
 * are the route's pattern and ids, never the address asked for, its query or a body.
 */
export const beginRequest =
  ({ logger, metrics }: Pick<ApiDeps, 'logger' | 'metrics'>): RequestHandler =>
  (request: Request, response: Response, next: NextFunction) => {
    const started = performance.now();
    let nonce: string | undefined;
    const mine: RequestFacts = {
      requestId: randomUUID(),
      get nonce() {
        nonce ??= randomBytes(18).toString('base64');
        return nonce;
      },
      language: languageFrom(request.headers['accept-language']),
      route: 'none',
      actorId: null,
    };
    facts.set(request, mine);
    response.setHeader('X-Request-Id', mine.requestId);
    response.once('close', () => {
      const seconds = (performance.now() - started) / 1000;
      const { route, actorId, requestId } = mine;
      const status = response.writableFinished ? response.statusCode : 499;
      metrics.httpDuration.observe({ method: request.method, route, status: String(status) }, seconds);
      const quiet = route === '/healthz' || route === '/readyz' || route === '/metrics' || route === 'asset';
      logger[quiet ? 'debug' : 'info'](
        { requestId, method: request.method, route, status, ms: Math.round(seconds * 1000), actorId },
        'request',
      );
    });
    next();
  };
