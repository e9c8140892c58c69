import { useLogout, useNotify } from 'react-admin';
import { useT } from '../i18n/texts.ts';

/** Logs out; says so when the server did not hear it, since the session would stay open behind a login page. */
export function useLeave(): () => void {
  const t = useT();
  const logout = useLogout();
  const notify = useNotify();
  return () => {
    logout().catch(() => notify(t.console.profile.logoutFailed, { type: 'error', multiLine: true }));
  };
}
