import { parseArgs } from 'node:util';
import { type Flags, flagNames, readFlags } from './support/flags.ts';
import { type Report, type ReportKey, render, reportKeys, writeReports } from './support/report.ts';

/**
 * `npm run bench [-- [--write] [lifecycle] [lists] [requests] [requestLists] [access] [accessMemory] [accessLog]
 * [pages] [publicPages] [start]]`: prints figures against their targets; all of them unless some are named. `--write` puts them
 * into docs/BENCH.md. A missed target is printed and is no failure. `requests` takes `--count=16 --at-once=8 --rounds=5`.
 */
const benches: Readonly<Record<ReportKey, () => Promise<(flags: Flags) => Promise<Report>>>> = {
  lifecycle: async () => (await import('./order-lifecycle.ts')).measureLifecycle,
  lists: async () => (await import('./lists.ts')).measureLists,
  requests: async () => (await import('./requests.ts')).measureRequests,
  requestLists: async () => (await import('./request-lists.ts')).measureRequestLists,
  access: async () => (await import('./access.ts')).measureAccess,
  accessMemory: async () => (await import('./access-memory.ts')).measureAccessMemory,
  accessLog: async () => (await import('./access-log.ts')).measureAccessLog,
  pages: async () => (await import('./pages.ts')).measurePages,
  publicPages: async () => (await import('./public-pages.ts')).measurePublicPages,
  start: async () => (await import('./start.ts')).measureStart,
};

const names: readonly ReportKey[] = reportKeys;

function readCommand() {
  const numbers = Object.fromEntries(flagNames.map((name) => [name, { type: 'string' as const }]));
  const options = { write: { type: 'boolean' as const }, ...numbers };
  try {
    const { values, positionals } = parseArgs({ options, allowPositionals: true });
    const unknown = positionals.filter((word) => !(names as readonly string[]).includes(word));
    if (unknown.length > 0) throw new Error(`Unknown: ${unknown.join(' ')}`);
    return { write: values.write === true, flags: readFlags(values), positionals };
  } catch (error) {
    const flags = flagNames.map((name) => `--${name}=…`).join(', ');
    console.error(
      `${(error as Error).message}. Say --write, ${flags}, ${names.join(', ')}, or nothing for all.`,
    );
    return process.exit(64);
  }
}

const { write, flags, positionals } = readCommand();
const chosen = names.filter((name) => positionals.includes(name));

const reports: Report[] = [];
for (const name of chosen.length > 0 ? chosen : names) {
  console.log(`\n── ${name} ${'─'.repeat(70 - name.length)}`);
  const measure = await benches[name]();
  const report = await measure(flags);
  reports.push(report);
  console.log(`\n${render(report)}`);
}
if (write) {
  writeReports(reports);
  console.log('\nWrote docs/BENCH.md.');
}
process.exit();
