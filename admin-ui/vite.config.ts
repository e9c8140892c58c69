import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/**
 * The console (react-admin), `index.html`; the public pages have configurations of their own. The API serves it and
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
    rolldownOptions: { input: { index: here('./index.html') } },
  },
  server: { port: 5173, proxy: { '/api': 'http://localhost:3000' } },
});
