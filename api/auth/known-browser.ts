import { deriveKey, hmac, randomToken, safeEqual } from '#platform/crypto';
import { readCookie } from './cookies.ts';

/**
 * A browser in which somebody has signed in before carries a cookie that says so (OWASP, "device cookie"). It opens
 * nothing. Failed logins from there are counted apart from those of strangers, so that a stranger who types wrong
 * passwords on purpose cannot keep a person out of his own account.
 */
export interface BrowserCookies {
  /** Id of this browser if the account was signed in to from it, else null. */
  idFor(cookieHeader: string | undefined, account: string): string | null;
  /** The `Set-Cookie` after a login; a browser that is known already keeps its id. */
  remember(account: string, id: string | null): string;
}

const days = 180;
const path = '/api/auth/sign-in';

/** `account` is `accountKeyOf` the address. On https the name's prefix makes browsers hold it to https. */
export function createBrowserCookies(config: { publicUrl: string; authSecret: string }): BrowserCookies {
  const secure = config.publicUrl.startsWith('https:');
  const name = secure ? '__Secure-loket_browser' : 'loket_browser';
  const key = deriveKey(config.authSecret, 'known-browser');
  const sealOf = (account: string, id: string) => hmac(key, `${account}.${id}`);
  return {
    idFor(cookieHeader, account) {
      const [of, id, seal, ...rest] = readCookie(cookieHeader, name)?.split('.') ?? [];
      if (of !== account || !id || !seal || rest.length > 0) return null;
      return safeEqual(seal, sealOf(account, id)) ? id : null;
    },
    remember(account, known) {
      const id = known ?? randomToken(12);
      const value = [account, id, sealOf(account, id)].join('.');
      const attributes = `Max-Age=${days * 86_400}; Path=${path}; HttpOnly; SameSite=Lax`;
      return `${name}=${value}; ${attributes}${secure ? '; Secure' : ''}`;
    },
  };
}
