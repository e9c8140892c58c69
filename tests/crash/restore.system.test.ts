import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadConfig } from '#platform/config';
import { findBrokenInvariants } from '#records/ledger';
import { makeBackup } from '../../scripts/lib/backup/backup.ts';
import { keyIds } from '../../scripts/lib/backup/installation.ts';
import { restoreBackup } from '../../scripts/lib/backup/restore.ts';
import { report } from '../../worker/reconcile/report.ts';
import { reconcile } from '../../worker/reconcile/run.ts';
import { eventually } from '../support/eventually.ts';
import { bringToEnd, orderAt, payAndWait } from './crash.ts';
import { act, fileRequest, order, persist, signedIn, type Worker } from './people.ts';
import { type CrashSystem, startCrashSystem } from './system.ts';

/** R10: a backup that is older than the work since is restored, and every difference is listed and mended. */

const backups = mkdtempSync(join(tmpdir(), 'loket-backups-'));
const config = () => loadConfig(system.env, 'worker');
const keys = () => keyIds(config());
const pass = (mend = false) => reconcile(config(), { mend, say: () => {} });
/** As soon as the workers serve again. */
const answeredPass = () =>
  eventually(
    async () => {
      const result = await pass();
      expect(result.found.map(({ kind }) => kind)).not.toContain('NO_WORKER');
      return result;
    },
    { withinMs: 120_000 },
  );
let system: CrashSystem;
let buyer: Worker;
let operator: Worker;
let centre: Worker;

const signIn = async () => {
  [buyer, operator, centre] = (await Promise.all(
    ['pemesan.pusat', 'operator.semarang', 'konsolidasi'].map((name) =>
      signedIn(system.apiUrl, `${name}@demo.loket.test`),
    ),
  )) as [Worker, Worker, Worker];
};

beforeAll(async () => {
  system = await startCrashSystem();
  await signIn();
}, 240_000);
afterAll(async () => {
  await system.stop();
  rmSync(backups, { recursive: true, force: true });
});

const statusOfRequest = async (id: string) =>
  (await system.db.syncRequest.findUniqueOrThrow({ where: { id } })).status;
const approve = (id: string) => persist(() => act(operator, `/api/v1/requests/${id}/actions/approve`, {}));

it('lists and mends every difference after a restore', { timeout: 600_000 }, async () => {
  const { db, bank, dataDir } = system;
  const paidBefore = await order(buyer);
  await payAndWait(system, paidBefore);
  const unpaid = await order(buyer);
  const { kodeBilling } = await orderAt(system, unpaid, 'MENUNGGU_PEMBAYARAN');
  const filedBefore = await fileRequest(operator);

  const backup = await makeBackup({
    ...{ dataDir, to: backups, keys: keys(), filesElsewhere: false },
    say: console.log,
  });

  // The hour that is lost: a payment, an order, a request and an approval.
  await bank.pay(kodeBilling ?? '', { notify: true });
  await orderAt(system, unpaid, 'SELESAI');
  const lostOrder = await order(buyer);
  const { kodeBilling: lostCode } = await orderAt(system, lostOrder, 'MENUNGGU_PEMBAYARAN');
  const lostRequest = await fileRequest(operator);
  await approve(filedBefore);
  expect(await pass()).toEqual({ found: [], left: [] });

  await system.halt();
  await restoreBackup({ dataDir, from: backup, keys: keys(), replace: true, say: console.log });
  await system.resume();

  await persist(async () => expect(await db.order.count()).toBe(2));
  await orderAt(system, paidBefore, 'SELESAI');
  await orderAt(system, unpaid, 'MENUNGGU_PEMBAYARAN');
  expect(await db.order.findUnique({ where: { id: lostOrder } })).toBeNull();
  expect(await db.syncRequest.findUnique({ where: { id: lostRequest } })).toBeNull();
  expect(await statusOfRequest(filedBefore)).toBe('BARU');

  const listed = await answeredPass();
  console.log(report(listed, false));
  expect(listed.found.map(({ kind, subject }) => `${kind} ${subject}`)).toEqual([
    `PAID_AT_SIMPONI ${unpaid}`,
  ]);
  expect(listed.left).toEqual(listed.found);
  await orderAt(system, unpaid, 'MENUNGGU_PEMBAYARAN');

  expect((await pass(true)).left).toEqual([]);
  await orderAt(system, unpaid, 'SELESAI');
  await signIn();
  await bringToEnd(system, { operator, centre }, filedBefore);
  // A new order is not taken for the one that is gone.
  const { kodeBilling: nextCode } = await orderAt(system, await order(buyer), 'MENUNGGU_PEMBAYARAN');
  expect(nextCode).not.toBe(lostCode);
  // Money for that one is kept for staff.
  await bank.pay(lostCode ?? '', { notify: true });
  await eventually(async () =>
    expect(await db.unmatchedPayment.findMany()).toMatchObject([
      { kodeBilling: lostCode, reason: 'UNKNOWN_CODE' },
    ]),
  );
  expect(await pass()).toEqual({ found: [], left: [] });
  expect(await findBrokenInvariants(db)).toEqual([]);
});

it('starts anew what an older Temporal has lost, and wakes what it has forgotten', {
  timeout: 600_000,
}, async () => {
  const { db, bank, dataDir } = system;
  const paidSince = await order(buyer);
  const { kodeBilling } = await orderAt(system, paidSince, 'MENUNGGU_PEMBAYARAN');
  const approvedSince = await fileRequest(operator);
  await eventually(async () =>
    expect(
      (await db.syncRequest.findUniqueOrThrow({ where: { id: approvedSince } })).workflowRunId,
    ).not.toBeNull(),
  );
  const older = await makeBackup({
    ...{ dataDir, to: backups, keys: keys(), filesElsewhere: false },
    say: () => {},
  });
  await bank.pay(kodeBilling ?? '', { notify: true });
  await orderAt(system, paidSince, 'SELESAI');
  await approve(approvedSince);
  const lostOrder = await order(buyer);
  await orderAt(system, lostOrder, 'MENUNGGU_PEMBAYARAN');
  const lostRequest = await fileRequest(operator);
  await approve(lostRequest);

  await system.halt();
  // Its port stays: it stands beside the database.
  cpSync(join(older, 'temporal'), join(dataDir, 'temporal'), { recursive: true });
  await system.resume();

  const listed = await answeredPass();
  console.log(report(listed, false));
  expect(listed.found.map(({ kind, subject }) => `${kind} ${subject}`).sort()).toEqual(
    [
      `NO_WORKFLOW ${lostOrder}`,
      `NO_WORKFLOW ${lostRequest}`,
      `OTHER_VERSION ${paidSince}`,
      `OTHER_VERSION ${approvedSince}`,
    ].sort(),
  );

  expect((await pass(true)).left).toEqual([]);
  await eventually(async () => expect(await pass()).toEqual({ found: [], left: [] }), { withinMs: 60_000 });

  await signIn();
  await payAndWait(system, lostOrder);
  await act(centre, `/api/v1/requests/${approvedSince}/steps/KONSOLIDASI_MANUAL/actions/take`, {});
  await act(centre, `/api/v1/requests/${lostRequest}/steps/KONSOLIDASI_MANUAL/actions/take`, {});
  for (const id of [approvedSince, lostRequest]) expect(await statusOfRequest(id)).toBe('DIPROSES');
  const released = await db.auditEntry.findMany({ where: { event: 'RUN_RELEASED' } });
  expect(released.map(({ subjectId }) => subjectId).sort()).toEqual([lostOrder, lostRequest].sort());
  expect(await db.voucher.count({ where: { orderId: { in: [paidSince, lostOrder] } } })).toBe(2);
  for (const id of [paidSince, lostOrder]) {
    const { trxId } = await db.order.findUniqueOrThrow({ where: { id } });
    expect(await bank.billings(trxId ?? '')).toHaveLength(1);
  }
  expect(await findBrokenInvariants(db)).toEqual([]);
});
