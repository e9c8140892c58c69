import { orderStatuses } from '#contract/orders/lifecycle';
import { hashPassword } from '#platform/password';
import { createDatabase } from '#prisma/client';
import { testEnvironment } from '../tests/support/config.ts';
import { startProcess } from '../tests/support/process.ts';
import { amount } from './support/figures.ts';
import { listReport, measureQuestions, type Question, type Side } from './support/list-questions.ts';
import {
  benchProduct,
  busyInstitution,
  buyerEmail,
  otherInstitution,
  seedOrders,
  staffEmail,
} from './support/orders-sql.ts';
import type { Report } from './support/report.ts';
import { type BenchPostgres, execute, signIn, startBenchPostgres } from './support/servers.ts';

const few = 1_000;
const many = Number(process.env['BENCH_ROWS'] ?? 1_000_000);
const only = new RegExp(process.env['BENCH_ONLY'] ?? '');
const password = 'bench-password-of-nobody';

/** `sample` differs between the two databases: which codes exist there. */
interface OrderSide extends Side {
  readonly sample: { readonly kuitansi: string; readonly kodeBilling: string; readonly ntpn: string };
}

/**
 * The orders list over a thousand rows and over a million in turns, through HTTP with a session: every offered sort,
 * each also behind every offered filter, for staff (all rows) and for an institution's buyer (a quarter of them), first
 * page and deep page.
 *
 * `BENCH_ROWS=20000` takes fewer rows, `BENCH_ONLY='staff, product'` the questions whose name fits.
 */
export async function measureLists(): Promise<Report> {
  const postgres = await startBenchPostgres();
  const sides: OrderSide[] = [];
  try {
    for (const rows of [few, many]) sides.push(await prepare(postgres, rows));
    const chosen = [...questions()].filter(({ name }) => only.test(name));
    const results = await measureQuestions('/api/v1/orders', chosen, sides as [OrderSide, OrderSide]);
    const title = `Orders list: ${many.toLocaleString('en-US')} rows against ${few.toLocaleString('en-US')}`;
    return listReport({ key: 'lists', title, few: few.toLocaleString('en-US') }, results);
  } finally {
    for (const side of sides) await side.stop();
    await postgres.stop();
  }
}

const sorts = ['createdAt', 'total', 'status'];

const day = (daysAgo: number) => new Date(Date.now() - daysAgo * 86_400_000).toISOString().slice(0, 10);

/** Every filter that the list offers, with hits and without. Values that only staff may ask for are marked. */
const filters: readonly { name: string; staffOnly?: true; filter: (side: OrderSide) => object }[] = [
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

function* questions(): Generator<Question<OrderSide>> {
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

async function prepare(postgres: BenchPostgres, rows: number): Promise<OrderSide> {
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
async function findSample(databaseUrl: string, rows: number): Promise<OrderSide['sample']> {
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
