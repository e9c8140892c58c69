import { amount, median, quantile, times } from './figures.ts';
import { type Report, table } from './report.ts';

/** A running API over one of the two databases. */
export interface Side {
  readonly rows: number;
  readonly url: string;
  /** By e-mail. */
  readonly cookies: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/** One way of asking for a list. */
export interface Question<S extends Side> {
  readonly name: string;
  /** E-mail of who asks. */
  readonly who: string;
  readonly sort: readonly [string, string];
  readonly filter: (side: S) => object;
  /** The page behind nine tenths of what may be paged through by number, instead of the first. */
  readonly deep: boolean;
}

export interface Result {
  readonly name: string;
  readonly ratio: number;
  readonly smallMs: number;
  readonly largeMs: number;
}

interface Effort {
  readonly rounds: number;
  readonly calls: number;
}

export const target = 1.5;
const pageRows = 25;
const quick: Effort = { rounds: 1, calls: 10 };
const careful: Effort = { rounds: 5, calls: 60 };

/**
 * Asks both sides in turns. Shown is the ratio of p95, p95(many) / p95(few); one that looks too large in a first quick
 * round is measured again with more calls, and the median of those rounds counts.
 */
export async function measureQuestions<S extends Side>(
  path: string,
  questions: Iterable<Question<S>>,
  [small, large]: readonly [S, S],
): Promise<Result[]> {
  const results: Result[] = [];
  for (const question of questions) {
    const first = await compare(path, question, small, large, quick);
    const result = first.ratio > target * 0.9 ? await compare(path, question, small, large, careful) : first;
    results.push(result);
    if (result.ratio > target) console.log(`${times(result.ratio).padStart(8)}  ${question.name}`);
  }
  return results;
}

/** The worst and the middle against the target, and the ones that grow most. */
export function listReport(
  { key, title, few }: { readonly key: Report['key']; readonly title: string; readonly few: string },
  results: readonly Result[],
): Report {
  const worst = [...results].sort((a, b) => b.ratio - a.ratio);
  const over = worst.filter(({ ratio }) => ratio > target);
  const whole = median(results.map(({ ratio }) => ratio));
  const rows = worst
    .slice(0, Math.max(10, Math.min(over.length, 60)))
    .map(({ name, ratio, smallMs, largeMs }) => [name, times(ratio), amount(smallMs), amount(largeMs)]);
  return {
    key,
    title,
    outcomes: [
      {
        what: `worst of ${results.length} questions (sort × filter × page × who), ratio of p95`,
        figure: times(worst[0]?.ratio ?? 0),
        target: '≤ 1.50x',
        met: over.length === 0,
      },
      { what: 'questions above 1.50x', figure: String(over.length), target: '0', met: over.length === 0 },
      { what: 'median question', figure: times(whole), target: '≤ 1.50x', met: whole <= target },
    ],
    details: `The ones that grow most; p95 in milliseconds for information.\n\n${table(['question', 'ratio', `ms over ${few}`, 'ms over many'], rows)}`,
  };
}

function addressOf<S extends Side>(
  path: string,
  question: Question<S>,
  side: S,
  range: readonly [number, number],
  after?: string,
): string {
  const query = new URLSearchParams({
    sort: JSON.stringify(question.sort),
    range: JSON.stringify(range),
    filter: JSON.stringify(question.filter(side)),
    ...(after === undefined ? {} : { after }),
  });
  return `${path}?${query}`;
}

async function ask<S extends Side>(side: S, question: Question<S>, address: string) {
  const answer = await fetch(side.url + address, { headers: { cookie: side.cookies[question.who] ?? '' } });
  if (answer.status !== 200) throw new Error(`${question.name}: ${answer.status} ${await answer.text()}`);
  return answer;
}

type PageOf = (rows: number) => string;

/** Addresses of the page that is measured, by how many rows it is to have at most. */
async function findPage<S extends Side>(path: string, side: S, question: Question<S>): Promise<PageOf> {
  const behind = question.deep ? await findDeep(path, side, question) : undefined;
  return (rows) => addressOf(path, question, side, [0, rows - 1], behind);
}

/** The row behind which the deep page begins; none where there are too few for one. */
async function findDeep<S extends Side>(path: string, side: S, question: Question<S>) {
  const answer = await ask(side, question, addressOf(path, question, side, [0, pageRows - 1]));
  const total = Number(answer.headers.get('content-range')?.split('/')[1] ?? 0);
  const from = Math.floor(total * 0.9) - pageRows;
  if (from <= pageRows) return undefined;
  const before = await ask(side, question, addressOf(path, question, side, [from, from + pageRows - 1]));
  return before.headers.get('x-next-after') ?? undefined;
}

/** Pages of as many rows on both sides: a page of two rows would be compared with a full one otherwise. */
async function findAddresses<S extends Side>(path: string, question: Question<S>, sides: readonly [S, S]) {
  const pages = await Promise.all(sides.map((side) => findPage(path, side, question)));
  const counts = await Promise.all(
    sides.map(async (side, at) => {
      const answer = await ask(side, question, pages[at]?.(pageRows) ?? '');
      return ((await answer.json()) as unknown[]).length;
    }),
  );
  const rows = Math.max(1, Math.min(...counts));
  return new Map(sides.map((side, at) => [side, pages[at]?.(rows) ?? '']));
}

async function compare<S extends Side>(
  path: string,
  question: Question<S>,
  small: S,
  large: S,
  effort: Effort,
): Promise<Result> {
  const addresses = await findAddresses(path, question, [small, large]);
  const p95 = new Map<S, number[]>([
    [small, []],
    [large, []],
  ]);
  for (let round = 0; round < effort.rounds; round++) {
    const taken = new Map<S, number[]>([
      [small, []],
      [large, []],
    ]);
    for (let call = 0; call < effort.calls; call++) {
      for (const side of call % 2 === 0 ? [small, large] : [large, small]) {
        const began = performance.now();
        await (await ask(side, question, addresses.get(side) ?? '')).text();
        taken.get(side)?.push(performance.now() - began);
      }
    }
    for (const side of [small, large]) p95.get(side)?.push(quantile(taken.get(side) ?? [], 0.95));
  }
  const [smalls, larges] = [p95.get(small) ?? [], p95.get(large) ?? []];
  const ratio = median(larges.map((ms, round) => ms / (smalls[round] ?? ms)));
  return { name: question.name, ratio, smallMs: median(smalls), largeMs: median(larges) };
}
