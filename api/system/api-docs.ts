import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import type { Extra } from '../app.ts';
import { factsOf } from '../shared/request.ts';
import { buildOpenApi } from './openapi.ts';

const assets = ['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png'];

/** `/openapi.json`, and `/api/docs` which shows it to people. Everything comes from this server. */
export const apiDocs =
  (version: string): Extra =>
  (app) => {
    const document = JSON.stringify(buildOpenApi(version));
    app.get('/openapi.json', (request, response) => {
      factsOf(request).route = '/openapi.json';
      response.type('application/json').send(document);
    });
    const directory = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
    for (const name of assets) {
      app.get(`/api/docs/${name}`, (request, response) => {
        factsOf(request).route = 'asset';
        response.sendFile(name, { root: directory, maxAge: 86_400_000 });
      });
    }
    app.get('/api/docs', (request, response) => {
      const facts = factsOf(request);
      facts.route = '/api/docs';
      response.type('html').set('Cache-Control', 'no-store').send(page(facts.nonce));
    });
  };

const page = (nonce: string): string => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Loket Dukcapil API</title>
    <link rel="icon" href="/api/docs/favicon-32x32.png" />
    <link rel="stylesheet" href="/api/docs/swagger-ui.css" />
  </head>
  <body>
    <div id="docs"></div>
    <script src="/api/docs/swagger-ui-bundle.js" nonce="${nonce}"></script>
    <script nonce="${nonce}">
      SwaggerUIBundle({
        url: '/openapi.json',
        dom_id: '#docs',
        deepLinking: true,
        validatorUrl: null,
        tryItOutEnabled: false,
        docExpansion: 'none',
        operationsSorter: 'alpha',
      });
    </script>
  </body>
</html>
`;
