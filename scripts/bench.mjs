/** `npm run bench [-- names] [--write]`: figures against their targets; see bench/README.md. */
import { generateClient } from './generate.mjs';
import { ensureInstalled, runTypeScript } from './lib/install.mjs';

ensureInstalled();
generateClient();
await runTypeScript('../../bench/main.ts');
