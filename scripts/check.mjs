/**
 * `npm run check`: format, types, lint, imports, unused code, documents, lock file. Runs all of them even when one
 * fails, and says at the end which did. `npm run check -- lint types` runs some.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateClient } from './generate.mjs';
import { lockFaults } from './lib/check-lock.mjs';
import { ensureInstalled, root } from './lib/install.mjs';
import { runTool } from './lib/run-tool.mjs';

ensureInstalled();
generateClient();

const typescript = (file, ...args) => runTool('tsx/dist/cli.mjs', [join(root, file), ...args]);

const checks = {
  format: () => runTool('@biomejs/biome/bin/biome', ['check', '--error-on-warnings', '.']),
  types: () => runTool('typescript/bin/tsc', ['--noEmit', '-p', '.']),
  lint: () =>
    runTool('eslint/bin/eslint.js', [
      '--cache',
      '--cache-location',
      'node_modules/.cache/eslint/',
      '--max-warnings=0',
      '.',
    ]),
  imports: () => typescript('scripts/check-imports.ts'),
  unused: () => runTool('knip/bin/knip.js', ['--no-progress', '--cache', '--no-config-hints']),
  docs: () => (existsSync(join(root, 'scripts/docs.ts')) ? typescript('scripts/docs.ts', '--check') : 0),
  lock: () => {
    const faults = lockFaults();
    for (const fault of faults) console.error(`  ${fault}`);
    return faults.length === 0 ? 0 : 1;
  },
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in checks));
if (unknown.length > 0) {
  console.error(
    `There is no check called ${unknown.join(', ')}. There are: ${Object.keys(checks).join(', ')}.`,
  );
  process.exit(1);
}

const results = [];
for (const [name, run] of Object.entries(checks)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const began = Date.now();
  console.log(`── ${name} ${'─'.repeat(60 - name.length)}`);
  const passed = (await run()) === 0;
  results.push({ name, passed, seconds: (Date.now() - began) / 1000 });
}

console.log(`── summary ${'─'.repeat(53)}`);
for (const { name, passed, seconds } of results) {
  console.log(`  ${passed ? 'passed' : 'FAILED'}  ${name} (${seconds.toFixed(1)} s)`);
}
const failed = results.filter(({ passed }) => !passed).length;
if (process.env.LOKET_RESULTS) {
  const counts = { numPassedTests: results.length - failed, numFailedTests: failed };
  writeFileSync(process.env.LOKET_RESULTS, JSON.stringify(counts));
}
process.exitCode = failed === 0 ? 0 : 1;
