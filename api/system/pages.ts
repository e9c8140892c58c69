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
    app.get('/favicon.svg', markAsset, (_request, response, next) => {
      response.sendFile('favicon.svg', { root: directory, maxAge: 86_400_000 }, (error) => {
        if (error && !response.headersSent) next();
      });
    });
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
