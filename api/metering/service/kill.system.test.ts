import { randomInt } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pLimit from 'p-limit';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { createDatabase, type Database } from '#prisma/client';
import { migrate } from '#prisma/migrate';
import { institutionId, seed } from '#prisma/seed';
import { findBrokenInvariants } from '#records/ledger';
import { type Postgres, startPostgres } from '../../../scripts/lib/postgres.ts';
import { freePort, stopProcess } from '../../../scripts/lib/processes.ts';
import { type SiakSimulator, startSiakSimulator } from '../../../simulators/siak/simulator.ts';
import { numbersOf } from '../../../tests/crash/random.ts';
import { testEnvironment } from '../../../tests/support/config.ts';
import {
  allowNetwork,
  giveCredential,
  giveUnits,
  type TestCredential,
} from '../../../tests/support/metering.ts';
import { startProcess, type TestProcess } from '../../../tests/support/process.ts';

/**
 * R1 and R3 of metered access with three API processes and PostgreSQL, each on its own and with its usual durability: the
 * last unit; then each is killed with -9 at moments that a seed decides, while callers ask on with the same transactionId
 * until they are answered.
 */

const calls = 400;
const kills = 8;
const bank = institutionId('BANK-CONTOH');
const siakToken = 'token-siak-uji';
const dir = mkdtempSync(join(tmpdir(), 'loket-kill-'));
let postgres: Postgres;
let db: Database;
let siak: SiakSimulator;
let credential: TestCredential;
const apis: { process: TestProcess; readonly port: number }[] = [];

beforeAll(async () => {
  postgres = await startPostgres({ dir: join(dir, 'postgres') });
  await migrate(postgres.ownerUrl);
  db = createDatabase(postgres.appUrl);
  await seed(db);
  siak = await startSiakSimulator({ mode: 'demo', port: 0, token: siakToken });
  await allowNetwork(db, bank);
  credential = await giveCredential(db, bank);
  for (let count = 0; count < 3; count += 1) {
    const port = await freePort();
    apis.push({ process: await startApi(port), port });
  }
}, 180_000);
afterEach(async () => expect(await findBrokenInvariants(db)).toEqual([]));
afterAll(async () => {
  await Promise.all(apis.map(({ process: each }) => each.kill()));
  await db?.$disconnect();
  await Promise.all([siak?.stop(), postgres?.stop()]);
  rmSync(dir, { recursive: true, force: true });
});

const startApi = (port: number) =>
  startProcess(
    'api/main.ts',
    testEnvironment({
      DATA_DIR: join(dir, 'data'),
      DATABASE_URL: postgres.appUrl,
      PORT: String(port),
      LOG_LEVEL: 'silent',
      SIAK_URL: siak.url,
      SIAK_TOKEN: siakToken,
      // A slow machine is no reason to find nothing.
      SIAK_TIMEOUT_MS: '60000',
      ACCESS_CALLS_PER_SECOND: '100000',
    }),
  );

const nik = '3374014101900001';
const asked = new Map<string, number>();
let answered = 0;

/** One call to one of the processes; the text of its answer. */
async function callAt(index: number, fields: object, patienceMs: number): Promise<string> {
  const { port } = apis[index % apis.length] as (typeof apis)[number];
  const response = await fetch(`http://127.0.0.1:${port}/dukcapil/get_json/bank-contoh/CALL_NIK`, {
    method: 'POST',
    body: JSON.stringify({ NIK: nik, user_id: credential.userId, password: credential.secret, ...fields }),
    signal: AbortSignal.timeout(patienceMs),
  });
  return response.text();
}

/** Asks until there is an answer; a connection that broke and a service that is away are asked again. */
async function ask(number: number): Promise<void> {
  const transactionId = `TX-${number}`;
  for (let tries = 1; ; tries += 1) {
    asked.set(transactionId, tries);
    try {
      if ((await callAt(number + tries, { transactionId }, 20_000)).includes(nik)) {
        answered += 1;
        return;
      }
    } catch {
      // Not answered: asked again.
    }
    await pause(20);
  }
}

async function killPostgres(): Promise<void> {
  const [pid] = readFileSync(join(dir, 'postgres', 'data', 'postmaster.pid'), 'utf8').split('\n');
  await stopProcess(Number(pid), 0, 'SIGKILL');
  postgres = await startPostgres({ dir: join(dir, 'postgres') });
}

async function killApi(index: number): Promise<void> {
  const api = apis[index];
  if (!api) return;
  await api.process.kill();
  api.process = await startApi(api.port);
}

const debited = async () =>
  Number((await db.quotaAccount.findFirstOrThrow({ where: { institutionId: bank } })).debited);

it('gives the last unit to exactly one of a thousand calls to three processes', {
  timeout: 180_000,
}, async () => {
  await giveUnits(db, bank, 1);
  const atOnce = pLimit(150);
  const answers = await Promise.all(
    Array.from({ length: 1_000 }, (_, index) => atOnce(() => callAt(index, {}, 120_000))),
  );
  // On a machine that has much else to do some may not be served at all; those are charged nothing either.
  const told = (words: string) => answers.filter((text) => text.includes(words)).length;
  expect(told(nik)).toBe(1);
  expect(told('Kuota Akses Hari ini telah Habis')).toBeGreaterThan(0);
  expect(told('Kuota Akses Hari ini telah Habis') + told('Layanan Sedang Tidak Tersedia')).toBe(999);
  expect(await debited()).toBe(1);
  expect(await db.accessLog.count({ where: { institutionId: bank, outcome: 'DEBITED' } })).toBe(1);
});

it('charges each transactionId once, and answers every one, whatever is killed', {
  timeout: 480_000,
}, async () => {
  await giveUnits(db, bank, calls + 100);
  const before = await debited();
  const seed_ = Number(process.env['LOKET_KILL_SEED'] ?? randomInt(2 ** 31));
  console.log(`LOKET_KILL_SEED=${seed_}`);
  const random = numbersOf(seed_);
  let next = 0;
  const callers = Array.from({ length: 16 }, async () => {
    while (next < calls) await ask(next++);
  });
  for (let count = 0; count < kills; count += 1) {
    // The moment is a number of answers, so that a slow machine is struck as often as a quick one.
    const moment = Math.floor((calls * (count + random())) / (kills + 1));
    while (answered < moment) await pause(2);
    if (random() < 0.4) await killPostgres();
    else await killApi(Math.floor(random() * apis.length));
  }
  await Promise.all(callers);

  expect(answered).toBe(calls);
  expect([...asked.values()].filter((tries) => tries > 1).length).toBeGreaterThan(0);
  expect(await debited()).toBe(before + calls);
  expect(await db.accessKey.count({ where: { institutionId: bank } })).toBe(calls);
});
