import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { resourcePermissions } from './access.ts';

it('opens every list of the console for somebody: a resource without a row is closed for all', () => {
  const app = readFileSync(new URL('../App.tsx', import.meta.url), 'utf8');
  const resources = [...app.matchAll(/<Resource name="([^"]+)" \{\.\.\./g)].map(([, name]) => name ?? '');
  expect(resources.length).toBeGreaterThan(20);
  expect(resources.filter((name) => !resourcePermissions[name]?.['list'])).toEqual([]);
});
