/** `npm run e2e [-- vitest options]`: the browser's tests against the whole product, on a fresh clone too. */
import { existsSync } from 'node:fs';
import { generateClient } from './generate.mjs';
import { findChromium } from './lib/chromium.mjs';
import { ensureInstalled, root } from './lib/install.mjs';
import { runVitest } from './lib/run-tool.mjs';

ensureInstalled();
generateClient();
process.env.CHROMIUM_PATH = findChromium();
if (!existsSync(`${root}/tests/e2e/vitest.config.ts`))
  throw new Error('tests/e2e/vitest.config.ts is missing');
process.exitCode = await runVitest(['--config', 'tests/e2e/vitest.config.ts', ...process.argv.slice(2)]);
