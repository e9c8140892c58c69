import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { texts } from '#contract/i18n/index';
import { documentSettings } from '#documents/orders/documents';
import { createLogger } from '#platform/logger';
import { createVault } from '#platform/vault';
import { createMailPort } from '#ports/mail/mail-port';
import { type NoticeInput, queueNotice } from '#records/notices';
import { remindStaff, tellOfQuestion } from '#records/requests/reminders';
import { startMailSimulator } from '../simulators/mail/simulator.ts';
import { testConfig } from '../tests/support/config.ts';
import { createTestDatabase, type TestDatabase } from '../tests/support/database.ts';
import { createOrder, createOrderWorld, type OrderWorld } from '../tests/support/orders.ts';
import { createRequestWorld } from '../tests/support/request-lab.ts';
import { createRequest } from '../tests/support/requests.ts';
import { type DelivererDeps, deliverNotices } from './deliverer.ts';

const log = createLogger('test', 'fatal');
const problems = texts('id').orders.noticeProblem;
let database: TestDatabase;
let world: OrderWorld;
let officeId: string;
let inbox: Awaited<ReturnType<typeof startMailSimulator>>;
let deps: DelivererDeps;

beforeAll(async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'loket-mail-'));
  [database, inbox] = await Promise.all([
    createTestDatabase(),
    startMailSimulator({ mode: 'demo', port: 0, smtpPort: 0, dataDir }),
  ]);
  world = await createOrderWorld(database.db);
  ({ officeId } = await createRequestWorld(database.db));
  const config = testConfig({ SMTP_URL: inbox.smtpUrl });
  deps = {
    db: database.db,
    mail: createMailPort(config.mail),
    whatsapp: null,
    dataKeys: config.dataKeys,
    documents: documentSettings(config),
    publicUrl: 'http://loket.test',
    now: () => new Date(),
    log,
  };
});
afterAll(async () => {
  deps.mail.close();
  await inbox.stop();
  await database.drop();
});
beforeEach(async () => {
  await control('normal');
  await fetch(`${inbox.url}/api/messages`, { method: 'DELETE' });
  await database.db.outgoingNotice.updateMany({ where: { status: 'QUEUED' }, data: { status: 'SKIPPED' } });
});

const control = (mode: string) =>
  fetch(`${inbox.url}/control`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ mode }),
  });

interface Received {
  readonly to: string[];
  readonly subject: string;
  readonly messageId: string;
  readonly attachments: { filename: string; contentType: string; size: number }[];
}

const received = async (): Promise<Received[]> => {
  const body: unknown = await (await fetch(`${inbox.url}/api/messages`)).json();
  return (Array.isArray(body) ? body : (body as { messages: unknown }).messages) as Received[];
};

/** An order whose bill stands, and the mail that brings it. */
async function bill(recipient: string): Promise<{ id: string; orderId: string }> {
  const order = await createOrder(database.db, world);
  const expiresAt = new Date(Date.now() + 7 * 86_400_000);
  const kodeBilling = `82${String(Math.floor(Math.random() * 1e13)).padStart(13, '0')}`;
  await database.db.order.update({
    where: { id: order.id },
    data: { status: 'MENUNGGU_PEMBAYARAN', kodeBilling, trxId: 'x', expiresAt, billingIssuedAt: new Date() },
  });
  const dedupeKey = randomUUID();
  const notice: NoticeInput = {
    template: 'BILLING_ISSUED',
    channel: 'EMAIL',
    recipient,
    dedupeKey,
    orderId: order.id,
    params: {
      orderId: order.id,
      kuitansi: order.kuitansi,
      institutionName: 'LEMBAGA UJI',
      serviceName: 'Layanan Uji',
      productName: 'Webservice NIK',
      kodeBilling,
      total: 100_000,
      expiresAt: expiresAt.toISOString(),
    },
  };
  await database.db.$transaction((tx) => queueNotice(tx, notice));
  const { id } = await database.db.outgoingNotice.findUniqueOrThrow({ where: { dedupeKey } });
  return { id, orderId: order.id };
}

const rowOf = (id: string) => database.db.outgoingNotice.findUniqueOrThrow({ where: { id } });
const dueNow = (id: string) =>
  database.db.outgoingNotice.update({ where: { id }, data: { availableAt: new Date(0) } });

it('delivers a bill with its PDF, once', async () => {
  const { id } = await bill('keuangan@lembaga.test');
  await deliverNotices(deps, 'EMAIL');
  await deliverNotices(deps, 'EMAIL');
  expect(await rowOf(id)).toMatchObject({ status: 'SENT', attempts: 1, lastError: null });
  const mails = await received();
  expect(mails).toHaveLength(1);
  expect(mails[0]).toMatchObject({ to: ['keuangan@lembaga.test'] });
  expect(mails[0]?.messageId).toContain(id);
  expect(mails[0]?.attachments).toMatchObject([{ contentType: 'application/pdf' }]);
  expect(mails[0]?.attachments[0]?.filename).toMatch(/^tagihan-KW-.*\.pdf$/);
});

it('waits 1 minute, 5 minutes, 1 hour, 1 day and 2 days for a mail server that is down, then gives up', async () => {
  const { id } = await bill('keuangan@lembaga.test');
  await control('down');
  const waited: number[] = [];
  for (let attempt = 1; attempt <= 6; attempt += 1) {
    const before = Date.now();
    await deliverNotices(deps, 'EMAIL');
    const row = await rowOf(id);
    expect(row.lastError).toBe(problems.unavailable);
    expect(row.status).toBe(attempt <= 5 ? 'QUEUED' : 'FAILED');
    waited.push(Math.floor((row.availableAt.getTime() - before) / 60_000));
    await dueNow(id);
  }
  expect(waited.slice(0, 5)).toEqual([1, 5, 60, 1440, 2880]);
  expect(await received()).toEqual([]);
});

it('goes on when the mail server is back, with the same id', async () => {
  const { id } = await bill('keuangan@lembaga.test');
  await control('down');
  await deliverNotices(deps, 'EMAIL');
  await control('normal');
  await dueNow(id);
  await deliverNotices(deps, 'EMAIL');
  expect(await rowOf(id)).toMatchObject({ status: 'SENT', attempts: 2, lastError: null });
  expect((await received())[0]?.messageId).toContain(id);
});

it('fails at once when the mail server refuses the address for good', async () => {
  const { id } = await bill('tidak-ada@lembaga.test');
  await control('refuse');
  await deliverNotices(deps, 'EMAIL');
  expect(await rowOf(id)).toMatchObject({ status: 'FAILED', lastError: problems.refused });
});

it('skips what would mislead: a void bill, a disabled account', async () => {
  const cancelled = await bill('keuangan@lembaga.test');
  await database.db.order.update({ where: { id: cancelled.orderId }, data: { status: 'DIBATALKAN' } });
  const user = await database.db.user.create({
    data: { id: randomUUID(), name: 'Mantan', email: 'mantan@lembaga.test', disabledAt: new Date() },
  });
  const disabled = await bill(user.email);
  await deliverNotices(deps, 'EMAIL');
  expect(await rowOf(cancelled.id)).toMatchObject({ status: 'SKIPPED', lastError: problems.outdated });
  expect(await rowOf(disabled.id)).toMatchObject({ status: 'SKIPPED', lastError: problems.disabled });
  expect(await received()).toEqual([]);
});

it.each([
  ['the request has moved on', { status: 'DISETUJUI' }],
  ['its deadline was moved', { dueAt: new Date('2026-12-24T02:00:00Z') }],
  ['its clock stands still', { dueAt: null }],
  ['nothing has changed', null],
] as const)('reminds of a request that still waits, and skips it otherwise: %s', async (_, change) => {
  const dueAt = new Date('2026-12-01T02:00:00Z');
  const vault = createVault(testConfig().dataKeys, testConfig().indexKey);
  const request = await createRequest(database.db, vault, { officeId, dueAt });
  const row = await database.db.syncRequest.findUniqueOrThrow({ where: { id: request.id } });
  await database.db.$transaction((tx) => remindStaff(tx, row, 'remind'));
  if (change) await database.db.syncRequest.update({ where: { id: request.id }, data: change });
  await deliverNotices(deps, 'EMAIL');
  const [notice] = await database.db.outgoingNotice.findMany({ where: { requestId: request.id } });
  expect(notice).toMatchObject(
    change ? { status: 'SKIPPED', lastError: problems.requestMoved } : { status: 'SENT', lastError: null },
  );
  expect(await received()).toHaveLength(change ? 0 : 1);
});

it.each([
  ['it was answered', { status: 'DIKERJAKAN' }],
  ['it is another question', { since: new Date('2030-11-26T05:00:00Z') }],
  ['it still waits', null],
] as const)('tells of a question that is still open, and skips it otherwise: %s', async (_, change) => {
  const at = new Date('2030-11-26T02:00:00Z');
  const vault = createVault(testConfig().dataKeys, testConfig().indexKey);
  const steps = { KONSOLIDASI_MANUAL: 'KLARIFIKASI' } as const;
  const { id: requestId, code } = await createRequest(database.db, vault, {
    ...{ officeId, steps },
    status: 'DIPROSES',
  });
  const where = { requestId_step: { requestId, step: 'KONSOLIDASI_MANUAL' } };
  await database.db.requestStepState.update({ where, data: { since: at, ...change } });
  const asked = { step: 'KONSOLIDASI_MANUAL', at } as const;
  await database.db.$transaction((tx) => tellOfQuestion(tx, { id: requestId, code, officeId }, asked));
  const notices = () =>
    database.db.outgoingNotice.findMany({ where: { requestId }, orderBy: { availableAt: 'asc' } });
  const later = (await notices())[1]?.availableAt;
  expect(later, 'one working day of the office').toEqual(new Date('2030-11-27T09:00:00Z'));
  await deliverNotices(deps, 'EMAIL');
  const ended = change
    ? { status: 'SKIPPED', lastError: problems.requestMoved }
    : { status: 'SENT', lastError: null };
  expect(await notices()).toMatchObject([
    { template: 'REQUEST_QUESTION', ...ended },
    { template: 'REQUEST_QUESTION_OPEN', status: 'QUEUED' },
  ]);
  expect((await received()).map(({ subject }) => subject.includes(code))).toEqual(change ? [] : [true]);
});

it('lets two workers share the queue without sending twice', async () => {
  const bills = await Promise.all(Array.from({ length: 8 }, (_, at) => bill(`orang-${at}@lembaga.test`)));
  await Promise.all([
    deliverNotices(deps, 'EMAIL'),
    deliverNotices(deps, 'EMAIL'),
    deliverNotices(deps, 'EMAIL'),
  ]);
  for (const { id } of bills) expect((await rowOf(id)).status).toBe('SENT');
  expect(await received()).toHaveLength(8);
});

it('queues the same message once', async () => {
  const { id } = await bill('keuangan@lembaga.test');
  const { template, channel, recipient, params, dedupeKey, orderId } = await rowOf(id);
  const again = { template, channel, recipient, params, dedupeKey, orderId } as NoticeInput;
  await database.db.$transaction((tx) => queueNotice(tx, again));
  expect(await database.db.outgoingNotice.count({ where: { dedupeKey } })).toBe(1);
});
