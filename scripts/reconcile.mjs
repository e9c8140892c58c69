/** `npm run reconcile [-- --mend]`: what Temporal and SIMPONI know otherwise than the database; see docs/OPERATIONS.md. */
import { generateClient } from './generate.mjs';
import { ensureInstalled, runTypeScript } from './lib/install.mjs';

ensureInstalled();
generateClient();
await runTypeScript('../reconcile.ts');
