import { orderStatuses } from '#contract/orders/lifecycle';
import { hashPassword } from '#platform/password';
import { createDatabase } from '#prisma/client';
import { testEnvironment } from '../tests/support/config.ts';
import { startProcess } from '../tests/support/process.ts';
import { amount, median, quantile, times } from './support/figures.ts';
import {
  benchProduct,
  busyInstitution,
  buyerEmail,
  otherInstitution,
  seedOrders,
  staffEmail,
} from './support/orders-sql.ts';
import { type Report, table } from './support/report.ts';
import { type BenchPostgres, execute, signIn, startBenchPostgres } from './support/servers.ts';

const few = 1_000;
const many = Number(process.env['BENCH_ROWS'] ?? 1_000_000);
const only = new RegExp(process.env['BENCH_ONLY'] ?? '');
const target = 1.5;
const careful = { rounds: 5, calls: 20 };
const password = 'bench-password-of-nobody';

/** One way of asking for the list. `q` differs between the two databases only in which code exists. */
interface Question {
  readonly name: string;
  readonly who: typeof staffEmail | typeof buyerEmail;
  readonly sort: readonly [string, string];
  readonly filter: (side: Side) => object;
  readonly deep: boolean;
}

interface Side {
  readonly rows: number;
  readonly url: string;
  readonly cookies: Readonly<Record<string, string>>;
  readonly sample: { readonly kuitansi: string; readonly kodeBilling: string; readonly ntpn: string };
  stop(): Promise<void>;
}

/**
 * The orders list over a thousand rows and over a million in turns, through HTTP with a session: every offered sort,
 * each also behind every offered filter, for staff (all rows) and for an institution's buyer (a quarter of them), first
 * page and deep page. Shown is the ratio of p95, p95(many) / p95(few); one that looks too large in a first quick round
 * is measured again with more calls, and the median of those rounds counts.
 *
 * `BENCH_ROWS=20000` takes fewer rows, `BENCH_ONLY='staff, product'` the questions whose name fits.
 */
export async function measureLists(): Promise<Report> {
  const postgres = await startBenchPostgres();
  const sides: Side[] = [];
  try {
    for (const rows of [few, many]) sides.push(await prepare(postgres, rows));
    const [small, large] = sides as [Side, Side];
    const results = [];
    for (const question of questions()) {
      if (!only.test(question.name)) continue;
      const quick = await compare(question, small, large, { rounds: 1, calls: 10 });
      const result = quick.ratio > target * 0.9 ? await compare(question, small, large, careful) : quick;
      results.push(result);
      if (result.ratio > target) console.log(`${times(result.ratio).padStart(8)}  ${question.name}`);
    }
    return report(results);
  } finally {
    for (const side of sides) await side.stop();
    await postgres.stop();
  }
}

type Result = Awaited<ReturnType<typeof compare>>;

function report(results: readonly Result[]): Report {
  const worst = [...results].sort((a, b) => b.ratio - a.ratio);
  const over = worst.filter(({ ratio }) => ratio > target);
  const whole = median(results.map(({ ratio }) => ratio));
  const rows = worst
    .slice(0, Math.max(10, Math.min(over.length, 60)))
    .map(({ question, ratio, smallMs, largeMs }) => [
      question.name,
      times(ratio),
      amount(smallMs),
      amount(largeMs),
    ]);
  return {
    key: 'lists',
    title: `Orders list: ${many.toLocaleString('en-US')} rows against ${few.toLocaleString('en-US')}`,
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
    details: `The ones that grow most; p95 in milliseconds for information.\n\n${table(['question', 'ratio', `ms over ${few}`, `ms over ${many}`], rows)}`,
  };
}

const sorts = ['createdAt', 'total', 'status'];

const day = (daysAgo: number) => new Date(Date.now() - daysAgo * 86_400_000).toISOString().slice(0, 10);

/** Every filter that the list offers, with hits and without. Values that only staff may ask for are marked. */
const filters: readonly { name: string; staffOnly?: true; filter: (side: Side) => object }[] = [
  { name: 'no filter', filter: () => ({}) },
  { name: 'status common', filter: () => ({ status: 'SELESAI' }) },
  { name: 'status rare', filter: () => ({ status: 'PENGEMBALIAN' }) },
  { name: 'several statuses', filter: () => ({ status: ['MENUNGGU_PEMBAYARAN', 'TAGIHAN_BERMASALAH'] }) },
  { name: 'every status', filter: () => ({ status: [...orderStatuses] }) },
  { name: 'institution large', staffOnly: true, filter: () => ({ institutionId: busyInstitution }) },
  { name: 'institution small', staffOnly: true, filter: () => ({ institutionId: otherInstitution }) },
  { name: 'product', filter: () => ({ productId: benchProduct(5) }) },
  { name: 'last 30 days', filter: () => ({ createdFrom: day(30) }) },
  { name: 'a month a year ago', filter: () => ({ createdFrom: day(395), createdTo: day(365) }) },
  { name: 'q whole kuitansi', filter: ({ sample }) => ({ q: sample.kuitansi }) },
  { name: 'q number without series', filter: ({ sample }) => ({ q: sample.kuitansi.slice(6) }) },
  { name: 'q day of kuitansi', filter: ({ sample }) => ({ q: sample.kuitansi.slice(0, 12) }) },
  { name: 'q series of kuitansi', filter: ({ sample }) => ({ q: sample.kuitansi.slice(0, 6) }) },
  { name: 'q kode billing', filter: ({ sample }) => ({ q: sample.kodeBilling }) },
  { name: 'q NTPN', filter: ({ sample }) => ({ q: sample.ntpn }) },
  { name: 'q without hits', filter: () => ({ q: 'KW-Z9-9999' }) },
  {
    name: 'status and product',
    filter: () => ({ status: 'MENUNGGU_PEMBAYARAN', productId: benchProduct(4) }),
  },
];

function* questions(): Generator<Question> {
  for (const who of [staffEmail, buyerEmail] as const) {
    for (const { name, staffOnly, filter } of filters) {
      if (staffOnly && who !== staffEmail) continue;
      for (const field of sorts) {
        for (const direction of ['ASC', 'DESC']) {
          for (const deep of [false, true]) {
            if (deep && name.startsWith('q ')) continue;
            const person = who === staffEmail ? 'staff' : 'buyer';
            yield {
              name: `${person}, ${name}, by ${field} ${direction}, ${deep ? 'deep' : 'first'} page`,
              who,
              sort: [field, direction],
              filter,
              deep,
            };
          }
        }
      }
    }
  }
}

async function prepare(postgres: BenchPostgres, rows: number): Promise<Side> {
  const began = Date.now();
  const { appUrl, superuserUrl } = await postgres.createDatabase(`bench_${rows}`);
  await execute(superuserUrl, seedOrders(rows, await hashPassword(password)));
  // As autovacuum leaves it.
  await execute(superuserUrl, 'vacuum analyze');
  const api = await startProcess(
    'api/main.ts',
    testEnvironment({ DATABASE_URL: appUrl, LOG_LEVEL: 'error' }),
  );
  const url = `http://127.0.0.1:${api.ready['port']}`;
  const cookies = {
    [staffEmail]: await signIn(url, staffEmail, password),
    [buyerEmail]: await signIn(url, buyerEmail, password),
  };
  const sample = await findSample(appUrl, rows);
  console.log(
    `${rows.toLocaleString('en-US')} orders are in place after ${amount((Date.now() - began) / 1000)} s`,
  );
  return { rows, url, cookies, sample, stop: async () => void (await api.stop()) };
}

/** An order of the busy institution from the middle of the table, whose codes are searched for. */
async function findSample(databaseUrl: string, rows: number): Promise<Side['sample']> {
  const db = createDatabase(databaseUrl, { poolSize: 1 });
  try {
    const found = await db.order.findFirstOrThrow({
      where: { institutionId: busyInstitution, status: 'SELESAI' },
      orderBy: { createdAt: 'asc' },
      skip: Math.floor(rows / 10),
    });
    return { kuitansi: found.kuitansi, kodeBilling: found.kodeBilling ?? '', ntpn: found.ntpn ?? '' };
  } finally {
    await db.$disconnect();
  }
}

const pathOf = (question: Question, side: Side, range: readonly [number, number], after?: string): string => {
  const query = new URLSearchParams({
    sort: JSON.stringify(question.sort),
    range: JSON.stringify(range),
    filter: JSON.stringify(question.filter(side)),
    ...(after === undefined ? {} : { after }),
  });
  return `/api/v1/orders?${query}`;
};

const ask = async (side: Side, question: Question, path: string) => {
  const answer = await fetch(side.url + path, { headers: { cookie: side.cookies[question.who] ?? '' } });
  const text = await answer.text();
  if (answer.status !== 200) throw new Error(`${question.name}: ${answer.status} ${text}`);
  return answer;
};

/** The page that is measured: the first, or the one behind nine tenths of what may be paged through by number. */
async function findPath(side: Side, question: Question): Promise<string> {
  const first = pathOf(question, side, [0, 24]);
  if (!question.deep) return first;
  const answer = await ask(side, question, first);
  const total = Number(answer.headers.get('content-range')?.split('/')[1] ?? 0);
  const from = Math.floor(total * 0.9) - 25;
  if (from <= 25) return first;
  const before = await ask(side, question, pathOf(question, side, [from, from + 24]));
  const after = before.headers.get('x-next-after');
  return after ? pathOf(question, side, [0, 24], after) : first;
}

async function compare(
  question: Question,
  small: Side,
  large: Side,
  effort: { readonly rounds: number; readonly calls: number },
) {
  const paths = new Map<Side, string>();
  for (const side of [small, large]) paths.set(side, await findPath(side, question));
  const p95 = new Map<Side, number[]>([
    [small, []],
    [large, []],
  ]);
  for (let round = 0; round < effort.rounds; round++) {
    const taken = new Map<Side, number[]>([
      [small, []],
      [large, []],
    ]);
    for (let call = 0; call < effort.calls; call++) {
      for (const side of call % 2 === 0 ? [small, large] : [large, small]) {
        const began = performance.now();
        await ask(side, question, paths.get(side) ?? '');
        taken.get(side)?.push(performance.now() - began);
      }
    }
    for (const side of [small, large]) p95.get(side)?.push(quantile(taken.get(side) ?? [], 0.95));
  }
  const [smalls, larges] = [p95.get(small) ?? [], p95.get(large) ?? []];
  const ratio = median(larges.map((ms, round) => ms / (smalls[round] ?? ms)));
  return { question, ratio, smallMs: median(smalls), largeMs: median(larges) };
}
