import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pLimit from 'p-limit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RouteId, routeEntries, routes } from '#contract/routes';
import { routeName } from '#contract/shared/http';
import type { SiakPort } from '#ports/siak/siak-port';
import type { SimponiPort } from '#ports/simponi/simponi-port';
import { keyRingSealer } from '#ports/storage/sealer';
import { createStoragePort } from '#ports/storage/storage-port';
import { implementations } from '../../api/parts.ts';
import type { LiveEvents, TemporalGateway } from '../../api/shared/deps.ts';
import { testConfig } from '../support/config.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { serveTestApi, type TestApi } from '../support/http.ts';
import { trials } from './requests.ts';
import { printLine, readMatrix } from './table.ts';
import { type ActorName, actors, createWorld, type Whose, type World } from './world.ts';

/** Who may call is asked before any workflow or SIMPONI is: these two only say yes. */
const temporal: TemporalGateway = {
  act: () => Promise.resolve({ status: 'DIBATALKAN', version: 2 }),
  actOnMatching: () => Promise.resolve({ status: 'DIJEDA', version: 2 }),
  actOnRequest: () => Promise.resolve({ status: 'DIBATALKAN', version: 2, step: null }),
  isReachable: () => Promise.resolve(true),
};
const simponi: SimponiPort = {
  createBilling: () => Promise.reject(new Error('not here')),
  inquire: () => Promise.resolve({ kind: 'notFound', code: 'NF', words: 'belum' }),
};
/** Knows nobody, which is an answer. */
const siak: SiakPort = {
  readPerson: () => Promise.resolve({ kind: 'absent', absence: 'NOT_FOUND' }),
  compareFace: () => Promise.reject(new Error('not here')),
  isReachable: () => Promise.resolve(true),
  health: () => ({ circuit: 'closed', inFlight: 0, waiting: 0 }),
  close: () => Promise.resolve(),
};
const events: LiveEvents = { listen: () => () => undefined };

let database: TestDatabase;
let api: TestApi;
let world: World;
const matrix = readMatrix();

beforeAll(async () => {
  database = await createTestDatabase();
  const storage = createStoragePort({
    url: undefined,
    directory: mkdtempSync(join(tmpdir(), 'loket-matrix-')),
    sealer: keyRingSealer(testConfig().dataKeys),
  });
  api = await serveTestApi(database, {
    implementations,
    temporal,
    events,
    env: { CHALLENGE_BITS: '4' },
    ports: { simponi, siak, storage },
  });
  world = await createWorld(database.db, storage, api.deps);
});
afterAll(async () => {
  await api?.close();
  await database?.drop();
});

const few = pLimit(4);

/** What this actor is answered, over HTTP and with his own session. Event streams are left after their headers. */
async function statusFor(id: RouteId, whose: Whose, actor: ActorName): Promise<number> {
  const person = world.people.get(actor);
  const {
    params = {},
    query = {},
    body,
    form,
    headers,
  } = await trials[id].make(world, whose, person?.id ?? 'nobody');
  const path = routes[id].path.replace(/:(\w+)/g, (_, name: string) => params[name] ?? 'missing');
  const abort = new AbortController();
  const search = new URLSearchParams(query).toString();
  const response = await fetch(`${api.url}${path}${search && `?${search}`}`, {
    method: routes[id].method.toUpperCase(),
    signal: abort.signal,
    headers: {
      ...(person ? { cookie: person.cookie } : {}),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
      'idempotency-key': `matrix-${Math.random()}`,
    },
    ...(form ? { body: form } : {}),
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (id === 'events.stream') abort.abort();
  else await response.arrayBuffer();
  return response.status;
}

describe('every role x every route x own or other objects is answered as the committed table says', () => {
  it.each(routeEntries.map(([id, route]) => [routeName(route), id] as const))('%s', async (name, id) => {
    const expected = matrix.filter(({ route }) => route === name);
    const found: string[] = [];
    await database.db.rateLimitBucket.deleteMany();
    for (const whose of trials[id].of) {
      const statuses = await Promise.all(actors.map((actor) => few(() => statusFor(id, whose, actor))));
      found.push(printLine(name, whose, statuses));
    }
    const wanted = expected.map(({ whose, statuses }) =>
      printLine(
        name,
        whose,
        actors.map((actor) => statuses.get(actor) ?? 0),
      ),
    );
    expect(found).toEqual(wanted);
  });
});

describe('the table', () => {
  it('names no route that the contract does not have', () => {
    const known = routeEntries.map(([, route]) => routeName(route));
    expect(matrix.map(({ route }) => route).filter((route) => !known.includes(route))).toEqual([]);
  });
});
