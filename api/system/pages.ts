import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import express, { type Request, type Response } from 'express';
import { texts } from '#contract/i18n/index';
import { pagePaths } from '#contract/shared/pages';
import type { Extra } from '../app.ts';
import { factsOf } from '../shared/request.ts';

const builtPages = fileURLToPath(new URL('../../admin-ui/dist', import.meta.url));
const noncePlaceholder = /__CSP_NONCE__/g;

/** Addresses that the light public page serves; their secrets stand in the fragment, which we never see. */
const publicPaths = [
  pagePaths.verificationPage(),
  ...[pagePaths.invitation(''), pagePaths.passwordReset('')].map((path) => path.replace(/#.*$/, '')),
];

const dayMs = 86_400_000;
/** Files of the app without a hash, and how long a browser may keep each (ms); the worker must be asked for anew. */
const plainFiles = {
  '/favicon.svg': dayMs,
  '/sw.js': 0,
  '/icons/icon-192.png': dayMs,
  '/icons/icon-512.png': dayMs,
  '/icons/maskable-512.png': dayMs,
} as const;

/**
 * The built pages: the console at `/`, the public pages at their addresses, hashed files for a year. Before they are
 * built the pages' addresses answer a sentence that says so; the API works all the same.
 */
export const builtPagesFrom =
  (directory: string = builtPages): Extra =>
  (app) => {
    app.use(
      '/assets',
      markAsset,
      express.static(`${directory}/assets`, {
        immutable: true,
        maxAge: '365d',
        index: false,
        fallthrough: true,
      }),
    );
    for (const [path, maxAge] of Object.entries(plainFiles)) {
      app.get(path, markAsset, (_request, response, next) => {
        response.sendFile(path.slice(1), { root: directory, maxAge }, (error) => {
          if (error && !response.headersSent) next();
        });
      });
    }
    app.get('/manifest.webmanifest', markAsset, sendManifest);
    app.get('/', (request, response) => sendPage(`${directory}/index.html`, request, response));
    for (const path of publicPaths) {
      app.get(path, (request, response) => sendPage(`${directory}/publik.html`, request, response));
    }
  };

const markAsset: express.RequestHandler = (request, _response, next) => {
  factsOf(request).route = 'asset';
  next();
};

/** Every answer has a nonce of its own, so a page is never kept by a cache. */
async function sendPage(path: string, request: Request, response: Response): Promise<void> {
  const facts = factsOf(request);
  facts.route = request.path;
  response.set('Cache-Control', 'no-store');
  const html = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (html === null) {
    response.status(503).type('text/plain').send(texts(facts.language).system.pagesNotBuilt);
    return;
  }
  response.type('html').send(html.replace(noncePlaceholder, facts.nonce));
}

/** What the console is called and looks like when a browser installs it as an app, in the reader's language. */
function sendManifest(request: Request, response: Response): void {
  const { app } = texts(factsOf(request).language).portal;
  const icon = (src: string, sizes: string, purpose: string) => ({ src, sizes, type: 'image/png', purpose });
  response.set('Cache-Control', 'no-cache');
  response.type('application/manifest+json').send(
    JSON.stringify({
      id: '/',
      start_url: '/',
      scope: '/',
      name: app.name,
      short_name: app.shortName,
      description: app.description,
      lang: factsOf(request).language,
      display: 'standalone',
      background_color: '#ffffff',
      theme_color: '#12424a',
      icons: [
        icon('/icons/icon-192.png', '192x192', 'any'),
        icon('/icons/icon-512.png', '512x512', 'any'),
        icon('/icons/maskable-512.png', '512x512', 'maskable'),
      ],
      shortcuts: [
        { name: app.search, url: '/#/portal/search' },
        { name: app.card, url: '/#/card-check' },
      ],
    }),
  );
}
