import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Express, NextFunction, Request, Response } from 'express';
import helmet from 'helmet';

/** Starts listening; port 0 takes a free one. Throws when the port is taken. */
export async function listen(app: Express, port: number, host: string): Promise<Server> {
  const server = app.listen(port, host);
  await new Promise<void>((resolve, reject) => {
    server.once('listening', resolve);
    server.once('error', reject);
  });
  return server;
}

/** Address of a listening server as a person would type it. */
export function addressOf(server: Server): string {
  const { address, port } = server.address() as AddressInfo;
  const host =
    address === '::' || address === '0.0.0.0'
      ? 'localhost'
      : address.includes(':')
        ? `[${address}]`
        : address;
  return `http://${host}:${port}`;
}

/** Stops listening and cuts what is still open, hanging answers included. */
export async function stopServer(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  await closed;
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
