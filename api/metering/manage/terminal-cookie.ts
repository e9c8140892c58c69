import { deriveKey, hmac } from '#platform/crypto';

/** As long as browsers keep a cookie at all; it is renewed while the terminal is used. */
const days = 400;

type CookieConfig = { readonly publicUrl: string; readonly authSecret: string };

/**
 * The cookie by which an institution knows a browser: HttpOnly, only for our own pages, on https held to https. Its name
 * holds the institution, so that people of two institutions may share a computer.
 */
export function terminalCookie({ publicUrl }: CookieConfig, institutionId: string) {
  const secure = publicUrl.startsWith('https:');
  const name = `${secure ? '__Host-' : ''}loket_terminal_${institutionId.slice(0, 8)}`;
  return {
    name,
    set: (token: string): string =>
      `${name}=${token}; Max-Age=${days * 86_400}; Path=/; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`,
  };
}

/**
 * The token of a new terminal: unguessable, and the same when a person repeats a registration under its key because no
 * answer came. Only its hash is kept.
 */
export const terminalToken = ({ authSecret }: CookieConfig, personId: string, key: string): string =>
  hmac(deriveKey(authSecret, 'terminal'), JSON.stringify([personId, key]));
