import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { texts } from '#contract/i18n/index';
import { documentSettings } from '#documents/orders/documents';
import { createLogger } from '#platform/logger';
import { createVault } from '#platform/vault';
import { createMailPort } from '#ports/mail/mail-port';
import { createWhatsappPort } from '#ports/whatsapp/whatsapp-port';
import { queueWhatsapp, type WhatsappInput } from '#records/notices';
import { addRenewedLink, renewedLinkArrived } from '#records/requests/renewed-links';
import { forgetReachedNumbers } from '#records/whatsapp-notice';
import type { StoredMessage } from '../simulators/whatsapp/messages.ts';
import { startWhatsappSimulator, type WhatsappSimulator } from '../simulators/whatsapp/simulator.ts';
import { testConfig } from '../tests/support/config.ts';
import { createTestDatabase, type TestDatabase } from '../tests/support/database.ts';
import { createRequestWorld } from '../tests/support/request-lab.ts';
import { createRequest } from '../tests/support/requests.ts';
import { type DelivererDeps, deliverNotices } from './deliverer.ts';

const problems = texts('id').whatsapp.problem;
const phone = '+6281234567890';
const link = 'https://loket.test/lacak#SD-4K7P.rahasia-warga';
const config = testConfig();

let database: TestDatabase;
let simulator: WhatsappSimulator;
let deps: DelivererDeps;

beforeAll(async () => {
  const registration = { phoneNumberId: '1', token: 'token' };
  [database, simulator] = await Promise.all([
    createTestDatabase(),
    startWhatsappSimulator({
      mode: 'demo',
      port: 0,
      dataDir: mkdtempSync(join(tmpdir(), 'loket-whatsapp-')),
      registration,
      appSecret: 'secret',
      statusUrl: null,
    }),
  ]);
  deps = {
    db: database.db,
    mail: createMailPort(config.mail),
    whatsapp: createWhatsappPort({
      ...registration,
      baseUrl: simulator.url,
      version: 'v23.0',
      timeoutMs: 2_000,
    }),
    dataKeys: config.dataKeys,
    documents: documentSettings(config),
    publicUrl: 'http://loket.test',
    now: () => new Date(),
    log: createLogger('test', 'fatal'),
  };
});
afterAll(async () => {
  deps?.mail.close();
  await simulator?.stop();
  await database?.drop();
});
beforeEach(async () => {
  await control({ mode: 'normal' });
  await fetch(`${simulator.url}/api/messages`, { method: 'DELETE' });
  await database.db.outgoingNotice.deleteMany();
});

const control = (body: object) =>
  fetch(`${simulator.url}/control`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
const received = async (): Promise<StoredMessage[]> =>
  (await fetch(`${simulator.url}/api/messages`)).json() as Promise<StoredMessage[]>;

async function queue(changes: Partial<WhatsappInput> = {}): Promise<string> {
  const input: WhatsappInput = {
    dedupeKey: randomUUID(),
    template: 'pengajuan_selesai',
    requestId: randomUUID(),
    parameters: ['SD-4K7P', link],
    secretParameters: [1],
    phone,
    ...changes,
  };
  await database.db.$transaction((tx) => queueWhatsapp(tx, input, config.dataKeys));
  const { id } = await database.db.outgoingNotice.findUniqueOrThrow({
    where: { dedupeKey: input.dedupeKey },
  });
  return id;
}
const rowOf = (id: string) => database.db.outgoingNotice.findUniqueOrThrow({ where: { id } });
const dueNow = (id: string) =>
  database.db.outgoingNotice.update({ where: { id }, data: { availableAt: new Date(0) } });

describe('a queued message', () => {
  it('holds neither the number nor a secret in the open', async () => {
    const row = await rowOf(await queue());
    expect(JSON.stringify(row)).not.toMatch(/81234567890|rahasia-warga/);
    expect(row).toMatchObject({ channel: 'WHATSAPP', template: 'pengajuan_selesai', status: 'QUEUED' });
    expect(row.params).toEqual({ parameters: ['SD-4K7P', { sealed: expect.stringMatching(/^v1\./) }] });
  });

  it('asked for twice is one', async () => {
    const dedupeKey = randomUUID();
    await queue({ dedupeKey });
    await queue({ dedupeKey, parameters: ['SD-OTHER', link] });
    expect(await database.db.outgoingNotice.count()).toBe(1);
    await deliverNotices(deps, 'WHATSAPP');
    expect((await received()).map(({ parameters }) => parameters[0])).toEqual(['SD-4K7P']);
  });
});

describe('delivering', () => {
  it('sends the approved text to the number, keeps the id, and forgets the secret', async () => {
    const id = await queue();
    await deliverNotices(deps, 'WHATSAPP');
    const [message] = await received();
    expect(message).toMatchObject({ to: phone, parameters: ['SD-4K7P', link], reference: id });
    const row = await rowOf(id);
    expect(row).toMatchObject({ status: 'SENT', attempts: 1, lastError: null, messageId: message?.wamid });
    expect(row.params).toEqual({ parameters: ['SD-4K7P', null] });
    expect(row.sentAt).toBeInstanceOf(Date);
  });

  it('waits 1 minute, 5 minutes, 1 hour, 1 day and 2 days while WhatsApp is away, then gives up', async () => {
    const id = await queue();
    await control({ mode: 'down' });
    const waited: number[] = [];
    for (let attempt = 1; attempt <= 6; attempt += 1) {
      const before = Date.now();
      await deliverNotices(deps, 'WHATSAPP');
      const row = await rowOf(id);
      expect(row.lastError).toBe(problems.unavailable);
      expect(row.status).toBe(attempt <= 5 ? 'QUEUED' : 'FAILED');
      waited.push(Math.floor((row.availableAt.getTime() - before) / 60_000));
      await dueNow(id);
    }
    expect(waited.slice(0, 5)).toEqual([1, 5, 60, 1440, 2880]);
    expect((await rowOf(id)).params).toEqual({ parameters: ['SD-4K7P', null] });
    expect(await received()).toEqual([]);
  });

  it('goes on after a rate limit', async () => {
    const id = await queue();
    await control({ mode: 'busy', count: 1 });
    await deliverNotices(deps, 'WHATSAPP');
    expect(await rowOf(id)).toMatchObject({ status: 'QUEUED', lastError: problems.unavailable });
    await dueNow(id);
    await deliverNotices(deps, 'WHATSAPP');
    expect(await rowOf(id)).toMatchObject({ status: 'SENT', attempts: 2, lastError: null });
    expect((await received())[0]?.parameters).toEqual(['SD-4K7P', link]);
  });

  it.each([
    [131026, 'number'],
    [132001, 'text'],
  ] as const)('fails at once with the reason when WhatsApp refuses with %i', async (code, problem) => {
    const id = await queue();
    await control({ mode: 'refuse', code });
    await deliverNotices(deps, 'WHATSAPP');
    expect(await rowOf(id)).toMatchObject({ status: 'FAILED', lastError: problems[problem] });
    expect((await rowOf(id)).params).toEqual({ parameters: ['SD-4K7P', null] });
  });

  it('fails at once for what WhatsApp could not take', async () => {
    const wrong = await queue({ parameters: ['SD-4K7P'], secretParameters: [] });
    const number = await queue({ phone: '081234567890' });
    await deliverNotices(deps, 'WHATSAPP');
    for (const id of [wrong, number])
      expect(await rowOf(id)).toMatchObject({ status: 'FAILED', lastError: problems.unreadable });
    expect(await received()).toEqual([]);
  });

  it('skips everything while WhatsApp is not set up, with the reason and without an error', async () => {
    const id = await queue();
    await deliverNotices({ ...deps, whatsapp: null }, 'WHATSAPP');
    expect(await rowOf(id)).toMatchObject({ status: 'SKIPPED', lastError: problems.notConfigured });
    expect((await rowOf(id)).params).toEqual({ parameters: ['SD-4K7P', null] });
  });

  it('skips what does not hold any more', async () => {
    const code = { template: 'kode_verifikasi', parameters: ['482913'], secretParameters: [0] } as const;
    const late = await queue({ ...code, validUntil: new Date(Date.now() - 1) });
    const inTime = await queue({ ...code, validUntil: new Date(Date.now() + 60_000) });
    await deliverNotices(deps, 'WHATSAPP');
    expect(await rowOf(late)).toMatchObject({ status: 'SKIPPED', lastError: problems.expired });
    expect((await rowOf(inTime)).status).toBe('SENT');
    expect(await received()).toHaveLength(1);
  });

  describe('of a status that was overtaken', () => {
    const tell = (requestId: string, status: string) =>
      queue({
        template: 'pengajuan_status',
        requestId,
        parameters: ['SD-4K7P', status, 'Kalimat', link],
        secretParameters: [3],
      });
    /** Oldest first; the simulator lists the newest first. */
    const heard = async () => (await received()).map(({ parameters }) => parameters[1]).toReversed();

    it('is skipped when a later one has gone out, with the reason', async () => {
      const requestId = randomUUID();
      await control({ mode: 'busy', count: 1 });
      const late = await tell(requestId, 'Disetujui');
      await deliverNotices(deps, 'WHATSAPP');
      await queue({ requestId, template: 'pengajuan_dibatalkan' });
      await deliverNotices(deps, 'WHATSAPP');
      await dueNow(late);
      await deliverNotices(deps, 'WHATSAPP');
      expect(await rowOf(late)).toMatchObject({ status: 'SKIPPED', lastError: problems.overtaken });
      expect((await received()).map(({ template }) => template)).toEqual(['pengajuan_dibatalkan']);
    });

    it('is skipped when it is late and a later one waits as well', async () => {
      const requestId = randomUUID();
      await control({ mode: 'busy', count: 2 });
      const [late, later] = [await tell(requestId, 'Disetujui'), await tell(requestId, 'Diproses')];
      await deliverNotices(deps, 'WHATSAPP');
      await dueNow(late);
      await dueNow(later);
      await deliverNotices(deps, 'WHATSAPP');
      expect((await rowOf(late)).status).toBe('SKIPPED');
      expect(await heard()).toEqual(['Diproses']);
    });

    it('goes out in good order, and so does what tells the same status or speaks of another request', async () => {
      const requestId = randomUUID();
      await tell(requestId, 'Baru');
      await tell(requestId, 'Disetujui');
      await deliverNotices(deps, 'WHATSAPP');
      expect(await heard()).toEqual(['Baru', 'Disetujui']);
      await control({ mode: 'busy', count: 1 });
      const again = await tell(requestId, 'Diproses');
      await deliverNotices(deps, 'WHATSAPP');
      await tell(requestId, 'Diproses');
      await tell(randomUUID(), 'Dibatalkan');
      await deliverNotices(deps, 'WHATSAPP');
      await dueNow(again);
      await deliverNotices(deps, 'WHATSAPP');
      expect((await rowOf(again)).status).toBe('SENT');
    });
  });

  it('skips a link that opens nothing any more, and sends one that does', async () => {
    const request = await createRequest(database.db, createVault(config.dataKeys, config.indexKey), {
      officeId: (await createRequestWorld(database.db)).officeId,
    });
    const bring = async () => {
      const noticeKey = randomUUID();
      const id = await queue({
        template: 'pengajuan_tautan_baru',
        requestId: request.id,
        dedupeKey: noticeKey,
      });
      const secret = randomUUID();
      await database.db.$transaction((tx) =>
        addRenewedLink(tx, { requestId: request.id, secret, noticeKey }),
      );
      return { id, noticeKey };
    };
    const [first, second] = [await bring(), await bring()];
    await renewedLinkArrived(database.db, { noticeKey: first.noticeKey });
    await deliverNotices(deps, 'WHATSAPP');
    expect(await rowOf(first.id)).toMatchObject({ status: 'SKIPPED', lastError: problems.overtaken });
    expect((await rowOf(second.id)).status).toBe('SENT');
  });

  it('keeps the number for a day after the end, and the line of the log for good', async () => {
    const [sent, waiting] = [await queue(), await queue()];
    await database.db.outgoingNotice.update({
      where: { id: waiting },
      data: { availableAt: new Date(Date.now() + 3_600_000) },
    });
    await deliverNotices(deps, 'WHATSAPP');
    expect(await forgetReachedNumbers(database.db, new Date())).toBe(0);
    const later = new Date(Date.now() + 25 * 3_600_000);
    expect(await forgetReachedNumbers(database.db, later)).toBe(1);
    expect(await rowOf(sent)).toMatchObject({ recipient: '', status: 'SENT', attempts: 1 });
    expect((await rowOf(waiting)).recipient).toMatch(/^v1\./);
    expect(await forgetReachedNumbers(database.db, later)).toBe(0);
  });

  it('keeps a message whose key is missing, and sends it when the key is back', async () => {
    const id = await queue();
    await deliverNotices({ ...deps, dataKeys: otherKeys() }, 'WHATSAPP');
    expect(await rowOf(id)).toMatchObject({ status: 'QUEUED', lastError: problems.unreadable });
    await dueNow(id);
    await deliverNotices(deps, 'WHATSAPP');
    expect((await rowOf(id)).status).toBe('SENT');
  });

  it('opens no value that was moved to another row', async () => {
    const [one, other] = [await queue(), await queue({ phone: '+6285700001234' })];
    const { recipient } = await rowOf(one);
    await database.db.outgoingNotice.update({ where: { id: other }, data: { recipient } });
    await deliverNotices(deps, 'WHATSAPP');
    expect((await rowOf(one)).status).toBe('SENT');
    expect(await rowOf(other)).toMatchObject({ status: 'QUEUED', lastError: problems.unreadable });
    expect(await received()).toHaveLength(1);
  });

  it('holds up no mail, nor is it held up by one', async () => {
    const id = await queue();
    await deliverNotices(deps, 'EMAIL');
    expect(await rowOf(id)).toMatchObject({ status: 'QUEUED', attempts: 0 });
  });

  it('lets two workers share the queue without sending twice', async () => {
    for (let at = 0; at < 8; at++) await queue();
    await Promise.all([
      deliverNotices(deps, 'WHATSAPP'),
      deliverNotices(deps, 'WHATSAPP'),
      deliverNotices(deps, 'WHATSAPP'),
    ]);
    expect(await database.db.outgoingNotice.count({ where: { status: 'SENT' } })).toBe(8);
    expect(await received()).toHaveLength(8);
  });
});

/** A ring under another id: what was sealed before cannot be opened by it. */
const otherKeys = () => {
  const key = Buffer.alloc(32, 7);
  return { current: { id: 'other', key }, keys: new Map([['other', key]]) };
};
