import { type Report, render, writeReports } from './support/report.ts';

/**
 * `npm run bench [-- [--write] [lifecycle] [lists] [requestLists] [pages] [publicPages] [start]]`: prints figures against their
 * targets; all of them unless some are named. `--write` puts them into docs/BENCH.md. A missed target is printed and is no failure.
 */
const benches: Readonly<Record<Report['key'], () => Promise<() => Promise<Report>>>> = {
  lifecycle: async () => (await import('./order-lifecycle.ts')).measureLifecycle,
  lists: async () => (await import('./lists.ts')).measureLists,
  requestLists: async () => (await import('./request-lists.ts')).measureRequestLists,
  pages: async () => (await import('./pages.ts')).measurePages,
  publicPages: async () => (await import('./public-pages.ts')).measurePublicPages,
  start: async () => (await import('./start.ts')).measureStart,
};

const names = Object.keys(benches) as Report['key'][];
const words = process.argv.slice(2);
const unknown = words.filter((word) => word !== '--write' && !(names as string[]).includes(word));
if (unknown.length > 0) {
  console.error(`Unknown: ${unknown.join(' ')}. Say --write, ${names.join(', ')}, or nothing for all.`);
  process.exit(64);
}
const chosen = names.filter((name) => words.includes(name));

const reports: Report[] = [];
for (const name of chosen.length > 0 ? chosen : names) {
  console.log(`\n── ${name} ${'─'.repeat(70 - name.length)}`);
  const measure = await benches[name]();
  const report = await measure();
  reports.push(report);
  console.log(`\n${render(report)}`);
}
if (words.includes('--write')) {
  writeReports(reports);
  console.log('\nWrote docs/BENCH.md.');
}
process.exit();
