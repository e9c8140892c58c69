/** `npm start`: everything, on a fresh clone too. Installs what is missing, then start.ts takes over. */
import { ensureInstalled, runTypeScript } from './lib/install.mjs';

ensureInstalled();
await runTypeScript('../start.ts');
