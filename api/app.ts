import express, { type ErrorRequestHandler, type Express } from 'express';
import { type RouteId, routes } from '#contract/routes';
import { AppError } from '#contract/shared/errors';
import type { ApiDeps } from './shared/deps.ts';
import { mountRoutes } from './shared/mount.ts';
import { logRefusal, problemOf, toAppError } from './shared/problem.ts';
import { beginRequest, factsOf } from './shared/request.ts';
import type { Implementation } from './shared/route.ts';
import { securityHeaders } from './shared/security.ts';

/** Parts that are no routes of the contract: webhooks, sign-in, system pages. Mounted in this order, before 404. */
export type Extra = (app: Express, deps: ApiDeps) => void;

/**
 * The whole HTTP side as one Express app.
 *
 * `first` are parts that programs call by the million: they stand before all routes, and set by themselves what headers
 * an answer to a program needs.
 *
 * Throws when a route of the contract has no implementation, or two, so that a forgotten one cannot be started.
 */
export function createApp(
  deps: ApiDeps,
  implementations: readonly Implementation[],
  extras: readonly Extra[] = [],
  first: readonly Extra[] = [],
): Express {
  checkComplete(implementations);
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', deps.config.trustProxy);
  app.set('etag', false);
  app.use(beginRequest(deps));
  for (const extra of first) extra(app, deps);
  app.use(securityHeaders(deps.config));
  mountRoutes(app, deps, implementations);
  for (const extra of extras) extra(app, deps);
  app.use(() => {
    throw new AppError('NOT_FOUND', { message: 'no such address' });
  });
  app.use(answerProblem(deps));
  return app;
}

function checkComplete(implementations: readonly Implementation[]): void {
  const ids = implementations.map(({ id }) => id);
  const missing = (Object.keys(routes) as RouteId[]).filter((id) => !ids.includes(id));
  if (missing.length > 0) throw new Error(`routes without implementation: ${missing.join(', ')}`);
  const twice = ids.filter((id, at) => ids.indexOf(id) !== at);
  if (twice.length > 0) throw new Error(`routes implemented twice: ${twice.join(', ')}`);
}

/** Every error leaves as a problem document; our own faults are logged with their cause. */
const answerProblem =
  ({ logger }: ApiDeps): ErrorRequestHandler =>
  (thrown: unknown, request, response, _next) => {
    const error = toAppError(thrown);
    const { requestId, language, route } = factsOf(request);
    logRefusal(logger, { requestId, route }, error);
    if (response.headersSent) {
      response.destroy();
      return;
    }
    if (error.code === 'RATE_LIMITED' && error.params.seconds !== undefined) {
      response.setHeader('Retry-After', String(error.params.seconds));
    }
    response.removeHeader('Content-Disposition');
    response.setHeader('Cache-Control', 'no-store');
    response
      .status(error.status)
      .type('application/problem+json')
      .send(JSON.stringify(problemOf(error, language, requestId)));
  };
