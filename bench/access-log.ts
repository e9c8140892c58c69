import { hashPassword } from '#platform/password';
import { testEnvironment } from '../tests/support/config.ts';
import { startProcess } from '../tests/support/process.ts';
import {
  busyCaller,
  credentials,
  managerEmail,
  middleVoucher,
  operatorEmail,
  otherCaller,
  products,
  seedAccesses,
  staffEmail,
} from './support/accesses-sql.ts';
import { amount } from './support/figures.ts';
import { listReport, measureQuestions, type Question, type Side } from './support/list-questions.ts';
import type { Report } from './support/report.ts';
import { benchKeys } from './support/requests-sql.ts';
import { type BenchPostgres, execute, signIn, startBenchPostgres } from './support/servers.ts';

const few = 1_000;
const many = Number(process.env['BENCH_ROWS'] ?? 5_000_000);
const only = new RegExp(process.env['BENCH_ONLY'] ?? '');
const password = 'bench-password-of-nobody';

/**
 * "Catatan Akses" over a thousand rows and over five million in turns, through HTTP with a session: both orders, behind
 * every offered filter, with hits and without, for staff, for a busy institution's manager (half of all rows) and for its
 * operator (his own), first page and deep page.
 *
 * `BENCH_ROWS=20000` takes fewer rows, `BENCH_ONLY='manager, result'` the questions whose name fits.
 */
export async function measureAccessLog(): Promise<Report> {
  const postgres = await startBenchPostgres();
  const sides: Side[] = [];
  try {
    for (const rows of [few, many]) sides.push(await prepare(postgres, rows));
    const chosen = [...questions()].filter(({ name }) => only.test(name));
    const results = await measureQuestions('/api/v1/accesses', chosen, sides as [Side, Side]);
    const title = `Log of accesses: ${many.toLocaleString('en-US')} rows against ${few.toLocaleString('en-US')}`;
    return listReport({ key: 'accessLog', title, few: few.toLocaleString('en-US') }, results);
  } finally {
    for (const side of sides) await side.stop();
    await postgres.stop();
  }
}

const day = (daysAgo: number) => new Date(Date.now() - daysAgo * 86_400_000).toISOString().slice(0, 10);

/** Every filter that the page offers. Without a day it looks a month back. */
const filters: readonly { readonly name: string; readonly filter: object }[] = [
  { name: 'no filter', filter: {} },
  { name: 'a week', filter: { from: day(7), to: day(1) } },
  { name: 'a day', filter: { from: day(10), to: day(10) } },
  { name: 'product common', filter: { productId: products.common } },
  { name: 'product rare', filter: { productId: products.rare } },
  { name: 'product unused', filter: { productId: products.unused } },
  { name: 'product never bought', filter: { productId: products.foreign } },
  { name: 'method common', filter: { method: 'CALL_NIK' } },
  { name: 'method rare', filter: { method: 'LIHAT_DATA' } },
  { name: 'method without hits', filter: { method: 'FACE_RECOGNITION' } },
  { name: 'result common', filter: { result: 'DATA' } },
  { name: 'result rare', filter: { result: 'DECEASED' } },
  { name: 'result without hits', filter: { result: 'DOUBLE' } },
  { name: 'method and result', filter: { method: 'CALL_NIK', result: 'NOT_FOUND' } },
  { name: 'method and result that never meet', filter: { method: 'CALL_NIK', result: 'COMPARED' } },
  { name: 'outcome common', filter: { outcome: 'DEBITED' } },
  { name: 'outcome rare', filter: { outcome: 'REPEATED' } },
  { name: 'outcome without hits', filter: { outcome: 'DAILY_LIMIT' } },
  { name: 'credential common', filter: { credentialId: credentials.common } },
  { name: 'credential rare', filter: { credentialId: credentials.rare } },
  { name: 'credential unused', filter: { credentialId: credentials.unused } },
  { name: 'person', filter: { personId: 'bench-operator' } },
  { name: 'person without hits', filter: { personId: 'bench-manager' } },
  { name: 'voucher', filter: { voucherId: middleVoucher } },
];

const people = [
  { person: 'staff', who: staffEmail, institutions: [busyCaller, otherCaller] },
  { person: 'manager', who: managerEmail, institutions: [undefined] },
  { person: 'operator', who: operatorEmail, institutions: [undefined] },
] as const;

function* questions(): Generator<Question<Side>> {
  for (const { person, who, institutions } of people) {
    for (const institutionId of institutions) {
      for (const { name, filter } of filters) {
        for (const direction of ['ASC', 'DESC'] as const) {
          for (const deep of [false, true]) {
            const of = institutionId === otherCaller ? ' of a small institution' : '';
            yield {
              name: `${person}, ${name}${of}, ${direction}, ${deep ? 'deep' : 'first'} page`,
              who,
              sort: ['at', direction],
              filter: () => ({ ...filter, ...(institutionId ? { institutionId } : {}) }),
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
  const { appUrl, superuserUrl } = await postgres.createDatabase(`bench_accesses_${rows}`);
  await seedAccesses(superuserUrl, rows, await hashPassword(password));
  // As autovacuum leaves it.
  await execute(superuserUrl, 'vacuum analyze');
  const api = await startProcess(
    'api/main.ts',
    testEnvironment({ DATABASE_URL: appUrl, LOG_LEVEL: 'error', ...benchKeys }),
  );
  const url = `http://127.0.0.1:${api.ready['port']}`;
  const cookies: Record<string, string> = {};
  for (const { who } of people) cookies[who] = await signIn(url, who, password);
  console.log(
    `${rows.toLocaleString('en-US')} accesses are in place after ${amount((Date.now() - began) / 1000)} s`,
  );
  return { rows, url, cookies, stop: async () => void (await api.stop()) };
}
