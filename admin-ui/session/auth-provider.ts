import type { AuthProvider } from 'react-admin';
import { HttpError } from 'react-admin';
import { request } from '../data/http.ts';
import { currentTexts } from '../i18n/texts.ts';
import { forgetDraft } from '../intake/draft.ts';
import { permissionFor } from './access.ts';
import { isAtWork, isSessionEnded, sessionClosed } from './ended.ts';
import { forgetMe, getMe, mayDo } from './me.ts';

const statusOf = (error: unknown): number => (error instanceof HttpError ? error.status : -1);

/** Sessions live on the server; the browser only holds the HttpOnly cookie. */
export const authProvider: AuthProvider = {
  /** The session is open already: the login page gives password and code itself (`useSignIn`). */
  async login() {
    forgetMe();
    await getMe();
  },

  async logout() {
    try {
      await request('/api/auth/sign-out', { method: 'POST', body: '{}' });
    } catch (error) {
      // 401: the session had ended already. Anything else must be known to who was signed in: his may still be alive.
      if (statusOf(error) !== 401 && isAtWork()) throw error;
    }
    forgetMe();
    forgetDraft();
    sessionClosed();
  },

  async checkAuth() {
    await getMe();
  },

  async checkError(error) {
    // Somebody who was at work signs in over the page (`SessionEndedDialog`) and keeps what he had filled in.
    if (statusOf(error) !== 401 || isSessionEnded()) return;
    forgetMe();
    throw new Error(currentTexts().errors.UNAUTHENTICATED);
  },

  async getIdentity() {
    const me = await getMe();
    return { id: me.id, fullName: me.name };
  },

  getPermissions: async () => (await getMe()).permissions,

  async canAccess({ resource, action }) {
    const permission = permissionFor(resource, action);
    return permission !== null && mayDo(await getMe(), permission);
  },
};
