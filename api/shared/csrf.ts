import type { IncomingHttpHeaders } from 'node:http';
import { AppError } from '#contract/shared/errors';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses a state-changing request that a page of another site made a browser send (`CROSS_SITE`).
 *
 * Browsers say where a request comes from in Sec-Fetch-Site; where they do not (older ones, plain http), in Origin.
 * A request with neither comes from no browser and so carries nobody's cookie against his will.
 */
export function refuseCrossSite(
  request: { readonly method: string; readonly headers: IncomingHttpHeaders },
  publicUrl: string,
): void {
  if (safeMethods.has(request.method)) return;
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) {
    if (site === 'same-origin' || site === 'none') return;
    throw new AppError('CROSS_SITE', { message: 'Sec-Fetch-Site names another site' });
  }
  const { origin, host } = request.headers;
  if (origin === undefined || origin === new URL(publicUrl).origin) return;
  if (host !== undefined && hostOf(origin) === host) return;
  throw new AppError('CROSS_SITE', { message: 'Origin is another site' });
}

function hostOf(origin: string): string | null {
  try {
    return new URL(origin).host;
  } catch {
    return null;
  }
}
