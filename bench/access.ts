import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { usualElements } from '#contract/metering/person';
import { createDatabase, type Database } from '#prisma/client';
import { seed } from '#prisma/seed';
import { findBrokenInvariants } from '#records/ledger';
import { openPopulation } from '../simulators/siak/people.ts';
import { testEnvironment } from '../tests/support/config.ts';
import { allowNetwork, giveCredential, giveUnits, type TestCredential } from '../tests/support/metering.ts';
import { startProcess, type TestProcess } from '../tests/support/process.ts';
import { amount, median, quantile, times } from './support/figures.ts';
import type { Flags } from './support/flags.ts';
import { type LoadFigures, load, type Target } from './support/lookups.ts';
import { type Report, table } from './support/report.ts';
import { execute, startBenchPostgres } from './support/servers.ts';

const atOnce = 32;
const manyInstitutions = 50;
const token = 'bench-siak';

interface Sides {
  readonly bare: Target;
  readonly one: Target;
  readonly many: Target;
}
type Round = Readonly<Record<keyof Sides, LoadFigures>>;

/**
 * A metered CALL_NIK (sign-in, guard, register, debit and log on disk) against a bare Express handler that makes the same
 * call to the same register; one busy institution against fifty; beside them what PostgreSQL alone does with one
 * statement of debit and log. `--calls` of each side in a round.
 */
export async function measureAccess(flags: Flags): Promise<Report> {
  const postgres = await startBenchPostgres();
  const processes: TestProcess[] = [];
  const { appUrl, superuserUrl } = await postgres.createDatabase('bench_access');
  const db = createDatabase(appUrl);
  try {
    await seed(db);
    const start = async (entry: string, env: Record<string, string>) => {
      const each = await startProcess(
        entry,
        testEnvironment({ LOG_LEVEL: 'error', NODE_ENV: 'production', ...env }),
      );
      processes.push(each);
      return each.ready;
    };
    const siak = await start('simulators/siak/main.ts', { SIAK_TOKEN: token });
    const reached = { SIAK_URL: String(siak['url']), SIAK_TOKEN: token };
    const bare = await start('bench/bare/lookup-server.ts', reached);
    const api = await start('api/main.ts', {
      ...reached,
      DATABASE_URL: appUrl,
      ACCESS_CALLS_PER_SECOND: '100000',
      SIAK_CONCURRENCY: '64',
    });
    const urls = { bare: `http://127.0.0.1:${bare['port']}`, api: `http://127.0.0.1:${api['port']}` };
    const sides = await prepare(db, urls, flags);
    const rounds: Round[] = [];
    for (let round = 0; round <= flags.rounds; round++) {
      const result = await measureRound(sides, flags.calls, round);
      if (round === 0) continue; // Warming up.
      console.log(
        `round ${round}: bare ${amount(result.bare.perSecond)}/s, one ${amount(result.one.perSecond)}/s, many ${amount(result.many.perSecond)}/s`,
      );
      rounds.push(result);
    }
    const broken = await findBrokenInvariants(db);
    if (broken.length > 0) throw new Error(`the ledger is broken: ${JSON.stringify(broken.slice(0, 5))}`);
    return report(rounds, {
      memory: await residentMemory(urls.api),
      storage: await storagePerMillion(db),
      alone: await measurePostgresAlone(superuserUrl),
    });
  } finally {
    for (const each of processes.reverse()) await each.stop();
    await db.$disconnect();
    await postgres.stop();
  }
}

async function prepare(db: Database, urls: { bare: string; api: string }, flags: Flags): Promise<Sides> {
  const population = await openPopulation();
  const niks = Array.from({ length: 2_000 }, (_, index) => population.sampleNik(index));
  const nikOf = (n: number) => niks[n % niks.length] as string;
  const callers = await Promise.all(
    Array.from({ length: manyInstitutions }, (_, index) => newCaller(db, index, flags)),
  );
  const metered = (callerOf: (n: number) => Caller): Target => ({
    url: urls.api,
    call: (n) => {
      const { code, credential } = callerOf(n);
      return {
        path: `/dukcapil/get_json/${code}/CALL_NIK`,
        body: JSON.stringify({
          NIK: nikOf(n),
          user_id: credential.userId,
          password: credential.secret,
          ip_user: '10.0.0.1',
        }),
      };
    },
    good: (answer) => answer.includes('"NIK"') || answer.includes('"RESPONSE_CODE"'),
  });
  return {
    bare: {
      url: urls.bare,
      call: (n) => ({ path: '/', body: JSON.stringify({ NIK: nikOf(n) }) }),
      good: (answer) => answer.includes('"status"'),
    },
    one: metered(() => callers[0] as Caller),
    many: metered((n) => callers[n % manyInstitutions] as Caller),
  };
}

interface Caller {
  readonly code: string;
  readonly credential: TestCredential;
}

async function newCaller(db: Database, index: number, flags: Flags): Promise<Caller> {
  const { id, code } = await db.institution.create({
    data: {
      code: `BENCH-${index}`,
      name: `Lembaga ${index}`,
      category: 'PERBANKAN',
      address: 'Jl. Ukur 1',
      email: 'ukur@lembaga.test',
      phone: '021-555',
      juknisDoneOn: new Date('2020-01-01'),
      juknisElements: [...usualElements],
      agreements: {
        create: { number: `PKS-${index}`, startsOn: new Date('2020-01-01'), endsOn: new Date('2099-12-31') },
      },
    },
  });
  await allowNetwork(db, id);
  await giveUnits(db, id, flags.calls * (flags.rounds + 1) * 2);
  return { code, credential: await giveCredential(db, id) };
}

/** The three sides in another order each time, so that none always comes first. */
async function measureRound(sides: Sides, calls: number, round: number): Promise<Round> {
  const names = ['bare', 'one', 'many'] as const;
  const turned = names.map((_, index) => names[(index + round) % names.length] as keyof Sides);
  const result: Partial<Record<keyof Sides, LoadFigures>> = {};
  for (const name of turned) result[name] = await load(sides[name], calls, atOnce);
  return result as Round;
}

async function residentMemory(apiUrl: string): Promise<number> {
  const figures = await (await fetch(`${apiUrl}/metrics`)).text();
  return Number(/^process_resident_memory_bytes\S* (\S+)$/m.exec(figures)?.[1] ?? Number.NaN);
}

/** Bytes of log, keys and ledger for a million accesses, indexes with them. */
async function storagePerMillion(db: Database): Promise<number> {
  const [row] = await db.$queryRaw<{ bytes: bigint; accesses: bigint }[]>`
    select (select sum(pg_total_relation_size(relid)) from pg_partition_tree('access_log'))
         + pg_total_relation_size('ledger_transaction') + pg_total_relation_size('ledger_entry')
         + pg_total_relation_size('access_key') as bytes,
      (select count(*) from access_log) as accesses`;
  return row ? (Number(row.bytes) / Number(row.accesses)) * 1_000_000 : Number.NaN;
}

interface Alone {
  readonly hot: number | null;
  readonly many: number | null;
}

/** pgbench: one statement that debits and logs, on one row and on ten thousand. Null where pgbench is not installed. */
async function measurePostgresAlone(url: string): Promise<Alone> {
  await execute(
    url,
    `create table bench_account (id int primary key, units bigint not null);
     insert into bench_account select n, 1000000000 from generate_series(1, 10000) n;
     create table bench_log (at timestamptz not null, account int not null, unit bigint not null)`,
  );
  const directory = mkdtempSync(join(tmpdir(), 'loket-pgbench-'));
  const measure = (account: string): number | null => {
    const script = join(directory, 'debit.sql');
    writeFileSync(
      script,
      `\\set n ${account}\nwith debit as (update bench_account set units = units - 1 where id = :n returning units) insert into bench_log select now(), :n, units from debit;\n`,
    );
    const run = spawnSync(
      'pgbench',
      ['-n', '-c', String(atOnce), '-j', '2', '-T', '5', '-M', 'prepared', '-f', script, url],
      {
        encoding: 'utf8',
      },
    );
    return run.status === 0 ? Number(/tps = ([\d.]+)/.exec(run.stdout)?.[1]) : null;
  };
  try {
    return { hot: measure('1'), many: measure('random(1, 10000)') };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function report(rounds: readonly Round[], beside: { memory: number; storage: number; alone: Alone }): Report {
  const ratio = (upper: keyof Sides, lower: keyof Sides) =>
    median(rounds.map((round) => round[upper].perSecond / round[lower].perSecond));
  const toBare = ratio('one', 'bare');
  const toMany = ratio('one', 'many');
  const rate = (side: keyof Sides) => amount(median(rounds.map((round) => round[side].perSecond)));
  const latency = (side: keyof Sides, share: number) =>
    `${quantile(
      rounds.flatMap((round) => round[side].times),
      share,
    ).toFixed(1)} ms`;
  const postgres = (figure: number | null) =>
    figure === null ? 'pgbench is not installed' : `${amount(figure)}/s`;
  return {
    key: 'access',
    title: 'Metered NIK access',
    outcomes: [
      {
        what: 'metered CALL_NIK, one busy institution, against the bare handler',
        figure: times(toBare),
        target: '≥ 0.5x',
        met: toBare >= 0.5,
      },
      {
        what: 'one busy institution against fifty',
        figure: times(toMany),
        target: '≥ 0.8x',
        met: toMany >= 0.8,
      },
    ],
    details: `Calls per second and their times, ${atOnce} under way at once; the register's simulator, both servers and the caller share the machine.

${table(
  ['side', 'calls/s', 'p50', 'p99'],
  (['bare', 'one', 'many'] as const).map((side) => [
    side,
    rate(side),
    latency(side, 0.5),
    latency(side, 0.99),
  ]),
)}

PostgreSQL alone (pgbench, ${atOnce} clients, one statement that debits and logs): ${postgres(beside.alone.hot)} on one hot row, ${postgres(beside.alone.many)} on ten thousand. The API held ${amount(beside.memory / 2 ** 20)} MB after all calls. A million accesses take ${amount(beside.storage / 2 ** 20)} MB of log, keys and ledger, indexes with them.`,
  };
}
