import type { NextFunction, Request, Response } from 'express';
import helmet from 'helmet';

/** Address of a listening server as a person would type it. */
export function addressOf(host: string, port: number): string {
  const everywhere = host === '::' || host === '0.0.0.0';
  return `http://${everywhere ? 'localhost' : host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** Headers of every page: nothing but our own stylesheet and forms; nothing is cached. */
export function pageHeaders(extra: Record<string, string[]> = {}) {
  return [
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: ["'none'"],
          styleSrc: ["'self'"],
          imgSrc: ["'self'"],
          formAction: ["'self'"],
          baseUri: ["'none'"],
          frameAncestors: ["'none'"],
          ...extra,
        },
      },
      strictTransportSecurity: false,
    }),
    (_request: Request, response: Response, next: NextFunction) => {
      response.set('cache-control', 'no-store');
      next();
    },
  ];
}

/** Refuses what another site makes a browser send. Programs send no `Sec-Fetch-Site` and pass. */
export function sameSiteOnly(request: Request, response: Response, next: NextFunction): void {
  const site = request.get('sec-fetch-site');
  if (
    request.method === 'GET' ||
    request.method === 'HEAD' ||
    !site ||
    site === 'same-origin' ||
    site === 'none'
  ) {
    next();
    return;
  }
  response.status(403).type('text').send('Permintaan dari situs lain ditolak.\n');
}
