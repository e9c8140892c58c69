import { requestStatuses } from '#contract/requests/lifecycle';
import { orderWithin } from '#contract/requests/list-order';
import { sha256 } from '#platform/crypto';
import { hashPassword } from '#platform/password';
import { testEnvironment } from '../tests/support/config.ts';
import { startProcess } from '../tests/support/process.ts';
import { amount } from './support/figures.ts';
import { listReport, measureQuestions, type Question, type Side } from './support/list-questions.ts';
import type { Report } from './support/report.ts';
import {
  benchKeys,
  busyOffice,
  centreEmail,
  codeOf,
  operatorEmail,
  otherOffice,
  sampleNikIndex,
  seedRequests,
} from './support/requests-sql.ts';
import { type BenchPostgres, execute, signIn, startBenchPostgres } from './support/servers.ts';

const few = 1_000;
const many = Number(process.env['BENCH_ROWS'] ?? 1_000_000);
const only = new RegExp(process.env['BENCH_ONLY'] ?? '');
const password = 'bench-password-of-nobody';

/**
 * The queue of requests over a thousand rows and over a million in turns, through HTTP with a session: every offered sort,
 * each also behind every offered filter, for the centre (all rows) and for an office's operator (a quarter of them), first
 * page and deep page, with hits and without.
 *
 * `BENCH_ROWS=20000` takes fewer rows, `BENCH_ONLY='operator, channel'` the questions whose name fits.
 */
export async function measureRequestLists(): Promise<Report> {
  const postgres = await startBenchPostgres();
  const sides: Side[] = [];
  try {
    for (const rows of [few, many]) sides.push(await prepare(postgres, rows));
    const chosen = [...questions()].filter(({ name }) => only.test(name));
    const results = await measureQuestions('/api/v1/requests', chosen, sides as [Side, Side]);
    const title = `Queue of requests: ${many.toLocaleString('en-US')} rows against ${few.toLocaleString('en-US')}`;
    return listReport({ key: 'requestLists', title, few: few.toLocaleString('en-US') }, results);
  } finally {
    for (const side of sides) await side.stop();
    await postgres.stop();
  }
}

const day = (daysAgo: number) => new Date(Date.now() - daysAgo * 86_400_000).toISOString().slice(0, 10);
const tokenOf = (who: string, what: string) => `bench-${who}-${what}`;

interface Filter {
  readonly name: string;
  readonly centreOnly?: true;
  readonly filter: (side: Side, who: string) => object;
}

/** Every filter that the queue offers, and how pages combine them. */
const filters: readonly Filter[] = [
  { name: 'no filter', filter: () => ({}) },
  { name: 'new', filter: () => ({ status: 'BARU' }) },
  { name: 'done', filter: () => ({ status: 'SELESAI' }) },
  { name: 'open', filter: () => ({ status: ['BARU', 'DISETUJUI', 'DIPROSES'] }) },
  { name: 'ended', filter: () => ({ status: ['SELESAI', 'DIBATALKAN'] }) },
  { name: 'every status', filter: () => ({ status: [...requestStatuses] }) },
  { name: 'step', filter: () => ({ step: 'KONSOLIDASI_MANUAL' }) },
  { name: 'questions', filter: () => ({ status: 'DIPROSES', stepStatus: 'KLARIFIKASI' }) },
  { name: 'step failed', filter: () => ({ step: 'SINKRONISASI_DWH', stepStatus: 'GAGAL' }) },
  { name: 'free', filter: () => ({ status: 'BARU', assignee: 'nobody' }) },
  { name: 'mine', filter: () => ({ assignee: 'me' }) },
  { name: 'free steps', filter: () => ({ step: 'KONSOLIDASI_MANUAL', assignee: 'nobody' }) },
  { name: 'overdue', filter: () => ({ overdue: true }) },
  { name: 'new and overdue', filter: () => ({ status: 'BARU', overdue: true }) },
  {
    name: 'open, not overdue',
    filter: () => ({ status: ['BARU', 'DISETUJUI', 'DIPROSES'], overdue: false }),
  },
  { name: 'due today', filter: () => ({ dueToday: true }) },
  { name: 'channel common', filter: () => ({ channel: 'LOKET' }) },
  { name: 'channel rare', filter: () => ({ channel: 'SURAT' }) },
  { name: 'new by channel', filter: () => ({ status: 'BARU', channel: 'LOKET' }) },
  { name: 'office large', centreOnly: true, filter: () => ({ officeId: busyOffice }) },
  { name: 'office small', centreOnly: true, filter: () => ({ officeId: otherOffice, status: 'SELESAI' }) },
  { name: 'last 30 days', filter: () => ({ submittedFrom: day(30) }) },
  { name: 'a month a year ago', filter: () => ({ submittedFrom: day(395), submittedTo: day(365) }) },
  { name: 'done this month', filter: () => ({ status: 'SELESAI', endedFrom: day(30) }) },
  { name: 'search by code', filter: ({ rows }) => ({ code: codeOf(rows / 2) }) },
  { name: 'search by unknown code', filter: () => ({ code: codeOf(10_000_000) }) },
  { name: 'search by NIK', filter: (_, who) => ({ lookup: tokenOf(who, 'hit') }) },
  { name: 'search by unknown NIK', filter: (_, who) => ({ lookup: tokenOf(who, 'none') }) },
];

function* questions(): Generator<Question<Side>> {
  for (const who of [centreEmail, operatorEmail]) {
    for (const { name, centreOnly, filter } of filters) {
      if (centreOnly && who !== centreEmail) continue;
      for (const field of ['queue', 'submittedAt'] as const) {
        for (const direction of ['ASC', 'DESC'] as const) {
          for (const deep of [false, true]) {
            if (deep && name.startsWith('search')) continue;
            // A list that is bounded by a time has one order.
            if (orderWithin(filter({ rows: few } as Side, who), [field, direction])[0] !== field) continue;
            const person = who === centreEmail ? 'centre' : 'operator';
            yield {
              name: `${person}, ${name}, by ${field} ${direction}, ${deep ? 'deep' : 'first'} page`,
              who,
              sort: [field, direction],
              filter: (side) => filter(side, who),
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
  const { appUrl, superuserUrl } = await postgres.createDatabase(`bench_requests_${rows}`);
  await seedRequests(superuserUrl, rows, await hashPassword(password));
  await execute(superuserUrl, lookups(rows));
  // As autovacuum leaves it.
  await execute(superuserUrl, 'vacuum analyze');
  const api = await startProcess(
    'api/main.ts',
    testEnvironment({ DATABASE_URL: appUrl, LOG_LEVEL: 'error', ...benchKeys }),
  );
  const url = `http://127.0.0.1:${api.ready['port']}`;
  const cookies = {
    [centreEmail]: await signIn(url, centreEmail, password),
    [operatorEmail]: await signIn(url, operatorEmail, password),
  };
  console.log(
    `${rows.toLocaleString('en-US')} requests are in place after ${amount((Date.now() - began) / 1000)} s`,
  );
  return { rows, url, cookies, stop: async () => void (await api.stop()) };
}

/** Searches by a number that are open for both people: one that finds, one that does not. */
const lookups = (rows: number): string =>
  [
    { email: centreEmail, user: 'bench-centre' },
    { email: operatorEmail, user: 'bench-operator' },
  ]
    .flatMap(({ email, user }) => [
      [sha256(tokenOf(email, 'hit')), user, sampleNikIndex(rows)],
      [sha256(tokenOf(email, 'none')), user, 'nobody'],
    ])
    .map(
      ([hash, user, index]) =>
        `insert into lookup (token_hash, user_id, kind, index, expires_at) values ('${hash}', '${user}', 'NIK', '${index}', '2099-01-01');`,
    )
    .join('\n');
