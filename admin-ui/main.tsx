import { CacheProvider } from '@emotion/react';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { rememberedLanguage, switchLanguage } from './i18n/texts.ts';
import { styleCache } from './shell/nonce.ts';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

/**
 * After an update the hashed files of the old version are gone: loading the page again brings the new one. Once a
 * minute at most, so that a file that is truly missing does not reload for ever; then `ErrorPage` says it.
 */
window.addEventListener('vite:preloadError', (event) => {
  const key = 'loket.reloadedAt';
  const last = Number(sessionStorage.getItem(key) ?? 0);
  if (Date.now() - last < 60_000) return;
  sessionStorage.setItem(key, String(Date.now()));
  event.preventDefault();
  window.location.reload();
});

await switchLanguage(rememberedLanguage());
createRoot(root).render(
  <CacheProvider value={styleCache}>
    <App />
  </CacheProvider>,
);
