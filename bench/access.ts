import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from '#prisma/client';
import { amount, median, quantile, times } from './support/figures.ts';
import type { Flags } from './support/flags.ts';
import { type LoadFigures, load } from './support/lookups.ts';
import { type Sides, withMeteredService } from './support/metered-service.ts';
import { type Report, table } from './support/report.ts';
import { execute } from './support/servers.ts';

const atOnce = 32;

type Round = Readonly<Record<keyof Sides, LoadFigures>>;

/**
 * A metered CALL_NIK (sign-in, guard, register, debit and log on disk) against a bare Express handler that makes the same
 * call to the same register; one busy institution against fifty; beside them what PostgreSQL alone does with one
 * statement of debit and log. `--calls` of each side in a round.
 */
export function measureAccess(flags: Flags): Promise<Report> {
  return withMeteredService(flags.calls * (flags.rounds + 1) * 2, async ({ sides, db, superuserUrl }) => {
    const rounds: Round[] = [];
    for (let round = 0; round <= flags.rounds; round++) {
      const result = await measureRound(sides, flags.calls, round);
      if (round === 0) continue; // Warming up.
      console.log(
        `round ${round}: bare ${amount(result.bare.perSecond)}/s, one ${amount(result.one.perSecond)}/s, many ${amount(result.many.perSecond)}/s`,
      );
      rounds.push(result);
    }
    return report(rounds, {
      storage: await storagePerMillion(db),
      alone: await measurePostgresAlone(superuserUrl),
    });
  });
}

/** The three sides in another order each time, so that none always comes first. */
async function measureRound(sides: Sides, calls: number, round: number): Promise<Round> {
  const names = ['bare', 'one', 'many'] as const;
  const turned = names.map((_, index) => names[(index + round) % names.length] as keyof Sides);
  const result: Partial<Record<keyof Sides, LoadFigures>> = {};
  for (const name of turned) result[name] = await load(sides[name], calls, atOnce);
  return result as Round;
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

function report(rounds: readonly Round[], beside: { storage: number; alone: Alone }): Report {
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

PostgreSQL alone (pgbench, ${atOnce} clients, one statement that debits and logs): ${postgres(beside.alone.hot)} on one hot row, ${postgres(beside.alone.many)} on ten thousand. A million accesses take ${amount(beside.storage / 2 ** 20)} MB of log, keys and ledger, indexes with them.`,
  };
}
