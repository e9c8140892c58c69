import { randomUUID } from 'node:crypto';
import { issueUnits } from '../../records/ledger.ts';
import type { Access } from '../../records/metering/meter.ts';
import type { TestDatabase } from './database.ts';

export type AccessGiven = Access;

/** An access that uses a unit, with what a test says of it. */
export const accessOf = (
  given: Partial<Access> & Pick<Access, 'institutionId' | 'productId' | 'at'>,
): Access => ({
  requestId: randomUUID(),
  channel: 'WEB_SERVICE',
  method: 'CALL_NIK',
  result: 'DATA',
  charged: true,
  key: null,
  question: 'question',
  credentialId: null,
  personId: null,
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
  ...given,
});

/** Gives units as if it had been at that moment by the ledger's clock. */
export async function grantAt(
  database: TestDatabase,
  voucher: { number: string; institutionId: string; productId: string; units: number; validUntil?: string },
  at: string,
): Promise<string> {
  const before = await database.db.ledgerTransaction.count();
  const { id } = await database.db.$transaction((tx) =>
    issueUnits(tx, { ...voucher, orderId: null, ntpn: null, source: 'SALDO_AWAL' }),
  );
  await moveTo(database, before, at);
  return id;
}

/** Moves the ledger's newest movement to another time; `before`: how many there were before it. The owner alone can. */
export async function moveTo(database: TestDatabase, before: number, at: string): Promise<void> {
  if ((await database.db.ledgerTransaction.count()) !== before + 1) throw new Error('not one new movement');
  const [newest] = await database.db.$queryRaw<{ id: string }[]>`
    select id::text from ledger_transaction order by xmin::text::bigint desc limit 1`;
  await database.owner
    .$executeRaw`update ledger_transaction set at = ${new Date(at)} where id = ${newest?.id ?? ''}::uuid`;
}
