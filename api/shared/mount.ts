import express, { type Request, type Response, type Router } from 'express';
import { can } from '#contract/access/permissions';
import { AppError } from '#contract/shared/errors';
import { type RouteDefinition, routeName } from '#contract/shared/http';
import { readCookie } from '../auth/cookies.ts';
import { refuseCrossSite } from './csrf.ts';
import type { ApiDeps, SignedIn } from './deps.ts';
import { perform } from './perform.ts';
import { factsOf } from './request.ts';
import type { FileAnswer, Implementation } from './route.ts';
import { sendFile } from './send-file.ts';
import { findUnstorable } from './storable.ts';
import { type Multipart, readMultipart, spoolDirectoryOf } from './uploads.ts';
import { parseInput } from './validation.ts';

const jsonBody = express.json({ limit: '200kb', type: 'application/json' });
const keyPattern = /^[\x21-\x7e]{8,200}$/;

/** Mounts implementations; paths that exist answer 405 for other methods. */
export function mountRoutes(router: Router, deps: ApiDeps, implementations: readonly Implementation[]): void {
  for (const implementation of implementations) {
    const { method, path } = implementation.route;
    router[method](path, (request, response) => answer(deps, implementation, request, response));
  }
  for (const path of new Set(implementations.map(({ route }) => route.path))) {
    const methods = implementations
      .filter(({ route }) => route.path === path)
      .map(({ route }) => route.method.toUpperCase());
    router.all(path, (request, response) => {
      factsOf(request).route = path;
      response.setHeader('Allow', methods.join(', '));
      throw new AppError('METHOD_NOT_ALLOWED');
    });
  }
}

/** The way of every request: who, may he, with what, do it, answer. Input of those who may not is never read. */
async function answer(
  deps: ApiDeps,
  implementation: Implementation,
  request: Request,
  response: Response,
): Promise<void> {
  const { route } = implementation;
  const facts = factsOf(request);
  facts.route = route.path;
  response.setHeader('Cache-Control', 'no-store');
  refuseCrossSite(request, deps.config.publicUrl);
  const actor = await checkAccess(deps, route, request);
  facts.actorId = actor?.id ?? null;
  const params = parseParams(route, request);
  const query = route.query ? parseInput(route.query, request.query, 'query') : undefined;
  const key = route.idempotency ? readKey(request) : undefined;
  const input = await readBody(deps, route, request, response);
  try {
    const result = await perform(deps, implementation, {
      actor,
      params,
      query,
      fields: input.fields,
      files: input.files,
      key,
      secret: readSecret(route, request),
      path: request.path,
      requestId: facts.requestId,
      address: request.ip ?? null,
      language: facts.language,
      currentActor: () => deps.auth.resolveSession(request),
      cookie: (name) => readCookie(request.headers.cookie, name),
      setHeader: (name, value) => void response.setHeader(name, value),
    });
    if (result.repeated) response.setHeader('Idempotency-Replayed', 'true');
    if (isJson(route)) send(deps, route, result.answer, response);
    else await sendFile(response.status(route.status ?? 200), fileOf(route, result.answer as FileAnswer));
  } finally {
    await input.discard();
  }
}

async function checkAccess(
  deps: ApiDeps,
  { access, beforeTwoFactor }: RouteDefinition,
  request: Request,
): Promise<SignedIn | null> {
  const actor = await deps.auth.resolveSession(request);
  const isUnready = actor?.twoFactorRequired === true && !actor.twoFactor;
  if (access === 'public') return isUnready ? null : actor;
  if (!actor) throw new AppError('UNAUTHENTICATED');
  if (isUnready && !beforeTwoFactor) throw new AppError('TWO_FACTOR_MISSING');
  if (access !== 'signed-in' && !can(actor.roles, access)) {
    throw new AppError('FORBIDDEN', { message: `needs ${access}` });
  }
  return actor;
}

/** An id that cannot be one is an id of nothing. */
function parseParams({ params }: RouteDefinition, request: Request): unknown {
  if (!params) return undefined;
  const result = params.safeParse(request.params);
  if (!result.success || findUnstorable(result.data))
    throw new AppError('NOT_FOUND', { message: 'no such id' });
  return result.data;
}

function readKey(request: Request): string {
  const key = request.headers['idempotency-key'];
  if (key === undefined || key === '') throw new AppError('IDEMPOTENCY_KEY_REQUIRED');
  if (typeof key === 'string' && keyPattern.test(key)) return key;
  throw new AppError('INVALID_INPUT', { errors: [{ path: 'Idempotency-Key', code: 'BAD_FORMAT' }] });
}

/** Longer ones are nobody's; a header that came twice is none. */
function readSecret({ secretHeader }: RouteDefinition, request: Request): string | null {
  const secret = secretHeader === undefined ? undefined : request.headers[secretHeader];
  return typeof secret === 'string' && secret.length <= 200 ? secret : null;
}

const nothing: Multipart = { fields: {}, files: {}, discard: async () => undefined };

async function readBody(
  deps: ApiDeps,
  route: RouteDefinition,
  request: Request,
  response: Response,
): Promise<Multipart> {
  if (route.files) return readMultipart(request, response, route, spoolDirectoryOf(deps.config.dataDir));
  if (!route.body) return nothing;
  await new Promise<void>((resolve, reject) => {
    jsonBody(request, response, (error?: unknown) => (error ? reject(error) : resolve()));
  });
  if (request.body === undefined && hasBody(request)) {
    throw new AppError('MALFORMED_BODY', { message: 'the body is not application/json' });
  }
  return { ...nothing, fields: (request.body ?? {}) as Record<string, unknown> };
}

const hasBody = (request: Request): boolean =>
  request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0;

const fileOf = ({ response }: RouteDefinition, file: FileAnswer): FileAnswer =>
  response && 'contentType' in response ? { contentType: response.contentType, ...file } : file;

const isJson = ({ response }: RouteDefinition): boolean => response === null || !('contentType' in response);

function send(deps: ApiDeps, route: RouteDefinition, body: unknown, response: Response): void {
  response.status(route.status ?? (route.response === null ? 204 : 200));
  if (route.response === null) {
    response.end();
    return;
  }
  // Outside production an answer that breaks the contract is our fault and is seen at once.
  if (deps.config.nodeEnv !== 'production' && !('contentType' in route.response)) {
    const checked = route.response.safeParse(body);
    if (!checked.success) {
      throw new Error(`${routeName(route)} answers against the contract: ${checked.error.message}`);
    }
  }
  response.json(body);
}
