/** `node scripts/with-install.mjs <file.ts> [arguments]`: runs a TypeScript command on a fresh clone too. */
import { pathToFileURL } from 'node:url';
import { generateClient } from './generate.mjs';
import { ensureInstalled, runTypeScript, stop } from './lib/install.mjs';

const [file, ...rest] = process.argv.slice(2);
if (!file) stop('Which file? node scripts/with-install.mjs scripts/docs.ts');
ensureInstalled();
generateClient();
process.argv = [process.argv[0], file, ...rest];
await runTypeScript(pathToFileURL(file).href);
