import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { routeEntries } from '#contract/routes';
import { createDatabase } from '#prisma/client';
import { createTestDatabase, type TestDatabase } from '../../tests/support/database.ts';
import { serveTestApi, type TestApi } from '../../tests/support/http.ts';
import type { TemporalGateway } from '../shared/deps.ts';
import { apiDocs } from './api-docs.ts';
import { healthPages } from './health.ts';
import { builtPagesFrom } from './pages.ts';

const pages = mkdtempSync(join(tmpdir(), 'loket-pages-'));
const temporal = (reachable: boolean): TemporalGateway => ({
  isReachable: async () => reachable,
  act: () => Promise.reject(new Error('not here')),
  actOnRequest: () => Promise.reject(new Error('not here')),
  actOnMatching: () => Promise.reject(new Error('not here')),
});

let database: TestDatabase;
let api: TestApi;
const extras = [healthPages, apiDocs('1.2.3'), builtPagesFrom(pages)];

beforeAll(async () => {
  mkdirSync(join(pages, 'assets'));
  const html = (name: string) => `<meta property="csp-nonce" nonce="__CSP_NONCE__"><title>${name}</title>`;
  writeFileSync(join(pages, 'index.html'), html('konsol'));
  writeFileSync(join(pages, 'publik.html'), html('publik'));
  writeFileSync(join(pages, 'assets', 'app-1a2b3c.js'), 'export {}');
  writeFileSync(join(pages, 'favicon.svg'), '<svg/>');
  writeFileSync(join(pages, 'sw.js'), 'self');
  database = await createTestDatabase();
  api = await serveTestApi(database, { extras, temporal: temporal(true) });
});
afterAll(async () => {
  await api?.close();
  await database?.drop();
});

describe('/readyz', () => {
  it('is 200 when Postgres, its role and Temporal are as they should be', async () => {
    const { status, body } = await api.call('GET', '/readyz');
    expect(status).toBe(200);
    expect(body).toEqual({
      status: 'ready',
      failing: [],
      checks: { postgres: 'ok', databaseRole: 'ok', temporal: 'ok' },
    });
  });

  const failing = async (db: TestDatabase['db'], reachable: boolean) => {
    const other = await serveTestApi({ ...database, db }, { extras, temporal: temporal(reachable) });
    const answer = await other.call('GET', '/readyz');
    const alive = await other.call('GET', '/healthz');
    await other.close();
    expect(alive.status).toBe(200);
    return [answer.status, answer.body.failing];
  };

  it('is 503 naming Temporal when that does not answer; the process is up all the same', async () => {
    expect(await failing(database.db, false)).toEqual([503, ['temporal']]);
  });

  it('is 503 naming Postgres when that does not answer', async () => {
    const nowhere = createDatabase('postgresql://nobody:x@127.0.0.1:1/none');
    expect(await failing(nowhere, true)).toEqual([503, ['postgres', 'databaseRole']]);
    await nowhere.$disconnect();
  });

  it('is 503 when the database role could do more than the application may', async () => {
    expect(await failing(database.owner, true)).toEqual([503, ['databaseRole']]);
  });
});

describe('/metrics', () => {
  it('is not for callers from outside, however they spell it', async () => {
    for (const path of ['/metrics', '/metrics/', '/METRICS']) {
      const headers = { 'x-forwarded-for': '203.0.113.7' };
      expect((await api.call('GET', path, { headers })).status).toBe(404);
    }
  });

  it('counts requests by route pattern, never by the address that was asked for', async () => {
    await api.call('GET', '/api/v1/orders/0b7b4c1e-0000-4000-8000-000000000000?q=3171234567890001');
    const { text } = await api.call('GET', '/metrics');
    expect(text).toContain('route="/api/v1/orders/:id"');
    expect(text).not.toContain('0b7b4c1e');
    expect(text).not.toContain('3171234567890001');
  });
});

describe('/openapi.json', () => {
  it('describes every route of the contract, with nothing left open', async () => {
    const { body } = await api.call('GET', '/openapi.json');
    expect(body).toMatchObject({ openapi: '3.1.0', info: { version: '1.2.3' } });
    const described = Object.entries(body.paths).flatMap(([path, methods]) =>
      Object.keys(methods as object).map((method) => `${method} ${path}`),
    );
    for (const [, { method, path }] of routeEntries) {
      expect(described).toContain(`${method} ${path.replace(/:(\w+)/g, '{$1}')}`);
    }
    const text = JSON.stringify(body);
    expect(text).not.toContain('anonymous');
    for (const [, reference] of text.matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)) {
      expect(Object.keys(body.components.schemas)).toContain(reference);
    }
  });

  it('says what stands in the JSON of a list query', async () => {
    const { body } = await api.call('GET', '/openapi.json');
    const { parameters } = body.paths['/api/v1/orders'].get;
    const filter = parameters.find(({ name }: { name: string }) => name === 'filter');
    expect(Object.keys(filter.content['application/json'].schema.properties)).toContain('status');
  });
});

describe('pages', () => {
  it('carry the nonce of their own answer and are kept by no cache', async () => {
    for (const [path, name] of [
      ['/', 'konsol'],
      ['/verifikasi', 'publik'],
      ['/undangan', 'publik'],
      ['/atur-sandi', 'publik'],
    ] as const) {
      const { status, text, headers } = await api.call('GET', path);
      expect(status).toBe(200);
      const nonce = /nonce="([^"]+)"/.exec(text)?.[1];
      expect(headers.get('content-security-policy')).toContain(`'nonce-${nonce}'`);
      expect(headers.get('cache-control')).toBe('no-store');
      expect(text).toContain(`<title>${name}</title>`);
    }
  });

  it('take their hashed files from a cache for a year', async () => {
    const { headers } = await api.call('GET', '/assets/app-1a2b3c.js');
    expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect((await api.call('GET', '/favicon.svg')).status).toBe(200);
    expect((await api.call('GET', '/assets/../index.html')).status).toBe(404);
    expect((await api.call('GET', '/assets/missing.js')).body.code).toBe('NOT_FOUND');
  });

  it('may be installed as an app: named in the language of the reader, its worker asked for anew each time', async () => {
    const manifest = await api.call('GET', '/manifest.webmanifest', { headers: { 'accept-language': 'en' } });
    expect(manifest.headers.get('content-type')).toContain('application/manifest+json');
    const { icons, shortcuts, ...rest } = JSON.parse(manifest.text);
    expect(rest).toMatchObject({ name: 'Loket Dukcapil', display: 'standalone', scope: '/', lang: 'en' });
    expect(shortcuts[0].name).toBe('NIK lookup');
    expect(icons.map(({ sizes }: { sizes: string }) => sizes)).toEqual(['192x192', '512x512', '512x512']);
    const worker = await api.call('GET', '/sw.js');
    expect(worker.headers.get('cache-control')).toBe('public, max-age=0');
    expect(worker.headers.get('content-security-policy')).toContain("worker-src 'self'");
    expect((await api.call('GET', '/icons/icon-192.png')).body.code).toBe('NOT_FOUND');
  });

  it('say that they are not built yet, and how to build them', async () => {
    const bare = await serveTestApi(database, { extras: [builtPagesFrom(join(pages, 'nothing'))] });
    const answer = await bare.call('GET', '/');
    await bare.close();
    expect(answer.status).toBe(503);
    expect(answer.text).toContain('npm start');
  });

  it('of the API are made of our own files and the nonce', async () => {
    const { text, headers } = await api.call('GET', '/api/docs');
    const nonce = /<script nonce="([^"]+)"/.exec(text)?.[1];
    expect(headers.get('content-security-policy')).toContain(`'nonce-${nonce}'`);
    expect(text).not.toMatch(/https?:\/\//);
    expect((await api.call('GET', '/api/docs/swagger-ui-bundle.js')).status).toBe(200);
  });
});
