import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout's root. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** One figure held against what was aimed at; `met` is null where nothing was. */
export interface Outcome {
  readonly what: string;
  readonly figure: string;
  readonly target: string;
  readonly met: boolean | null;
}

/** The benchmarks, in the order of docs/BENCH.md. */
export const reportKeys = [
  'lifecycle',
  'lists',
  'requests',
  'requestLists',
  'access',
  'accessMemory',
  'accessLog',
  'pages',
  'publicPages',
  'start',
] as const;
export type ReportKey = (typeof reportKeys)[number];

/** What one benchmark has to say: outcomes first, then whatever explains them, as Markdown. */
export interface Report {
  /** Names the section of docs/BENCH.md. */
  readonly key: ReportKey;
  readonly title: string;
  readonly outcomes: readonly Outcome[];
  readonly details: string;
}

/** Rows under a head as a Markdown table. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

/** A report as Markdown. */
export const render = (report: Report): string =>
  [
    `## ${report.title}`,
    table(
      ['what', 'measured', 'target', ''],
      report.outcomes.map(({ what, figure, target, met }) => [
        what,
        figure,
        target,
        met === null ? '' : met ? 'met' : '**missed**',
      ]),
    ),
    report.details,
  ].join('\n\n');

/** The machine as far as it explains figures, and how busy it was in the last minutes; nothing that names it. */
export const machine = (): string =>
  `${cpus().length} cores (load average ${loadavg()[1]?.toFixed(1)}), ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform}, Node ${process.versions.node}`;

const file = join(root, 'docs', 'BENCH.md');
const marks = (key: string): [string, string] => [`<!-- bench:${key} -->`, `<!-- /bench:${key} -->`];

/** Puts the reports into docs/BENCH.md; sections that were not measured now stay as they are. */
export function writeReports(reports: readonly Report[]): void {
  const before = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const sections = reportKeys.map((key) => {
    const [open, close] = marks(key);
    const report = reports.find((each) => each.key === key);
    if (report) return `${open}\n${render(report)}\n\nMeasured on ${machine()}.\n${close}`;
    const from = before.indexOf(open);
    const to = before.indexOf(close);
    return from >= 0 && to > from ? before.slice(from, to + close.length) : '';
  });
  const head = `# Benchmarks

Written by \`npm run bench -- --write\`; not by hand. Both sides of a ratio run in turns in one go, and a ratio is the
median of several rounds: it holds on another machine, absolute figures do not. Targets: the design's quality table.`;
  writeFileSync(file, `${[head, ...sections.filter(Boolean)].join('\n\n')}\n`);
}
