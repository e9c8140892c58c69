import { usualElements } from '#contract/metering/person';
import { createDatabase, type Database } from '#prisma/client';
import { seed } from '#prisma/seed';
import { findBrokenInvariants } from '#records/ledger';
import { openPopulation } from '../../simulators/siak/people.ts';
import { testEnvironment } from '../../tests/support/config.ts';
import {
  allowNetwork,
  giveCredential,
  giveUnits,
  type TestCredential,
} from '../../tests/support/metering.ts';
import { startProcess, type TestProcess } from '../../tests/support/process.ts';
import type { Target } from './lookups.ts';
import { startBenchPostgres } from './servers.ts';

const manyInstitutions = 50;
const token = 'bench-siak';

export interface Sides {
  readonly bare: Target;
  readonly one: Target;
  readonly many: Target;
}

export interface MeteredService {
  readonly sides: Sides;
  readonly apiUrl: string;
  readonly db: Database;
  readonly superuserUrl: string;
}

/**
 * The API on a register's simulator and a database of its own, each a process, with institutions that have so many units
 * each; beside it a bare Express handler that makes the same call to the same register.
 * @throws when the ledger does not hold afterwards
 */
export async function withMeteredService<T>(
  unitsEach: number,
  measure: (service: MeteredService) => Promise<T>,
): Promise<T> {
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
    const sides = await prepare(db, urls, unitsEach);
    const result = await measure({ sides, apiUrl: urls.api, db, superuserUrl });
    const broken = await findBrokenInvariants(db);
    if (broken.length > 0) throw new Error(`the ledger is broken: ${JSON.stringify(broken.slice(0, 5))}`);
    return result;
  } finally {
    for (const each of processes.reverse()) await each.stop();
    await db.$disconnect();
    await postgres.stop();
  }
}

/** Bytes that the API's process holds, by its own /metrics. */
export async function residentMemory(apiUrl: string): Promise<number> {
  const figures = await (await fetch(`${apiUrl}/metrics`)).text();
  return Number(/^process_resident_memory_bytes\S* (\S+)$/m.exec(figures)?.[1] ?? Number.NaN);
}

async function prepare(db: Database, urls: { bare: string; api: string }, unitsEach: number): Promise<Sides> {
  const population = await openPopulation();
  const niks = Array.from({ length: 2_000 }, (_, index) => population.sampleNik(index));
  const nikOf = (n: number) => niks[n % niks.length] as string;
  const callers: Caller[] = [];
  for (let index = 0; index < manyInstitutions; index++) callers.push(await newCaller(db, index, unitsEach));
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

async function newCaller(db: Database, index: number, unitsEach: number): Promise<Caller> {
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
  await giveUnits(db, id, unitsEach);
  return { code, credential: await giveCredential(db, id) };
}
