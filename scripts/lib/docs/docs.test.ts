import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { glossaryGaps, glossaryTerms, indonesianIdentifiers, officialCodes } from './glossary.ts';
import { brokenLinks } from './links.ts';
import { markdownTable, replaceBetween } from './markdown.ts';
import { lifecyclePage, permissionsPage, settingsTable } from './pages.ts';

describe('a generated page', () => {
  it('shows one line of the table for each edge of the lifecycle', () => {
    expect(lifecyclePage()).toContain('MENUNGGU_PEMBAYARAN --> DIBAYAR: confirmPayment (SIMPONI)');
  });

  it('marks who may and leaves out who may not', () => {
    const [row = ''] = permissionsPage()
      .split('\n')
      .filter((line) => line.startsWith('| `audit.read`'));
    expect(row.match(/●/g)).toHaveLength(1);
  });

  it('never prints the default of a secret, and says where a value must be decided', () => {
    expect(settingsTable()).toContain('| `AUTH_SECRET` |  |');
    expect(settingsTable()).toMatch(/`PUBLIC_URL`.*must be set in production/);
  });
});

describe('markdown', () => {
  it('keeps a cell in its cell', () => {
    expect(markdownTable(['a'], [['x|y\nz']])).toBe('| a |\n|---|\n| x\\|y z |');
  });

  it('replaces only what stands between the markers', () => {
    const before = 'one\n<!-- t:start -->\nold\n<!-- t:end -->\ntwo';
    expect(replaceBetween(before, 't', 'new')).toBe('one\n<!-- t:start -->\nnew\n<!-- t:end -->\ntwo');
  });

  it('fails when the markers are gone, instead of writing nothing in silence', () => {
    expect(() => replaceBetween('one', 't', 'new')).toThrow(/markers/);
  });
});

describe('the glossary', () => {
  const row = (term: string) => `| \`${term}\` | words |`;
  const complete = [...officialCodes(), ...indonesianIdentifiers].map(row).join('\n');

  it('needs a row for every status, role and Indonesian identifier', () => {
    expect(glossaryGaps(complete)).toEqual({ missing: [], unknown: [] });
    expect(glossaryGaps(complete.replace(row('KEDALUWARSA'), '')).missing).toEqual(['KEDALUWARSA']);
  });

  it('has no row for a word that the code does not know', () => {
    expect(glossaryGaps(`${complete}\n${row('LUNAS')}`).unknown).toEqual(['LUNAS']);
  });

  it('reads terms from the first column only', () => {
    expect(glossaryTerms('| `A`, `B` | see `C` |\ntext `D`')).toEqual(['A', 'B']);
  });
});

it('finds links and named files that do not exist, and only those', () => {
  const folder = mkdtempSync(join(tmpdir(), 'loket-docs-'));
  const page = join(folder, 'page.md');
  writeFileSync(page, '[a](page.md) [b](gone.md#x) [c](https://example.org/no) `api/gone.ts` `api/*.ts`');
  expect(brokenLinks(folder)).toEqual([
    'page.md names gone.md, which does not exist.',
    'page.md names api/gone.ts, which does not exist.',
  ]);
  rmSync(folder, { recursive: true });
});
