import { readFileSync } from 'node:fs';

const { browserslist } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  browserslist: readonly string[];
};

/** What people without an account may come with, in Vite's spelling: `browserslist` of package.json. */
export const oldestBrowsers = browserslist.map((browser) => browser.replace(/\s+/g, ''));
