import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const skipped = new Set(['node_modules', 'dist', 'generated', '.git', '.data', 'test-results']);

/** Markdown files of the checkout that people wrote. */
export function writtenPages(root: string): string[] {
  return readdirSync(root, { withFileTypes: true }).flatMap((entry) => {
    const path = join(root, entry.name);
    if (entry.isDirectory()) return skipped.has(entry.name) ? [] : writtenPages(path);
    return entry.name.endsWith('.md') ? [path] : [];
  });
}

const links = /\]\(([^)#\s]+)[^)]*\)/g;
/** A path of the checkout in backticks: `contract/orders/lifecycle.ts`. */
const paths = /`([a-z][\w-]*\/[\w./-]+\.(?:ts|tsx|mjs|md|prisma))`/g;

/** Links and named files that do not exist, each as a sentence. */
export function brokenLinks(root: string, pages: readonly string[] = writtenPages(root)): string[] {
  return pages.flatMap((page) => {
    const text = readFileSync(page, 'utf8');
    const linked = [...text.matchAll(links)]
      .map(([, target]) => target ?? '')
      .filter((target) => !/^[a-z]+:/.test(target) && !existsSync(join(dirname(page), target)));
    const named = [...text.matchAll(paths)]
      .map(([, target]) => target ?? '')
      .filter((target) => ![root, dirname(page)].some((base) => existsSync(join(base, target))));
    return [...new Set([...linked, ...named])].map(
      (target) => `${relative(root, page)} names ${target}, which does not exist.`,
    );
  });
}
