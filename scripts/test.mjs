/** `npm test [-- files or vitest options]`: everything but the browser, on a fresh clone too. */
import { generateClient } from './generate.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { runVitest } from './lib/run-tool.mjs';

ensureInstalled();
generateClient();
process.exitCode = await runVitest(process.argv.slice(2));
