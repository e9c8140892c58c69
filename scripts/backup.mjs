/** `npm run backup [-- --to <folder>]`: database, Temporal and files of `npm start`, running or stopped. */
import { generateClient } from './generate.mjs';
import { ensureInstalled, runTypeScript } from './lib/install.mjs';

ensureInstalled();
generateClient();
await runTypeScript('../backup.ts');
