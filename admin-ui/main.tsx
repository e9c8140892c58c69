import { CacheProvider } from '@emotion/react';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { rememberedLanguage, switchLanguage } from './i18n/texts.ts';
import { styleCache } from './shell/nonce.ts';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

await switchLanguage(rememberedLanguage());
createRoot(root).render(
  <CacheProvider value={styleCache}>
    <App />
  </CacheProvider>,
);
