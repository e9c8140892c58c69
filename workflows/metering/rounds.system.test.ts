import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  dutiesWorkflowType,
  meteringUpkeepWorkflowType,
  quotaAlertsWorkflowType,
  voucherValidityWorkflowType,
} from '../../contract/metering/round-messages.ts';
import { dayKey } from '../../platform/clock.ts';
import { institutionId, productId } from '../../prisma/seed.ts';
import { findBrokenInvariants, issueUnits, takeUnits } from '../../records/ledger.ts';
import { endOf, eventually } from '../../tests/support/eventually.ts';
import { giveUnits } from '../../tests/support/metering.ts';
import { addPerson } from '../../tests/support/people.ts';
import {
  labFileDays,
  labRefusalDays,
  type RoundsLab,
  startRoundsLab,
} from '../../tests/support/rounds-lab.ts';

/** The rounds around metered access, each through Temporal: what one does, that the next does nothing twice. */

const bank = institutionId('BANK-CONTOH');
const product = productId('WEBSERVICE-NIK');
let lab: RoundsLab;
beforeAll(async () => {
  lab = await startRoundsLab();
});
afterEach(async () => expect(await findBrokenInvariants(lab.db)).toEqual([]));
afterAll(() => lab?.stop());

const round = async (type: string): Promise<unknown> => (await lab.round(type)).result();

/** A round whose worker dies after `act`, and that goes on with another one. */
async function brokenRound(type: string, act: Parameters<RoundsLab['loseAnswerOf']>[0]): Promise<unknown> {
  lab.loseAnswerOf(act);
  const end: unknown = await endOf(await lab.round(type), lab.pass);
  expect(lab.crashIsPending()).toBe(false);
  return end;
}

describe('the upkeep', () => {
  it('makes the months that are missing and forgets what is old, also past a worker that dies', async () => {
    const { db, database } = lab;
    expect(await round(meteringUpkeepWorkflowType)).toEqual({ months: 0, forgotten: 0 });
    const [month] = await database.owner.$queryRaw<{ name: string }[]>`
      select tablename as name from pg_tables where schemaname = 'access_log_parts' order by 1 desc limit 1 offset 1`;
    await database.owner.$executeRawUnsafe(`drop table access_log_parts."${month?.name ?? ''}"`);
    const days = (count: number) => new Date(Date.now() - count * 86_400_000);
    await db.accessKey.createMany({
      data: [31, 29].map((age) => ({
        ...{ institutionId: bank, productId: product, key: `key-${age}` },
        ...{ question: 'question', at: days(age) },
      })),
    });
    // The month was made by the act whose answer was lost; it stands, and is not made again.
    expect(await brokenRound(meteringUpkeepWorkflowType, 'makeAccessLogMonths')).toEqual({
      months: 0,
      forgotten: 1,
    });
    const made = await database.owner.$queryRaw<unknown[]>`
      select 1 from pg_tables where schemaname = 'access_log_parts' and tablename = ${month?.name ?? ''}`;
    expect(made).toHaveLength(1);
    expect((await db.accessKey.findMany()).map(({ key }) => key)).toEqual(['key-29']);
  });

  it('destroys old refusals and counts them once for their month, also past a worker that dies', async () => {
    const { db } = lab;
    const days = (count: number) => new Date(Date.now() - count * 86_400_000);
    await db.accessRefusal.createMany({
      data: [labRefusalDays + 2, labRefusalDays - 2].map((age) => ({
        ...{ hour: days(age), institutionId: bank, subject: 'somebody', address: '203.0.113.7' },
        ...{ reason: 'WRONG_SECRET', count: age },
      })),
    });
    // What was destroyed by the act whose answer was lost is not there any more when it is done again.
    expect(await brokenRound(meteringUpkeepWorkflowType, 'forgetOldUse')).toEqual({
      months: 0,
      forgotten: 0,
    });
    expect((await db.accessRefusal.findMany()).map(({ count }) => count)).toEqual([labRefusalDays - 2]);
    expect((await db.refusalMonth.findMany()).map(({ count }) => Number(count))).toEqual([
      labRefusalDays + 2,
    ]);
  });
});

describe('the alerts', () => {
  const told = (recipient: string) =>
    lab.db.outgoingNotice.count({ where: { template: 'QUOTA_LOW', recipient } });
  const use = (units: number, cause: string) =>
    lab.db.$transaction((tx) => takeUnits(tx, { institutionId: bank, productId: product, units, cause }));

  it('tell the people of a quota that runs out once per threshold, also past a worker that dies', async () => {
    const buyer = await addPerson(lab.db, { roles: ['lembaga-pemesan'], institutionId: bank });
    const account = await lab.db.quotaAccount.findUnique({
      where: { institutionId_productId: { institutionId: bank, productId: product } },
    });
    const left = Number((account?.granted ?? 0n) - (account?.debited ?? 0n));
    if (left > 0) await use(left, 'HANDOVER:rounds-0');
    await giveUnits(lab.db, bank, 10);
    expect(await round(quotaAlertsWorkflowType)).toEqual({ alerted: 0 });
    await use(5, 'HANDOVER:rounds-1');
    expect(await brokenRound(quotaAlertsWorkflowType, 'alertOfQuotas')).toEqual({ alerted: 0 });
    expect(await told(buyer.email)).toBe(1);
    expect(await round(quotaAlertsWorkflowType)).toEqual({ alerted: 0 });
    await use(4, 'HANDOVER:rounds-2');
    expect(await round(quotaAlertsWorkflowType)).toEqual({ alerted: 1 });
    expect(await told(buyer.email)).toBe(2);
  });
});

describe('the validity of vouchers', () => {
  /** The calendar day in WIB so many days from now: what lapses is seen by the database's clock. */
  const dayIn = (days: number) => dayKey(new Date(Date.now() + days * 86_400_000));
  let owner: { id: string; email: string };
  beforeEach(async () => {
    lab.setToday(dayIn(0));
    owner = await lab.db.institution.create({
      data: {
        ...{ code: `UJI-${randomUUID().slice(0, 8).toUpperCase()}`, name: 'Lembaga Uji', phone: '021-555' },
        ...{ category: 'PERBANKAN', address: 'Jl. Uji 1', email: `${randomUUID()}@kantor.test` },
      },
    });
  });
  const grant = (units: number, validUntil: string | null) =>
    lab.db.$transaction((tx) =>
      issueUnits(tx, {
        ...{ number: `VC-UJI-${randomUUID()}`, institutionId: owner.id, productId: product, units },
        ...{ orderId: null, ntpn: null, source: 'SALDO_AWAL', validUntil },
      }),
    );
  const lapsed = async () =>
    (await lab.db.ledgerTransaction.findMany({ where: { institutionId: owner.id, kind: 'LAPSE' } })).map(
      ({ firstUnit, lastUnit }) => `${firstUnit}-${lastUnit}`,
    );
  /** What the institution's office was told, as `units left by day`. */
  const mails = async () =>
    (
      await lab.db.outgoingNotice.findMany({
        where: { template: 'VOUCHER_ENDING', recipient: owner.email },
        orderBy: { createdAt: 'asc' },
      })
    ).map(({ params }) => {
      const { left, validUntil } = params as { left: number; validUntil: string };
      return `${left} by ${validUntil}`;
    });

  it('books what has ended and tells of what ends within 30 days, each once', async () => {
    for (const [units, days] of [
      [3, -1],
      [5, 30],
      [7, 31],
    ] as const) {
      await grant(units, dayIn(days));
    }
    await grant(9, null);
    expect(await round(voucherValidityWorkflowType)).toEqual({ accounts: 1 });
    expect(await lapsed()).toEqual(['1-3']);
    expect(await mails()).toEqual([`5 by ${dayIn(30)}`]);

    expect(await round(voucherValidityWorkflowType)).toEqual({ accounts: 0 });
    lab.setToday(dayIn(1));
    expect(await round(voucherValidityWorkflowType)).toEqual({ accounts: 0 });
    expect(await lapsed()).toEqual(['1-3']);
    expect(await mails()).toEqual([`5 by ${dayIn(30)}`, `7 by ${dayIn(31)}`]);
  });

  it('books and tells nothing twice when a worker dies after the one or the other', async () => {
    await grant(3, dayIn(-1));
    await grant(5, dayIn(30));
    // The first try has booked it; the second finds nothing that has ended.
    expect(await brokenRound(voucherValidityWorkflowType, 'lapseVouchers')).toEqual({ accounts: 0 });
    expect(await brokenRound(voucherValidityWorkflowType, 'remindOfEndingVouchers')).toEqual({ accounts: 0 });
    expect(await lapsed()).toEqual(['1-3']);
    expect(await mails()).toEqual([`5 by ${dayIn(30)}`]);
  });

  it('is done in the same round once the database, which had failed, is back', async () => {
    await grant(3, dayIn(-1));
    await grant(5, dayIn(30));
    const { owner: database } = lab.database;
    await database.$executeRaw`alter table voucher rename to voucher_away`;
    const running = await lab.round(voucherValidityWorkflowType);
    try {
      await eventually(async () => {
        const { raw } = await running.describe();
        return raw.pendingActivities?.some(({ lastFailure }) => lastFailure) ?? false;
      });
      expect(await lapsed()).toEqual([]);
    } finally {
      await database.$executeRaw`alter table voucher_away rename to voucher`;
    }
    expect(await endOf(running, lab.pass)).toEqual({ accounts: 1 });
    expect(await lapsed()).toEqual(['1-3']);
    expect(await mails()).toEqual([`5 by ${dayIn(30)}`]);
  });
});

describe('the duties', () => {
  /** Notices about semester reports so far, by template. */
  const notices = async () => {
    const rows = await lab.db.outgoingNotice.groupBy({
      by: ['template'],
      where: { template: { startsWith: 'SEMESTER_REPORT' } },
      _count: true,
    });
    return Object.fromEntries(rows.map(({ template, _count }) => [template, _count]));
  };

  it('open what is owed once, remind before its day and warn after it, once a stage', async () => {
    lab.setToday('2026-06-30');
    // The half-year before is owed by those three whose PKS was in force in it, and long late.
    expect(await round(dutiesWorkflowType)).toEqual({ opened: 3, reminded: 3, destroyed: 0 });
    const before = await notices();
    expect(before).not.toHaveProperty('SEMESTER_REPORT_DUE');

    lab.setToday('2026-07-10');
    expect(await brokenRound(dutiesWorkflowType, 'openSemesterReports')).toMatchObject({ opened: 0 });
    expect(await lab.db.semesterReport.count({ where: { half: '2026-1' } })).toBe(3);
    const { SEMESTER_REPORT_DUE: reminders } = await notices();
    expect(reminders).toBeGreaterThanOrEqual(3);
    expect(await round(dutiesWorkflowType)).toEqual({ opened: 0, reminded: 0, destroyed: 0 });

    lab.setToday('2026-07-28');
    expect(await brokenRound(dutiesWorkflowType, 'remindOfSemesterReports')).toMatchObject({ opened: 0 });
    expect(await notices()).toEqual({ ...before, SEMESTER_REPORT_DUE: 2 * (reminders ?? 0) });

    lab.setToday('2026-08-20');
    expect(await round(dutiesWorkflowType)).toEqual({ opened: 0, reminded: 3, destroyed: 0 });
    const { SEMESTER_REPORT_LATE: warnings } = await notices();
    expect(warnings).toBe((before.SEMESTER_REPORT_LATE ?? 0) + (reminders ?? 0));
    expect(await lab.db.institution.count({ where: { suspendedAt: { not: null } } })).toBe(0);
  });

  it('check a file of databalikan to its end past a worker that dies, and destroy it when its days are over', async () => {
    lab.setToday('2026-08-21');
    const { id, keys } = await lab.returnData(
      'NIK;LAYANAN;TANGGAL;HASIL\n3374014101900001;Buka;2026-07-01;DILAYANI',
    );
    lab.loseAnswerOf('checkReturnDataFile');
    await endOf(await lab.check(id), lab.pass);
    expect(lab.crashIsPending()).toBe(false);
    const row = () => lab.db.returnData.findUniqueOrThrow({ where: { id } });
    expect(await row()).toMatchObject({ status: 'SELESAI', acceptedRows: 1, rejectedRows: 0 });

    expect(await round(dutiesWorkflowType)).toMatchObject({ destroyed: 0 });
    const later = new Date(Date.parse('2026-08-21') + (labFileDays + 1) * 86_400_000);
    lab.setToday(later.toISOString().slice(0, 10));
    expect(await round(dutiesWorkflowType)).toMatchObject({ destroyed: 1 });
    expect((await row()).fileDeletedAt).not.toBeNull();
    await expect(lab.deps.storage.get(keys[0] ?? '')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await round(dutiesWorkflowType)).toMatchObject({ destroyed: 0 });
  });

  it('are all done in a round in which one of them fails for good, and the round says so', async () => {
    lab.setToday('2027-01-20');
    lab.refuse('openSemesterReports');
    lab.refuse('remindOfComplaints');
    const { id } = await lab.returnData('NIK;LAYANAN;TANGGAL;HASIL');
    await endOf(await lab.check(id), lab.pass);
    lab.setToday('2027-06-20');
    await expect(round(dutiesWorkflowType)).rejects.toMatchObject({
      cause: { cause: { message: 'openSemesterReports cannot be done' } },
    });
    expect((await lab.db.returnData.findUniqueOrThrow({ where: { id } })).fileDeletedAt).not.toBeNull();
  });
});
