import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import browserslist from 'browserslist';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { citizen } from '#contract/i18n/id/citizen';
import { newerThan } from '../../tests/support/browser-floor.ts';

/** The oldest browser is a setting: `browserslist` in package.json. */
const root = fileURLToPath(new URL('../..', import.meta.url));
const oldest = Math.min(
  ...browserslist(undefined, { path: root }).map((browser) => Number(browser.replace('chrome ', ''))),
);

let folder: string;
let code: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'loket-citizen-'));
  const configFile = join(root, 'admin-ui/vite.citizen.config.ts');
  await build({ configFile, logLevel: 'error', build: { outDir: folder } });
  const [name = ''] = readdirSync(join(folder, 'assets'));
  code = readFileSync(join(folder, 'assets', name), 'utf8');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the script of the citizen’s pages', () => {
  it('uses nothing that the oldest browser does not know', () => {
    expect(oldest).toBe(70);
    expect(newerThan(code, oldest, Object.keys(citizen.client))).toEqual([]);
  });

  it('weighs less than 100 KB gzip', () => {
    expect(gzipSync(code).length).toBeLessThan(100 * 1024);
  });
});

describe('the check of the oldest browser', () => {
  it.each([
    ['a?.b', '?.'],
    ['a ?? b', '??'],
    ['a ||= b', '??= ||= &&='],
    ['class A { b = 1 }', 'class field'],
    ['class A { #b() {} }', '#private'],
    ['x.replaceChildren()', 'replaceChildren'],
    ['x["replaceAll"]("a", "b")', 'replaceAll'],
    ['structuredClone(x)', 'structuredClone'],
    ['globalThis.x', 'globalThis'],
    ['Object.fromEntries(x)', 'fromEntries'],
    ['queueMicrotask(x)', 'queueMicrotask'],
  ])('finds what is too new in %s', (newer, what) => {
    expect(newerThan(newer, 70)).toContain(what);
  });

  it('lets through what the oldest browser knows', () => {
    const old =
      'async (a, ...b) => { try { await fetch(a) } catch { a.append({ ...b }.flat(), b.closest("c")) } }';
    expect(newerThan(old, 70)).toEqual([]);
  });
});
