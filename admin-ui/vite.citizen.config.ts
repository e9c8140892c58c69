import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { oldestBrowsers } from './oldest-browser.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/**
 * The script of the citizen's pages, as one classic script for the oldest browser that `browserslist` in package.json
 * names. The API finds it by its name in `dist/assets`. Built after the other pages, beside them.
 */
export default defineConfig({
  root: here('.'),
  base: '/',
  publicDir: false,
  build: {
    outDir: here('./dist'),
    emptyOutDir: false,
    target: oldestBrowsers,
    modulePreload: false,
    reportCompressedSize: false,
    rolldownOptions: {
      input: { sinkronisasi: here('./citizen/main.ts') },
      output: { format: 'iife', entryFileNames: 'assets/[name]-[hash].js' },
    },
  },
});
