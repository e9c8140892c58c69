import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { routeEntries } from '#contract/routes';
import { routeName } from '#contract/shared/http';
import { root } from './compose-file.ts';

/**
 * The proxy's limits on bodies against what the routes take: a limit that forgets a route refuses in production what
 * every test of the API lets through.
 */
const caddyfile = readFileSync(join(root, 'deploy', 'Caddyfile'), 'utf8');
/** What the form around its files may take. */
const formBytes = 128 * 1024;

const units: Readonly<Record<string, number>> = {
  KB: 1_000,
  MB: 1_000_000,
  KiB: 1024,
  MiB: 1024 ** 2,
};

/** `@name path …`, `@name path_regexp …` or `@name not path_regexp …`, as Caddy reads them. */
function matcherOf(name: string): (path: string) => boolean {
  const [, not, kind, rest = ''] =
    new RegExp(`^\\t@${name} (not )?(path|path_regexp) (.+)$`, 'm').exec(caddyfile) ?? [];
  if (kind === undefined) throw new Error(`@${name} is no matcher of paths`);
  const matches =
    kind === 'path'
      ? (path: string) =>
          rest
            .split(' ')
            .some((each) => (each.endsWith('*') ? path.startsWith(each.slice(0, -1)) : path === each))
      : (path: string) => new RegExp(rest).test(path);
  return (path) => matches(path) !== (not !== undefined);
}

const limits = [...caddyfile.matchAll(/request_body @(\w+) \{\s+max_size (\d+)(\w+)\s+\}/g)].map(
  ([, name = '', size, unit = '']) => ({
    name,
    matches: matcherOf(name),
    bytes: Number(size) * (units[unit] ?? Number.NaN),
  }),
);
const limitsOf = (path: string) => limits.filter(({ matches }) => matches(path));

describe('the proxy', () => {
  it('has a limit for every body, and one alone', () => {
    const paths = [
      ...routeEntries.map(([, { path }]) => path),
      '/webhooks/simponi',
      '/dukcapil/get_json/a/CALL_NIK',
    ];
    for (const path of paths) expect(limitsOf(path), path).toHaveLength(1);
    expect(limits.every(({ bytes }) => bytes > 0)).toBe(true);
  });

  it.each(
    routeEntries.filter(([, { files }]) => files).map(([, route]) => [routeName(route), route] as const),
  )('lets through all that %s takes', (_, { path, files = {} }) => {
    const [limit] = limitsOf(path.replaceAll(/:\w+/g, '0'));
    const wanted = Object.values(files).reduce((sum, { maxBytes }) => sum + maxBytes, formBytes);
    expect(limit?.bytes, limit?.name).toBeGreaterThanOrEqual(wanted);
    // Far above, it would stop nothing.
    expect(limit?.bytes, limit?.name).toBeLessThanOrEqual(wanted + 12 * 1024 ** 2);
  });
});
