import { Alert } from '@mui/material';
import { useSyncExternalStore } from 'react';
import { useT } from '../i18n/texts.ts';

const subscribe = (listener: () => void): (() => void) => {
  window.addEventListener('online', listener);
  window.addEventListener('offline', listener);
  return () => {
    window.removeEventListener('online', listener);
    window.removeEventListener('offline', listener);
  };
};

/** Says that the network is gone, for as long as it is. */
export const OfflineBanner = () => {
  const t = useT();
  const online = useSyncExternalStore(subscribe, () => navigator.onLine);
  if (online) return null;
  return (
    <Alert severity="warning" role="status" sx={{ mb: 2 }}>
      {t.console.offline.banner}
    </Alert>
  );
};
