import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import browserslist from 'browserslist';
import { build } from 'vite';
import { expect, it } from 'vitest';
import { pagesTexts } from '#contract/i18n/id/pages';
import { newerThan } from '../../tests/support/browser-floor.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const oldest = Math.min(
  ...browserslist(undefined, { path: root }).map((browser) => Number(browser.replace('chrome ', ''))),
);

it('uses nothing that the oldest browser does not know', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'loket-pages-'));
  try {
    const configFile = join(root, 'admin-ui/vite.pages.config.ts');
    await build({ configFile, logLevel: 'error', build: { outDir: folder } });
    const scripts = readdirSync(join(folder, 'assets')).filter((name) => name.endsWith('.js'));
    expect(scripts.length).toBeGreaterThan(0);
    // `errors` is a field of our own problem documents.
    const ownNames = [...namesIn(pagesTexts), 'errors'];
    for (const name of scripts) {
      expect(newerThan(readFileSync(join(folder, 'assets', name), 'utf8'), oldest, ownNames)).toEqual([]);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

/** Keys of our own texts: a text called `at` is no `Array.prototype.at`. */
function namesIn(tree: object): string[] {
  return Object.entries(tree).flatMap(([name, value]) => [
    name,
    ...(typeof value === 'object' && value !== null ? namesIn(value as object) : []),
  ]);
}
