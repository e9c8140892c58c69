/** `npm run crash [-- --orders=100 --requests=100 --kills=20 --seed=…]`: kills everything while work is under way. */
import { generateClient } from './generate.mjs';
import { ensureInstalled, runTypeScript } from './lib/install.mjs';

ensureInstalled();
generateClient();
await runTypeScript('../../tests/crash/main.ts');
