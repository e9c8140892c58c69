import { randomUUID } from 'node:crypto';
import type { QueryConfig } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createPool, type Pool } from '#prisma/pool';
import { institutionId, productId, seed } from '#prisma/seed';
import { createTestDatabase, type TestDatabase } from '../../tests/support/database.ts';
import { findBrokenInvariants, issueUnits, takeUnits } from '../ledger.ts';
import { type Access, createMeter, type Metered, MeterUnavailable } from './meter.ts';

let database: TestDatabase;
const pools: Pool[] = [];
const bank = institutionId('BANK-CONTOH');
/** Each test has a product of its own, so that no balance of one is seen by another. */
let product: string;
let number = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  await seed(database.db);
});
beforeEach(async () => {
  const { serviceId } = await database.db.product.findUniqueOrThrow({
    where: { id: productId('WEBSERVICE-NIK') },
  });
  const row = await database.owner.product.create({
    data: {
      code: `UJI-${++number}`,
      serviceId,
      name: 'Uji',
      description: 'Uji',
      unit: 'akses',
      deliverable: true,
      maxQuantity: 1,
      simponiTarif: '000001',
      simponiPp: '2023010',
      simponiAkun: '425129',
      position: 100 + number,
    },
  });
  product = row.id;
});
afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.end()));
  expect(await findBrokenInvariants(database.db)).toEqual([]);
});
afterAll(() => database.drop());

function newPool(url = database.url) {
  const pool = createPool(url, { size: 4 });
  pools.push(pool);
  return pool;
}
/** As one more API process. */
const newMeter = (retryAfterMs?: readonly number[]) =>
  createMeter({ pool: newPool(), ...(retryAfterMs ? { retryAfterMs } : {}) });
const grant = (units: number) =>
  database.db.$transaction((tx) =>
    issueUnits(tx, {
      number: `VC-METER-${randomUUID()}`,
      institutionId: bank,
      productId: product,
      orderId: null,
      ntpn: null,
      units,
      source: 'SALDO_AWAL',
    }),
  );
const access = (changes: Partial<Access> = {}): Access => ({
  requestId: randomUUID(),
  institutionId: bank,
  productId: product,
  at: new Date(),
  channel: 'WEB_SERVICE',
  method: 'CALL_NIK',
  result: 'DATA',
  charged: true,
  key: null,
  question: 'question',
  credentialId: null,
  personId: 'person',
  terminalId: null,
  branch: null,
  address: '203.0.113.7',
  nikIndex: 'index',
  nikSealed: 'sealed',
  purpose: null,
  caseSealed: null,
  durationMs: 1,
  dailyLimit: null,
  day: '2026-05-04',
  ...changes,
});
const outcomes = (answers: readonly Metered[]) =>
  answers.reduce<Record<string, number>>((counts, { outcome }) => {
    counts[outcome] = (counts[outcome] ?? 0) + 1;
    return counts;
  }, {});
const loggedUnits = async () => {
  const rows = await database.db.accessLog.findMany({
    where: { productId: product, unit: { not: null } },
    orderBy: { unit: 'asc' },
  });
  return rows.map(({ unit }) => Number(unit));
};
const upTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);

describe('an access', () => {
  it('costs one unit and is logged with its number', async () => {
    await grant(3);
    const meter = newMeter();
    expect(await meter.record(access())).toEqual({ outcome: 'DEBITED', unit: 1n, left: 2 });
    expect(await meter.left(bank, product)).toBe(2);
    expect(await loggedUnits()).toEqual([1]);
  });

  it('without a unit left, or of a product that was never had, gives nothing out and is logged', async () => {
    expect(await newMeter().record(access())).toEqual({ outcome: 'EXHAUSTED', unit: null, left: 0 });
    expect(await database.db.accessLog.count({ where: { productId: product, outcome: 'EXHAUSTED' } })).toBe(
      1,
    );
  });

  it('that is free by rule costs none, even where none is left', async () => {
    const free = access({ result: 'NOT_FOUND', charged: false });
    expect(await newMeter().record(free)).toMatchObject({ outcome: 'FREE', unit: null });
  });

  it('is one of the oldest voucher that has units', async () => {
    const { id: first } = await grant(2);
    const { id: second } = await grant(2);
    const meter = newMeter();
    const payers: string[] = [];
    for (let count = 0; count < 4; count += 1) {
      const { unit } = await meter.record(access());
      const payer = await database.db.voucher.findFirstOrThrow({
        where: { productId: product, firstUnit: { lte: unit ?? 0n }, lastUnit: { gte: unit ?? 0n } },
      });
      payers.push(payer.id);
    }
    expect(payers).toEqual([first, first, second, second]);
  });
});

describe('the last unit', () => {
  it('goes to exactly one of a thousand calls of three processes', async () => {
    await grant(1);
    const meters = [newMeter(), newMeter(), newMeter()];
    const answers = await Promise.all(
      Array.from({ length: 1_000 }, (_, index) => meters[index % 3]?.record(access()) as Promise<Metered>),
    );
    expect(outcomes(answers)).toEqual({ DEBITED: 1, EXHAUSTED: 999 });
    expect(answers.every(({ left }) => left === 0)).toBe(true);
    expect(await loggedUnits()).toEqual([1]);
  });
});

describe('an idempotency key', () => {
  it('costs one unit for a thousand calls at once', async () => {
    await grant(1_000);
    const meters = [newMeter(), newMeter(), newMeter()];
    const answers = await Promise.all(
      Array.from(
        { length: 1_000 },
        (_, index) => meters[index % 3]?.record(access({ key: 'once' })) as Promise<Metered>,
      ),
    );
    expect(outcomes(answers)).toEqual({ DEBITED: 1, REPEATED: 999 });
    expect(await database.db.accessLog.count({ where: { productId: product } })).toBe(1_000);
  });

  it('opens nothing for another question', async () => {
    await grant(5);
    const meter = newMeter();
    await meter.record(access({ key: 'once', question: 'about A' }));
    expect(await meter.record(access({ key: 'once', question: 'about B' }))).toMatchObject({
      outcome: 'KEY_REUSED',
      left: 4,
    });
  });

  it('that was refused for want of units pays when there are some', async () => {
    const meter = newMeter();
    expect(await meter.record(access({ key: 'late' }))).toMatchObject({ outcome: 'EXHAUSTED' });
    await grant(1);
    expect(await meter.record(access({ key: 'late' }))).toMatchObject({ outcome: 'DEBITED' });
    expect(await meter.record(access({ key: 'late' }))).toMatchObject({ outcome: 'REPEATED' });
  });
});

describe('a limit a day', () => {
  it('holds for its credential on its day alone', async () => {
    await grant(100);
    const meter = newMeter();
    const limited = { credentialId: randomUUID(), dailyLimit: 3 };
    const today = await Promise.all(upTo(10).map(() => meter.record(access(limited))));
    expect(outcomes(today)).toEqual({ DEBITED: 3, DAILY_LIMIT: 7 });
    expect(await meter.record(access({ ...limited, day: '2026-05-05' }))).toMatchObject({
      outcome: 'DEBITED',
    });
    expect(await meter.record(access({ credentialId: randomUUID(), dailyLimit: 3 }))).toMatchObject({
      outcome: 'DEBITED',
    });
  });
});

describe('a broken connection', () => {
  it('neither loses a unit nor takes one twice, however often it breaks', async () => {
    await grant(2_000);
    const meter = newMeter([1, 1, 1]);
    let broken = 0;
    let done = false;
    const superuser = newPool(database.superuserUrl);
    const breaking = (async () => {
      while (!done && broken < 30) {
        const { rowCount } = await superuser.query(
          `select pg_terminate_backend(pid) from pg_stat_activity
           where datname = current_database() and query like '%from meter_access%' and state = 'active'
             and pid <> pg_backend_pid()`,
        );
        broken += rowCount ?? 0;
      }
    })();
    const settled: PromiseSettledResult<Metered>[] = [];
    for (let wave = 0; wave < 20 || (broken === 0 && wave < 100); wave += 1) {
      settled.push(
        ...(await Promise.allSettled(
          upTo(10).map((each) => meter.record(access({ key: `${wave}-${each}` }))),
        )),
      );
    }
    done = true;
    await breaking;
    expect(broken).toBeGreaterThan(0);
    const released = settled.filter((each) => each.status === 'fulfilled');
    expect(
      settled.every((each) => each.status === 'fulfilled' || each.reason instanceof MeterUnavailable),
    ).toBe(true);
    // What a caller was not told of he asks for again, and pays for at most once.
    expect((await loggedUnits()).length).toBeGreaterThanOrEqual(released.length);
    expect(await database.db.accessKey.count({ where: { productId: product } })).toBe(
      (await loggedUnits()).length,
    );
  });

  it('at the commit answers what had been committed', async () => {
    await grant(5);
    const pool = newPool();
    let lost = 0;
    const query = async (statement: QueryConfig) => {
      const answer = await pool.query(statement);
      if (lost++ === 0) throw new Error('Connection terminated unexpectedly');
      return answer;
    };
    const meter = createMeter({ pool: { query } as unknown as Pool, retryAfterMs: [1] });
    expect(await meter.record(access())).toEqual({ outcome: 'DEBITED', unit: 1n, left: 4 });
    expect(await loggedUnits()).toEqual([1]);
  });
});

describe('a statement that several calls shared', () => {
  it('tells those who paid, though nothing is known of the others since its answer was lost', async () => {
    await grant(5);
    const pool = newPool();
    let sent = 0;
    const query = async (statement: QueryConfig) => {
      const answer = await pool.query(statement);
      sent += 1;
      if (sent === 2) throw new Error('Connection terminated unexpectedly');
      return answer;
    };
    const meter = createMeter({ pool: { query } as unknown as Pool, retryAfterMs: [1] });
    // The first one goes at once; the next two wait for it and go together.
    const [first, paid, free] = await Promise.allSettled([
      meter.record(access()),
      meter.record(access()),
      meter.record(access({ result: 'NOT_FOUND', charged: false })),
    ]);
    expect(first).toMatchObject({ status: 'fulfilled', value: { unit: 1n } });
    expect(paid).toMatchObject({ status: 'fulfilled', value: { outcome: 'DEBITED', unit: 2n } });
    expect(free).toMatchObject({ status: 'rejected', reason: expect.any(MeterUnavailable) });
    expect(await loggedUnits()).toEqual([1, 2]);
  });
});

describe('units that are taken otherwise', () => {
  it('are taken once for one cause, and never below zero', async () => {
    await grant(3);
    const take = (cause: string, units: number) =>
      database.db.$transaction((tx) =>
        takeUnits(tx, { institutionId: bank, productId: product, units, cause }),
      );
    const cause = `HANDOVER:${randomUUID()}`;
    const answers = await Promise.all(upTo(5).map(() => take(cause, 2)));
    expect(answers.filter(Boolean)).toHaveLength(1);
    await expect(take(`HANDOVER:${randomUUID()}`, 2)).rejects.toMatchObject({ code: 'QUOTA_EXHAUSTED' });
    expect(await newMeter().record(access())).toEqual({ outcome: 'DEBITED', unit: 3n, left: 0 });
  });
});

describe('the log', () => {
  it('cannot be changed by the application, and its months cannot be reached past it', async () => {
    await grant(1);
    await newMeter().record(access());
    await expect(database.db.accessLog.deleteMany({ where: { productId: product } })).rejects.toThrow(
      /denied/,
    );
    await expect(database.db.$executeRaw`delete from access_log_parts.access_log_default`).rejects.toThrow(
      /denied/,
    );
  });

  it('lies in months that are made ahead, and takes what fell outside into them', async () => {
    const months = await database.db.$queryRaw<{ made: string }[]>`select make_access_log_months(24) as made`;
    expect(months.length).toBeGreaterThan(0);
    expect(await database.db.$queryRaw`select make_access_log_months(24) as made`).toEqual([]);
    await expect(database.db.$queryRaw`select make_access_log_months(25) as made`).rejects.toThrow();
  });
});
