import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/**
 * Two pages: `index.html` is the console (react-admin), `publik.html` the light public pages. The API serves both and
 * replaces every `__CSP_NONCE__` by the response's own nonce. During development `npx vite admin-ui` asks the API
 * on port 3000.
 */
export default defineConfig({
  root: here('.'),
  base: '/',
  plugins: [react()],
  html: { cspNonce: '__CSP_NONCE__' },
  build: {
    outDir: here('./dist'),
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: { input: { index: here('./index.html'), publik: here('./publik.html') } },
  },
  server: { port: 5173, proxy: { '/api': 'http://localhost:3000' } },
});
