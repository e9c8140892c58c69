import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type {
  AccessChannel,
  AccessMethod,
  AccessOutcome,
  AccessPurpose,
  AccessResult,
} from '#contract/metering/codes';
import { isConnectionLost, type Pool } from '#prisma/pool';
import { createLane, type Lane } from './lane.ts';

/** One access as it is to be paid for and logged. The NIK comes as blind index and sealed, never open. */
export interface Access {
  readonly requestId: string;
  readonly institutionId: string;
  readonly productId: string;
  readonly at: Date;
  readonly channel: AccessChannel;
  readonly method: AccessMethod;
  readonly result: AccessResult;
  /** Whether this result costs a unit (`contract/metering/charging`). */
  readonly charged: boolean;
  /** HMAC of the caller's idempotency key; null: he has none, and each call is one of its own. */
  readonly key: string | null;
  /** HMAC of what was asked: method, NIK and all that was said of the person. Null without a key: nothing compares it. */
  readonly question: string | null;
  readonly credentialId: string | null;
  readonly personId: string | null;
  readonly terminalId: string | null;
  readonly branch: string | null;
  readonly address: string | null;
  readonly nikIndex: string;
  readonly nikSealed: string;
  readonly purpose: AccessPurpose | null;
  readonly caseSealed: string | null;
  readonly durationMs: number;
  /** Units that the credential or person may use on `day` (WIB, `YYYY-MM-DD`); null: no limit. */
  readonly dailyLimit: number | null;
  readonly day: string;
}

/** What became of an access; whether its data may leave, `releasesData` says. */
export interface Metered {
  readonly outcome: AccessOutcome;
  readonly unit: bigint | null;
  /** Units of the institution and product that are left after it. */
  readonly left: number;
}

/** The database did not say what became of an access: its data must not leave. */
export class MeterUnavailable extends Error {
  override readonly name = 'MeterUnavailable';
}

export interface Meter {
  /**
   * Debits and logs an access; resolves when that is on disk, so that only then its data leaves. A process that dies
   * before has debited nothing, or has debited and logged what nobody got: a repeat under the same key costs nothing.
   * @throws MeterUnavailable
   */
  record(access: Access): Promise<Metered>;
  /**
   * Units left, at most a second old: the cheap look before the registry is asked. Other processes debit meanwhile, so
   * it promises nothing; `record` decides.
   */
  left(institutionId: string, productId: string): Promise<number>;
}

export interface MeterOptions {
  readonly pool: Pool;
  /** Most accesses that share a statement; 256 unless set. */
  readonly mostTogether?: number;
  /** Pauses before a statement of unknown fate is sent again, in milliseconds. */
  readonly retryAfterMs?: readonly number[];
  readonly now?: () => number;
}

const balanceAgeMs = 1_000;
const record = 'select * from meter_access($1, $2, $3, $4)';
const balance =
  'select granted - debited as left from quota_account where institution_id = $1 and product_id = $2';

interface Row {
  readonly call_request: string;
  readonly call_outcome: AccessOutcome;
  readonly call_unit: string | null;
  readonly units_left: string;
}

/** Metered access of one process: a lane of statements for each institution and product. */
export function createMeter(options: MeterOptions): Meter {
  const { pool, mostTogether = 256, retryAfterMs = [100, 500, 2_000], now = Date.now } = options;
  const lanes = new Map<string, Lane<Access, Metered>>();
  const balances = new Map<string, { left: Promise<number>; at: number }>();
  const keyOf = (institutionId: string, productId: string) => `${institutionId} ${productId}`;

  /** Of a statement that is answered the second time only what it debited is known; the other calls hear that. */
  async function send(accesses: readonly Access[]): Promise<readonly (Metered | MeterUnavailable)[]> {
    const { institutionId, productId } = accesses[0] as Access;
    const values = [randomUUID(), institutionId, productId, JSON.stringify(accesses)];
    const rows = await untilKnown(retryAfterMs, () =>
      pool.query<Row>({ name: 'meter_access', text: record, values }),
    );
    const byRequest = new Map(rows.rows.map((row) => [row.call_request, row]));
    const answers = accesses.map(({ requestId }) => byRequest.get(requestId));
    const last = rows.rows.at(-1);
    if (last) {
      const left = Promise.resolve(Number(last.units_left));
      balances.set(keyOf(institutionId, productId), { left, at: now() });
    }
    return answers.map((row) => {
      if (!row) return new MeterUnavailable('it is not known what became of this access');
      return {
        outcome: row.call_outcome,
        unit: row.call_unit === null ? null : BigInt(row.call_unit),
        left: Number(row.units_left),
      };
    });
  }

  async function readLeft(institutionId: string, productId: string): Promise<number> {
    const values = [institutionId, productId];
    const { rows } = await pool.query<{ left: string }>({ name: 'quota_left', text: balance, values });
    return Number(rows[0]?.left ?? 0);
  }

  return {
    record(access) {
      const key = keyOf(access.institutionId, access.productId);
      let lane = lanes.get(key);
      if (!lane) {
        lane = createLane<Access, Metered>({ most: mostTogether, send, onIdle: () => lanes.delete(key) });
        lanes.set(key, lane);
      }
      return lane.add(access);
    },
    left(institutionId, productId) {
      const key = keyOf(institutionId, productId);
      const known = balances.get(key);
      if (known && now() - known.at < balanceAgeMs) return known.left;
      const left = readLeft(institutionId, productId);
      balances.set(key, { left, at: now() });
      left.catch(() => balances.delete(key));
      return left;
    },
  };
}

/** Sends a statement again while its fate is unknown; the movement's id makes that safe. */
async function untilKnown<T>(pauses: readonly number[], send: () => Promise<T>): Promise<T> {
  for (const ms of pauses) {
    try {
      return await send();
    } catch (error) {
      if (!isConnectionLost(error)) throw new MeterUnavailable('the meter refused', { cause: error });
      await pause(ms);
    }
  }
  return send().catch((error: unknown) => {
    throw new MeterUnavailable('the database did not answer', { cause: error });
  });
}
