import { CacheProvider } from '@emotion/react';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { rememberedLanguage, switchLanguage } from './i18n/texts.ts';
import { startApp } from './shell/app.ts';
import { styleCache } from './shell/nonce.ts';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

/**
 * After an update the hashed files of the old version are gone: loading the page again brings the new one. Only when
 * the server answers (without a network the page that stands here is all that a person has), and once a minute at
 * most, so that a file that is truly missing does not reload for ever; `ErrorPage` says it meanwhile.
 */
window.addEventListener('vite:preloadError', () => {
  const key = 'loket.reloadedAt';
  const last = Number(sessionStorage.getItem(key) ?? 0);
  if (Date.now() - last < 60_000) return;
  fetch('/', { method: 'HEAD', cache: 'no-store' })
    .then((answer) => {
      if (!answer.ok) return;
      sessionStorage.setItem(key, String(Date.now()));
      window.location.reload();
    })
    .catch(() => {});
});

startApp();
await switchLanguage(rememberedLanguage());
createRoot(root).render(
  <CacheProvider value={styleCache}>
    <App />
  </CacheProvider>,
);
