import type { Language } from '#contract/i18n/index';
import { AppError } from '#contract/shared/errors';
import { type RouteDefinition, routeName } from '#contract/shared/http';
import { hmac } from '#platform/crypto';
import {
  findKeptAnswer,
  type KeyedAnswer,
  type KeyedRequest,
  withIdempotencyKey,
} from '#records/idempotency';
import type { ApiDeps, SignedIn } from './deps.ts';
import type { Implementation, Prepared, UploadedFile } from './route.ts';
import { parseInput } from './validation.ts';

/** One call of a route, read but not yet checked against the route's body: by JSON, a multipart body or a page's form. */
export interface Call {
  readonly actor: SignedIn | null;
  /** Parsed. */
  readonly params?: unknown;
  /** Parsed. */
  readonly query?: unknown;
  /** As they came. */
  readonly fields: Readonly<Record<string, unknown>>;
  readonly files: Readonly<Record<string, UploadedFile | undefined>>;
  /** The `Idempotency-Key`. */
  readonly key?: string | undefined;
  /** What came in the route's `secretHeader`. */
  readonly secret?: string | null;
  /** The address that was called, without its query. */
  readonly path: string;
  readonly requestId: string;
  readonly address: string | null;
  readonly language: Language;
  currentActor(): Promise<SignedIn | null>;
  cookie(name: string): string | null;
  setHeader(name: string, value: string): void;
}

/** Creates of people without an account share one name: their keys are random, and differ by that alone. */
const publicUser = 'public';

/**
 * Does what a route does for one call: checks the body, keeps a create's answer under its key, prepares before the
 * transaction what must not happen in it. The HTTP side and the pages that work by plain forms both come through here.
 */
export async function perform(
  deps: ApiDeps,
  { route, prepare, handle }: Implementation,
  call: Call,
): Promise<KeyedAnswer<unknown>> {
  const { fields, path, secret = null, ...rest } = call;
  const body = route.body ? parseInput(route.body, fields) : undefined;
  const bodyHash = hashOf(deps, route, { path, fields, secret });
  const context = { ...rest, deps, secret, body, bodyHash, tx: undefined };
  const run = handle as (context: object, prepared?: unknown) => Promise<unknown>;
  if (route.idempotency !== 'create' || !call.key) return { answer: await run(context), repeated: false };
  const userId = route.access === 'public' ? publicUser : call.actor?.id;
  if (userId === undefined) throw new Error(`${routeName(route)} keeps answers of somebody unknown`);
  const asked: KeyedRequest = {
    userId,
    route: routeName(route),
    key: call.key,
    bodyHash,
    ...(route.secretAnswer ? { vault: deps.vault } : {}),
  };
  if (!prepare) return withIdempotencyKey(deps.db, asked, (tx) => run({ ...context, tx }));
  const kept = await findKeptAnswer(deps.db, asked);
  if (kept) return kept;
  return aloneInProcess(asked, async () => {
    const ready = await (prepare as (context: object) => Promise<Prepared<unknown>>)(context);
    return keptOrUndone(ready, () =>
      withIdempotencyKey(deps.db, asked, (tx) => run({ ...context, tx }, ready.value)),
    );
  });
}

/** What was prepared is put away when nothing came of it, or when somebody else's same request was there first. */
async function keptOrUndone<T>(
  ready: Prepared<unknown>,
  work: () => Promise<KeyedAnswer<T>>,
): Promise<KeyedAnswer<T>> {
  let kept = false;
  try {
    const result = await work();
    kept = !result.repeated;
    return result;
  } finally {
    if (!kept) await ready.undo();
  }
}

const underWay = new Set<string>();

/**
 * Spares the preparing (decoding pictures) of what the key's lock would refuse anyway. Only that: the lock in the
 * database is what makes one request of many, in however many processes.
 */
async function aloneInProcess<T>(asked: KeyedRequest, work: () => Promise<T>): Promise<T> {
  const name = JSON.stringify([asked.userId, asked.route, asked.key]);
  if (underWay.has(name)) throw new AppError('IDEMPOTENCY_IN_PROGRESS');
  underWay.add(name);
  try {
    return await work();
  } finally {
    underWay.delete(name);
  }
}

/**
 * What a repeat is held against. Keyed, since a body holds numbers of people that could be guessed; proofs are left
 * out, since a repeat may bring a new one, and a secret is in, since an answer is for him who has it.
 */
function hashOf(
  { config }: ApiDeps,
  route: RouteDefinition,
  {
    path,
    fields,
    secret,
  }: { path: string; fields: Readonly<Record<string, unknown>>; secret: string | null },
): string {
  const asked = Object.fromEntries(
    Object.entries(fields).filter(([name]) => !route.proofFields?.includes(name)),
  );
  return hmac(config.indexKey, `body\0${JSON.stringify([route.method, path, sorted(asked), secret])}`);
}

/** The same content with its keys in order, so that a body's hash does not depend on how it was written. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, each]) => [name, sorted(each)]),
  );
}
