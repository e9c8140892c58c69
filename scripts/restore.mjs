/** `npm run restore -- --from <folder> [--replace]`: puts a backup of `npm run backup` in place. */
import { generateClient } from './generate.mjs';
import { ensureInstalled, runTypeScript } from './lib/install.mjs';

ensureInstalled();
generateClient();
await runTypeScript('../restore.ts');
