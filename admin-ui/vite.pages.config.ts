import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { oldestBrowsers } from './oldest-browser.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/**
 * The light public pages (`publik.html`): documents to be checked, invitations, passwords. For the oldest browser, since
 * a citizen's receipt leads here too. Built after the console, beside it.
 */
export default defineConfig({
  root: here('.'),
  base: '/',
  publicDir: false,
  html: { cspNonce: '__CSP_NONCE__' },
  build: {
    outDir: here('./dist'),
    emptyOutDir: false,
    target: oldestBrowsers,
    assetsInlineLimit: 0,
    modulePreload: false,
    reportCompressedSize: false,
    rolldownOptions: { input: { publik: here('./publik.html') } },
  },
});
